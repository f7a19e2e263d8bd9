"""Blocks that wait aside come back in their places, and only what search leaves out is put aside."""

import re

from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.model.library import Library
from living_review.pipeline import render_review
from living_review.site.page import Page, Settings

LONG = "<p>" + "word " * 60 + "</p>"
BLOCK = f'<div class="a" data-search-exclude tabindex="0">{LONG}</div>'


def aside(text: str) -> tuple[str, dict[str, str]]:
    (page,), kept = extract_blocks([Page("a.md", text, "")])
    return page.text, kept


def test_a_block_comes_back_in_its_place() -> None:
    text = f"# Title\n\n{BLOCK}\n\nWords.\n"
    left, kept = aside(text)
    assert LONG not in left
    assert left.startswith('# Title\n\n<div data-aside="')
    assert restore_blocks(f"<main>{left}</main>", kept) == f"<main>{text}</main>"


def test_what_is_searched_or_short_or_within_a_line_stays() -> None:
    for text in (
        f'<div class="a">{LONG}</div>',
        '<div data-search-exclude="">short</div>',
        f"Before {BLOCK}",
        f"{BLOCK} after",
        f'<p title="data-search-excluded">{LONG}</p>',
    ):
        assert aside(text) == (text, {})


def test_another_block_has_another_mark() -> None:
    assert aside(BLOCK)[0] != aside(BLOCK.replace("word", "work"))[0]
    assert aside(f"{BLOCK}\n{BLOCK}")[1] == aside(BLOCK)[1]


def test_a_mark_of_nothing_stays() -> None:
    assert restore_blocks('<div data-aside="abc"></div>', {}) == '<div data-aside="abc"></div>'


def test_all_pages_come_back_whole(tiny_library: Library) -> None:
    pages, _ = render_review(tiny_library, Settings())
    left, kept = extract_blocks(pages)
    assert [restore_blocks(page.text, kept) for page in left] == [page.text for page in pages]
    before, after = (
        sum(len(page.text) for page in some if page.path.startswith("materials/zn")) for some in (pages, left)
    )
    assert after < 0.7 * before
    assert not re.search(r'<details class="passport"', "".join(page.text for page in left))
