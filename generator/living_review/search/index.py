"""The search index in pieces: a browser reads what every query needs, and of the rest only what one query asks for.

The theme's index holds all texts and is loaded whole. Here ``pages.js`` holds what pages are called, ``vocabulary.js`` all
words, ``words-N.js`` where some of the words stand, and ``text-N.js`` the texts of some sections. Each is a script, since
a page that was opened from a folder can read nothing else. ``assets/search-engine.js`` reads them.
"""

import html
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FOLDER = "search"
STUB = f"{FOLDER}/search_index.json"
# About as many characters are read at once.
_PIECE = 40_000
# Where a word stands is one number: the step from the section before, times this, plus its weight there.
_STEP, _MOST_TIMES, _IN_TITLE = 8, 3, 4
_LONGEST = 80
_TAG = re.compile(r"<[^>]*>")
_LOWERED = re.compile(r"<sub>([\d.]+)</sub>")
_BELOW = {ord("0") + i: chr(0x2080 + i) for i in range(10)}


@dataclass
class Word:
    """A word of the index: how it was first written, whether a record is called so, and where it stands."""

    shown: str
    is_name: bool = False
    count: int = 0
    last: int = 0
    sections: "array[int]" = field(default_factory=lambda: array("I"))
    names: list[str] = field(default_factory=list)


class _Index:
    """Collects pages, their sections and their words."""

    def __init__(self, separator: str) -> None:
        self.separator = re.compile(separator)
        self.words: dict[str, Word] = {}
        self.pages: list[tuple[str, list[str], float, int]] = []
        self.names: dict[str, None] = {}
        self.texts: list[tuple[str, str, str]] = []

    def split(self, text: str) -> list[str]:
        """Return the words of a text with markup."""
        plain = html.unescape(_TAG.sub(" ", text))
        return [word for word in self.separator.split(plain) if word and len(word) <= _LONGEST]

    def word(self, shown: str, is_name: bool) -> Word:
        token = shown.lower()
        word = self.words.get(token) or self.words.setdefault(token, Word(shown))
        word.is_name |= is_name
        return word

    def add_page(self, location: str, sections: Sequence[Mapping[str, Any]]) -> None:
        """Add a page: its first section is its beginning, and has its names and its weight."""
        beginning = sections[0]
        weight = beginning.get("boost", 1)
        # The title of an entry is for readers alone.
        title = [] if beginning.get("is_page") else [_lowered(beginning["title"])]
        called = [*title, *beginning.get("tags", ())]
        names = list(dict.fromkeys(html.unescape(_TAG.sub("", name)) for name in called))
        for name in names:
            for token in dict.fromkeys(self.split(name)):
                word = self.word(token, weight > 1)
                if name not in self.names:
                    word.names.append(name)
        self.names |= dict.fromkeys(names)
        self.pages.append((location, names, weight, len(sections)))
        for section in sections:
            self.add_section(section["location"].removeprefix(location), _lowered(section["title"]), section["text"])

    def add_section(self, anchor: str, title: str, text: str) -> None:
        place = len(self.texts)
        text = _lowered(text)
        self.texts.append((anchor, title, text))
        times: Counter[str] = Counter()
        in_title = self.split(title)
        for shown in (*in_title, *self.split(text)):
            times[shown.lower()] += 1
            if shown.lower() not in self.words:
                self.word(shown, False)
        titled = {shown.lower() for shown in in_title}
        for token, count in times.items():
            word = self.words[token]
            weight = min(count, _MOST_TIMES) + (_IN_TITLE if token in titled else 0)
            word.sections.append((place - word.last) * _STEP + weight)
            word.last, word.count = place, word.count + 1


def _lowered(text: str) -> str:
    """Return a text with its lowered digits as letters of their own, so that a formula is one word."""
    return _LOWERED.sub(lambda match: match[1].translate(_BELOW), text)


def _pages(docs: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield each page of the theme's index with its sections; what says of itself that it is one stands alone."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for doc in docs:
        location = doc["location"] if doc.get("is_page") else doc["location"].partition("#")[0]
        found.setdefault(location, []).append(doc)
    apart = {location.partition("#")[0] for location in found if "#" in location}
    for location, sections in found.items():
        # The text of a page stands with its entries, if it has some.
        yield location, [{**sections[0], "text": ""}] if location in apart else sections


def _pieces(sizes: Iterable[int]) -> list[int]:
    """Return at which rows pieces begin; ``sizes`` are about as many characters as each row takes."""
    starts, size = [0], 0
    for place, one in enumerate(sizes):
        if size and size + one > _PIECE:
            starts.append(place)
            size = 0
        size += one
    return starts


def _script(name: str, value: object) -> tuple[str, bytes]:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Both end a line, which old browsers do not allow within a string of a script.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{FOLDER}/{name}.js", f'reviewSearch.put("{name}",{text})\n'.encode()


def _cut(name: str, rows: Sequence[object], starts: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True)):
        yield _script(f"{name}-{number}", rows[start:end])


def render_search(config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the files of the index below the site, made of what the theme's index holds, which becomes an empty one.

    ``docs`` have ``location``, ``title`` and ``text`` with markup, and may have ``tags``, other names of the page, and
    ``boost``, its weight. A doc with ``is_page`` is found on its own, though it stands within a page.
    """
    index = _Index(config["separator"])
    for location, sections in _pages(docs):
        index.add_page(location, sections)
    # Short names first: of the many that hold a word these are the closest to it.
    names = sorted(index.names, key=lambda name: (len(name), name))
    number = {name: place for place, name in enumerate(names)}
    words = sorted(index.words.items(), key=lambda item: item[0].encode("utf-16-be"))
    rows = [[list(word.sections), sorted(number[name] for name in word.names)] for _, word in words]
    cuts = _pieces(4 * (len(sections) + len(called)) + 6 for sections, called in rows)
    texts = _pieces(sum(map(len, row)) for row in index.texts)
    pages = {
        "separator": config["separator"],
        "names": names,
        "pages": [
            [location, [number[n] for n in called], weight, size] for location, called, weight, size in index.pages
        ],
        "texts": texts,
    }
    vocabulary = {
        "words": [word.shown for _, word in words],
        "counts": [2 * word.count + word.is_name for _, word in words],
        "pieces": cuts,
    }
    stub = {"config": config, "docs": []}
    return {
        STUB: json.dumps(stub, separators=(",", ":")).encode(),
        **dict([_script("pages", pages), _script("vocabulary", vocabulary)]),
        **dict(_cut("words", rows, cuts)),
        **dict(_cut("text", index.texts, texts)),
    }
