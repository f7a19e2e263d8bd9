"""The provenance of a value tells how it is printed, read, checked and used, and gives it as one line to cite."""

from html import unescape
from pathlib import Path

from living_review.exports.citing import value_citation
from living_review.model.library import Library
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import checks_of, show_provenance, what_is_missing, why_unranked
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import library_of, project
from tests.render.reading import Reader, finished_pages, read_pages

CELL = "data/materials/zinc/zn-cell.yml"
PURE = "data/materials/zinc/zn-pure.yml"


def parts_of(library: Library, site: str = "https://review.example/") -> Parts:
    return Parts(Site(library, Settings(site=site)), "materials/zn-pure.md")


def test_a_provenance_holds_what_a_reader_may_ask(tiny_library: Library) -> None:
    parts, pure = parts_of(tiny_library), tiny_library.materials["zn-pure"]
    shown = show_provenance(parts, pure, pure.measurements[0])
    for text in ("780 A h per kg", "handbook.example", "2020-01-02", "2020-02-03", "measured", "table 2", "Metals"):
        assert text in shown, text
    assert "passed" in shown
    assert "objection" not in shown


def test_an_original_is_linked_and_a_copy_only_named(tmp_path: Path, tiny_library: Library) -> None:
    pure = tiny_library.materials["zn-pure"]
    assert 'href="https://handbook.example/page"' in unescape(
        show_provenance(parts_of(tiny_library), pure, pure.measurements[0])
    )
    place = "place: table 2}\n    state: "
    changes = [("kind: original", "kind: copy"), (f"{place}verified", f"{place}unverified\n    note: Seen on a copy.")]
    copied = library_of(project(tmp_path, {PURE: changes}))
    shown = show_provenance(parts_of(copied), copied.materials["zn-pure"], copied.materials["zn-pure"].measurements[0])
    assert "on a copy of the page" in shown
    assert "handbook.example" not in shown


def test_a_value_that_nobody_saw_says_so(tiny_library: Library) -> None:
    al = tiny_library.materials["zn-al"]
    shown = show_provenance(parts_of(tiny_library), al, al.measurements[0])
    assert "no page was seen that gives this number" in shown
    assert "Last verified</dt> <dd>never" in shown


def test_an_objection_comes_first_with_its_answer(tiny_library: Library) -> None:
    pure = tiny_library.materials["zn-pure"]
    first = checks_of(parts_of(tiny_library), pure, pure.measurements[2])[0]
    assert (first.number, first.holds, first.answer) == ("P004", False, "The source prints the final volume.")
    assert first.address == "../guide/codes/p004.html"


def test_a_value_is_cited_in_one_line(tiny_library: Library) -> None:
    pure = tiny_library.materials["zn-pure"]
    line = value_citation(parts_of(tiny_library).site, pure, pure.measurements[0]).plain
    assert "\n" not in line
    assert line == (
        "Pure zinc, current capacity 780 Ah/kg (water sea water; verified). Doe, 2001 (table 2, read 2020-01-02). "
        "Sacrificial anodes, https://review.example/materials/zn-pure.html#m-capacity"
    )


def test_it_is_said_why_a_value_is_neither_verified_nor_ranked(tiny_library: Library) -> None:
    parts, cell = parts_of(tiny_library), tiny_library.materials["zn-cell"]
    assert what_is_missing(parts, cell.measurements[0]) == "To be verified it lacks a second reading."
    assert why_unranked(parts, cell.measurements[0]) == "Not ranked against others: water not stated."
    pure = tiny_library.materials["zn-pure"]
    assert what_is_missing(parts, pure.measurements[0]) == ""
    assert why_unranked(parts, pure.measurements[2]) == "Left out of rankings and medians, since it is misleading."


def page_of(library: Library, address: str) -> Reader:
    return read_pages(finished_pages(library))[address]


def test_the_checks_page_lists_objections_with_arithmetic(tiny_html: dict[str, Reader]) -> None:
    shown = " ".join(item.text for item in tiny_html["checked.html"].all("table"))
    assert "the phases give 1.59 times the first volume, so +59 % are added" in shown
    assert "The source prints the final volume." in shown


