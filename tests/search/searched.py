"""Reads the pieces of a search index back."""

import json
from pathlib import Path
from typing import Any


def read_piece(data: bytes) -> Any:
    """Return what a script of the index puts."""
    text = data.decode()
    assert text.startswith('reviewSearch.put("')
    assert text.endswith(")\n")
    return json.loads(text[text.index(",") + 1 : -2])


def rows(files: dict[str, bytes], kind: str) -> list[Any]:
    """Return the rows of a table that lies in pieces."""
    count = sum(name.startswith(f"search/{kind}-") for name in files)
    return [row for number in range(count) for row in read_piece(files[f"search/{kind}-{number}.js"])]


def search_files(site: Path) -> dict[str, bytes]:
    """Return the files of the index of a built site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "search").glob("*.js*")}


def search_docs(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return the sections of an index by their address, each with title and text, and the first of a page with its names."""
    pages = read_piece(files["search/pages.js"])
    texts = iter(rows(files, "text"))
    found = {}
    for location, names, weight, size in pages["pages"]:
        for number in range(size):
            anchor, title, text = next(texts)
            found[location + anchor] = {"title": title, "text": text, "weight": weight}
            if not number:
                found[location]["names"] = [pages["names"][name] for name in names]
    return found
