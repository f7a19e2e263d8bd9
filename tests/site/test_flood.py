"""Well over a hundred strings of public lists in every text of every kind of record: in a browser, none of them does anything."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page
from pybtex.database import parse_string
from pydantic import BaseModel

from living_review.electrochemistry.lookup import hosts_of, phases_of
from living_review.model.kinds import kinds_of
from living_review.model.library import Library
from living_review.modules import MODULES
from tests.browser import OpenVisit, Visit, policed, serving
from tests.conftest import WithCache
from tests.edges.running import run
from tests.projects import BARE, library_of, project
from tests.render.hostile import STRINGS
from tests.site.flood import KINDS as CHARTS
from tests.site.flood import OTHERS, READ, SECTIONS, accepted, flooded
from tests.site.flooded_pages import SAMPLED, addresses, by_scripts, few_alike, found_by_search, kind, sample
from tests.site.payloads import payloads
from tests.site.searching import search

KINDS = kinds_of(MODULES.values())

# What stands in the elements of a page, and what an address in it begins with.
SHAPES = """(text) => { const shapes = new Set(), schemes = new Set();
  const root = text ? new DOMParser().parseFromString(text, "text/html") : document;
  for (const item of root.querySelectorAll("*")) {
    shapes.add(item.localName);
    for (const { name, value } of item.attributes) {
      shapes.add(`${item.localName} ${name}`);
      if (/^(xlink:)?href$|^src$|action$|^data$/.test(name)) schemes.add((value.match(/^\\s*([\\w+.-]+):/) || ["", ""])[1]);
    }
  }
  return [[...shapes], [...schemes]]; }"""
# What the head of a page tells where it is shared.
CARD = {f"og:{name}" for name in ("type", "site_name", "title", "description", "url", "image")} | {
    f"og:image:{name}" for name in ("type", "width", "height", "alt")
}
# What the allowed markup of a text may add, what a long list has on its other pages, and how Vega hides labels of an axis
# that would lie on each other.
ALLOWED = {"tspan", "tspan x", "tspan dy", "em", "strong", "sub", "sup", "a", "a href", "a rel", "text opacity"} | {
    f"{name} data-elsewhere"
    for name in ("div", "tr", "li", "h2", "h3", "section", "p", "dl", "ul", "ol", "table", "tbody")
}
# What a long table has between the numbers of its pages, the line above search results, which comes when search is ready,
# and the tabs that the theme hides once a page is scrolled.
DOTS = {"span data-dt-idx", "span aria-controls"}
NOTICE = {"p role", "nav hidden"}
# Chooses each option of each of these lists, one after the other.
CHOOSE = """(lists) => {
  for (const list of lists) for (const { value } of list.options) {
    list.value = value;
    for (const name of ["input", "change"]) list.dispatchEvent(new Event(name, { bubbles: true }));
  }
}"""
LIVE = ".chart-view[data-state=live]"
SEARCH = "search"
WHOLE = "whole-review.html"
SEARCHED = ("script", "alert", "javascript", "onerror", "iframe", "img")


@pytest.fixture(scope="session")
def strings(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the strings that records may hold: all but those with signs that no text may have."""
    given = [*payloads(), *OTHERS]
    found = list(accepted(project(tmp_path_factory.mktemp("single"), BARE), given))
    assert len(found) > 140
    assert {text for text in given if text not in found} == {
        text for text in given if re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f]", text)
    }
    return found


