"""Placeholders for blocks of HTML that are neither Markdown nor words to find, while a page is converted and indexed."""

import hashlib
import re
from collections.abc import Mapping

# A block on a line of its own that search leaves out, as our templates write them: tables, provenance, fold-outs.
_BLOCK = re.compile(r"^<(div|details|section|form) [^>]*\bdata-search-exclude\b[^>]*>.*</\1>$", re.MULTILINE)
_PLACEHOLDER = re.compile(r'<div data-block="(\w+)"></div>')
# A block of fewer characters takes no longer to convert than its placeholder.
SHORTEST = 200


def extract_blocks(text: str) -> tuple[str, dict[str, str]]:
    """Return a page with placeholders, each made of the block's content, and the blocks by these."""
    blocks: dict[str, str] = {}

    def extract(block: re.Match[str]) -> str:
        if len(block[0]) < SHORTEST:
            return block[0]
        name = hashlib.sha256(block[0].encode()).hexdigest()
        blocks[name] = block[0]
        return f'<div data-block="{name}"></div>'

    return _BLOCK.sub(extract, text), blocks


def restore_blocks(text: str, blocks: Mapping[str, str]) -> str:
    """Return a page, or what was made of it, with its blocks in their places."""
    return _PLACEHOLDER.sub(lambda found: blocks.get(found[1], found[0]), text)
