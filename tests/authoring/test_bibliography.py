"""References come in as other programs export them, and come out as files of ours, with nothing added."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.authoring.bibliography.entry import BibliographyError, suggest_id
from living_review.authoring.bibliography.reading import parse_bibliography
from living_review.authoring.scaffold import reference_file
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import read_tree
from tests.edges.running import run
from tests.projects import codes, problems

REFERENCES = "data/references"
BIB = "@article{k, author={Doe, Jane and Roe, Richard}, title={On zinc}, journal={Metals}, year={2020}, volume=3, number=2, pages={1--9}, doi={10.1000/abc}}"
RIS = "TY  - JOUR\nAU  - Doe, Jane\nAU  - Roe, Richard\nTI  - On zinc\nJO  - Metals\nPY  - 2020\nVL  - 3\nIS  - 2\nSP  - 1\nEP  - 9\nDO  - 10.1000/abc\nER  - \n"
CSL = json.dumps(
    {
        "type": "article-journal", "title": "On zinc", "container-title": "Metals", "volume": "3", "issue": "2", "page": "1-9",
        "DOI": "10.1000/abc", "issued": {"date-parts": [[2020]]},
        "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}],
    }
)  # fmt: skip
ENTRY: dict[str, Any] = {
    "type": "article-journal", "status": "identified", "title": "On zinc",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}],
    "container-title": "Metals", "issued": "2020", "volume": "3", "issue": "2", "page": "1-9", "DOI": "10.1000/abc",
}  # fmt: skip


@pytest.mark.parametrize("text", [BIB, RIS, CSL, f"[{CSL}]"])
def test_the_three_forms_say_the_same(text: str) -> None:
    fields = only(text)
    assert (suggest_id(fields), fields) == ("src-doe-2020", ENTRY)


def only(text: str) -> dict[str, Any]:
    entries, refusals = parse_bibliography(text)
    (entry,) = entries
    assert refusals == []
    return entry.fields


@pytest.mark.parametrize(
    ("bibtex", "key", "value"),
    [
        (r"author={M{\"u}ller, J{\"o}rg}", "author", [{"family": "Müller", "given": "Jörg"}]),
        ("author={van der Berg, A.}", "author", [{"family": "van der Berg", "given": "A."}]),
        ("author={Jane Doe}", "author", [{"family": "Doe", "given": "Jane"}]),
        ("author={{The Battery Consortium}}", "author", [{"literal": "The Battery Consortium"}]),
        ("author={Doe, J. and others}", "author", [{"family": "Doe", "given": "J."}]),
        ("author={Doe, Jr., John}", "author", [{"family": "Doe Jr.", "given": "John"}]),
        (r"title={A {\'e}tude}", "title", "A étude"),
        ("title={{Na$_3$Sb} anodes}", "title", "Na3Sb anodes"),
        ("title={A\n   long  title}", "title", "A long title"),
        ("pages={12--34}", "page", "12-34"),
        ("pages={12–34}", "page", "12-34"),
        ("eid={e1234}", "page", "e1234"),
        ("doi={https://doi.org/10.1000/XYZ(1)}", "DOI", "10.1000/XYZ(1)"),
        ("doi={none}", "DOI", None),
        ("url={https://example.org/a}", "URL", "https://example.org/a"),
        ("url={javascript:alert(1)}", "URL", None),
        ("year={in press}", "issued", None),
        ("date={2021-05-03}", "issued", "2021-05-03"),
        ("booktitle={Proceedings}", "container-title", "Proceedings"),
        ("note={mine}", "note", None),
    ],
)
def test_a_field_of_bibtex(bibtex: str, key: str, value: object) -> None:
    title = "" if bibtex.startswith("title") else "title={T}, "
    assert only(f"@article{{k, {title}{bibtex}}}").get(key) == value


@pytest.mark.parametrize(
    ("kind", "csl"),
    [("book", "book"), ("phdthesis", "thesis"), ("inproceedings", "paper-conference"), ("misc", "document")],
)
def test_the_types_are_those_of_csl(kind: str, csl: str) -> None:
    assert only(f"@{kind}{{k, title={{T}}}}")["type"] == csl


def test_dates_names_and_titles_of_csl() -> None:
    item = {
        "title": ["T"],
        "container-title": ["J"],
        "issued": {"date-parts": [[2021, 5, 3]]},
        "author": [{"literal": "IUPAC"}],
        "abstract": "x",
    }
    assert only(json.dumps(item)) == {
        "type": "document", "status": "identified", "title": "T", "author": [{"literal": "IUPAC"}], "container-title": "J", "issued": "2021-05-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "none of BibTeX, RIS"),
        ("\x00\x01\x02", "none of BibTeX, RIS"),
        ("10.1000/abc", "a DOI alone"),
        ("https://doi.org/10.1000/abc", "a DOI alone"),
        ("{", "sound JSON"),
        ("[]", "no reference"),
        ("[" * 100_000, "deeply"),
        ("@comment{x}", "no reference"),
        ("%PDF-1.7", "PDF"),
        ("PK\x03\x04", "office document"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ('<?xml version="1.0"?><PubmedArticleSet><PubmedArticle/></PubmedArticleSet>', "nbib"),
        ("Authors,Title,Year\nDoe,On zinc,2020", "a table"),
        ('<xml><!DOCTYPE a [<!ENTITY b "c">]><records/></xml>', "sound XML"),
        ('<!DOCTYPE xml [<!ENTITY b "c">]><xml><records>&b;</records></xml>', "document type or entities"),
        ("@a{\n" * 2_001, "more than 2,000 references; export only those that you need"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(BibliographyError, match=said):
        parse_bibliography(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@article{k, title={T}", "no sound BibTeX"),
        ("@article{k, author={Doe}}", "no title"),
        ("[1]", "an object"),
        ("@article{k, title={T}, year={2020-02-30}}", 'no date "2020-02-30"'),
        ("@article{k, title={T}, year={3020}}", "cannot be that"),
        (r"@article{k, title={\whatever{T}}}", "whatever"),
        ("@article{k, title={T}, author={Doe, J., Roe, R., Poe, P.}}", "too many commas"),
        ("TY  - JOUR\nTI  - MÃ¼ller\nER  - ", "probably"),
        ("TY  - JOUR\nTI  - M\ufffdller\nER  - ", "cannot be read"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_in_words(text: str, said: str) -> None:
    entries, (refusal,) = parse_bibliography(text)
    assert (entries, refusal.line) == ([], 1)
    assert said in refusal.reason


@given(
    st.one_of(
        st.text(),
        st.text().map("@article{k, title=".__add__),
        st.text().map("TY  - JOUR\n".__add__),
        st.text().map("[".__add__),
        st.text().map("<xml>".__add__),
    )
)
@settings(derandomize=True, database=None, deadline=None)
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        found, _ = parse_bibliography(text)
    except BibliographyError:
        found = []
    assert all(entry.fields["title"] for entry in found)


@given(st.text(min_size=1).map(str.strip).filter(bool), st.text(min_size=1).map(str.strip).filter(bool))
@settings(derandomize=True, database=None, deadline=None)
def test_a_file_means_what_was_read(title: str, name: str) -> None:
    report = Report()
    fields = {"type": "book", "title": title, "author": [{"literal": name}]}
    _, text = reference_file("key", fields)
    tree = read_tree(text, "a.yml", report)
    assert {item.code.name for item in report} <= {"control-character"}
    assert tree is None or tree.value == fields


def texts(root: Path) -> dict[str, str]:
    """Return the references of a project as they stand in their files."""
    return {path.stem: path.read_text("utf-8") for path in (root / REFERENCES).iterdir()}


@pytest.mark.parametrize("text", [BIB, RIS, CSL])
def test_a_reference_gets_a_file_and_nothing_else_changes(root: Path, tmp_path: Path, text: str) -> None:
    before = texts(root)
    (tmp_path / "in.txt").write_text(text, "utf-8")
    result = run("new", "reference", tmp_path / "in.txt", "--project", root)
    assert result.exit_code == 0, result.output
    after = texts(root)
    new = after.pop("src-doe-2020")
    assert after == before
    assert new.startswith(
        "# yaml-language-server: $schema=../schemas/references.json\ntype: article-journal\nstatus: identified\n"
    )
    assert new.partition("\n")[2] in result.output
    assert [item.code.number for item in problems(root)] == ["W212"]
    assert run("format", "--check", root / REFERENCES / "src-doe-2020.yml", "--project", root).output == ""


def test_the_same_source_is_not_written_twice(root: Path, tmp_path: Path) -> None:
    (tmp_path / "in.bib").write_text(BIB, "utf-8")
    assert run("new", "reference", tmp_path / "in.bib", "--id", "doe", "--project", root).exit_code == 0
    (tmp_path / "in.bib").write_text(BIB.replace("10.1000/abc", "10.1000/ABC").replace("On zinc", "Other"), "utf-8")
    again = run("new", "reference", tmp_path / "in.bib", "--project", root)
    assert (again.exit_code, '"Other" is doe' in again.output) == (0, True)
    (tmp_path / "in.bib").write_text(BIB.replace("10.1000/abc", "10.1000/def").replace("On zinc", "On tin"), "utf-8")
    assert run("new", "reference", tmp_path / "in.bib", "--project", root).exit_code == 0
    assert "src-doe-2020" in texts(root)


@pytest.mark.parametrize(("arguments", "code"), [(["--id", "handbook"], 2), (["--id", "A B"], 2)])
def test_a_wrong_id_writes_nothing(root: Path, tmp_path: Path, arguments: list[str], code: int) -> None:
    before = texts(root)
    (tmp_path / "in.bib").write_text(BIB, "utf-8")
    assert run("new", "reference", tmp_path / "in.bib", *arguments, "--project", root).exit_code == code
    assert texts(root) == before


def test_junk_writes_nothing(root: Path, tmp_path: Path) -> None:
    before = texts(root)
    (tmp_path / "junk").write_bytes(bytes(range(256)))
    result = run("new", "reference", tmp_path / "junk", "--project", root)
    assert result.exit_code == 1
    assert "its encoding cannot be told with certainty" in result.output
    assert texts(root) == before
    assert codes(root) == []
