"""A spreadsheet of several papers and materials: records and references that are missing are begun, and each row is named."""

import csv
import json
import shutil
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from living_review.authoring.bibliography.reading import parse_bibliography
from living_review.authoring.importing.importer import Import, Importer
from living_review.authoring.importing.opened import open_table
from living_review.authoring.importing.settings import read_options
from living_review.authoring.importing.sources import Bibliography
from living_review.diagnostics.report import Report
from living_review.model.library import Library
from living_review.model.material import Measurement
from living_review.model.reference import Reference
from living_review.pipeline import validate
from tests.authoring.importing.tables import workbook
from tests.projects import ROOT, codes, library_of, replaced

pytestmark = pytest.mark.usefixtures("no_empty_charts")

EXAMPLE = ROOT / "examples/optical-materials"
KEYS = {"Name": "name", "Formula": "formula", "Family": "family", "Kind": "kind", "Form": "form", "Summary": "summary"}
RECORDS, ROWS_EACH = 20, 3


@pytest.fixture(scope="module")
def source() -> Library:
    return library_of(EXAMPLE)


@pytest.fixture
def empty(tmp_path: Path, source: Library) -> Path:
    """Return the root of the same review without its records and references."""
    root = tmp_path / "project"
    shutil.copytree(
        EXAMPLE / "data", root / "data", ignore=shutil.ignore_patterns("materials", "references", "schemas")
    )
    (root / "data/charts.yml").unlink()
    (root / "data/review.yml").write_text(
        "format: 3\nname: Optics\nsubtitle: Of a table\ncontact: a@b.example\n", "utf-8"
    )
    (root / "content").mkdir()
    for section in source.sections.values():
        (root / "content" / str(section.chapter.file)).write_text("{{ heading() }}\n", "utf-8")
    (root / "content/index.md").write_text("# {{ review.name }}\n", "utf-8")
    return root


def taken(library: Library) -> dict[str, list[Measurement]]:
    """Return values of twenty records: the first three that no check needed an answer for."""
    found = {
        key: [item for item in record.measurements if not item.answers] for key, record in library.materials.items()
    }
    return {
        key: items[:ROWS_EACH] for key, items in found.items() if len(items) >= ROWS_EACH and key in list(found)[::3]
    }


def cells(library: Library) -> list[list[str]]:
    """Return the table as somebody keeps it: a row a value, and the source by its DOI where it has one."""
    chosen = dict(list(taken(library).items())[:RECORDS])
    conditions = sorted({name for items in chosen.values() for item in items for name in item.conditions})
    rows = [["Material", *KEYS, "Source", "Place", "Property", "Value", *conditions]]
    for key, items in chosen.items():
        record = library.materials[key]
        for item in items:
            reference = item.source.reference
            shown = [str(getattr(record, name)) for name in KEYS.values()]
            cited = library.references[reference].doi or reference
            value = [library.metrics[item.metric].name, f"{item.value.text}"]
            given = [item.conditions.get(name, "") for name in conditions]
            rows.append([key, *shown, cited, item.source.place, *value, *given])
    return rows


def bibliography(library: Library) -> Bibliography:
    """Return the references as a reference manager exports them."""

    def item(key: str, reference: Reference) -> dict[str, Any]:
        authors = [name.model_dump(exclude_none=True) for name in reference.author]
        issued = {"date-parts": [[int(part) for part in (reference.issued or "2000").split("-")]]}
        fields = reference.model_dump(
            by_alias=True, include={"title", "type", "container_title", "volume", "page", "doi"}
        )
        return {"id": key, "author": authors, "issued": issued} | {name: text for name, text in fields.items() if text}

    text = json.dumps([item(key, reference) for key, reference in library.references.items()])
    entries, refusals = parse_bibliography(text)
    return Bibliography("library.json", tuple(entries), tuple(refusals))


def prepared(root: Path, data: bytes | str, beside: Bibliography, *, partly: bool = False, **given: Any) -> Import:
    settings = read_options(given, Report())
    known = Report()
    library = validate(root, known)
    assert settings
    assert library
    data = data.encode() if isinstance(data, str) else data
    table = open_table(data, "table.csv", settings, library)
    return Importer(root, library, None, known, beside).prepare(table, settings, partly=partly)


