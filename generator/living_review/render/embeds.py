"""What others put on their own pages: a value, a record or a chart as HTML that needs nothing else, with its source and licence.

Each page that has some of these has a file beside it, where they stand ready to be copied, with and without scripts.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape as escape_html
from importlib.resources import files

import markupsafe
from markupsafe import Markup

from living_review.charts import caption
from living_review.drawing.inert import inert_svg
from living_review.exports.citing import (
    Citation,
    chapter_citation,
    record_citation,
    site_citation,
    value_citation,
    value_words,
)
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.render.components.figures import Figure, figure_anchor
from living_review.render.components.key_numbers import key_numbers
from living_review.render.components.parts import Parts
from living_review.render.templating import render_document, render_part
from living_review.site.links import ASSETS, embed_file, finished, material_page
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import escape, show_formula, show_prose, show_value, show_words

RECORD_ANCHOR = "record"
SCRIPTS = ("embeds.js", "copy.js")
_STILL = re.compile(r'<div class="chart-view chart-wide".*?<div class="chart-static">(.*?)</div>', re.DOTALL)
_SAYS = re.compile(r'<p class="chart-says"[^>]*>(.*?)</p>', re.DOTALL)
_CHART_COLOUR = re.compile(r"--(chart-[\w-]+): (#\w+);")
_REFERENCE = re.compile(r"&#(\d{2,7});")


@dataclass(frozen=True)
class Line:
    """A number inside a record: what it is, how it is printed, under what, and how far it can be trusted."""

    metric: str
    text: Markup
    under: str


@dataclass(frozen=True)
class Origin:
    """Where something is from in words, its address where that of the site is known, and the address of its licence."""

    words: str
    address: str
    licence: str


@dataclass(frozen=True)
class Snippet:
    """What the template of a snippet shows; what is empty is left out."""

    origin: Origin
    name: Markup
    lead: Markup | str = ""
    about: Markup | str = ""
    picture: Markup | str = ""
    lines: Sequence[Line] = ()
    source: str = ""


@dataclass(frozen=True)
class Embed:
    """A snippet on the page where it is copied: its anchor there, what it is, and the snippet as text."""

    anchor: str
    title: str
    text: Markup


@dataclass(frozen=True)
class View:
    """What the template of the page shows."""

    title: Markup
    back: str
    scripts: list[str]
    embeds: list[Embed]


def readable(html: str) -> Markup:
    """Return HTML with characters in the place of numeric references: what a person copies need not survive Markdown."""
    return Markup(_REFERENCE.sub(lambda found: str(markupsafe.escape(chr(int(found[1])))), html))


def _embed(anchor: str, title: str, snippet: Snippet) -> Embed:
    html = readable(render_part("embed", snippet))
    # Nothing in a text area can end but the text area itself.
    return Embed(anchor, title, Markup(escape_html(str(html), quote=False)))


@cache
def _chart_colours() -> dict[str, str]:
    """Return the colours of charts on a bright ground, which stand first in their style sheet."""
    style = (files("living_review.render") / ASSETS / "charts.css").read_text("utf-8")
    return dict(reversed(_CHART_COLOUR.findall(style)))


def _colours(library: Library) -> dict[str, str]:
    return _chart_colours() | {f"family-{key}": family.colour.light for key, family in library.families.items()}


def _origin(site: Site, citation: Citation, anchor: str = "") -> Origin:
    address = citation.reference.url or ""
    return Origin(citation.origin, address + anchor if address else "", site.library.review.records_licence or "")


def _standing(item: Measurement) -> Markup:
    """Return how far a value may be trusted; where it may not, also why, without which it would mislead elsewhere."""
    if item.state is State.VERIFIED:
        return Markup(item.state.value)
    note = item.note if item.state in (State.MISLEADING, State.SUPERSEDED) else None
    return Markup("{}. {}").format(item.state.value, show_prose(" ".join(filter(None, (item.state.meaning, note)))))


def _value(site: Site, material: Material, item: Measurement) -> Embed:
    metric, printed = site.library.metrics[item.metric].name, show_value(item.value.text)
    conditions, source = value_words(site, item)
    shown = Snippet(
        _origin(site, value_citation(site, material, item)),
        name=printed,
        lead=Markup("{}, {}").format(escape(metric), show_words(material.name)),
        about=Markup("{}; {}").format(show_words(conditions), _standing(item)),
        source=source,
    )
    return _embed(f"m-{item.id}", f"{metric} {printed.striptags()}", shown)


def _record(site: Site, material: Material) -> Embed:
    parts = Parts.without_terms(site, material_page(material.id))
    states = {item.id: item.state for item in material.measurements}
    lines = [
        Line(item.metric, item.text, "; ".join(filter(None, (item.conditions, states[item.id].value))))
        for item in key_numbers(parts, material)
    ]
    formula = material.formula_shown if material.formula_shown != material.name else None
    shown = Snippet(
        _origin(site, record_citation(site, material)),
        name=show_words(material.name),
        lead=show_formula(formula) if formula else "",
        about=show_prose(material.summary),
        lines=lines,
    )
    return _embed(RECORD_ANCHOR, "The record in short", shown)


def _citation(site: Site, page: Page) -> Citation:
    if material := site.material_of(page.path):
        return record_citation(site, material)
    chapter = site.chapter_of(page.path)
    return chapter_citation(site, chapter) if chapter else site_citation(site)


def _chart(site: Site, page: Page, figure: Figure, drawn: str) -> Iterator[Embed]:
    """Yield the embed of a drawn figure, unless that has nothing to show."""
    still, says = _STILL.search(drawn), _SAYS.search(drawn)
    if not still or not says:
        return
    heading, _ = caption(site.library.charts[figure.chart], site.library)
    focus = site.library.materials.get(figure.focus)
    title = f"{heading}: {focus.name}" if focus else heading
    words = Markup(says[1]).striptags()
    label = escape(f"{title}. {words}")
    anchor = figure_anchor(figure.name) if figure.number else figure.anchor
    shown = Snippet(
        _origin(site, _citation(site, page), f"#{anchor}"),
        name=show_words(title),
        about=show_words(words),
        picture=Markup(inert_svg(still[1], str(label), _colours(site.library))),
    )
    yield _embed(figure.anchor, f"The chart: {title}", shown)


def _embeds(site: Site, page: Page, figures: Mapping[Figure, str]) -> Iterator[Embed]:
    material = site.material_of(page.path)
    if material:
        yield _record(site, material)
    for figure, drawn in figures.items():
        yield from _chart(site, page, figure, drawn)
    if material:
        yield from (_value(site, material, item) for item in material.measurements)


def render_embeds(site: Site, page: Page, figures: Mapping[Figure, str]) -> dict[str, bytes]:
    """Return by its path the file from which all that a page shows can be taken over; none where it has nothing such."""
    embeds = list(_embeds(site, page, figures))
    if not embeds:
        return {}
    path = embed_file(page.path)
    folder = posixpath.dirname(path)
    view = View(
        title=show_words(page.title),
        back=posixpath.relpath(finished(page.path), folder),
        scripts=[posixpath.relpath(f"{ASSETS}/{name}", folder) for name in SCRIPTS],
        embeds=embeds,
    )
    return {path: render_document("embeds", view).encode()}
