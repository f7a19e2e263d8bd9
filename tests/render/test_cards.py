"""Each page has a picture for where its address is shared: of the right size, different from others, the same each time."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from living_review.drawing import svg
from living_review.drawing.svg import draw_png
from living_review.model.library import Library
from living_review.render.cards import TITLE_SIZES, WIDTH, card_of, card_path, draw_card, leading_value, wrap
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import ROOT, library_of
from tests.render.hostile import STRINGS, hostile_project
from tests.render.reading import rendered_pages

Cards = dict[str, bytes]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4" fill="#123456"/></svg>'


def cards_of(library: Library) -> Cards:
    settings = Settings(site="https://review.example/")
    found = (card_of(Site(library, settings), page) for page in rendered_pages(library, settings))
    return {path: draw_card(card) for path, card in filter(None, found)}


@pytest.fixture(scope="module")
def cards(tiny_library: Library) -> Cards:
    return cards_of(tiny_library)


def size(png: bytes) -> tuple[int, ...]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_every_page_has_a_card_and_the_guide_shares_one(tiny_library: Library, cards: Cards) -> None:
    pages = rendered_pages(tiny_library)
    assert {card_path(page.path) for page in pages} == set(cards)
    assert len(cards) == 19
    assert card_path("guide/codes/e103.md") == "cards/guide/index.png"


def test_cards_have_the_size_that_is_asked_for_and_differ(cards: Cards) -> None:
    assert {size(png) for png in cards.values()} == {(1200, 630)}
    assert len(set(cards.values())) == len(cards)
    assert max(len(png) for png in cards.values()) < 60_000


def test_a_card_is_the_same_each_time(tiny_library: Library, cards: Cards) -> None:
    assert cards_of(tiny_library) == cards


def test_without_an_address_there_are_none_and_no_page_leads_to_one(tiny_library: Library) -> None:
    """Who shows a link needs the whole address of its picture."""
    site, pages = Site(tiny_library, Settings()), rendered_pages(tiny_library)
    assert all('"card"' not in page.text for page in pages)
    assert [page.path for page in pages if card_of(site, page)] == []
    assert '"card"' in rendered_pages(tiny_library, Settings(site="https://review.example/"))[0].text


def test_any_text_can_be_drawn(tmp_path: Path) -> None:
    texts = [*STRINGS, "\ufdd0\ue000 x", "漢字" * 40, "W" * 120, "🔬 𝛼"]
    cards = cards_of(library_of(hostile_project(tmp_path, *texts, charts=False)))
    assert {size(png) for png in cards.values()} == {(1200, 630)}


def test_packing_keeps_the_picture() -> None:
    """A decoder checks every sum; the browser does so in tests/site."""
    png = draw_png(SVG)
    assert size(png) == (8, 4)
    assert png.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("text", ["word " * 30, "W" * 90, "a " + "b" * 200 + " c", "", "漢" * 50])
def test_lines_lose_nothing(text: str) -> None:
    lines = wrap(text, WIDTH / max(TITLE_SIZES))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) < 50 for line in lines)


# Draws a text that needs several fonts, and measures one, as a machine with other fonts would.
DRAW = """
import hashlib
from living_review.drawing.svg import draw_png, draw_svg
text = "Zn₂O·H₂O → ≥ α 电池"
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="99" font-size="40" font-family="{}"><text y="50">{}</text></svg>'
pictures = [draw_png(svg.format(font, text)) for font in ("Liberation Sans", "sans-serif", "DejaVu Sans")]
bar = {"mark": "bar", "data": {"values": [{"a": text, "b": 1}]}, "encoding": {"y": {"field": "a"}, "x": {"field": "b", "type": "quantitative"}}}
print(*(hashlib.sha256(picture).hexdigest() for picture in pictures), draw_svg(bar, "Label"))
"""


def test_the_fonts_of_a_machine_change_no_byte(tmp_path: Path) -> None:
    """The fonts of this machine are one case, none at all the other."""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>", "utf-8")
    drawn = [
        subprocess.run(
            [sys.executable, "-c", DRAW], env={**os.environ, **more}, check=True, capture_output=True, text=True
        )
        for more in (
            {},
            {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
            {"FONTCONFIG_FILE": str(ROOT / "no-such-file")},
        )
    ]
    first, second, third = (done.stdout for done in drawn)
    assert first == second == third
    assert "<svg" in first


def test_drawing_leaves_the_fonts_of_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    settle = svg._settle_fonts.__wrapped__
    settle()
    assert os.environ["FONTCONFIG_FILE"] == "mine"
    monkeypatch.delenv("FONTCONFIG_FILE")
    settle()
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_record_leads_with_what_the_review_watches_most(tiny_library: Library) -> None:
    site, first = Site(tiny_library, Settings()), tiny_library.review.watched[0]
    for material in tiny_library.materials.values():
        found = leading_value(site, material)
        if any(item.metric == first for item in material.measurements):
            assert found is not None
            assert found.metric == first
        assert (found is None) == (not material.measurements)
