"""Corrections: what stood in the review and was changed, its editions, and how to follow it."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.exports.editions import CHANGES, edition_path
from living_review.exports.feeds import feeds_of
from living_review.history.changes import Change, ChangeKind
from living_review.history.timeline import ChangeSet
from living_review.history.wording import names_of, tally
from living_review.model.library import CORRECTIONS
from living_review.render import bounds
from living_review.render.components.history import NO_HISTORY, commit_link
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_value, show_words


@dataclass(frozen=True)
class Correction:
    """One correction: when, of what, from what to what, by which commit."""

    day: str
    record: Markup
    about: Markup
    old: Markup
    new: Markup
    commit: Markup


@dataclass(frozen=True)
class EditionView:
    """An edition with its data."""

    name: Markup
    day: str
    values: int
    changes: str
    data: str


@dataclass(frozen=True)
class View:
    """What the template shows; where nothing is known of the history, that alone."""

    no_history: str
    begins: str
    corrections: list[Correction]
    more: int
    editions: list[EditionView]
    current: Markup
    date: str
    example: str
    feeds: list[tuple[str, str]]
    family_feeds: list[tuple[str, str]]
    table: str


def _about(parts: Parts, change: Change) -> Markup:
    """Return what of a record was corrected, as a way to it where it is still there."""
    names = parts.site.library.computed(names_of)
    metric = show_words(names.metrics.get(change.metric, change.metric))
    material = parts.site.library.materials.get(change.record)
    if material and any(item.id == change.value for item in material.measurements):
        address = parts.links.material(change.record, f"m-{change.value}")
        metric = Markup('<a href="{}">{}</a>').format(address, metric)
    if change.kind is ChangeKind.CONDITION:
        return Markup("{}, {}").format(metric, show_words(names.conditions.get(change.about, change.about)))
    return metric


def _correction(parts: Parts, each: ChangeSet, change: Change) -> Correction:
    is_known = change.record in parts.site.library.materials
    show = show_value if change.kind is not ChangeKind.CONDITION else show_words
    gone = Markup("taken out") if change.kind is ChangeKind.REMOVED else Markup("not stated")
    return Correction(
        each.day,
        parts.material(change.record) if is_known else show_words(change.name),
        _about(parts, change),
        show(change.old),
        show(change.new) if change.new else gone,
        commit_link(parts, each),
    )


def _example(parts: Parts) -> str:
    """Return the address of some value that names the version, or nothing where there is no value or no day."""
    site = parts.site
    found = (item for item in site.library.materials.values() if item.measurements)
    if (material := next(found, None)) is None or not site.settings.date:
        return ""
    anchor = f"m-{material.measurements[0].id}"
    return f"{parts.links.material(material.id)}?v={site.settings.date}#{anchor}"


def render_corrections(site: Site) -> Page:
    parts, history = Parts.without_terms(site, CORRECTIONS), site.history
    found = [
        (each, change) for each in reversed(history.change_sets) for change in each.changes if change.is_correction
    ]
    shown, more = bounds.first_of(found, bounds.STATED)
    editions = [
        EditionView(
            show_words(item.name), item.day, item.values, tally(item.changes), parts.links.file(edition_path(history, item))
        )
        for item in reversed(history.editions)
    ]  # fmt: skip
    view = View(
        no_history="" if history else NO_HISTORY,
        begins=history.begins,
        corrections=[_correction(parts, each, change) for each, change in shown],
        more=more,
        editions=editions,
        current=show_words(history.current),
        date=site.settings.date,
        example=_example(parts),
        feeds=[(feed.title, parts.links.file(feed.path)) for feed in feeds_of(site) if not feed.family],
        family_feeds=[(feed.family, parts.links.file(feed.path)) for feed in feeds_of(site) if feed.family],
        table=parts.links.file(CHANGES),
    )
    return Page(CORRECTIONS, render_page("corrections", view), "data/review.yml")
