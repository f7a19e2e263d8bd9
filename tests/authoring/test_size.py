"""However large what others give us, the work that it makes grows with its size and no faster, and the answer stays short."""

import json
from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from pathlib import Path

import pytest

from living_review.authoring.bibliography.adding import add_references
from living_review.authoring.bibliography.entry import BibliographyError
from living_review.authoring.bibliography.reading import MOST_ENTRIES, parse_bibliography
from living_review.authoring.formatting import FormattingError, format_text
from living_review.authoring.importing.cells import MOST_NEW, CellReader
from living_review.authoring.importing.columns import Columns
from living_review.authoring.importing.head import read_head
from living_review.authoring.importing.opened import read_table
from living_review.authoring.importing.records import Records
from living_review.authoring.importing.selection import Present
from living_review.authoring.importing.sources import Bibliography, Sources
from living_review.authoring.importing.values import Owners, Values, decimal_of
from living_review.diagnostics.report import MOST_IN_FILE, Report
from living_review.load.files import report_hidden
from living_review.load.yaml_tree import read_plain
from living_review.model.kinds import KINDS as RECORD_KINDS
from living_review.model.library import Library
from tests.authoring.importing.tables import found, options
from tests.bench.wrong_files import BIBLIOGRAPHIES, NEW_RECORDS, TABLES
from tests.edges.running import run
from tests.projects import TINY, library_of, project

SMALL, LARGE = 2_000, 8_000
# Four times as large, and some more for what is met only once.
MOST_GROWTH, SLACK = 4.6, 3_000


def calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls; a profiler in C counts them at little cost."""
    profiler = Profile()
    profiler.runcall(work)
    return sum(entry.callcount for entry in profiler.getstats())


def assert_grows_with_size(work: Callable[[int], object]) -> None:
    work(LARGE)  # what is kept from one time to the next is no work
    small, large = (calls(lambda size=size: work(size)) for size in (SMALL, LARGE))  # type: ignore[misc]
    assert large <= MOST_GROWTH * small + SLACK, (small, large)


@pytest.mark.parametrize("kind", BIBLIOGRAPHIES)
def test_references_of_others(kind: str) -> None:
    def work(size: int) -> None:
        with suppress(BibliographyError):
            add_references({}, *parse_bibliography(BIBLIOGRAPHIES[kind][1](size)))

    assert_grows_with_size(work)


@pytest.fixture(scope="module")
def tiny() -> Library:
    return library_of(TINY)


@pytest.mark.parametrize("kind", [*TABLES, *NEW_RECORDS])
def test_tables_of_others(tiny: Library, kind: str) -> None:
    given = "zn-pure" if kind in TABLES else None

    def work(size: int) -> None:
        report, settings = Report(), options()
        grid = read_table((TABLES | NEW_RECORDS)[kind][1](size).encode(), "table.csv", None, report)
        head = read_head(grid, tiny, None, report) if grid else None
        columns = Columns(head, tiny, settings, report).read() if head else []
        if head and not report:
            reader = CellReader(head, *decimal_of(head, columns, settings, report), report)
            records = Records(reader, columns, tiny, given).find(head.rows)
            sources = Sources(reader, columns, tiny, Bibliography(), settings.reference).find(head.rows)
            values = Values(reader, columns, tiny, settings, Owners(records, sources)).read()
            present = Present(settings, tiny)
            for value in values:
                present.id_of(value)
        assert len(list(report)) <= MOST_IN_FILE

    assert_grows_with_size(work)


def test_lines_with_tabs() -> None:
    """The meant indentation of each line is found without a look at all lines above."""
    indents = [" " * (number % 2) + "\t" + " " * (number % 7) for number in range(LARGE)]

    def work(size: int) -> None:
        report_hidden("\n".join(f"{indent}- x" for indent in indents[: size // 6]), "a.yml", Report())

    assert_grows_with_size(work)


@pytest.mark.parametrize("unit", ["[", "{a: ", "- "])
def test_nesting_ends_no_program(unit: str) -> None:
    assert read_plain(f"a:\n{unit * 100_000}") is None
    assert read_plain("a: &a [x]\nb: [*a, *a]") is None
    assert read_plain("a: [[x]]") == {"a": [["x"]]}


def test_a_folded_text_of_too_many_lines_stays_as_it_is() -> None:
    with pytest.raises(FormattingError, match="12,000 lines"):
        format_text("summary: >-\n" + "  word\n" * 12_001, "data/materials/light/mg.yml", RECORD_KINDS.values())


def test_strings_that_repeat_each_other_stay_short() -> None:
    doubled = "".join(f"@string{{s{number + 1} = s{number} # s{number}}}\n" for number in range(60))
    entries, refused = parse_bibliography(f'@string{{s0 = "word"}}\n{doubled}@book{{k, title = s60}}')
    assert entries == []
    assert "at most 1,000 are read" in refused[0].reason


def test_more_strings_than_abbreviate_journals() -> None:
    declared = "".join(f"@string{{s{number} = {{x}}}}\n" for number in range(2_001))
    with pytest.raises(BibliographyError, match="more than 2,000 strings; remove those"):
        parse_bibliography(f"{declared}@book{{k, title = s1}}")


def test_a_string_that_an_entry_repeats_brings_in_no_more_letters_than_an_entry_has() -> None:
    repeated = f"abstract = {'#'.join(['s'] * 101)}, title = {{T}}"
    entries, refused = parse_bibliography(f'@string{{s="{"x" * 1000}"}}\n@book{{k, {repeated}}}\n@book{{l, title = s}}')
    assert [entry.label for entry in entries] == ["l"]
    assert "its strings bring in more than 100,000 letters" in refused[0].reason


def test_a_work_of_thousands_of_people_is_read() -> None:
    people = [
        {
            "given": "J.",
            "family": f"Doe{number}",
            "sequence": "additional",
            "ORCID": "https://orcid.org/0000-0000-0000-0000",
        }
        for number in range(5154)
    ]
    (entry,), refused = parse_bibliography(json.dumps([{"title": "T", "author": people}]))
    assert (len(entry.fields["author"]), refused) == (5154, [])


def test_of_thousands_of_references_the_first_are_shown(tmp_path: Path) -> None:
    root = project(tmp_path)
    (tmp_path / "export.bib").write_text(
        "".join(f"@book{{k{number}, year = 2020}}\n" for number in range(MOST_ENTRIES)), "utf-8"
    )
    result = run("new", "reference", tmp_path / "export.bib", "--project", root)
    assert result.output.count("has no title") == MOST_IN_FILE
    assert f"and {MOST_ENTRIES - MOST_IN_FILE} more" in result.output


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - T\nAU  - " + "Doe;" * 30_000 + "\nER  - \n",
        "TY  - JOUR\nTI  - T\n" + "AU  - Doe, Jane\n" * 15_000 + "ER  - \n",
        json.dumps([{"title": "T", "author": [{"family": "Doe", "given": "Jane"}] * 15_000}]),
        json.dumps({"titles": [{"title": "T"}], "creators": [{"familyName": "Doe", "givenName": "Jane"}] * 15_000}),
        "%0 Journal Article\n%T T\n" + "%A Doe, Jane\n" * 15_000,
        "@book{k, title = {T}, author = {" + "Doe and " * 14_000 + "Roe}}",
    ],
    ids=["RIS, on a line", "RIS", "JSON", "DataCite", "EndNote", "BibTeX"],
)
def test_more_names_than_any_work_has(text: str) -> None:
    entries, refused = parse_bibliography(text)
    assert entries == []
    assert "of an entry at most 100,000 are read" in refused[0].reason


def test_a_table_of_more_new_records_than_are_begun(tmp_path: Path) -> None:
    head = "Material,Family,Kind,Water,Current capacity (Ah/kg)\n"
    rows = "".join(f"Creature {number},zinc,material,sea water,7\n" for number in range(MOST_NEW + 1))
    assert found(project(tmp_path), head + rows, record=None, conditions={}) == [
        "E008 the file is too large or too deeply nested (801 new records)"
    ]


def test_a_table_of_more_new_references_than_are_begun(tmp_path: Path) -> None:
    head = "Material,Water,Current capacity (Ah/kg),Title,Year\n"
    rows = "".join(f"zn-pure,sea water,7,Title {number},2020\n" for number in range(MOST_NEW + 1))
    assert found(project(tmp_path), head + rows, record=None, conditions={}, reference=None) == [
        "E008 the file is too large or too deeply nested (801 new references)"
    ]


def test_rows_that_share_what_becomes_of_them_are_shown_once(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(NEW_RECORDS["rows that differ"][1](LARGE), "utf-8")
    given = ("--reference", "handbook", "--place", "table 1", "--project", project(tmp_path))
    shown = run("import", tmp_path / "table.csv", *given).output.splitlines()
    rows = [line.split() for line in shown if line.startswith("  row")]
    assert [(names[0], names[2]) for names in rows] == [("row", "waits"), ("row", "refused"), ("rows", "waits")]


def test_rows_are_named_as_they_stand_in_the_table(tmp_path: Path) -> None:
    none = "zn-pure,sea water,\n"
    (tmp_path / "table.csv").write_text(
        f"Material,Water,Current capacity (Ah/kg)\n{none}{none}\n{none}zn-pure,sea water,7\n", "utf-8"
    )
    given = ("--reference", "handbook", "--place", "table 1", "--dry-run", "--project", project(tmp_path))
    assert "  rows 2–3, 5  passed over" in run("import", tmp_path / "table.csv", *given).output
