"""Charts as figures: static SVG for wide and narrow pages, the specification for scripts, and the values as a table."""

import html
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.charts import caption, selection_of, why_nothing
from living_review.charts._drawing import MOST_NAMES, NARROW, ROOT, WIDE, Drawing, is_crowded
from living_review.derive.selection import explore_fields
from living_review.derive.wording import selection_in_words
from living_review.diagnostics.fault import at
from living_review.drawing.svg import draw_svg
from living_review.load.content import calls_in
from living_review.model.library import EXPLORE, Library
from living_review.render.components.holds import show_holds
from living_review.render.relocation import within_whole
from living_review.render.templating import render_part
from living_review.site.links import Links
from living_review.site.page import finished
from living_review.site.site import Site
from living_review.text.markup import escape, script_json, show_prose, show_words

# Stands in a figure, which several pages may show, for the file from which what its page shows is taken over.
EMBEDS = "https://embeds.invalid/"
# With so many points a figure has a link that passes them by.
MANY_POINTS = 8
_PIECE = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
_MARK = re.compile(r'<div data-figure="([^"]*)"></div>')
# That the first paint waits for a figure, in front matter and as the theme puts it into a head (render/theme/main.html).
_EXPECTED = re.compile(r'"expects": "([^"]+)", |<link rel="expect" href="#([^"]+)" blocking="render">')


@dataclass(frozen=True)
class Figure:
    """A chart of data/charts.yml on pages at one depth, about one material where it is a chart of records.

    ``root`` is the way from its page to the root of the site, ending in a slash; ``number`` is that of a figure on a
    hand-written page, and ``chapter`` that of its page, if it has one.
    """

    chart: str
    focus: str
    root: str
    number: str = ""
    chapter: str = ""

    @property
    def name(self) -> str:
        return f"{self.chart}-{self.focus}" if self.focus else self.chart

    @property
    def anchor(self) -> str:
        """Return the anchor at which the figure ends that the first paint waits for."""
        return f"chart-{self.name}"

    @property
    def says(self) -> str:
        """Return the anchor of the words that tell what the figure shows."""
        return f"says-{self.name}"

    @property
    def mark(self) -> Markup:
        """Return what stands in a page until the figure is drawn: drawing takes longer than all the rest of a page."""
        return Markup('<div data-figure="{}"></div>').format(
            " ".join((self.chart, self.focus, self.root, self.number, self.chapter))
        )


def numbered(number: int | str, chapter: str) -> Markup:
    """Return what a figure is called: ``Figure 2`` on its page, ``Figure 3.1-2`` where all chapters are one document."""
    prefix = within_whole(f"{chapter}-") if chapter else ""
    return Markup("Figure {}{}").format(prefix, number)


def figure_anchor(key: str) -> str:
    """Return the anchor of a numbered figure."""
    return f"figure-{key}"


def _figure(mark: re.Match[str]) -> Figure:
    return Figure(*html.unescape(mark[1]).split(" "))


def put_figures(text: str, drawn: Callable[[Figure], str]) -> str:
    """Return a page with its figures in the place of their marks; nothing waits for a figure that shows nothing."""

    def put(text: str) -> str:
        return _MARK.sub(lambda mark: drawn(_figure(mark)), text)

    complete = put(text)
    # Looked for before the figures are there, which are most of a page.
    expected = _EXPECTED.sub(lambda found: found[0] if f' id="{found[1] or found[2]}"' in complete else "", text)
    return complete if expected == text else put(expected)


def figures_of(text: str) -> list[Figure]:
    """Return the figures whose marks stand in a page."""
    return [_figure(mark) for mark in _MARK.finditer(text)]


