"""The review, its records and its values are cited in three formats that their own readers understand."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import rispy
from pybtex.database import Entry, parse_string

from living_review.edges.version import version_date
from living_review.exports.citing import Citation, record_citation, site_citation, value_citation
from living_review.model.library import Library
from living_review.model.reference import Name
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import ROOT, library_of
from tests.render.hostile import STRINGS, hostile_project
from tests.render.reading import Reader, citation_files

KNOWN = Settings(site="https://review.example/", date="2026-11-25")


def citations(library: Library, settings: Settings) -> dict[str, Citation]:
    site, pure = Site(library, settings), library.materials["zn-pure"]
    return {
        "review": site_citation(site),
        "zn-pure": record_citation(site, pure),
        "zn-pure-capacity": value_citation(site, pure, pure.measurements[0]),
    }


def bibtex_entry(citation: Citation) -> Entry:
    ((key, entry),) = parse_string(citation.written("bib"), "bibtex").entries.items()
    assert key == citation.key
    return entry


@pytest.mark.parametrize(
    ("key", "title", "address"),
    [
        ("review", "Sacrificial anodes: A tiny review of another field, invented for the tests", ""),
        ("zn-pure", "Pure zinc", "materials/zn-pure.html"),
        ("zn-pure-capacity", "Pure zinc: current capacity 780 Ah/kg", "materials/zn-pure.html#m-capacity"),
    ],
)
def test_bibtex_and_ris_are_read_back(tiny_library: Library, key: str, title: str, address: str) -> None:
    citation = citations(tiny_library, KNOWN)[key]
    fields, (ris,) = bibtex_entry(citation).fields, rispy.loads(citation.written("ris"))
    assert fields["title"] == ris["title"] == title
    assert fields["year"] == ris["year"] == "2026"
    assert fields["url"] == ris["urls"][0] == f"https://review.example/{address}"
    assert [str(person) for person in bibtex_entry(citation).persons["author"]] == ["{The contributors}"]
    assert ris["authors"] == ["The contributors"]
    assert "Version of 2026-11-25" in fields["note"]
    assert ris["notes"] == [fields["note"]]


def test_editors_are_cited_where_any_are_named(tiny_library: Library) -> None:
    named = tiny_library.review.model_copy(update={"editors": (Name(family="Zink", given="Ada"),)})
    citation = citations(replace(tiny_library, review=named), KNOWN)["review"]
    assert [str(person) for person in bibtex_entry(citation).persons["author"]] == ["Zink, Ada"]
    assert citation.plain.startswith("Zink")


def test_a_record_is_cited_in_one_line(tiny_library: Library) -> None:
    shown = "The contributors. Pure zinc. Sacrificial anodes (2026). Version of 2026-11-25. "
    assert citations(tiny_library, KNOWN)["zn-pure"].plain == f"{shown}https://review.example/materials/zn-pure.html"


def test_a_value_is_cited_with_its_conditions_state_and_source(tiny_library: Library) -> None:
    note = bibtex_entry(citations(tiny_library, KNOWN)["zn-pure-capacity"]).fields["note"]
    assert note == "water sea water; verified. Source: Doe, 2001 (table 2, read 2020-01-02). Version of 2026-11-25"


def test_without_an_address_the_page_is_named_and_without_a_version_no_year(tiny_library: Library) -> None:
    found = citations(tiny_library, Settings())
    for key, page in {"zn-pure": "materials/zn-pure.html", "zn-pure-capacity": "materials/zn-pure.html"}.items():
        fields, (ris,) = bibtex_entry(found[key]).fields, rispy.loads(found[key].written("ris"))
        assert not {"url", "year"} & set(fields)
        assert not {"urls", "year"} & set(ris)
        assert f"Page {page}" in fields["note"]
    assert found["zn-pure"].plain == "The contributors. Pure zinc. Sacrificial anodes. Page materials/zn-pure.html."


def test_everything_has_its_files(tiny_library: Library) -> None:
    paths = [asset.path for asset in citation_files(Site(tiny_library, KNOWN))]
    values = sum(len(item.measurements) for item in tiny_library.materials.values())
    chapters = sum(item.is_page for item in tiny_library.sections.values())
    assert len(paths) == len(set(paths)) == 2 * (1 + chapters + len(tiny_library.materials) + values)
    assert {
        "citation.bib",
        "citations-of-chapters/metals.bib",
        "citations/zn-pure.ris",
        "citations/zn-pure/capacity.bib",
    } <= set(paths)


def test_nothing_in_a_record_becomes_a_command_or_a_field(tmp_path: Path) -> None:
    library = library_of(hostile_project(tmp_path, *STRINGS, "x}, note = {y\n\\input{z} $$", charts=False))
    for asset in citation_files(Site(library, KNOWN)):
        text = asset.data.decode()
        if asset.path.endswith(".bib"):
            (entry,) = parse_string(text, "bibtex").entries.values()
            assert set(entry.fields) <= {"title", "howpublished", "year", "note", "url"}
            assert "\\input" not in text
        else:
            (ris,) = rispy.loads(text)
            assert set(ris) <= {
                *("type_of_reference", "id", "title", "journal_name", "year", "authors", "urls", "notes")
            }


def test_a_record_shows_how_it_is_cited(tiny_html: dict[str, Reader]) -> None:
    page = tiny_html["materials/zn-pure.html"]
    (shown,) = [item for item in page.all("details") if item.attributes.get("id") == "cite"]
    assert "The contributors. Pure zinc." in shown.text
    bib, ris = (item.text for item in page.all("pre"))
    assert parse_string(bib, "bibtex").entries["zn-pure"].fields["title"] == "Pure zinc"
    assert rispy.loads(ris + " \n")[0]["title"] == "Pure zinc"
    downloads = [item.attributes["href"] for item in page.all("a") if "download" in item.attributes]
    assert {"../citations/zn-pure.bib", "../citations/zn-pure/capacity.ris"} <= set(downloads)


def test_text_of_a_record_stays_text_where_it_is_cited(tmp_path: Path) -> None:
    library = library_of(hostile_project(tmp_path, "</code></pre><script>alert(1)</script>", charts=False))
    citation = record_citation(Site(library, KNOWN), library.materials["zn-pure"])
    assert "<script>" in unescape(citation.plain)


# --- the version


@pytest.mark.parametrize(
    ("epoch", "date"), [("0", "1970-01-01"), ("1795599580", "2026-11-25"), ("no number", ""), ("9" * 30, "")]
)
def test_the_date_is_given_from_outside(monkeypatch: pytest.MonkeyPatch, epoch: str, date: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert version_date(ROOT) == date


def test_a_folder_that_git_does_not_know_has_no_date(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert version_date(tmp_path) == ""
    monkeypatch.setenv("PATH", "")
    assert version_date(ROOT) == ""


# --- the repository
