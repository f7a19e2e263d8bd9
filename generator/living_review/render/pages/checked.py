"""What we checked: what does not hold, what the checks found and what is unverified; the verified values are in Explore."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.selection import fields_of
from living_review.model.base import Claim, State
from living_review.model.facets import FAMILY, STATE
from living_review.model.library import CORRECTIONS, EXPLORE, Library
from living_review.model.material import Measurement
from living_review.render import bounds
from living_review.render.components.narrow import (
    Choices,
    Chooser,
    as_entry,
    families_in_order,
    family_chooser,
    show_narrowing,
)
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import checks_of
from living_review.render.templating import render_page
from living_review.site.links import CHECKED
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_value, show_words

# Worst first: what a reader must know before quoting the paper.
ORDER = (State.SUPERSEDED, State.MISLEADING, State.UNVERIFIED, State.VERIFIED)
OBJECTION, VALUE, CLAIM = "objection", "value", "claim"
# What is said on no record stands in a chapter or in the glossary.
NO_FAMILY, NO_FAMILY_NAME = "chapters", "Chapters and glossary"
Item = Claim | Measurement
Pair = tuple[str, Item]


@dataclass(frozen=True)
class Row:
    """One value or claim."""

    attributes: Markup
    choices: Choices
    address: str
    owner: Markup
    says: Markup
    source: Markup
    note: Markup


@dataclass(frozen=True)
class Table:
    """The values and claims of a state and a family, or of a state alone, which has no name then."""

    name: str
    anchor: Markup
    label: str
    rows: list[Row]
    count: int
    more: int


@dataclass(frozen=True)
class Group:
    """All values and claims in one state; of the verified values only their number by family stands here."""

    state: str
    meaning: str
    count: int
    tables: list[Table]


@dataclass(frozen=True)
class Objection:
    """What a check holds against a value, with its arithmetic and the answer of the record."""

    number: str
    title: str
    explained: str
    row: Row
    reason: str
    answer: str


@dataclass(frozen=True)
class View:
    """What does not hold, the objections, what is not verified, and how many values of each family are."""

    narrowing: Markup
    wrong: list[Group]
    others: list[Group]
    states: list[Group]
    total: int
    checks: int
    passed: int
    objections: Sequence[Objection]
    more: int
    explore: str
    corrections: str
    verified: int
    families: list[tuple[str, str, int]]


def _family(library: Library, owner: str) -> str:
    return library.materials[owner].family if owner in library.materials else NO_FAMILY


def _row(site: Site, parts: Parts, owner: str, item: Item, state: str) -> Row:
    name, page = site.owner(owner)
    if isinstance(item, Measurement):
        metric = site.library.metrics[item.metric].name
        address = parts.links.to(page, f"m-{item.id}")
        says = Markup("{}: <strong>{}</strong>").format(show_words(metric), show_value(item.value.text))
    else:
        address = parts.links.to(*site.claim_place(owner, item.id))
        says = parts.prose(item.text)
    family = _family(site.library, owner)
    choices = {
        "state": (state,),
        "family": site.library.family_line(family) if family != NO_FAMILY else (family,),
        "what": (VALUE if isinstance(item, Measurement) else CLAIM,),
    }
    note = parts.prose(item.note) if item.note else Markup("")
    return Row(as_entry(choices), choices, address, show_words(name), says, parts.source(item.source), note)


def _tables(site: Site, parts: Parts, state: State, pairs: Sequence[Pair]) -> list[Table]:
    """Return the rows of a state in one table, of what is unverified in one for each family."""
    groups: Mapping[str, Sequence[Pair]] = {"": pairs} if pairs else {}
    if state is State.UNVERIFIED:
        keys = (*families_in_order(site.library), NO_FAMILY)
        by_family = {key: [pair for pair in pairs if _family(site.library, pair[0]) == key] for key in keys}
        groups = {key: own for key, own in by_family.items() if own}
    tables = []
    for key, own in groups.items():
        name = site.library.families[key].name if key in site.library.families else NO_FAMILY_NAME if key else ""
        shown, more = bounds.first_of(own, bounds.STATED)
        rows = [_row(site, parts, owner, item, state.value) for owner, item in shown]
        label = f"{state.value.capitalize()}: {name}" if name else state.value.capitalize()
        tables.append(Table(name, Markup(f"{state.value}-{key}"), label, rows, len(own), more))
    return tables


def _group(site: Site, parts: Parts, state: State, found: Sequence[Pair]) -> Group:
    pairs = [pair for pair in found if pair[1].state is state]
    listed = [pair for pair in pairs if state is not State.VERIFIED or isinstance(pair[1], Claim)]
    return Group(state.value, state.meaning, len(pairs), _tables(site, parts, state, listed))


def _objections(site: Site, parts: Parts) -> list[Objection]:
    """Return the objections, those first that no record answers."""
    found = []
    for material in site.library.materials.values():
        for item in material.measurements:
            objecting = [check for check in checks_of(parts, material, item) if not check.holds]
            if not objecting:
                continue
            row = _row(site, parts, material.id, item, OBJECTION)
            found += [
                Objection(check.number, check.title, check.address, row, check.reason, check.answer)
                for check in objecting
            ]
    return sorted(found, key=lambda objection: (bool(objection.answer), objection.number))


def _verified(site: Site, parts: Parts) -> list[tuple[str, str, int]]:
    """Return for each family its name, the way to its verified values in Explore, and their number, families below it included."""
    found = []
    for key in families_in_order(site.library):
        items = [item for material in site.library.members(key) for item in material.measurements]
        if count := sum(item.state is State.VERIFIED for item in items):
            fields = fields_of(site.library, ((FAMILY, (key,)), (STATE, (State.VERIFIED.value,))))
            found.append((site.library.families[key].name, f"{parts.links.to(EXPLORE)}#{urlencode(fields)}", count))
    return found


def _narrowing(site: Site, parts: Parts, rows: Sequence[Row]) -> Markup:
    states = {state.value: state.value for state in ORDER}
    families = family_chooser(site.library)
    choosers = [
        Chooser("state", "State", {OBJECTION: "objection of a check", **states}),
        replace(families, words={**families.words, NO_FAMILY: NO_FAMILY_NAME}),
        Chooser("what", "What", {VALUE: "values", CLAIM: "claims"}),
    ]
    hint = "record, metric, words of the note"
    return show_narrowing(parts, ("entry", "entries"), hint, choosers, [row.choices for row in rows])


def render_checked(site: Site) -> Page:
    """Return the page "What we checked"."""
    parts = Parts.without_terms(site, CHECKED)
    found = list(site.library.checked())
    groups = [_group(site, parts, state, found) for state in ORDER]
    verdicts = site.library.verdicts
    objections, more = bounds.first_of(_objections(site, parts), bounds.STATED)
    rows = [row for group in groups for table in group.tables for row in table.rows]
    view = View(
        narrowing=_narrowing(site, parts, [*rows, *(objection.row for objection in objections)]),
        wrong=groups[:2],
        others=groups[2:],
        states=groups,
        total=len(found),
        checks=len(verdicts),
        passed=sum(verdict.holds for verdict in verdicts),
        objections=objections,
        more=more,
        explore=parts.links.to(EXPLORE),
        corrections=parts.links.to(CORRECTIONS),
        verified=sum(item.state is State.VERIFIED for item in site.library.measurements()),
        families=_verified(site, parts),
    )
    return Page(CHECKED, render_page("checked", view), "")
