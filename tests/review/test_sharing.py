"""A reader can cite and share what a page shows: by its address, as a picture, and in the formats of reference managers."""

import json
import re
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string

from tests.browser import OpenVisit
from tests.render.reading import Reader, read_html

RECORD = "materials/sb-c-gu.html"


@pytest.fixture(scope="module")
def records(folder: Path) -> dict[str, Reader]:
    """Return some of the record pages: what they are made by is the same in all."""
    paths = [path for path in sorted((folder / "materials").glob("*.html")) if path.stem != "index"][::10]
    return {path.stem: read_html(path.read_text("utf-8")) for path in paths}


def property_of(page: Reader, name: str) -> str:
    found = [*page.all("meta", property=name), *page.all("meta", name=name)]
    return found[0].attributes["content"] if found else ""


# --- addresses


def test_every_value_has_an_address_of_its_own(records: dict[str, Reader]) -> None:
    assert len(records) > 10
    for name, page in records.items():
        assert len(page.ids) == len(set(page.ids)), name
        anchors = [
            item.attributes["id"]
            for item in page.elements
            if item.tag in ("section", "tr") and item.attributes.get("id", "").startswith("m-")
        ]
        assert all(re.fullmatch(r"m-[a-z0-9]+(-[a-z0-9]+)*", anchor) for anchor in anchors), name
        links = [item.attributes["href"] for item in page.all("a", cls="stated-link")]
        assert [f"#{anchor}" for anchor in anchors] == [link for link in links if link.startswith("#m-")], name


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_sign_of_a_value_gives_its_address(visit: OpenVisit, script: bool) -> None:
    seen = visit(script=script)
    page = seen.open(RECORD)
    page.locator("#m-capacity").hover()
    link = page.locator("#m-capacity a.stated-link")
    link.click()
    address = f"{seen.base}/{RECORD}#m-capacity"
    page.wait_for_url(address)
    if script:
        assert link.evaluate("link => link.href") == address
    assert page.locator("#m-capacity").is_visible()
    assert page.locator("#m-capacity").bounding_box()["y"] < 450  # type: ignore[index]


# --- citing


@pytest.mark.parametrize(("address", "key"), [(RECORD, "sb-c-gu"), ("about.html", "sodium-ion-battery-anodes")])
def test_a_citation_is_copied(visit: OpenVisit, address: str, key: str) -> None:
    seen = visit(served=True, alone=True)
    page = seen.open(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#cite > summary").click()
    copied = []
    for button in page.locator("#cite button.copy").all():
        button.click()
        page.wait_for_function("button => button.textContent === 'Copied'", arg=button.element_handle())
        copied.append(str(page.evaluate("navigator.clipboard.readText()")))
    plain, bib, ris = copied
    assert plain.startswith("The contributors. ")
    assert list(parse_string(bib, "bibtex").entries) == [key]
    assert rispy.loads(ris + "\n")[0]["id"] == key
    assert seen.errors == []


def test_a_citation_is_downloaded(visit: OpenVisit, tmp_path: Path) -> None:
    page = visit(served=True).open(RECORD)
    page.locator("#m-capacity + tr summary").click()
    for name in ("BibTeX", "RIS"):
        with page.expect_download() as started:
            page.locator("#m-capacity + tr p.citable a", has_text=name).click()
        started.value.save_as(tmp_path / name)
    (entry,) = parse_string((tmp_path / "BibTeX").read_text("utf-8"), "bibtex").entries.values()
    (ris,) = rispy.loads((tmp_path / "RIS").read_text("utf-8"))
    assert entry.fields["title"] == ris["title"] == "Hollow core–shell Sb–C rods: specific capacity >620 mAh/g"


def test_citing_needs_no_script(visit: OpenVisit) -> None:
    page = visit(script=False).open(RECORD)
    page.locator("#cite > summary").click()
    assert page.locator("#cite pre").count() == 2
    assert "@misc{sb-c-gu," in page.locator("#cite pre").first.inner_text()
    assert page.locator("#cite button.copy:visible").count() == 0


def test_every_file_of_a_citation_is_there(folder: Path, records: dict[str, Reader]) -> None:
    for name, page in records.items():
        files = [item.attributes["href"] for item in page.all("a") if "download" in item.attributes]
        files += [item.attributes["href"] for item in page.all("link", rel="alternate describedby")]
        files += [item.attributes["href"] for item in page.all("link", rel="alternate item")]
        assert len(files) >= 5
        assert page.all("link", rel="alternate") == []
        assert [file for file in files if not (folder / "materials" / file).is_file()] == [], name


# --- sharing


@pytest.mark.parametrize("address", ["index.html", "antimony.html", RECORD, "guide/codes/e103.html"])
def test_a_page_says_what_it_is(folder: Path, address: str) -> None:
    page = read_html((folder / address).read_text("utf-8"))
    assert property_of(page, "og:title")
    assert property_of(page, "og:description") == property_of(page, "description")
    assert property_of(page, "og:type") == ("website" if address == "index.html" else "article")
    (script,) = page.all("script", type="application/ld+json")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"


def test_nothing_is_said_of_an_address_that_is_not_known(visit: OpenVisit) -> None:
    page = visit().open(RECORD)
    known_by_address = 'meta[property="og:url"], meta[property="og:image"], link[rel="canonical"]'
    assert page.locator(known_by_address).count() == 0