def written(root: Path, done: Import) -> None:
    """Write an import that must be sound."""
    assert done.is_sound, [item.message for item in done.problems]
    for file, change in done.changes.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(change.after, "utf-8")


def as_csv(rows: list[list[str]], separator: str = ",") -> bytes:
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode()


def with_commas(rows: list[list[str]]) -> bytes:
    """Return the table as LibreOffice writes it in German: decimal commas between semicolons, with a byte order mark."""
    first = rows[0].index("Value")
    shown = [[*row[:first], *(text.replace(".", ",") for text in row[first:])] for row in rows]
    return b"\xef\xbb\xbf" + as_csv(shown, ";")


def facts(items: Iterable[Measurement]) -> list[tuple[object, ...]]:
    """Return of values what a table says of them."""
    return sorted((item.metric, item.value.text, sorted(item.conditions.items()), item.source.place) for item in items)


@pytest.mark.parametrize("form", [as_csv, with_commas, workbook])
def test_sixty_rows_become_the_records_that_they_were_taken_from(empty: Path, source: Library, form: Any) -> None:
    rows = cells(source)
    assert len(rows) - 1 == RECORDS * ROWS_EACH
    done = prepared(empty, form(rows), bibliography(source))
    written(empty, done)
    library = library_of(empty)
    chosen = dict(list(taken(source).items())[:RECORDS])
    assert set(library.materials) == set(chosen)
    for key, items in chosen.items():
        record = library.materials[key]
        assert {name: getattr(record, name) for name in KEYS.values()} == {
            name: getattr(source.materials[key], name) for name in KEYS.values()
        }
        assert facts(record.measurements) == facts(items)
        assert {item.state.value for item in record.measurements} == {"unverified"}
    cited = {source.references[item.source.reference] for items in chosen.values() for item in items}
    shown = [(item.title, item.doi, item.author, item.year) for item in library.references.values()]
    assert sorted(shown, key=str) == sorted(((item.title, item.doi, item.author, item.year) for item in cited), key=str)


# --- what a row may say and what it may not, in the tiny review

BIB = """@article{doe2020, title = {On swelling}, author = {Doe, Jane and Roe, R.}, journal = {Letters}, year = 2020, doi = {10.1000/Swell}}
@article{late, title = {From tomorrow}, year = 3020, doi = {10.1000/late}}
"""
NEW = "Material,Family,Kind,Formula,Source,Place,Swelling (%)\n"
ENTRIES, REFUSALS = parse_bibliography(BIB)
BESIDE = Bibliography("refs.bib", tuple(ENTRIES), tuple(REFUSALS))


def refused(root: Path, table: str, beside: Bibliography = BESIDE, **given: Any) -> list[str]:
    """Return what is wrong with a table."""
    done = prepared(root, table, beside, **given)
    assert not done.is_sound
    return [f"{item.code.number} {item.message}" for item in done.problems]


def test_a_second_run_adds_nothing(root: Path) -> None:
    table = (
        NEW + "Alloy 7,light,material,,10.1000/swell,p. 1,12\nAlloy 7,,,,doe2020,p. 1,13\nPure zinc,,,,atlas,p. 2,14\n"
    )
    first = prepared(root, table, BESIDE)
    written(root, first)
    assert (len(first.values), first.new_references) == (3, {"src-doe-2020": "On swelling"})
    assert {item.source.reference for item in library_of(root).materials["alloy-7"].measurements} == {"src-doe-2020"}
    again = prepared(root, table, BESIDE)
    assert (again.is_sound, again.changes, again.values) == (True, {}, [])
    assert [(value.row.number, name) for value, name in again.present] == [
        (2, "swelling"),
        (3, "swelling-2"),
        (4, "swelling-2"),
    ]


