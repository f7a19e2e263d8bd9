"""Schematics as figures: shapes as SVG, escaped words, and captions with references and numbers."""

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from living_review.model.library import Library
from living_review.model.schematic import Schematic
from living_review.render.components.parts import Parts
from living_review.render.components.schematics import show_schematic
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.render.reading import read_html

CALLED = Markup("Figure 1")
BAD = '<script>x</script>"> & ~a~ [b](https://example.org) {{ heading() }}'


def drawn(library: Library, *shapes: dict[str, object], parts: dict[str, object] | None = None) -> str:
    """Return what is drawn of shapes on one panel."""
    panel = {"title": "a", "alternative": "b", "size": "100 50", "shapes": shapes}
    entry = {"title": "a", "sentence": "b", "panels": [panel], "parts": parts or {}}
    with_it = replace(library, schematics={"mine": Schematic.model_validate(entry)})
    return show_schematic(with_it, "mine", Markup(""), CALLED).partition("</desc>")[2].partition("</svg>")[0]


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        ({"circle": "1 2 3"}, '<circle class="solid" cx="1" cy="2" r="3"/>'),
        ({"circle": "1 2 3", "fill": "none"}, '<circle class="none" cx="1" cy="2" r="3"/>'),
        ({"circle": "1 2 3", "role": "zinc"}, '<g class="role-zinc"><circle class="solid" cx="1" cy="2" r="3"/></g>'),
        (
            {"rectangle": "0 0 10 6", "look": ["dashed"], "turn": "90"},
            '<g transform="rotate(90 5 3)"><rect class="tint dashed" x="0" y="0" width="10" height="6"/></g>',
        ),
        ({"line": "0 0 1 1.25", "weight": "3"}, '<g stroke-width="3"><path class="none" d="M 0 0 L 1 1.25"/></g>'),
        ({"line": "0 0 6 0 6 6", "look": ["closed"]}, '<path class="tint" d="M 0 0 L 6 0 L 6 6 Z"/>'),
        (
            {"line": "0 0 6 6 12 0", "look": ["smooth"]},
            '<path class="none" d="M 0 0 C 1 1 4 6 6 6 C 8 6 11 1 12 0"/>',
        ),
        ({"path": "M 0 0 H 9"}, '<path class="none" d="M 0 0 H 9"/>'),
        (
            {"circle": "0 0 1", "repeat": "2 2 5 7"},
            '<circle class="solid" cx="0" cy="0" r="1"/>'
            '<g transform="translate(5 0)"><circle class="solid" cx="0" cy="0" r="1"/></g>'
            '<g transform="translate(0 7)"><circle class="solid" cx="0" cy="0" r="1"/></g>'
            '<g transform="translate(5 7)"><circle class="solid" cx="0" cy="0" r="1"/></g>',
        ),
        (
            {"text": ["H2O", "Na^+^ in"], "at": "5 6", "size": "10", "anchor": "start", "look": ["bold"]},
            '<text class="start bold" x="5" y="6" font-size="10">H<tspan dy="2.50" font-size="7.20">2</tspan>'
            '<tspan dy="-2.50">&#8203;</tspan>O</text><text class="start bold" x="5" y="18" font-size="10">'
            'Na<tspan dy="-3.80" font-size="7.20">&#43;</tspan><tspan dy="3.80">&#8203;</tspan> in</text>',
        ),
    ],
)
def test_a_shape_is_drawn_as_it_is_described(tiny_library: Library, shape: dict[str, object], wanted: str) -> None:
    assert drawn(tiny_library, shape) == wanted


def test_the_line_of_an_arrow_ends_within_its_head(tiny_library: Library) -> None:
    text = drawn(tiny_library, {"arrow": "0 0 20 0", "weight": "2.5"})
    assert text == (
        '<g stroke-width="2.5"><path class="none" d="M 0 0 L 12.4 0"/>'
        '<path class="head" d="M 10.5 3.99 L 20 0 L 10.5 -3.99 Z"/></g>'
    )
    assert drawn(tiny_library, {"arrow": "0 0 20 0", "look": ["both-ends"]}).count('class="head"') == 2


def test_a_part_is_drawn_where_it_is_placed(tiny_library: Library) -> None:
    parts: dict[str, object] = {"ion": [{"circle": "0 0 2"}]}
    text = drawn(tiny_library, {"part": "ion", "at": "4 5", "scale": "2", "turn": "30", "role": "zinc"}, parts=parts)
    assert text == (
        '<g class="role-zinc"><g transform="rotate(30 4 5)"><g transform="translate(4 5) scale(2)">'
        '<circle class="solid" cx="0" cy="0" r="2"/></g></g></g>'
    )


def test_words_of_a_schematic_are_escaped_wherever_they_stand(tiny_library: Library) -> None:
    panel = {"title": BAD, "alternative": BAD, "size": "100 50", "shapes": [{"text": BAD, "at": "1 1"}]}
    entry = Schematic.model_validate({"title": BAD, "sentence": BAD, "panels": [panel]})
    html = show_schematic(replace(tiny_library, schematics={"mine": entry}), "mine", Markup(""), CALLED)
    page = read_html(html)
    assert page.all("script") == []
    assert "{{" not in html
    assert (
        html.count("<sub>") == 3
    )  # in the heading of the panel, the title and the sentence; in the drawing it is a tspan
    svg = html.partition("<svg")[2].partition("</svg>")[0]
    assert "<sub>" not in svg
    assert "<a " not in svg


def test_a_caption_begins_with_the_number_and_cites_what_bears_the_drawing_out(tiny_library: Library) -> None:
    parts = Parts(Site(tiny_library, Settings()), "metals.md")
    figure = parts.schematic("dissolving")
    assert re.search(r"<strong>Figure (<!--.*?-->)?\d\. How zinc dissolves\.</strong>", figure)
    assert 'id="figure-dissolving"' in figure
    assert 'Drawn after <span class="citations">' in figure
    assert parts.cited == {"handbook": 1}


def test_panels_have_letters_only_where_there_are_several(tiny_library: Library) -> None:
    schematic = tiny_library.schematics["dissolving"]
    one = schematic.model_copy(update={"panels": schematic.panels[:1]})
    both = show_schematic(tiny_library, "dissolving", Markup(""), CALLED)
    alone = show_schematic(replace(tiny_library, schematics={"dissolving": one}), "dissolving", Markup(""), CALLED)
    assert [f"<strong>{letter}</strong>" in both for letter in "abc"] == [True, True, False]
    assert "<strong>a</strong>" not in alone


def test_the_key_names_the_roles_that_are_drawn(tiny_library: Library) -> None:
    keys = read_html(show_schematic(tiny_library, "dissolving", Markup(""), CALLED)).all("li")
    assert [(item.attributes["class"], item.text) for item in keys] == [("role-zinc", "zinc"), ("role-water", "water")]