def draw_figure(site: Site, figure: Figure) -> str:
    """Return a figure as HTML on one line, or nothing where it has nothing to show."""
    heading, sentence = caption(site.library.charts[figure.chart], site.library)
    focus = site.library.materials.get(figure.focus)
    with at(f"the record {focus.id}", site.library.files[focus.id]) if focus else nullcontext():
        wide, narrow = (site.draw(figure.chart, width, figure.focus) for width in (WIDE, NARROW))
    if wide is None or narrow is None:
        return _empty(site.library, figure, heading)
    drawings = {"wide": wide, "narrow": narrow}
    count = max(wide.points, len(wide.rows))
    is_picture, rows = is_crowded(count), () if is_crowded(len(wide.rows)) else wide.rows
    title = f"{heading}: {focus.name}" if focus else heading
    view = {
        "id": figure_anchor(figure.name) if figure.number else "",
        "number": numbered(figure.number, figure.chapter) if figure.number else "",
        "title": show_words(_sentence(heading)),
        "sentence": _answer(site.library, figure, sentence),
        "label": escape(title),
        "says": show_words(wide.says),
        "columns": wide.columns,
        "rows": rows,
        "points": wide.points,
        "skips": not is_picture and wide.points >= MANY_POINTS,
        "elsewhere": count if is_picture else 0,
        "explore": figure.root + finished(EXPLORE),
        "selection": _selection(site.library, figure),
        "notes": [
            {
                "heading": words,
                "kind": kinds[len(names) != 1],
                "count": len(names),
                "names": [show_words(name) for name in names[:MOST_NAMES]],
            }
            for words, kinds, names in (
                ("Not shown", ("entry", "entries"), wide.missing),
                ("No value reported", ("material", "materials"), wide.silent),
            )
        ],
        "views": [{"name": name, "svg": _picture(item, title, figure)} for name, item in drawings.items()],
        "specs": "" if is_picture else _specs(drawings, figure.root),
        "assets": f"{figure.root}assets/",
        "embed": Markup("{}#{}").format(Markup(EMBEDS), figure.anchor),
        "name": figure.name,
        "says_at": figure.says,
        "anchor": figure.anchor,
        "files": ("csv", "svg", "png") if rows else ("svg", "png"),
    }
    return render_part("chart", view)


def _answer(library: Library, figure: Figure, sentence: str) -> Markup:
    """Return the sentence of a figure, with a mark behind what is held against the data."""
    links, calls = Links(f"{figure.root.removeprefix('./')}page".replace("..", "folder")), iter(calls_in(sentence))
    shown = [Markup("")]
    for piece in _PIECE.split(sentence):
        if piece.startswith("{{"):
            words, text = next(calls).words
            anchor = f"holds-{figure.name}-{len(shown)}"
            shown.append(show_holds(library, links, show_prose(words), text, anchor))
        else:
            shown.append(show_words(piece))
    return Markup("").join(shown)


def _selection(library: Library, figure: Figure) -> dict[str, object] | None:
    """Return which values a chart shows in words, and the way to these in the table of all values; None where it shows all."""
    filters = selection_of(library.charts[figure.chart], library)
    if not filters:
        return None
    fields, left_out = explore_fields(library, filters)
    address = f"{figure.root}{finished(EXPLORE)}#{urlencode(fields)}"
    return {
        "words": show_words(selection_in_words(library, filters[1:])),
        "address": address,
        "left_out": " and ".join(left_out),
    }


def _sentence(heading: str) -> str:
    """Return a heading with a dot behind it, unless it asks."""
    return heading if heading.endswith("?") else f"{heading}."


def _empty(library: Library, figure: Figure, heading: str) -> str:
    """Return what stands in the place of a figure that has nothing to show: where it is numbered, others count on from it."""
    if not figure.number:
        return ""
    shown = Markup(
        '<figure class="chart" id="{}" data-search-exclude><figcaption><p><strong>{}. {}</strong> {}</p></figcaption></figure>'
    )
    name = numbered(figure.number, figure.chapter)
    reason, _ = why_nothing(library.charts[figure.chart], library)
    words = show_words(f"It is empty: {reason}.")
    return shown.format(figure_anchor(figure.name), name, show_words(_sentence(heading)), words)


def _picture(drawing: Drawing, title: str, figure: Figure) -> Markup:
    svg = draw_svg(drawing.spec, html.escape(title)).replace(ROOT, figure.root)
    return Markup(svg.replace("<svg ", f'<svg aria-describedby="{figure.says}" ', 1))


def _specs(drawings: dict[str, Drawing], root: str) -> Markup:
    """Return the specifications as JSON that can stand in a script; the rows behind them, which they share, only once."""
    datasets: dict[str, object] = {}
    specs: dict[str, object] = {"datasets": datasets}
    for name, drawing in drawings.items():
        datasets |= drawing.spec["datasets"]
        specs[name] = {key: value for key, value in drawing.spec.items() if key != "datasets"}
    return Markup(str(script_json(specs)).replace(ROOT, root))
