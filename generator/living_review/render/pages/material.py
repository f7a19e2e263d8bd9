"""The page of one material."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.comparison import Spread, several_sources, shared_conditions, tiers_of
from living_review.derive.findability import search_names, search_weight
from living_review.derive.points import describe_conditions
from living_review.derive.reporting import completeness
from living_review.derive.similar import similar_materials
from living_review.derive.usage import references_of, stated
from living_review.exports.citing import record_citation
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.material import Kind, Material
from living_review.render.components.citing import show_citing
from living_review.render.components.history import record_history
from living_review.render.components.key_numbers import KeyNumber, key_numbers
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import AddedToRecord
from living_review.render.components.references import show_references
from living_review.render.components.series import SeriesView, series_view
from living_review.render.components.stated import StatedView, stated_view
from living_review.render.components.values import ValuesView, values_view
from living_review.render.templating import render_page
from living_review.site.links import material_page
from living_review.site.page import Page
from living_review.site.site import Site, front_matter_text
from living_review.text.formula import molar_mass
from living_review.text.markup import show_formula, show_words

# What a record says where it has nothing to tell.
UNSAID = (NOT_STATED, NOT_APPLICABLE)


@dataclass(frozen=True)
class SpreadView:
    """What several sources say of one metric."""

    metric: str
    sources: int
    verdict: str
    median: str
    span: str
    note: str
    rows: list[tuple[Markup, Markup, Markup]]


@dataclass(frozen=True)
class View:
    """What the template of a material page shows."""

    title: str
    description: str
    tags: list[str]
    boost: float
    name: Markup
    aliases: list[Markup]
    summary: Markup
    key_numbers: list[KeyNumber]
    compare: str
    facts: list[tuple[str, Markup]]
    absent: str
    found_by: list[str]
    arithmetic: list[Markup]
    spreads: list[SpreadView]
    has_conditions: bool
    chart: Markup
    values: ValuesView
    series: list[SeriesView]
    mechanism: Markup
    strengths: list[Markup]
    problems: list[Markup]
    claims: list[StatedView]
    references: Markup
    similar: list[tuple[Markup, Markup]]
    relatives: Markup
    chapters: list[tuple[str, str]]
    citing: Markup
    history: Markup
    edit: str
    file: str
    report: str


def record_facts(site: Site, parts: Parts, material: Material) -> list[tuple[str, Markup]]:
    """Return what stands at a glance on the page of a record, by name."""
    library = site.library
    facts: list[tuple[str, Markup]] = []
    if material.formula_shown:
        label = "Label" if material.kind not in (Kind.ELEMENT, Kind.COMPOUND) else "Formula"
        facts.append((label, show_formula(material.formula_shown)))
    if material.kind in (Kind.ELEMENT, Kind.COMPOUND):
        facts.append(("Molar mass", Markup("{:.2f}\u00a0g/mol").format(molar_mass(material.formula))))
    facts.append(("Family", parts.chapter_of(material.family, library.families[material.family].name)))
    facts.append(("Kind", Markup(material.kind.value)))
    for added in library.extensions(AddedToRecord):
        facts += added.facts(parts, material)
    facts.append(("Form", parts.prose(material.form)))
    facts.append(("Made by", parts.prose(material.synthesis)))
    unsaid = {name for name, text in _texts(site, material).items() if text in UNSAID}
    facts = [(name, fact) for name, fact in facts if name not in unsaid]
    if reported := completeness(library, material.measurements):
        missing = ", ".join(library.conditions[name].inline for name in reported.missing)
        shown = Markup(
            '{} <span class="why">of what a reader needs to repeat the values; missing in some or all: {}</span>'
        )
        facts.append(("Conditions stated", shown.format(reported.words, missing or "none")))
    return facts


def _texts(site: Site, material: Material) -> dict[str, str]:
    """Return the facts that the record tells in words of its own, which search looks into."""
    facts = {"Form": material.form, "Made by": material.synthesis}
    for added in site.library.extensions(AddedToRecord):
        facts |= added.texts(material)
    return facts


def _absent(site: Site, material: Material) -> str:
    """Return in words what the record has no text for."""
    texts = _texts(site, material) | {"How it works": material.mechanism}
    words = {"Made by": "how it is made"}
    return ", ".join(words.get(name, name.lower()) for name, text in texts.items() if text == NOT_STATED)


def _spread(site: Site, parts: Parts, material: Material, found: Spread) -> SpreadView:
    metric = site.library.metrics[found.metric]
    rows = [
        (
            parts.value(material.id, item.id),
            show_words(describe_conditions(site.library, item)),
            parts.source(item.source),
        )
        for item in found.values
    ]
    strictest = tiers_of(site.library, found.metric)[0]
    shared = {shared_conditions(site.library, item, strictest) for item in found.values}
    note = "" if len(shared) == 1 else "Their conditions differ, so a scatter is no contradiction."
    unit = f"\u00a0{metric.unit}" if metric.unit else ""
    return SpreadView(
        metric=metric.name,
        sources=found.sources,
        verdict=found.verdict,
        median=f"{found.median:.4g}{unit}",
        span=f"{found.low:.4g} to {found.high:.4g}{unit}",
        note=note,
        rows=rows,
    )


def _similar(site: Site, parts: Parts, material: Material) -> list[tuple[Markup, Markup]]:
    """Return links to similar records, each with what it shares."""
    found = similar_materials(site.library, material)
    return [(parts.material(item.id), show_words("; ".join(item.reasons))) for item in found]


def _relatives(site: Site, parts: Parts, material: Material) -> Markup:
    """Return the way to all records of the family, or nothing where there is no other."""
    count, name = len(site.library.members(material.family)), site.library.families[material.family].name
    words = f"All {count} records of its family, {name}"
    return parts.chapter_of(material.family, words) if count > 1 else Markup("")


def render_material(site: Site, material: Material) -> Page:
    parts = Parts(site, material_page(material.id))
    file = site.library.files[material.id]
    keys = [key for item in stated(material) for key in references_of(item)]
    view = View(
        title=front_matter_text(material.name),
        description=front_matter_text(material.summary),
        tags=[name.replace("<", "‹").replace(">", "›") for name in search_names(site.library, material)],
        boost=search_weight(site.library, material),
        name=show_words(material.name),
        aliases=[show_words(alias) for alias in material.aliases],
        summary=parts.prose(material.summary),
        key_numbers=key_numbers(parts, material),
        compare=parts.links.compare(material.id),
        facts=record_facts(site, parts, material),
        absent=_absent(site, material),
        found_by=[name for name, text in _texts(site, material).items() if text not in UNSAID],
        arithmetic=[added.arithmetic(parts, material) for added in site.library.extensions(AddedToRecord)],
        spreads=[_spread(site, parts, material, found) for found in several_sources(site.library, material)],
        has_conditions=bool(site.library.conditions),
        values=values_view(parts, material),
        series=[series_view(parts, material, index) for index in range(len(material.series))],
        chart=parts.chart(site.library.review.record_chart, material.id)
        if site.library.review.record_chart
        else Markup(""),
        mechanism=Markup("") if material.mechanism in UNSAID else parts.prose(material.mechanism),
        strengths=[parts.prose(text) for text in material.strengths],
        problems=[parts.prose(text) for text in material.problems],
        claims=[stated_view(parts, item, parts.prose(item.text)) for item in material.claims],
        references=show_references(parts, keys) if keys else Markup(""),
        similar=_similar(site, parts, material),
        relatives=_relatives(site, parts, material),
        chapters=[(parts.links.to(page), site.page_title(page)) for page in site.pages_about.get(material.id, ())],
        citing=show_citing(parts, record_citation(site, material), "Cite this record", parts.links.embeds),
        history=record_history(parts, material),
        edit=site.settings.edit_address(file),
        file=file,
        report=parts.report_address(material),
    )
    return Page(parts.page, render_page("material", view), file)
