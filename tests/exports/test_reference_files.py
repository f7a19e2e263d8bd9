"""References leave in three formats that their own readers understand, and nothing in them can become a command or a field."""

import json
import re
from html import unescape

import pytest
import rispy
from hypothesis import given
from hypothesis.strategies import text
from pybtex.database import parse_string
from pybtex.database.output.bibtex import Writer

from living_review.exports.citation_style import format_reference
from living_review.exports.reference_files import _inert, bibtex, csl_json, render_exports, ris
from living_review.model.library import Library
from living_review.model.reference import Name, Reference

ARTICLE = Reference.model_validate(
    {
        "type": "article-journal", "status": "identified", "title": "Sodium in <b>Na2Ti3O7</b> & more",
        "author": [{"family": "Doe", "given": "Jane M."}, {"literal": "The Group"}], "container-title": "Journal of Tests",
        "issued": "2020-03-01", "volume": "7", "issue": "2", "page": "12-34", "DOI": "10.1000/x", "URL": "https://x.example/1",
    }
)  # fmt: skip
HOSTILE = ARTICLE.model_copy(
    update={
        "title": "x}, note = {y\n\\input{/etc/passwd} $\\write18$",
        "container_title": "J\nTY  - HACK",
        "volume": "1}",
    }
)


def test_bibtex_is_read_back() -> None:
    entry = parse_string(bibtex({"doe": ARTICLE}), "bibtex").entries["doe"]
    assert entry.type == "article"
    assert (entry.fields["year"], entry.fields["volume"], entry.fields["pages"]) == ("2020", "7", "12--34")
    assert entry.fields["doi"] == "10.1000/x"
    assert [str(person) for person in entry.persons["author"]] == ["Doe, Jane M.", "{The Group}"]


@given(text())
def test_bibtex_escapes_what_latex_reads_otherwise(title: str) -> None:
    """As pybtex does, which looks at each sign."""
    shown = bibtex({"doe": ARTICLE.model_copy(update={"title": title, "author": ()})})
    plain = _inert(title)
    escaped = Writer()._encode(plain).replace("^", r"\textasciicircum{}")
    assert not plain or f'title = "{escaped}"' in shown or f"title = {{{escaped}}}" in shown


def test_ris_is_read_back() -> None:
    (entry,) = rispy.loads(ris({"doe": ARTICLE}))
    assert (entry["type_of_reference"], entry["year"], entry["start_page"], entry["end_page"]) == (
        "JOUR",
        "2020",
        "12",
        "34",
    )
    assert entry["authors"] == ["Doe, Jane M.", "The Group"]


def test_csl_json_is_read_back() -> None:
    (item,) = json.loads(csl_json({"doe": ARTICLE}))
    assert item["issued"] == {"date-parts": [[2020, 3, 1]]}
    assert item["title"] == "Sodium in <b>Na2Ti3O7</b> & more"


def test_a_hostile_text_stays_in_its_field() -> None:
    entry = parse_string(bibtex({"doe": HOSTILE}), "bibtex").entries["doe"]
    assert "note" not in entry.fields
    assert not set("\\{}$") & set(entry.fields["title"] + entry.fields["volume"])
    assert "^" not in bibtex({"doe": ARTICLE.model_copy(update={"title": "Na^+^ in TiO2"})})
    (read,) = rispy.loads(ris({"doe": HOSTILE}))
    assert read["type_of_reference"] == "JOUR"
    assert read["journal_name"] == "J TY - HACK"


@pytest.mark.parametrize("family", ["Doe, Jane, the", ",./;", "Doe and Roe", "AND"])
def test_a_name_stays_one_name(family: str) -> None:
    reference = ARTICLE.model_copy(update={"author": (Name(family=family, given="A., B."),)})
    (person,) = parse_string(bibtex({"doe": reference}), "bibtex").entries["doe"].persons["author"]
    assert [text.strip("{}") for text in (" ".join(person.last_names), " ".join(person.first_names))] == [
        family,
        "A., B.",
    ]


def test_a_formatted_reference_has_its_parts_and_no_markup_of_the_text() -> None:
    raw = format_reference(ARTICLE)
    shown = unescape(raw)
    assert "Doe, J. M." in shown
    assert "<i>Journal of Tests</i>" in shown
    assert "<b>7</b>, 12–34 (2020)" in shown
    assert "<b>Na2Ti3O7" not in raw
    assert "Sodium in <b>Na2Ti3O7</b> & more" in shown


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "\"quoted\" 'it'", "<i>x", "&amp;", "}{"])
def test_no_sign_of_a_title_becomes_markup(text: str) -> None:
    shown = format_reference(ARTICLE.model_copy(update={"title": text}))
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<i>", "</i>", "<b>", "</b>"}
    assert "<script" not in shown


def test_all_identified_references_are_exported(tiny_library: Library) -> None:
    files = {asset.path: asset.data.decode() for asset in render_exports(tiny_library.references)}
    identified = [key for key, item in tiny_library.references.items() if item.is_identified]
    assert len(files) == 3 * (len(identified) + 1)
    assert len(parse_string(files["references/all.bib"], "bibtex").entries) == len(identified)
    assert len(rispy.loads(files["references/all.ris"])) == len(identified)
    assert [item["id"] for item in json.loads(files["references/all.json"])] == identified
