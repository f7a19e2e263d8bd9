"""The search index lies in pieces that hold what the theme's index held."""

import json
from itertools import accumulate
from typing import Any

import pytest

from living_review.model.library import Library
from living_review.search.entries import render_entries
from living_review.search.index import STUB, render_search
from tests.search.searched import read_piece, rows, search_docs

CONFIG = {"lang": ["en"], "separator": r"[\s\-,;:()]+"}
DOCS: list[dict[str, Any]] = [
    {
        "location": "zinc.html",
        "title": "Zinc, Zn<sub>2</sub>",
        "text": "<p>A metal &amp; more</p>",
        "tags": ["spelter"],
        "boost": 1.5,
    },
    {"location": "zinc.html#use", "title": "Use", "text": "<p>Metal metal METAL metal on ships</p>"},
    {"location": "other.html", "title": "Spelter", "text": "the metal"},
]


def words(files: dict[str, bytes]) -> dict[str, tuple[list[tuple[int, int]], list[str]]]:
    """Return for each word its sections with the weight there, and the names that hold it."""
    shown = read_piece(files["search/vocabulary.js"])["words"]
    names = read_piece(files["search/pages.js"])["names"]
    found = {}
    for word, (steps, called) in zip(shown, rows(files, "words"), strict=True):
        places = accumulate(step // 8 for step in steps)
        found[word] = (
            [(place, step % 8) for place, step in zip(places, steps, strict=True)],
            [names[n] for n in called],
        )
    return found


def test_an_index_tells_where_each_word_stands_and_how_much_it_weighs() -> None:
    found = words(render_search(CONFIG, DOCS))
    assert found["metal"] == ([(0, 1), (1, 3), (2, 1)], [])
    assert found["spelter"] == ([(2, 5)], ["Spelter", "spelter"])
    assert found["Zn₂"] == ([(0, 5)], ["Zinc, Zn₂"])
    assert found["&"] == ([(0, 1)], [])


def test_a_word_knows_in_how_many_sections_it_stands_and_whether_a_record_is_called_so() -> None:
    vocabulary = read_piece(render_search(CONFIG, DOCS)["search/vocabulary.js"])
    counts = dict(zip(vocabulary["words"], vocabulary["counts"], strict=True))
    assert (counts["metal"], counts["spelter"], counts["Zinc"], counts["ships"]) == (6, 3, 3, 2)
    assert vocabulary["words"] == sorted(vocabulary["words"], key=str.lower)


def test_pages_keep_their_names_weight_sections_and_texts() -> None:
    docs = search_docs(render_search(CONFIG, DOCS))
    assert list(docs) == [doc["location"] for doc in DOCS]
    assert docs["zinc.html"]["names"] == ["Zinc, Zn₂", "spelter"]
    assert docs["zinc.html#use"] == {"title": "Use", "text": DOCS[1]["text"], "weight": 1.5}
    assert docs["other.html"]["weight"] == 1


def test_the_index_of_the_theme_is_left_without_texts() -> None:
    assert json.loads(render_search(CONFIG, DOCS)[STUB]) == {"config": CONFIG, "docs": []}


def test_an_entry_is_found_on_its_own_and_takes_the_text_of_its_page() -> None:
    entry = {"location": "other.html#e", "title": "Spelter", "text": "old word", "tags": ["galv"], "is_page": True}
    docs = search_docs(render_search(CONFIG, [*DOCS, entry]))
    assert docs["other.html"]["text"] == ""
    assert docs["other.html#e"] == {"title": "Spelter", "text": "old word", "weight": 1, "names": ["galv"]}


def test_pieces_stay_small_and_none_is_lost() -> None:
    docs = [
        {"location": f"{n}.html", "title": f"Page {n}", "text": f"common word{n} " + "x" * 900} for n in range(2_000)
    ]
    files = render_search(CONFIG, docs)
    assert max(len(data) for name, data in files.items() if "/words-" in name or "/text-" in name) < 60_000
    assert len(search_docs(files)) == 2_000
    assert len(words(files)["common"][0]) == 2_000
    for kind, table, key in (("words", "vocabulary", "pieces"), ("text", "pages", "texts")):
        starts = read_piece(files[f"search/{table}.js"])[key]
        sizes = [len(read_piece(files[f"search/{kind}-{n}.js"])) for n in range(len(starts))]
        assert starts == [0, *accumulate(sizes)][:-1]


@pytest.mark.parametrize(
    ("location", "title", "names", "word"),
    [
        ("glossary.html#passivation", "passivation", {"passive film"}, "always stops"),
        ("references.html#lost", "[1] Roe et al.", {"Roe et al."}, "the corrosion rate of zinc"),
        ("references.html#handbook", "[2] Doe", {"Doe 2001"}, "A Handbook Invented"),
    ],
)
def test_terms_and_references_are_entries(
    tiny_library: Library, location: str, title: str, names: set[str], word: str
) -> None:
    entry = {item["location"]: item for item in render_entries(tiny_library)}[location]
    assert entry["title"] == title
    assert names <= set(entry["tags"])
    assert word in entry["text"]
    assert "<" not in entry["text"]