def test_only_what_is_cited_is_added_and_what_is_there_stays_as_it_is(root: Path) -> None:
    files = {path: path.read_bytes() for path in (root / "data").rglob("*.yml")}
    done = prepared(root, NEW + "Spelter,,,,https://doi.org/10.1000/ATLAS,p. 1,12\n", BESIDE)
    written(root, done)
    assert [*done.changes] == ["data/materials/zinc/zn-pure.yml"]
    changed = [path for path, data in files.items() if path.read_bytes() != data]
    assert [path.name for path in changed] == ["zn-pure.yml"]
    old = files[changed[0]].decode()
    new = [line for line in changed[0].read_text("utf-8").split("\n") if line not in old.split("\n")]
    assert "    value: 12 %" in new
    assert codes(root) == []


def test_a_new_record_says_what_the_table_says_and_no_more(root: Path) -> None:
    table = "Sample;Family;Kind;Name;Form;Formula;Title;Authors;Journal;Year;Place;Flow speed (m/s);Swelling (%)\n"
    row = "x-1;Light metals;Compound;MgO shells;Shells.;MgO;On shells;Roe R; Letters;2021;p. 3;{};{}\n"
    written(root, prepared(root, table + row.format("0,5", "12,5") + row.format("1", "13"), Bibliography()))
    library = library_of(root)
    record = library.materials["x-1"]
    assert (record.name, record.family, record.kind.value, record.form) == (
        "MgO shells",
        "light",
        "compound",
        "Shells.",
    )
    assert (record.synthesis, record.summary) == ("not stated", "not stated")
    (reference,) = {library.references[item.source.reference] for item in record.measurements}
    assert (reference.title, reference.container_title, reference.year) == ("On shells", "Letters", "2021")
    assert [(name.family, name.given) for name in reference.author] == [("Roe", "R")]
    assert [(item.conditions["speed"], item.value.text) for item in record.measurements] == [
        ("0.5 m/s", "12.5 %"),
        ("1 m/s", "13 %"),
    ]


