"""The index of all materials, by family: those first that charts and rankings compare."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.comparison import best_first, is_ranked, tiers_of, why_not_counted
from living_review.model.base import State
from living_review.model.library import COMPARE, EXPLORE
from living_review.model.material import Kind, Material
from living_review.model.named_views import MOST_COMPARED
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
from living_review.render.templating import render_page
from living_review.site.links import MATERIALS
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import escape, show_formula, show_words

# So many metrics have a column.
METRICS = 2


@dataclass(frozen=True)
class Row:
    """One material: what it is, how much is known of it, and its best value of some metrics."""

    id: str
    attributes: Markup
    choices: Choices
    material: Markup
    name: Markup
    formula: Markup
    kind: str
    values: list[tuple[str, Markup]]
    count: int
    verified: int


@dataclass(frozen=True)
class FamilyView:
    """A family with its records as a table."""

    key: Markup
    name: Markup
    summary: Markup
    chapter: Markup
    rows: Sequence[Row]
    count: int
    more: int


@dataclass(frozen=True)
class View:
    """All families that have records; ``compare`` is the address of the page that sets some side by side."""

    count: int
    narrowing: Markup
    metrics: list[Markup]
    are_ranked: bool
    families: list[FamilyView]
    explore: str
    compare: str
    most_compared: int


def _best(parts: Parts, material: Material, metric: str) -> Markup:
    """Return the best value of a material that counts, with what the loosest comparison asks for, such as a temperature.

    Of a metric without a wanted direction it is the first, with the number of values among which it is.
    """
    library = parts.site.library
    own = ((material, item) for item in material.measurements if item.metric == metric)
    counted = [pair for pair in own if not why_not_counted(library, pair[1])]
    if is_ranked(library, metric):
        counted = best_first(library, counted, metric)
    if not counted:
        return Markup("")
    item, tier = counted[0][1], tiers_of(library, metric)[-1]
    stated = [text for key in tier.within if (text := library.stated(item, key))] if tier else []
    if len(counted) > 1 and not is_ranked(library, metric):
        stated.append(f"first of {len(counted)} values")
    under = Markup(' <span class="under">{}</span>').format(escape(", ".join(stated))) if stated else Markup("")
    return parts.value(material.id, item.id) + under


def _row(parts: Parts, material: Material, metrics: Sequence[str]) -> Row:
    library = parts.site.library
    values = [(library.metrics[key].name, _best(parts, material, key)) for key in metrics]
    known = [key for key in metrics if any(item.metric == key for item in material.measurements)]
    choices = {
        "family": library.family_line(material.family),
        "kind": (material.kind.value,),
        "known": known or ("nothing",),
    }
    return Row(
        id=material.id,
        attributes=as_entry(choices),
        choices=choices,
        material=parts.material(material.id),
        name=show_words(material.name),
        formula=show_formula(material.formula_shown) if material.formula_shown else Markup(""),
        kind=material.kind.value,
        values=values,
        count=len(material.measurements),
        verified=sum(item.state is State.VERIFIED for item in material.measurements),
    )


def _family(parts: Parts, key: str, metrics: Sequence[str]) -> FamilyView:
    library = parts.site.library
    family = library.families[key]
    own = [item for item in library.materials.values() if item.family == key]
    shown, more = bounds.first_of(own, bounds.INDEX)
    rows = [_row(parts, material, metrics) for material in shown]
    chapter = parts.chapter_of(key)
    return FamilyView(Markup(key), show_words(family.name), parts.prose(family.summary), chapter, rows, len(own), more)


def render_materials(site: Site) -> Page:
    """Return the index of all records."""
    parts, library = Parts(site, MATERIALS), site.library
    metrics = library.review.watched[:METRICS]
    every = (_family(parts, key, metrics) for key in families_in_order(library))
    families = [family for family in every if family.rows]
    named = {key: library.metrics[key].name for key in metrics}
    choosers = [
        family_chooser(library),
        Chooser("kind", "Kind", {kind.value: kind.value for kind in Kind}),
        Chooser("known", "With a value of", named | {"nothing": "none of these"}),
    ]
    rows = [row for family in families for row in family.rows]
    hint = "name, formula, family"
    view = View(
        count=len(library.materials),
        narrowing=show_narrowing(parts, ("material", "materials"), hint, choosers, [row.choices for row in rows]),
        metrics=[show_words(name) for name in named.values()],
        are_ranked=all(is_ranked(library, key) for key in metrics),
        families=families,
        explore=parts.links.to(EXPLORE),
        compare=parts.links.to(COMPARE),
        most_compared=MOST_COMPARED,
    )
    return Page(MATERIALS, render_page("materials", view), "data/families.yml")
