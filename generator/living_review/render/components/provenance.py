"""The provenance of a value: as printed and converted, where it was read, what was checked, what uses it, how to cite it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.comparison import is_ranked, shared_conditions, tier_of, tiers_of, why_not_counted
from living_review.derive.derivations import Derivation, derivations
from living_review.derive.reporting import missing_for_verified
from living_review.derive.usage import tables_with
from living_review.exports.citing import value_citation
from living_review.model.base import NOT_STATED, State
from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Copy, Evidence, Material, Measurement
from living_review.render.components.citing import citation_files
from living_review.render.components.history import value_history
from living_review.render.components.parts import Parts
from living_review.render.pages.codes import code_page
from living_review.render.templating import render_part
from living_review.text.markup import escape, show_value, show_words


@dataclass(frozen=True)
class AddedToRecord(Extension):
    """What a module shows of a record on its page.

    ``facts`` stand among those at a glance, ``texts`` are the texts of those that the record tells in words of its own;
    ``arithmetic`` stands below them, ``remark`` beside a value; ``basis`` is what its checks judge a value by.
    """

    facts: Callable[[Parts, Material], list[tuple[str, Markup]]]
    texts: Callable[[Material], dict[str, str]]
    arithmetic: Callable[[Parts, Material], Markup]
    remark: Callable[[Library, Material, Measurement], str]
    basis: str


@dataclass(frozen=True)
class CheckView:
    """What one check says of the value."""

    number: str
    title: str
    is_declared: bool
    address: str
    holds: bool
    reason: str
    answer: str


@dataclass(frozen=True)
class View:
    """What the template of a provenance shows."""

    printed: Markup
    facts: list[tuple[str, Markup]]
    checks: list[CheckView]
    basis: str
    derivations: list[Derivation]
    citation: str
    files: list[tuple[str, str]]
    embed: str


def checks_of(parts: Parts, material: Material, item: Measurement) -> list[CheckView]:
    """Return the checks that could judge a value, those that object first."""
    found = []
    for verdict in parts.site.library.verdicts_on(material.id):
        if verdict.measurement == item.id:
            code = parts.site.library.codes[verdict.check]
            address = parts.links.to(code_page(code))
            answer = item.answers.get(code.number, "")
            found.append(
                CheckView(
                    code.number,
                    code.title,
                    code.declared is not None,
                    address,
                    verdict.holds,
                    show_words(verdict.reason),
                    show_words(answer),
                )
            )
    return sorted(found, key=lambda check: (check.holds, check.number))


def why_unranked(parts: Parts, item: Measurement) -> str:
    """Return why a value is not ranked among others, or nothing where it is or where its metric ranks none."""
    library = parts.site.library
    if reason := why_not_counted(library, item):
        return f"Left out of rankings and medians, since {reason}."
    if not is_ranked(library, item.metric) or tier_of(library, item):
        return ""
    shared = shared_conditions(library, item, tiers_of(library, item.metric)[-1])
    missing = [library.conditions[key].inline for key, text in shared if text == NOT_STATED]
    return f"Not ranked against others: {', '.join(missing)} {library.absent(item)}." if missing else ""


def what_is_missing(parts: Parts, item: Measurement) -> str:
    """Return what an unverified value lacks to be verified."""
    if item.state is not State.UNVERIFIED:
        return ""
    missing = missing_for_verified(parts.site.library, item)
    return f"To be verified it lacks {' and '.join(missing)}." if missing else ""


def _where_read(library: Library, item: Measurement, evidence: Evidence) -> Markup:
    """Return where a value was read: the page itself, or that of the DOI; of a copy only that it was one."""
    if evidence.kind is Copy.COPY:
        return Markup("on a copy of the page")
    # Validation asks for an address where the source has no DOI.
    name = f"doi.org/{library.references[item.source.seen_in].doi}"
    address, shown = (evidence.read, evidence.read.split("/")[2]) if evidence.read else (f"https://{name}", name)
    return Markup('<a href="{}">{}</a>' if address.startswith("https://") else "at {1}").format(escape(address), shown)


def _extent(library: Library, item: Measurement) -> str:
    """Return how much of the source was read, before where."""
    extent = library.references[item.source.seen_in].read
    return f"{extent.value}, " if extent else ""


def _evidence_facts(library: Library, item: Measurement) -> list[tuple[str, Markup]]:
    evidence = item.evidence
    if evidence is None:
        return [("Read", Markup('<span class="absent">no page was seen that gives this number</span>'))]
    facts = [
        ("Figure as printed", Markup("<q>{}</q>").format(escape(evidence.as_printed))),
        (
            "Read",
            Markup("{}{}, {}").format(_extent(library, item), _where_read(library, item, evidence), evidence.read_on),
        ),
        ("Method", escape(evidence.method.value)),
    ]
    by = f" by {evidence.by}" if evidence.by else ""
    second = f"{evidence.second_pass}{by}" if evidence.second_pass else "not yet"
    return [*facts, ("Entered", escape(evidence.read_on)), ("Second reading", escape(second))]


def _use_facts(parts: Parts, material: Material, item: Measurement) -> list[tuple[str, Markup]]:
    site = parts.site
    pages = [
        Markup('<a href="{}">{}</a>').format(parts.links.to(page), escape(site.page_title(page)))
        for page in site.value_uses.get((material.id, item.id), ())
    ]
    charted = site.metric_uses.get(item.metric, ()) if site.library.is_compared(material) else ()
    pages += [
        Markup('<a href="{}">{}</a>').format(parts.links.to(page), escape(f"{site.page_title(page)}, chart"))
        for page in charted
    ]
    pages += [
        Markup('<a href="{}">{}</a>').format(parts.links.to(page), escape(f"{site.page_title(page)}, table"))
        for page in tables_with(site.library, material, item.metric)
    ]
    return [("Used in", Markup(", ").join(pages) or Markup("this record only"))]


def show_provenance(parts: Parts, material: Material, item: Measurement) -> Markup:
    """Return the provenance of a measurement as a fold-out."""
    last_changed = item.changed or (item.evidence.read_on if item.evidence else "not recorded")
    second_pass = item.evidence.second_pass if item.evidence else None
    verified = second_pass if item.state is State.VERIFIED and second_pass else "never"
    facts = [
        ("Source", parts.source(item.source)),
        *_evidence_facts(parts.site.library, item),
        ("Last changed", escape(last_changed)),
        ("Last verified", escape(verified)),
        *_use_facts(parts, material, item),
    ]
    if past := value_history(parts, material, item):
        facts.append(("History", past))
    cited, library = value_citation(parts.site, material, item), parts.site.library
    own = ["its conditions"] if library.conditions else []
    view = View(
        printed=show_value(item.value.text),
        facts=facts,
        checks=checks_of(parts, material, item),
        basis=" or ".join([*own, *(added.basis for added in library.extensions(AddedToRecord))]),
        derivations=_worded(derivations(parts.site.library, material, item)),
        citation=cited.plain,
        files=citation_files(parts, cited),
        embed=f"{parts.links.embeds}#m-{item.id}",
    )
    return render_part("provenance", view)


def _worded(items: list[Derivation]) -> list[Derivation]:
    """Return derivations whose words have their formulas with subscripts."""
    return [replace(item, name=show_words(item.name), numbers=show_words(item.numbers)) for item in items]


def show_derivations(items: list[Derivation], title: str) -> Markup:
    """Return derived quantities with their arithmetic as a fold-out."""
    return render_part("derivations", {"title": show_words(title), "items": _worded(items)}) if items else Markup("")
