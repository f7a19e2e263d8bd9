"""Exports as reference managers and publishers write them: each form, each dialect, what TeX and HTML are in them, and encodings."""

from pathlib import Path
from typing import Any

import pytest

from living_review.authoring.bibliography.encoding import MOST_BYTES, decode
from living_review.authoring.bibliography.entry import BibliographyError, doi_of
from living_review.authoring.bibliography.plain import plain
from living_review.authoring.bibliography.reading import Refusal, parse_bibliography
from tests.edges.running import run
from tests.projects import CASES, problems

EXPORTS = CASES / "bibliographies"


def read(name: str) -> tuple[dict[int, dict[str, Any]], list[Refusal]]:
    """Return the entries of an export by their lines, and what is refused."""
    entries, refusals = parse_bibliography(decode((EXPORTS / name).read_bytes())[0])
    return {entry.line: entry.fields for entry in entries}, refusals


def test_a_library_of_bibtex_loses_its_broken_entries_only() -> None:
    found, refused = read("reference-manager.bib")
    assert {line: fields["title"] for line, fields in found.items()} == {
        5: "Layered P2-Na0.67Mn1−xFexO2: in situ study at 10 mA g−1",
        24: "Hard carbon & Na3V2(PO4)3: Na+ storage – α-phase",
        39: "Alloys",
        46: "The Book of Metals",
        53: "Sodium in Sb",
        54: "Anode",
    }
    assert [(item.line, item.label) for item in refused] == [
        (22, "broken2020"), (34, "odd2020"), (35, "late2020"), (36, "month2020"), (37, "commas")
    ]  # fmt: skip


def test_names_dates_and_places_of_bibtex() -> None:
    found, _ = read("reference-manager.bib")
    assert found[5]["author"] == [
        {"family": "Müller", "given": "Jörg"}, {"family": "Álvarez-Núñez", "given": "Í."},
        {"family": "van der Berg", "given": "Anna"}, {"literal": "The Sodium Consortium"}, {"family": "D'île", "given": "Šárka"},
    ]  # fmt: skip
    assert (found[5]["container-title"], found[5]["DOI"]) == ("Journal of Made-up Power", "10.5555/made_2019.001")
    assert (found[24]["issued"], found[24]["page"], found[24]["DOI"]) == ("2021-05-03", "e2021001", "10.5555/ROE.1")
    assert found[39]["author"] == [{"family": "von Poe", "given": "Petra"}, {"family": "Quux", "given": "Quentin"}]
    assert (found[39]["container-title"], found[39]["note"]) == ("The Book of Metals", "Editors: Ada Smith, Bob Jones.")
    assert found[46]["note"] == "The names are those of the editors."
    assert (found[53]["type"], found[53]["container-title"], found[53]["page"]) == ("article", "arXiv", "2201.00001")
    assert (found[54]["type"], found[54]["note"]) == ("patent", "Number: US 1,234,567.")


def test_the_dialects_of_ris() -> None:
    found, refused = read("publishers.ris")
    assert [(item["container-title"], item["DOI"], item["page"]) for item in list(found.values())[:3]] == [
        ("Journal of Made-up Power", "10.5555/one-blank", "77"),
        ("Metals", "10.5555/in-m3", "100-110"),
        ("Met. J.", "10.5555/in-l3", "101234"),
    ]
    assert found[6]["author"] == [{"family": "Doe", "given": "Jane"}, {"family": "Roe Jr.", "given": "Richard"}]
    assert (found[6]["title"], found[6]["issued"], found[6].get("issue")) == ("Tin 2 in Na+ cells", "2018-07-09", None)
    assert (found[20]["title"], found[44]["note"]) == ("A title that goes over two lines", "Number: EP0000001.")
    assert [item.line for item in refused] == [39]


