"""What a chart is saved as: CSV, SVG and PNG, made on the page, from a folder as from a server."""

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from tests.browser import OpenVisit

SVG = "{http://www.w3.org/2000/svg}"


def save(page: Page, form: str, folder: Path) -> Path:
    """Press a button below the first chart and return the file that comes."""
    with page.expect_download() as started:
        page.locator(f"figure.chart button[data-form={form}]").first.click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
def test_csv_holds_the_table(visit: OpenVisit, served: bool, tmp_path: Path) -> None:
    seen = visit(served=served)
    page = seen.open("main-materials.html")
    file = save(page, "csv", tmp_path)
    assert file.name == "limits.csv"
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["Host", "Theoretical capacity", "Reported"]
    assert len(rows) == page.locator("figure.chart").first.locator("tr").count()
    assert any("mAh/g, computed" in row[1] for row in rows[1:])
    assert seen.errors == []
    assert seen.foreign == []


def test_no_cell_of_a_csv_is_a_formula(visit: OpenVisit, tmp_path: Path) -> None:
    """A spreadsheet would compute what begins with = + - @; computed volume changes do begin with a plus."""
    page = visit().open("alloys.html")
    cells = page.locator("figure.chart").first.locator("tbody tr").first.locator("td")
    for index, text in enumerate(["=1+1", '@SUM("a")', "-2"]):
        cells.nth(index).evaluate("(cell, text) => { cell.textContent = text; }", text)
    rows = list(csv.reader(io.StringIO(save(page, "csv", tmp_path).read_bytes().decode("utf-8-sig"))))
    assert rows[1] == ["'=1+1", '\'@SUM("a")', "'-2"]
    assert rows[2][1].startswith("'+")
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")] == []


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
def test_svg_stands_alone(visit: OpenVisit, served: bool, tmp_path: Path) -> None:
    seen = visit(served=served, dark=True)
    text = save(seen.open("materials/sb-c-gu.html"), "svg", tmp_path).read_text("utf-8")
    picture = ElementTree.fromstring(text)
    assert picture.tag == f"{SVG}svg"
    assert "var(" not in text
    assert "file:" not in text
    says, ground = picture[0], picture[1]
    assert (says.tag, ground.tag) == (f"{SVG}desc", f"{SVG}rect")
    assert "mAh/g" in (says.text or "")
    assert ground.get("fill", "").startswith("rgb")
    links = [link.get("href", "") for link in picture.iter(f"{SVG}a")]
    assert links
    assert all(link.startswith(f"{seen.base}/materials/") if served else link == "" for link in links)


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
@pytest.mark.parametrize("width", [1280, 390])
def test_png_is_the_picture_that_is_shown(visit: OpenVisit, width: int, served: bool, tmp_path: Path) -> None:
    seen = visit(width=width, served=served)
    page = seen.open("materials/sb-c-gu.html")
    data = save(page, "png", tmp_path).read_bytes()
    assert data.startswith(b"\x89PNG")
    shown = page.locator("figure.chart .chart-view:visible .chart-static svg")
    size = tuple(3 * int(shown.get_attribute(side) or 0) for side in ("width", "height"))
    assert struct.unpack(">II", data[16:24]) == size
    assert len(data) > 10_000, "something is painted"
    assert seen.errors == []


def test_nothing_is_promised_that_needs_a_script(visit: OpenVisit) -> None:
    page = visit(script=False).open("index.html")
    assert not page.locator("figure.chart .chart-files button").first.is_visible()