@pytest.fixture(scope="session")
def root(strings: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return flooded(tmp_path_factory.mktemp("flood"), strings, STRINGS)


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """Return the records of the flooded review, which nobody changes."""
    return library_of(root)


def built(root: Path) -> Path:
    result = run("build", "--project", root)
    assert result.exit_code == 0, result.output
    return root / "site"


@pytest.fixture(scope="session")
def folder(root: Path, warm: WithCache) -> Path:
    """Return the site of the flooded review, in the place of the real one."""
    return built(warm(root))


@pytest.fixture(scope="session")
def benign(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> Path:
    """Return the same site with words that do nothing: enough of them for every kind of chart."""
    words = [f"harmless {number}" for number in range(SECTIONS)]
    return built(warm(flooded(tmp_path_factory.mktemp("benign"), words)))


# --- That the strings stand everywhere


def texts(value: Any, owner: str = "", field: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every text below a record with the model and the field that it stands in."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from texts(getattr(value, name), type(value).__name__, info.alias or name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key, owner, field)
            yield from texts(item, owner, field)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item, owner, field)
    elif isinstance(value, str):
        yield owner, field, value


def free_fields(schema: Any, owner: str = "", field: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields that a JSON Schema of a model lets be any text."""
    if isinstance(schema, list):
        for item in schema:
            yield from free_fields(item, owner, field)
    elif isinstance(schema, dict):
        name = schema.get("title", owner) if "properties" in schema else owner
        if schema.get("type") == "string" and not {"pattern", "enum", "const", "format"} & set(schema):
            yield owner, field
        for key, item in schema.get("properties", {}).items():
            yield from free_fields(item, name, key)
        for key in ("$defs", "definitions"):
            for item in schema.get(key, {}).values():
                yield from free_fields(item, name, field)
        for key in ("anyOf", "items", "additionalProperties", "allOf", "oneOf"):
            yield from free_fields(schema.get(key), owner, field)


def test_the_strings_stand_in_every_text_of_every_kind(library: Library, strings: list[str]) -> None:
    records: list[Any] = [library.review, library.outline]
    for name in (
        "vocabularies",
        "units",
        "checks",
        "conditions",
        "metrics",
        "families",
        "references",
        "terms",
        "charts",
        "schematics",
        "roles",
    ):
        records += getattr(library, name).values()
    records += [*hosts_of(library).values(), *phases_of(library).values()]
    records += library.materials.values()
    wanted = {" ".join(text.split()) for text in [*strings, *STRINGS]}
    filled = {(owner, field) for owner, field, text in texts(records) if " ".join(text.split()) in wanted}
    free = {found for each in KINDS.values() for found in free_fields(each.model.model_json_schema(by_alias=True))}
    assert len(free) > 40
    assert sorted(free - filled - set(READ)) == []


# --- In the browser


class Watch:
    """Opens pages of a site, one after the other, and holds each against what it may have."""

    def __init__(self, visit: Visit, folder: Path, known: dict[str, set[str]]) -> None:
        self.visit = visit
        self.folder = folder
        self.known = known

    def faults(self, address: str) -> list[str]:
        """Return what a page has come to that the same kind of page has not where all texts are harmless."""
        shapes, schemes = self.visit.page.evaluate(SHAPES)
        # The theme makes the addresses of results absolute.
        own = {urlsplit(self.visit.base).scheme} if address == SEARCH else set()
        added = set(shapes) - self.known[kind(address)] - ALLOWED - NOTICE
        leading = set(schemes) - {"", "https", "mailto", "data", "blob"} - own
        errors = [error for error in self.visit.errors if not self.is_cut_short(error)]
        return [*sorted(added), *sorted(leading), *errors, *self.visit.foreign]

    def is_cut_short(self, error: str) -> bool:
        """Tell whether only a file of the site did not come, since the page was left before."""
        address = error.removeprefix(f"failed: {self.visit.base}/")
        return address != error and (self.folder / address).is_file()


def liven(page: Page) -> None:
    """Make what can be seen of a page interactive, and read the tooltip of a point."""
    if not page.locator("script[src]").count():
        return
    # The charts of a chapter are of each kind in turn.
    for chart in page.locator("figure:has(.chart-view:visible)").all()[: len(CHARTS)]:
        chart.scroll_into_view_if_needed()
        chart.locator(LIVE).first.wait_for()
    if page.locator(f"{LIVE} path[role=link]").count():
        page.locator(f"{LIVE} path[role=link]").first.focus()
        page.locator("#vg-tooltip-element.visible").wait_for()
    if page.locator(".explore-plot").count():
        page.locator(".explore-plot > summary").click()
        page.locator(".explore-plot svg").wait_for()
        for box in page.locator(".explore-table tbody input[type=checkbox]").all()[:3]:
            box.check()
        point = page.locator('.explore-plot path[aria-roledescription="point"]').first
        # The header of the theme stays above the page and would be what the mouse meets.
        point.evaluate("point => point.scrollIntoView({ block: 'center' })")
        point.hover(force=True)
        page.locator("#vg-tooltip-element.visible").wait_for()
    for question in page.locator(".query-ways li > a").all()[::SAMPLED]:
        question.click()
        page.locator(".query[aria-busy=false]:has(.query-ways li > a[aria-current])").wait_for()
        assert page.locator(".query [role=alert]").is_hidden()
        assert page.locator(".query-table td").count() > 0
    page.locator("form.cell-form select[data-electrode]").evaluate_all(CHOOSE)


@pytest.fixture(scope="session")
def known(browser: Browser, benign: Path) -> dict[str, set[str]]:
    """Return by kind of page what it has, with everything in it interactive."""
    found: dict[str, set[str]] = {}
    with policed(browser.new_context(viewport={"width": 1280, "height": 900})) as context:
        page = context.new_page()
        for address in few_alike(addresses(benign)):
            page.goto(f"{benign.as_uri()}/{address}")
            liven(page)
            found.setdefault(kind(address), set()).update(page.evaluate(SHAPES)[0])
        find(page, benign.as_uri(), "harmless")
        found[SEARCH] = set(page.evaluate(SHAPES)[0])
    found["explore.html"] |= DOTS
    return found


def find(page: Page, base: str, word: str) -> None:
    page.goto(f"{base}/glossary.html")
    page.locator("input.md-search__input").click()
    assert search(page, word)


def test_every_page_is_read_as_it_is_meant(browser: Browser, folder: Path, benign: Path) -> None:
    """As browsers read it, before any script runs: no string ends what it stands in."""
    page = browser.new_page()

    def shapes(site: Path, address: str) -> tuple[set[str], set[str]]:
        found, schemes = page.evaluate(SHAPES, (site / address).read_text("utf-8"))
        return set(found), set(schemes)

    wanted: dict[str, set[str]] = {}
    for address in addresses(benign):
        wanted.setdefault(kind(address), set()).update(shapes(benign, address)[0])
    for address in addresses(folder):
        found, schemes = shapes(folder, address)
        assert found - wanted[kind(address)] <= ALLOWED, address
        assert schemes <= {"", "https", "mailto", "data"}, address
    page.close()


def test_no_page_does_anything(visit: OpenVisit, folder: Path, known: dict[str, set[str]]) -> None:
    watch = Watch(visit(), folder, known)
    for address in sample(addresses(folder)):
        watch.visit.open(address)
        liven(watch.visit.page)
        assert watch.faults(address) == [], address


def test_no_page_does_anything_on_a_server(browser: Browser, folder: Path, known: dict[str, set[str]]) -> None:
    """One page of each set of scripts: what differs from a folder is what a script may ask for.

    The page that holds all others has no script.
    """
    with serving(folder) as base, policed(browser.new_context()) as context:
        watch = Watch(Visit(context.new_page(), base), folder, known)
        for address in by_scripts(folder, [address for address in addresses(folder) if address != WHOLE]):
            watch.visit.open(address)
            liven(watch.visit.page)
            assert watch.faults(address) == [], address


@pytest.mark.parametrize("word", SEARCHED)
def test_search_results_are_words(visit: OpenVisit, folder: Path, known: dict[str, set[str]], word: str) -> None:
    watch = Watch(visit(), folder, known)
    find(watch.visit.page, watch.visit.base, word)
    assert watch.faults(SEARCH) == []


def test_what_would_be_noticed(browser: Browser, folder: Path, known: dict[str, set[str]]) -> None:
    """The watch does see an element, a handler that is held back, and a dialog."""
    planted = folder / "planted.html"
    page = (folder / "metals.html").read_text("utf-8")
    planted.write_text(page.replace("<article", "<img src=x onerror=alert(1)><article"), "utf-8")
    violated = pytest.raises(AssertionError, match="script-src")
    try:
        with violated, policed(browser.new_context()) as context:
            visit = Visit(context.new_page(), folder.as_uri())
            visit.open("planted.html").wait_for_timeout(500)
            found = Watch(visit, folder, known | {"planted.html": known["metals.html"]}).faults("planted.html")
            assert {"img", "img onerror"} <= set(found)
            assert [error for error in visit.errors if error.startswith("failed: ")]
            visit.page.evaluate("alert(1)")
            assert "dialog: 1" in visit.errors
    finally:
        planted.unlink()


# --- What is taken away from the site


def cells(data: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]


@pytest.mark.parametrize("charted", [False, True], ids=["explore", "chart"])
def test_no_cell_is_a_formula(visit: OpenVisit, strings: list[str], charted: bool) -> None:
    # A scatter names the materials of its points.
    scattered = [text if CHARTS[number % len(CHARTS)] == "scatter" else "" for number, text in enumerate(strings)]
    number = next(number for number, text in enumerate(scattered) if text.startswith("-"))
    page = visit().open(f"o-{number // SECTIONS}.html" if charted else "explore.html")
    with page.expect_download() as started:
        page.locator(f"#figure-x-{number} button[data-form=csv]" if charted else '[data-do="csv"]').click()
    found = cells(started.value.path().read_bytes())
    assert any(cell.startswith("'") for cell in found)
    plain = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?\Z")
    assert [
        cell for cell in found if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20") and not plain.match(cell)
    ] == []
    assert [cell for cell in found if re.search(r";\s*[=+@-]", cell)] == []


def test_exports_hold_their_entries_and_nothing_else(folder: Path, library: Library) -> None:
    identified = {key for key, item in library.references.items() if item.is_identified}
    written = (folder / "references/all.bib").read_text("utf-8")
    parsed = parse_string(written, "bibtex")
    assert set(parsed.entries) == identified
    assert {key for entry in parsed.entries.values() for key in entry.fields} <= {
        *("title", "journal", "publisher", "year", "volume", "number", "pages", "note", "doi", "url", "howpublished")
    }
    commands = re.findall(r"\\([a-z]+)", re.sub(r"(?:doi|url) = .*", "", written))
    assert {name for name in commands if not name.startswith("text")} == set()
    records = (folder / "references/all.ris").read_text("utf-8")
    assert records.count("\nER  -") == len(identified)
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in records.splitlines())
    assert {item["id"] for item in json.loads((folder / "references/all.json").read_text("utf-8"))} == identified


def test_what_machines_read_stays_data(folder: Path, benign: Path) -> None:
    for address in addresses(folder):
        page = (folder / address).read_text("utf-8")
        for data in re.findall(r'<script[^>]*json">(.*?)</script>', page, re.DOTALL):
            assert "<" not in data, address
            json.loads(data)
        assert set(re.findall(r'<meta property="([^"]*)"', page)) <= CARD, address
    assert found_by_search(folder) <= found_by_search(benign)
    ElementTree.parse(folder / "sitemap.xml")
    (archive,) = folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        assert {name.partition("/")[0] for name in files.namelist()} == {archive.stem}
        assert not any(".." in name or "\\" in name for name in files.namelist())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/metrics.yml", "unit: mm/year", "unit: {}"),
        ("data/conditions.yml", "unit: m/s", "unit: {}"),
        ("data/hosts.yml", "formula: Zn\n", "formula: {}\n"),
        ("data/hosts.yml", "Zn -> Zn2+ + 2 e-", "{}"),
        ("data/phases.yml", "formula: ZnO", "formula: {}"),
        ("data/units.yml", '"[rate]"', "{}"),
        ("data/outline.yml", "file: metals.md", "file: {}"),
        ("data/materials/light/mg.yml", "host: not stated", "host: {}"),
    ],
)
def test_what_is_no_free_text_refuses_the_strings(
    tmp_path: Path, strings: list[str], file: str, old: str, new: str
) -> None:
    root = project(tmp_path)
    before = (root / file).read_text("utf-8")
    for text in strings[::8]:
        assert old in before
        (root / file).write_text(before.replace(old, new.format(json.dumps(text)), 1), "utf-8")
        assert run("check", "--project", root).exit_code == 1, text