@pytest.mark.parametrize(
    ("name", "line", "wanted"),
    [
        ("pubmed.nbib", 2, {"DOI": "10.5555/pm.1", "page": "10000-10010", "issued": "2022", "container-title": "Made-up journal of metals"}),
        ("pubmed.nbib", 25, {"type": "article", "title": "Second", "page": "e202100001", "language": "zh"}),
        ("endnote.enw", 1, {"author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}, {"literal": "Sodium Consortium"}]}),
        ("endnote.enw", 14, {"type": "patent", "note": "Number: EP0000001."}),
        ("endnote.xml", 2, {"title": "Na3Sb in cells", "container-title": "Metals and Alloys", "DOI": "10.5555/xml.1", "page": "1-9"}),
        ("web-of-science.txt", 3, {"title": "Tin oxide that goes on for two lines", "page": "104567", "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}]}),
        ("web-of-science.txt", 23, {"page": "1-9", "issued": "2019", "author": [{"family": "Poe", "given": "P"}]}),
        ("crossref.json", 1, {"title": "P2-Na2/3Fe1/2O2 & Na+ at x < 0.5", "page": "045101", "issued": "2023-04-05", "type": "article-journal"}),
        ("crossref.json", 1, {"author": [{"family": "Doe", "given": "Jane"}, {"literal": "The ALLOY Collaboration"}, {"family": "de Vries", "given": "Jan"}]}),
        ("datacite.json", 1, {"type": "dataset", "publisher": "Repository", "issued": "2021", "DOI": "10.5555/dc.1", "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Institute of Metals"}]}),
    ],
)  # fmt: skip
def test_an_entry_of_another_form(name: str, line: int, wanted: dict[str, Any]) -> None:
    found, _ = read(name)
    assert {key: found[line][key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"Na$_{0.67}$MnO$_2$", "Na0.67MnO2"),
        (r"Na$_{\mathrm{0.67}}$", "Na0.67"),
        (r"\textsubscript{2}x\textsuperscript{+}", "2x+"),
        (r"\textit{Ab} {\it initio} \emph{x}", "Ab initio x"),
        (r"$\mathrm{Na^+}$ and Na$^+$", "Na+ and Na+"),
        (r"\ce{Na3V2(PO4)3}, \ch{Na+ -> Na}", "Na3V2(PO4)3, Na+ → Na"),
        (r"10\,mA\,g$^{-1}$ \& 5 \% --- 50% of \$100", "10 mA g−1 & 5 % — 50% of $100"),
        ("cost of $100 and $200", "cost of $100 and $200"),
        (r"{\'{\i}} \'\i x {\"{o}} \"o \v{c} {\ss} {\O} \c{c} {\AA}", "í íx ö ö č ß Ø ç Å"),
        (r"$\alpha$-Fe, 3.7~{\AA}", "α-Fe, 3.7 Å"),
        (r"\{001\} facets", "{001} facets"),
        (r"Energy {\&}amp; Environ.", "Energy & Environ."),
    ],
)
def test_tex_becomes_plain(text: str, wanted: str) -> None:
    assert plain(text, tex=True) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Na<sub>3</sub>Sb &amp;lt;i&amp;gt;in situ&amp;lt;/i&amp;gt;", "Na3Sb in situ"),
        ('<span class="nocase">In situ</span> at 0 &lt; x', "In situ at 0 < x"),
        ("0<x<1 and y>2", "0<x<1 and y>2"),
        ("{001} facets cost $5 and $6", "{001} facets cost $5 and $6"),
        ("Na$_{2}$Ti$_3$O$_7$", "Na2Ti3O7"),
        ("<math><msub> <mi>Na</mi> <mn>2</mn> </msub><annotation>Na_2</annotation></math> x", "Na2 x"),
        ("soft\u00adware  and\u00a0more", "software and more"),
    ],
)
def test_html_and_mathml_become_plain(text: str, wanted: str) -> None:
    assert plain(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://doi.org/10.5555/ABC", "10.5555/ABC"),
        ("https://pubs.example.org/doi/full/10.5555/abc/full?x=1", "10.5555/abc"),
        ("(see doi:10.5555/a(b)c).", "10.5555/a(b)c"),
        (r"10.5555/a\_b", "10.5555/a_b"),
        ("https://doi.org/10.5555/(SICI)1-2(199807)10:10%3C725::AID-A%3E3.0.CO;2-Z", "10.5555/(SICI)1-2(199807)10:10<725::AID-A>3.0.CO;2-Z"),
        ("10.5555/(SICI)1-2&lt;7::A&gt;3.0.CO;2-Z", "10.5555/(SICI)1-2<7::A>3.0.CO;2-Z"),
        ("none", None),
    ],
)  # fmt: skip
def test_the_doi_in_a_text(text: str, wanted: str | None) -> None:
    assert doi_of(text) == wanted


