"""Each page has a picture for where its address is shared: of the right size, different from others, the same each time."""

import struct
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.pipeline import render_review
from generator.render.cards import ROOM, TITLE_SIZES, card_path, compose_cards, draw_card, leading_value, wrap
from generator.render.page import Settings
from generator.render.site import Site
from generator.render.svg import draw_png
from tests.projects import library_of
from tests.render.hostile import STRINGS, hostile_project

Cards = dict[str, bytes]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4" fill="#123456"/></svg>'


def cards_of(library: Library) -> Cards:
    pages, site = render_review(library, Settings())
    return {path: draw_card(card) for path, card in compose_cards(site, pages).items()}


@pytest.fixture(scope="module")
def cards(tiny_library: Library) -> Cards:
    return cards_of(tiny_library)


def size(png: bytes) -> tuple[int, ...]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_every_page_has_a_card_and_the_guide_shares_one(tiny_library: Library, cards: Cards) -> None:
    pages = render_review(tiny_library, Settings())[0]
    assert {card_path(page.path) for page in pages} == set(cards)
    assert len(cards) == 15
    assert card_path("guide/codes/e103.md") == "cards/guide/index.png"


def test_cards_have_the_size_that_is_asked_for_and_differ(cards: Cards) -> None:
    assert {size(png) for png in cards.values()} == {(1200, 630)}
    assert len(set(cards.values())) == len(cards)
    assert max(len(png) for png in cards.values()) < 60_000


def test_a_card_is_the_same_each_time(tiny_library: Library, cards: Cards) -> None:
    assert cards_of(tiny_library) == cards


def test_the_pages_of_the_preview_lead_to_none(tiny_library: Library) -> None:
    pages, _ = render_review(tiny_library, Settings(is_preview=True))
    assert all('"card"' not in page.text for page in pages)


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
    lines = wrap(text, ROOM / max(TITLE_SIZES))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) < 50 for line in lines)


def test_a_record_leads_with_what_the_review_watches_most(real_library: Library) -> None:
    site, first = Site(real_library, Settings()), real_library.review.watched[0]
    for material in real_library.materials.values():
        found = leading_value(site, material)
        if any(item.metric == first for item in material.measurements):
            assert found is not None
            assert found.metric == first
        assert (found is None) == (not material.measurements)