def test_what_is_not_known_names_gaps_and_contradictions(tiny_html: dict[str, Reader]) -> None:
    page = tiny_html["unknown.html"]
    kinds = [item.attributes["class"] for item in page.all("td") if item.attributes.get("class", "").startswith("gap-")]
    assert {"gap-unknown", "gap-reported", "gap-contradicted"} == set(kinds)
    assert "materials/zn-pure.html#m-swelling" in page.links


def test_a_withdrawn_source_says_so_wherever_it_stands(tmp_path: Path) -> None:
    notice = 'notice: {kind: retracted, read: "https://notice.example/1", read-on: 2021-01-01, note: The data were invented.}\n'
    root = project(
        tmp_path, {"data/references/survey.yml": ("DOI: 10.1000/survey\n", f"DOI: 10.1000/survey\n{notice}")}
    )
    library = library_of(root)
    references = page_of(library, "references.html").all("li", id="survey")[0].text
    assert "retracted" in references
    assert "left out of rankings and medians" in references
    assert "The data were invented." in references
    rows = page_of(library, "materials/zn-cell.html").all("tr")
    place = next(place for place, row in enumerate(rows) if row.attributes.get("id") == "m-efficiency-survey")
    assert "Left out of rankings and medians, since its source is retracted." in rows[place + 1].text


def test_several_sources_stand_on_one_strip_with_a_verdict(tiny_html: dict[str, Reader]) -> None:
    headings = [item.text for item in tiny_html["materials/zn-cell.html"].all("h3")]
    assert any("2 sources" in text for text in headings)


def test_a_table_that_shows_a_value_is_named(tmp_path: Path) -> None:
    root = project(tmp_path)
    page = root / "content" / "metals.md"
    page.write_text(page.read_text("utf-8") + '\n{{ best("current-capacity", "zinc") }}\n', "utf-8")
    library = library_of(root)
    pure, magnesium = library.materials["zn-pure"], library.materials["zn-al"]
    assert "1 Metals, table" in unescape(show_provenance(parts_of(library), pure, pure.measurements[0]))
    assert "1 Metals, table" not in unescape(show_provenance(parts_of(library), pure, pure.measurements[1]))
    assert "1 Metals, table" in unescape(show_provenance(parts_of(library), magnesium, magnesium.measurements[0]))


def test_records_and_references_carry_a_mark_of_completeness(tiny_html: dict[str, Reader]) -> None:
    record = tiny_html["materials/zn-cell.html"].all("dl")[0].text
    assert "67\u00a0%" in record
    assert "missing in some or all: water" in record
    assert "8 values, 67\u00a0% of the conditions stated" in tiny_html["references.html"].all("li", id="atlas")[0].text
    assert "conditions stated" not in tiny_html["references.html"].all("li", id="survey")[0].text


def test_the_best_values_are_ranked_only_where_conditions_are_shared(tmp_path: Path) -> None:
    changes = {CELL: ("{water: not stated, drain: 0.1 A/g", "{water: sea water, drain: 0.1 A/g")}
    root = project(tmp_path, changes)
    page = root / "content" / "metals.md"
    page.write_text(page.read_text("utf-8") + '\n{{ best("cell-capacity") }}\n', "utf-8")
    groups = [" ".join(group.text.split()) for group in page_of(library_of(root), "metals.html").all("tbody")]
    ranked = next(text for text in groups if "Water sea water; current up to 0.5 A/g" in text)
    assert ranked.startswith("Water sea water; current up to 0.5 A/g Ranked")
    assert "700" in ranked
    assert "current 0.1 A/g" in ranked, "what the band of the set does not say"
    assert ranked.count("sea water") == 1, "what the set says already"
    unranked = next(text for text in groups if "Water not stated; current above 0.5 A/g Not ranked" in text)
    assert "–" in unranked, "no rank"
    assert "650" in unranked, "the best value of the material"
    assert "640" not in unranked, "its other values are counted, not shown"
    assert "2 more values" in unranked
