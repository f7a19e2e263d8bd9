"""What the page of all measurements saves: a file with all that is known of the values that are shown."""

import csv
import io
import json
import re
from pathlib import Path

from playwright.sync_api import Page, Route

from living_review.derive.catalogue import Catalogue
from tests.browser import BOTH, OpenVisit
from tests.review.exploring import METRIC, address, explore, shown


def download(page: Page) -> tuple[str, list[list[str]]]:
    """Return the name of the file and its lines."""
    with page.expect_download() as caught:
        page.locator('[data-do="csv"]').click()
    data = caught.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets take a file without it for another encoding"
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return caught.value.suggested_filename, list(lines)


@BOTH
def test_the_file_holds_all_that_is_known_of_what_is_shown(
    visit: OpenVisit, real_catalogue: Catalogue, served: bool
) -> None:
    page = explore(
        visit(served=served), f"metric={METRIC}&at.current.from=1&sort=value.asc&column=value&column=at.current"
    )
    name, (head, *rows) = download(page)
    assert name == f"measurements-{METRIC}.csv"
    assert head[:2] == ["Address", "Material"]
    assert head[-1] == "DOI"
    assert {"Current from / A/g", "Mass basis", "Areal loading", "Voltage window", "Source", "Comparable"} <= set(head)
    assert [row[0] for row in rows] == shown(page)
    known = {address(entry): entry for entry in real_catalogue.entries}
    for row in rows:
        cell, entry = dict(zip(head, row, strict=True)), known[row[0]]
        assert (float(cell["Value from"]), float(cell["Value to"])) == entry.numbers["value"]
        assert cell["Unit"] == "mAh/g"
    assert sum(row[-1].startswith("10.") for row in rows) > len(rows) / 2


def test_a_file_is_called_by_what_was_chosen(visit: OpenVisit) -> None:
    name, _ = download(explore(visit(), "family=hard-carbon&metric=initial-efficiency&q=ether"))
    assert name == "measurements-hard-carbon-initial-efficiency-ether.csv"


def test_what_the_columns_mean_stands_beside_the_file(visit: OpenVisit, folder: Path) -> None:
    link = explore(visit()).get_by_role("link", name="what the columns mean").get_attribute("href")
    assert link
    text = (folder / link).read_text("utf-8")
    head = (folder / "data/measurements.csv").read_text("utf-8").partition("\n")[0].split(",")
    assert [name for name in head if f"\n{name}\n    " not in text] == []
    assert "How to cite" in text


def test_no_cell_of_the_file_is_a_formula(visit: OpenVisit) -> None:
    """A negative number stays a number; a text that a spreadsheet would compute stays a text."""
    words = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "plain, with a comma"]
    change = f"""(({{ columns: {{ source }} }}) => {{
        source.shown = {json.dumps(words)};
        source.doi = source.shown.map(() => "");
        source.at = source.at.map((_, row) => row % source.shown.length);
    }})(window.measurements);"""
    seen = visit(served=True)

    def changed(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + change)

    seen.page.route("**/assets/measurements.js", changed)
    _, (head, *rows) = download(explore(seen))
    assert [row[head.index("Source")] for row in rows[: len(words)]] == [*(f"'{word}" for word in words[:5]), words[5]]
    assert not any(cell[:1] in ("=", "+", "@") for row in rows for cell in row)
    assert all(re.fullmatch(r"-?[\d.e+-]*", cell) for row in rows for cell in row if cell.startswith("-"))
