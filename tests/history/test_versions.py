"""An address with ?v=, opened from a folder in a browser: the page says what has changed since the version it names."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from living_review.exports.editions import edition_files
from living_review.history.timeline import History
from living_review.model.library import Library
from living_review.render.pages.material import render_material
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import ROOT
from tests.render.reading import convert, split_page

SCRIPT = ROOT / "generator/living_review/render/assets/version.js"
RECORD = "materials/zn-pure.html"


@pytest.fixture
def folder(tmp_path: Path, tiny_library: Library, history: History) -> Path:
    """Return a folder with the page of a record and what its script loads."""
    before = History(history.key, history.change_sets[:2], history.editions)
    page = render_material(Site(tiny_library, Settings(), before), tiny_library.materials["zn-pure"])
    (tmp_path / "materials").mkdir()
    (tmp_path / "assets").mkdir()
    html = f"<!doctype html><meta charset=utf-8><article>{convert(split_page(page.text)[1])}</article>"
    (tmp_path / RECORD).write_text(html, "utf-8")
    (tmp_path / "assets/version.js").write_bytes(SCRIPT.read_bytes())
    (tmp_path / "assets/editions.js").write_bytes(edition_files(before)[-1].data)
    return tmp_path


def test_a_page_says_what_has_changed_since_the_version_of_its_address(folder: Path, browser: Browser) -> None:
    page = browser.new_page()
    notes = {}
    for address in ("", "?v=2020-09-13#m-capacity", "?v=2020-09-14#m-capacity", "?v=v1#m-rate", "?v=v1", "?v=%3Cb%3E"):
        page.goto("about:blank")
        page.goto(f"{(folder / RECORD).as_uri()}{address}")
        note = page.locator(".version-note")
        if address:
            note.wait_for()
        notes[address] = note.inner_text() if address else str(note.count())
    page.close()
    assert notes[""] == "0"
    assert "Since then this value has changed" in notes["?v=2020-09-13#m-capacity"]
    assert "corrected 2020-09-14 from 780 Ah/kg to 819 Ah/kg" in notes["?v=2020-09-13#m-capacity"].replace(
        "\u00a0", " "
    )
    assert "This value has not changed since" in notes["?v=2020-09-14#m-capacity"]
    assert "version of v1 (2020-09-13)" in notes["?v=v1#m-rate"]
    assert "conditions (flow speed) changed 2020-09-14" in notes["?v=v1#m-rate"]
    assert "Since then this record has changed" in notes["?v=v1"]
    assert "“<b>”, which this site does not know" in notes["?v=%3Cb%3E"]
