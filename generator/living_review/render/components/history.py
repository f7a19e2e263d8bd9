"""What a page tells of the history of records and values: when they were entered, what was corrected, by which commit."""

from collections.abc import Iterable

from markupsafe import Markup

from living_review.history.changes import Change, ChangeKind
from living_review.history.timeline import ChangeSet, events_of_value
from living_review.history.wording import names_of, say_change, tally
from living_review.model.library import CORRECTIONS
from living_review.model.material import Material, Measurement
from living_review.render import bounds
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.site.links import ASSETS
from living_review.text.markup import escape, show_value

SCRIPT = f"{ASSETS}/version.js"
NO_HISTORY = "This site was built without the history of its records: git was not there, or knows nothing of them."


def commit_link(parts: Parts, each: ChangeSet) -> Markup:
    """Return commit and pull request of a change set, as links where the repository has an address."""
    repository = parts.site.settings.repository.rstrip("/")
    shown = [(f"commit/{each.commit}", each.short)]
    if each.request:
        shown.insert(0, (f"pull/{each.request}", f"#{each.request}"))
    if not repository:
        return Markup(", ").join(Markup("<code>{}</code>").format(escape(name)) for _, name in shown)
    links = (Markup('<a href="{}">{}</a>').format(escape(f"{repository}/{path}"), escape(name)) for path, name in shown)
    return Markup(", ").join(links)


def _entered(each: ChangeSet) -> str:
    return f"there when this history begins, {each.day}" if each.is_start else f"entered {each.day}"


def _event(parts: Parts, each: ChangeSet, changes: list[Change]) -> Markup:
    """Return what one commit did to a value, in words."""
    conditions = [
        parts.site.library.computed(names_of).conditions.get(item.about, item.about) for item in changes if item.about
    ]
    found = [Markup("conditions ({}) changed {}").format(escape(", ".join(conditions)), each.day)] if conditions else []
    for item in changes:
        if item.kind is ChangeKind.CORRECTED:
            old, new = show_value(item.old), show_value(item.new)
            found.append(Markup("corrected {} from {} to {}").format(each.day, old, new))
        elif item.kind is ChangeKind.STATE:
            found.append(Markup("{}, before {}, {}").format(escape(item.new), escape(item.old), each.day))
        elif item.kind is ChangeKind.RENAMED:
            found.append(Markup("renamed {} from {}").format(each.day, escape(item.old)))
        elif item.kind is ChangeKind.ENTERED:
            found.append(Markup(_entered(each)))
        elif item.kind is ChangeKind.REMOVED:
            found.append(Markup("taken out {}").format(each.day))
    return Markup('<span data-day="{}">{} ({})</span>').format(
        each.day, Markup("; ").join(found), commit_link(parts, each)
    )


def value_history(parts: Parts, material: Material, item: Measurement) -> Markup:
    """Return when a value was entered and what became of it, oldest first; nothing where that is not known."""
    found: dict[str, tuple[ChangeSet, list[Change]]] = {}
    for each, change in events_of_value(parts.site.history.of(material.id), item.id):
        found.setdefault(each.commit, (each, []))[1].append(change)
    if not found:
        return Markup("not committed yet") if parts.site.history else Markup("")
    return Markup("; ").join(_event(parts, each, changes) for each, changes in reversed(found.values()))


def _lines(parts: Parts, changes: Iterable[Change]) -> tuple[list[str], int]:
    """Return what changed of what was there before, in lines, and how many are left out."""
    names = parts.site.library.computed(names_of)
    lines = [say_change(item, names) for item in changes if item.kind is not ChangeKind.ENTERED]
    shown, more = bounds.first_of(lines, bounds.CHANGES)
    return list(shown), more


def record_history(parts: Parts, material: Material) -> Markup:
    """Return the history of a record as a fold-out, or one line where it is not known."""
    history = parts.site.history
    sets = [
        {
            "day": each.day,
            "tally": "there when this history begins" if each.is_start else tally(each.changes),
            "title": each.title,
            "commit": commit_link(parts, each),
            "lines": _lines(parts, each.changes),
        }
        for each in history.of(material.id)
    ]
    view = {
        "no_history": "" if history else NO_HISTORY,
        "sets": sets,
        "begins": history.begins,
        "corrections": parts.links.to(CORRECTIONS),
        "script": parts.links.file(SCRIPT),
    }
    return render_part("history", view)


def show_news(parts: Parts) -> Markup:
    """Return what changed of the data in this version: since the last edition, else on the last day of any change."""
    history = parts.site.history
    last, sets = history.last_edition, history.change_sets
    latest = [change for each in sets if each.day == sets[-1].day for change in each.changes]
    view = {
        "no_history": "" if history else NO_HISTORY,
        "since": f"Since the edition {last.name} of {last.day}" if last else f"On {sets[-1].day}" if sets else "",
        "tally": tally(history.since_last_edition if last else latest),
        "corrections": parts.links.to(CORRECTIONS),
    }
    return render_part("news", view)