OF_NEW = "Alloy 7,{},doe2020,p. 1,12"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Pure zink,,,,atlas,p. 1,12", 'E608 row 2, column A "Material": there is no record "Pure zink", and the table does not say its family and kind'),
        ("Alloy 7,light,,,atlas,p. 1,12\nAlloy 7,light,,,atlas,p. 2,13", 'E608 rows 2–3, column A "Material": there is no record "Alloy 7", and the table does not say its kind'),
        (",light,material,,atlas,p. 1,12", 'E604 row 2, column A "Material": An empty cell cannot be taken'),
        ("硬,light,material,,atlas,p. 1,12", 'E604 row 2, column A "Material": "硬" cannot be taken: no id can be made of it'),
        ("Twin,,,,atlas,p. 1,12", 'E604 row 2, column A "Material": "Twin" cannot be taken: mg and zn-al are both called so'),
        (OF_NEW.format("metals,material,"), 'E201 row 2, column B "Family": there is no family "metals"'),
        (OF_NEW.format("light,stuff,"), 'E105 row 2, column C "Kind": "stuff" is not possible here'),
        (OF_NEW.format("light,compound,"), 'E608 row 2, column A "Material": there is no record "Alloy 7", and the table does not say its formula'),
        (OF_NEW.format("light,compound,Xx7"), 'E109 row 2, column D "Formula": "Xx7" is not a chemical formula'),
        (OF_NEW.format("light,material,") + "\n" + OF_NEW.format("zinc,material,"), 'E604 row 3, column B "Family": "zinc" cannot be taken: row 2 says "light" of the same material'),
        ("zn-pure,,,,10.1000/none,p. 1,12\nzn-al,,,,10.1000/none,p. 1,13", 'E609 rows 2–3, column E "Source": "10.1000/none" is not in data/references/ nor in refs.bib'),
        ("zn-pure,,,,late,p. 1,12", 'E604 row 2, column E "Source": "late" cannot be taken: refs.bib:2: the year "3020" cannot be'),
        ("zn-pure,,,,,p. 1,12", 'E604 row 2, column E "Source": An empty cell cannot be taken'),
        ("zn-pure,,,,atlas,,12", 'E604 row 2, column F "Place": An empty cell cannot be taken'),
        (OF_NEW.format("light,material,") + " V", 'E107 row 2, column G "Swelling (%)": "V" does not fit swelling: it measures something else'),
        ("zn-pure,,,,atlas,p. 1,much", 'E604 row 2, column G "Swelling (%)": "much" cannot be taken'),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(root: Path, rows: str, said: str) -> None:
    for name, aliases in (("zinc/zn-al", "[Zn–Al]"), ("light/mg", "[]")):
        file = root / f"data/materials/{name}.yml"
        file.write_text(replaced(file.read_text("utf-8"), (f"aliases: {aliases}", "aliases: [twin]")), "utf-8")
    problems = refused(root, NEW + rows)
    assert [problem[: len(said)] for problem in problems] == [said]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("zn-pure,10.1000/a,On a,Doe et al.,12", 'E604 row 2, column C "Title": "On a" cannot be taken: it should name all authors'),
        ('zn-pure,10.1000/a,On a,"Doe, J., Roe, R.",12', 'E604 row 2, column C "Title": "On a" cannot be taken: between the names of authors stands a semicolon'),
        ("zn-pure,10.1000/a,On a,,12\nzn-al,10.1000/a,On b,,12", 'E604 row 3, column C "Title": "On b" cannot be taken: row 2 says something else of the same source'),
    ],
)  # fmt: skip
def test_a_source_that_a_table_describes_badly_is_named(root: Path, rows: str, said: str) -> None:
    (problem,) = refused(root, f"Material,Source,Title,Authors,Swelling (%)\n{rows}", place="p. 1")
    assert problem.startswith(said)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Source,Place,Swelling (%)\natlas,p. 1,1", "nobody said which record gets the values"),
        ("Material,Place,Swelling (%)\nzn-pure,p. 1,1", "nobody said where the values come from"),
        ("Material,Source,Swelling (%)\nzn-pure,atlas,1", "nobody said where in the source the values stand"),
        ("Material,Sample,Source,Place,Swelling (%)\nzn-pure,a,atlas,p. 1,1", "two columns say the same of the rows"),
    ],
)
def test_a_table_that_lacks_a_column_is_refused(root: Path, heading: str, said: str) -> None:
    (problem,) = refused(root, heading)
    assert problem.startswith(f"E601 the table cannot be read: {said}")


def test_the_good_rows_can_be_written_without_the_others(root: Path) -> None:
    rows = "Alloy 7,light,material,,doe2020,p. 1,12\nAlloy 7,zinc,,,doe2020,p. 1,13\nAlloy 8,,,,late,p. 1,5\nzn-al,,,,atlas,p. 1,700\nzn-pure,,,,atlas,p. 1,14\n"
    nothing = prepared(root, NEW + rows, BESIDE)
    assert (nothing.is_sound, sorted(nothing.refused)) == (False, [3, 4, 5])
    done = prepared(root, NEW + rows, BESIDE, partly=True)
    assert sorted(done.refused) == [3, 4, 5]
    assert {item.place.line for item in done.problems} == {3, 4, 5}
    written(root, done)
    library = library_of(root)
    assert [item.value.text for item in library.materials["alloy-7"].measurements] == ["12 %"]
    assert ("alloy-8" in library.materials, "src-doe-2020" in library.references) == (False, True)
    assert not [item for item in library.materials["zn-al"].measurements if item.value.text == "700 %"]


def test_a_sentence_that_no_longer_holds_hinders_no_import(root: Path) -> None:
    """It could not be written anew before the values are there."""
    file = root / "content/metals.md"
    said = '{{ holds("there is one of them", "count(metric = swelling) < 2") }}.'
    file.write_text(f"{file.read_text('utf-8')}\n{said}\n", "utf-8")
    assert codes(root) == []
    done = prepared(root, NEW + "zn-pure,,,,atlas,p. 1,12\n", BESIDE)
    written(root, done)
    assert [item.place.file for item in done.sequel] == ["content/metals.md"]
    assert [code.split()[0] for code in codes(root)] == ["E307"]
