"""The site holds what the paper names: every material, every number with its state, every promise that it breaks."""

import re
from pathlib import Path

import pytest

from tests.site.crawl import Outline

RECORDS = [
    "na2o",
    "na-tm-oxides",
    "na2s",
    "na-metal",
    "graphite",
    "cnt",
    "titanium-based-anodes",
    "organic-anodes",
    "carbon-anodes",
    "soft-carbon",
    "hard-carbon",
    "iron-based-anodes",
    "fe3o4-cnf",
    "fe7se8-cnf",
    "fep4-cnf",
    "qin-two",
    "fe7s8-fep-nc",
    "alloys",
    "sb",
    "na-sb",
    "sb-2d",
    "sb-1d",
    "sb-0d",
    "sb-c",
    "sb-c-gu",
    "sb-cnt-c",
    "bi",
    "bi-graphene",
    "bi-comp",
    "bi-graphite",
    "bi-graphite-vac",
    "bi-nw-rgo",
    "bi-coreshell",
    "bi-lignin",
    "bi-c",
    "bi-n-cnt",
]

CONTEXT = [
    "lib",
    "sib",
    "na-ion",
    "carbon-generic",
    "electrolyte",
    "conductive-agent",
    "separator",
    "amorphous-c",
    "prec-soft",
    "prec-hard",
    "feps-3",
    "sb-porous",
    "sb2o3",
    "gic",
    "rgo",
    "ether",
    "sei",
    "ncnt",
]

# The paper's quantitative statements in its own order: page, anchor, what must stand there, state.
NUMBERS = (
    ("glossary", "c-lib-commercial-1990s", "1990s", "verified"),
    ("glossary", "c-lib-research-1970s", "1970s", "unverified"),
    ("glossary", "c-lib-lithium-depletion", "2010", "misleading"),
    ("materials/soft-carbon", "m-graphitisation", "2800 °C", "misleading"),
    ("materials/sb", "m-conductivity", "2.5 × 104 S/cm", "verified"),
    ("materials/sb", "m-volume-change", "~ 390 %", "misleading"),
    ("materials/sb-c-gu", "m-capacity", "> 620 mAh/g", "unverified"),
    ("materials/sb-c-gu", "m-capacity", "0.1 C", "unverified"),
    ("materials/sb-c-gu", "m-initial-efficiency", "84.9 %", "unverified"),
    ("materials/sb-cnt-c", "m-capacity-200ma", "221 mAh/g", "unverified"),
    ("materials/sb-cnt-c", "m-capacity-1a", "206 mAh/g", "unverified"),
    ("materials/sb-cnt-c", "m-capacity-1a", "Cycles 1000", "unverified"),
    ("materials/bi", "m-layer-spacing", "3.94 Å", "verified"),
    ("materials/bi", "m-conductivity", "7.75 × 103 S/cm", "verified"),
    ("materials/bi-graphene", "m-capacity-wide", "561 mAh/g", "unverified"),
    ("materials/bi-graphene", "m-capacity-wide", "146 % of the theoretical capacity", "unverified"),
    ("materials/bi-graphene", "m-capacity-narrow", "358 mAh/g", "unverified"),
    ("materials/bi-graphene", "c-intercalation", "intercalation", "superseded"),
    ("materials/bi-graphite", "m-charge-rate", "300 C", "unverified"),
    ("materials/bi-graphite", "m-charge-time", "12 s", "unverified"),
    ("materials/bi-c", "m-current-density", "100 A/g", "unverified"),
    ("materials/bi-c", "m-charge-time", "6.4 s", "unverified"),
    ("materials/bi-c", "m-capacity", "178 mAh/g", "unverified"),
    ("materials/bi-n-cnt", "m-specific-power", "1190 W/kg", "unverified"),
    ("materials/fe7se8-cnf", "c-label-40", "40", "unverified"),
    ("materials/fe3o4-cnf", "c-label-40", "40", "unverified"),
    ("materials/fep4-cnf", "c-label-40", "40", "unverified"),
)


class Words(Outline):
    """The words of the section or row of a table that has an id; what stands at the head of its rows holds for the row too."""

    def __init__(self, anchor: str) -> None:
        super().__init__()
        self.anchor = anchor
        self.is_here = False
        self.is_head = False
        self.head: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag in ("section", "tr"):
            self.is_head = ("class", "values-head") in attrs
            ends_table = tag == "section" and ("class", "provenance-body") not in attrs
            self.head = [] if self.is_head or ends_table else self.head
            self.is_here = ("id", self.anchor) in attrs
            self.words += self.head if self.is_here else []
        if self.is_here and (label := dict(attrs).get("data-label")):
            self.words.append(f"{label} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("section", "tr"):
            self.is_here = self.is_head = False

    def handle_data(self, data: str) -> None:
        if self.is_here:
            self.words.append(data)
        if self.is_head:
            self.head.append(data)


def words_at(folder: Path, page: str, anchor: str) -> str:
    """Return the words of a value or claim on a page."""
    reader = Words(anchor)
    reader.feed((folder / f"{page}.html").read_text("utf-8"))
    return re.sub(r"\s+", " ", "".join(reader.words))


def test_every_material_has_its_page(folder: Path) -> None:
    for record in RECORDS:
        text = (folder / "materials" / f"{record}.html").read_text("utf-8")
        assert 'class="glance facts"' in text, record
        assert f"/{record}.yml" in text, record


def test_the_36_records_of_the_paper_are_there(folder: Path) -> None:
    pages = {path.stem for path in (folder / "materials").glob("*.html")} - {"index"}
    assert set(RECORDS) <= pages
    assert len(RECORDS) == 36


def test_context_items_stand_in_the_glossary(folder: Path) -> None:
    reader = Outline()
    reader.feed((folder / "glossary.html").read_text("utf-8"))
    assert set(CONTEXT) <= reader.anchors


def test_every_number_of_the_paper_appears_with_its_state(folder: Path) -> None:
    words = {(page, anchor): words_at(folder, page, anchor) for page, anchor, _, _ in NUMBERS}
    missing = [
        f"{page}.html#{anchor}: {text}"
        for page, anchor, shown, state in NUMBERS
        for text in (shown, state)
        if text not in words[page, anchor]
    ]
    assert missing == []


@pytest.mark.parametrize("record", ["titanium-based-anodes", "organic-anodes"])
def test_promised_families_say_that_they_are_missing(folder: Path, record: str) -> None:
    words = words_at(folder, f"materials/{record}", "c-announced")
    assert "abstract" in words
    assert "misleading" in words


def test_build_tells_what_it_made_and_warns_of_nothing(built: tuple[Path, str]) -> None:
    folder, printed = built
    assert re.search(r"Built \d{3} records, \d+ pages, \d+ charts\.", printed)
    assert f"Open {folder / 'index.html'}" in printed
    assert "WARNING" not in printed
    assert "Error" not in printed
