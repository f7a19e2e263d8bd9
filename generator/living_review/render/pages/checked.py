"""What we checked: every value and claim by its state, made from the records."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.model.base import Claim, State
from living_review.model.library import EXPLORE
from living_review.model.material import Measurement
from living_review.render import bounds
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import checks_of
from living_review.render.templating import render_page
from living_review.site.links import CHECKED
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_value, show_words

# Worst first: what a reader must know before quoting the paper.
ORDER = (State.SUPERSEDED, State.MISLEADING, State.UNVERIFIED, State.VERIFIED)


@dataclass(frozen=True)
class Row:
    """One value or claim."""

    address: str
    owner: Markup
    says: Markup
    source: Markup
    note: Markup


@dataclass(frozen=True)
class Table:
    """The values or the claims of one state."""

    title: str
    rows: list[Row]
    more: int


@dataclass(frozen=True)
class Group:
    """All values and claims in one state."""

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
    address: str
    owner: Markup
    says: Markup
    reason: str
    answer: str


@dataclass(frozen=True)
class View:
    """All groups, and what the checks of the values found."""

    groups: list[Group]
    total: int
    checks: int
    passed: int
    objections: Sequence[Objection]
    more: int
    explore: str


def _row(site: Site, parts: Parts, owner: str, item: Claim | Measurement) -> Row:
    name, page = site.owner(owner)
    if isinstance(item, Measurement):
        metric = site.library.metrics[item.metric].name
        address = parts.links.to(page, f"m-{item.id}")
        says = Markup("{}: <strong>{}</strong>").format(show_words(metric), show_value(item.value.text))
    else:
        address = parts.links.to(*site.claim_place(owner, item.id))
        says = parts.prose(item.text)
    note = parts.prose(item.note) if item.note else Markup("")
    return Row(address, show_words(name), says, parts.source(item.source), note)


def _table(site: Site, parts: Parts, title: str, pairs: Sequence[tuple[str, Claim | Measurement]]) -> Table:
    shown, more = bounds.first_of(pairs, bounds.STATED)
    return Table(title, [_row(site, parts, *pair) for pair in shown], more)


def _objections(site: Site, parts: Parts) -> list[Objection]:
    found = []
    for material in site.library.materials.values():
        for item in material.measurements:
            objecting = [check for check in checks_of(parts, material, item) if not check.holds]
            if not objecting:
                continue
            row = _row(site, parts, material.id, item)
            found += [
                Objection(
                    check.number,
                    check.title,
                    check.address,
                    row.address,
                    row.owner,
                    row.says,
                    check.reason,
                    check.answer,
                )
                for check in objecting
            ]
    return sorted(found, key=lambda objection: objection.number)


def render_checked(site: Site) -> Page:
    """Return the page "What we checked"."""
    parts = Parts(site, CHECKED)
    parts.woven.update(site.library.terms)
    found = list(site.library.checked())
    groups = []
    for state in ORDER:
        chosen = [(owner, item) for owner, item in found if item.state is state]
        tables = [
            _table(site, parts, f"{name} that are {state.value}", pairs)
            for name, is_value in (("Values", True), ("Claims", False))
            if (pairs := [pair for pair in chosen if isinstance(pair[1], Measurement) is is_value])
        ]
        groups.append(Group(state.value, state.meaning, len(chosen), tables))
    verdicts = site.library.verdicts
    passed = sum(verdict.holds for verdict in verdicts)
    objections, more = bounds.first_of(_objections(site, parts), bounds.STATED)
    view = View(
        groups=groups,
        total=len(found),
        checks=len(verdicts),
        passed=passed,
        objections=objections,
        more=more,
        explore=parts.links.to(EXPLORE),
    )
    return Page(CHECKED, render_page("checked", view), "")
