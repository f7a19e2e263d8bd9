"""Placeholders for blocks give them back in their places, and only what search leaves out has one."""

import re

from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.model.library import Library
from tests.render.reading import rendered_pages

LONG = "<p>" + "word " * 60 + "</p>"
BLOCK = f'<div class="a" data-search-exclude tabindex="0">{LONG}</div>'


def test_a_block_comes_back_in_its_place() -> None:
    text = f"# Title\n\n{BLOCK}\n\nWords.\n"
    left, blocks = extract_blocks(text)
    assert LONG not in left
    assert left.startswith('# Title\n\n<div data-block="')
    assert restore_blocks(f"<main>{left}</main>", blocks) == f"<main>{text}</main>"


def test_what_is_searched_or_short_or_within_a_line_stays() -> None:
    for text in (
        f'<div class="a">{LONG}</div>',
        '<div data-search-exclude="">short</div>',
        f"Before {BLOCK}",
        f"{BLOCK} after",
        f'<p title="data-search-excluded">{LONG}</p>',
    ):
        assert extract_blocks(text) == (text, {})


def test_another_block_has_another_placeholder() -> None:
    assert extract_blocks(BLOCK)[0] != extract_blocks(BLOCK.replace("word", "work"))[0]
    assert extract_blocks(f"{BLOCK}\n{BLOCK}")[1] == extract_blocks(BLOCK)[1]


def test_a_placeholder_of_nothing_stays() -> None:
    assert restore_blocks('<div data-block="abc"></div>', {}) == '<div data-block="abc"></div>'


def test_all_pages_come_back_whole(tiny_library: Library) -> None:
    pages = rendered_pages(tiny_library)
    extracted = [extract_blocks(page.text) for page in pages]
    assert [restore_blocks(text, blocks) for text, blocks in extracted] == [page.text for page in pages]
    records = [place for place, page in enumerate(pages) if page.path.startswith("materials/zn")]
    before, after = sum(len(pages[place].text) for place in records), sum(len(extracted[place][0]) for place in records)
    assert after < 0.7 * before
    assert not re.search(r'<div class="provenance-body"', "".join(text for text, _ in extracted))
