"""Blocks of HTML that are neither Markdown nor words to find wait aside while a page is converted and indexed."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from living_review.site.page import Page

# A block on a line of its own that search leaves out, as our templates write them: tables, passports, fold-outs.
_BLOCK = re.compile(r"^<(div|details|section|form) [^>]*\bdata-search-exclude\b[^>]*>.*</\1>$", re.MULTILINE)
_MARK = re.compile(r'<div data-aside="(\w+)"></div>')
# A shorter block takes no longer to convert than its mark.
WORTH_IT = 200


def extract_blocks(pages: Iterable[Page]) -> tuple[list[Page], dict[str, str]]:
    """Return pages with marks where blocks were, each made of the block's content, and the blocks by these marks."""
    kept: dict[str, str] = {}

    def keep(block: re.Match[str]) -> str:
        if len(block[0]) < WORTH_IT:
            return block[0]
        name = hashlib.sha256(block[0].encode()).hexdigest()
        kept[name] = block[0]
        return f'<div data-aside="{name}"></div>'

    return [replace(page, text=_BLOCK.sub(keep, page.text)) for page in pages], kept


def restore_blocks(text: str, kept: Mapping[str, str]) -> str:
    """Return a page, or what was made of it, with its blocks in their places."""
    return _MARK.sub(lambda mark: kept.get(mark[1], mark[0]), text)