WESTERN = "@article{k, author={Müller, Jörg}, title={Über – “x”, 5 µm}}"
CHINESE = "TY  - JOUR\nTI  - 钠离子电池硬碳负极材料的研究进展\nAU  - 张三\nER  - \n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, name) for text in (WESTERN, CHINESE) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
        (WESTERN, "cp1252"),
        (CHINESE, "gbk"),
    ],
)  # fmt: skip
def test_a_certain_encoding_is_read(text: str, encoding: str) -> None:
    assert decode(text.replace("\n", "\r\n").encode(encoding))[0] == text


@pytest.mark.parametrize(
    "data",
    ["Dvořák, Příliš žluťoučký".encode("cp1250"), "Иванов".encode("cp1251"), "Zoë".encode() + "é ".encode("cp1252")],
)
def test_an_uncertain_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(BibliographyError, match="--encoding"):
        decode(data)


def test_what_the_user_says_of_the_encoding_holds() -> None:
    assert decode("Dvořák, Příliš".encode("cp1250"), "windows-1250")[0] == "Dvořák, Příliš"
    for data, name, said in (
        (b"a", "klingon", "no encoding"),
        (b"\xff", "utf-8", "throughout"),
        (b"a" * (MOST_BYTES + 1), None, "in parts"),
    ):
        with pytest.raises(BibliographyError, match=said):
            decode(data, name)


def test_a_file_of_a_manager_is_answered_in_one_call(root: Path, tmp_path: Path) -> None:
    entries = [
        f"@article{{k{number}, title={{On zinc {number}}}, author={{Doe, J.}}, year={{2020}}, doi={{10.5555/z.{number}}}}}"
        for number in range(30)
    ]
    entries[3] = "@article{bad, title={No end, year={2020}"
    entries[5] = "@misc{twin, title={Elsewhere}, url={https://doi.org/10.5555/Z.7}}"
    (tmp_path / "library.bib").write_text("\n".join(entries), "utf-8")
    result = run("new", "reference", tmp_path / "library.bib", "--project", root)
    assert result.exit_code == 1
    assert "Written into data/references/: 28" in result.output
    assert 'library.bib:8: "On zinc 7" is src-elsewhere' in result.output
    assert "library.bib:4: bad: it is no sound BibTeX" in result.output
    again = run("new", "reference", tmp_path / "library.bib", "--project", root)
    assert "Written" not in again.output
    assert "There already, and left as they are: 29" in again.output
    assert {item.code.number for item in problems(root)} == {"W212"}


def test_a_reference_that_a_record_cites_already_may_be_added(root: Path, tmp_path: Path) -> None:
    record = root / "data/materials/zinc/zn-pure.yml"
    record.write_text(record.read_text("utf-8").replace("reference: handbook", "reference: doe-2020"), "utf-8")
    assert "E201" in {item.code.number for item in problems(root)}
    (tmp_path / "in.ris").write_text("TY  - JOUR\nTI  - On zinc\nAU  - Doe, J.\nPY  - 2020\nER  - \n", "utf-8")
    assert run("new", "reference", tmp_path / "in.ris", "--id", "doe-2020", "--project", root).exit_code == 0
    assert "E201" not in {item.code.number for item in problems(root)}
