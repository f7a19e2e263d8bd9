"""What the materials have beside the values that are shown: limits, columns and files of structure and of other metrics."""

import pytest
from playwright.sync_api import expect

from living_review.derive.catalogue import Catalogue, Entry
from living_review.derive.comparison import why_not_counted
from living_review.model.library import Library
from tests.browser import OpenVisit
from tests.review.exploring import EFFICIENCY, METRIC, addresses, ask, explore, open_facets, shown
from tests.review.test_explore_files import download

SURFACE = "specific-surface"


@pytest.fixture(scope="module")
def found(real_catalogue: Catalogue) -> Catalogue:
    return real_catalogue


def spans(library: Library, found: Catalogue, metric: str) -> dict[str, list[tuple[float, float]]]:
    """Return the values of a metric that count, by record."""
    known: dict[str, list[tuple[float, float]]] = {}
    for entry in found.entries:
        span = entry.numbers["value"]
        if entry.measurement.metric == metric and span and not why_not_counted(library, entry.measurement):
            known.setdefault(entry.material.id, []).append(span)
    return known


def values(found: Catalogue, records: set[str], least: float = 0) -> list[Entry]:
    """Return the values of the metric of hard carbons among some records."""
    return [
        entry
        for entry in found.entries
        if entry.measurement.metric == METRIC
        and "hard-carbon" in entry.facets["family"]
        and entry.material.id in records
        and (entry.numbers["value"] or (0, 0))[1] >= least
    ]


def test_a_limit_of_structure_finds_values_by_their_materials(
    visit: OpenVisit, real_library: Library, found: Catalogue
) -> None:
    known = spans(real_library, found, SURFACE)
    small = {record for record, those in known.items() if any(low <= 10 for low, _ in those)}
    wanted = values(found, small)
    several = next(entry for entry in wanted if len({*known[entry.material.id]}) > 1)
    assert 0 < len(wanted) < len(values(found, {*known}))
    seen = visit()
    page = explore(seen, f"family=hard-carbon&metric={METRIC}")
    open_facets(page)
    page.locator(f'[name="of.{SURFACE}.to"]').fill("10")
    chip = page.locator(".explore-chips button", has_text="Material has Specific surface area / m²/g: to 10")
    expect(chip).to_be_visible()
    assert set(shown(page)) == addresses(wanted)
    # The column is there as long as it says why a row is: a range of all values, each end with a way to its own.
    ends = [min(low for low, _ in known[several.material.id]), max(high for _, high in known[several.material.id])]
    row = page.locator(".explore-table tbody tr", has=page.locator(f'a.value[href$="{several.measurement.id}"]'))
    cell = (
        row.filter(has=page.locator(f'a[href*="{several.material.id}.html"]')).locator("td", has_text="values)").first
    )
    expect(cell).to_have_text(f"{ends[0]:g}–{ends[1]:g} m²/g ({len(known[several.material.id])} values)")
    expect(cell.get_by_role("link")).to_have_count(2)
    _, (head, *rows) = download(page)
    title = "Specific surface area of the material"
    assert {title, f"{title} from / m²/g", "Interlayer spacing of the material to / Å"} <= {*head}
    assert {float(line[head.index(f"{title} from / m²/g")]) for line in rows} == {
        min(low for low, _ in known[entry.material.id]) for entry in wanted
    }
    chip.click()
    expect(page.locator('th[data-name="of.specific-surface"]')).to_have_count(0)
    page.locator(f'[name="column"][value="of.{SURFACE}"]').check()
    page.locator(f'th[data-name="of.{SURFACE}"] button').click()
    lowest = max(
        values(found, {*known}),
        key=lambda entry: sum([min(known[entry.material.id])[0], max(known[entry.material.id])[1]]),
    )
    assert lowest.material.id in str(page.locator(".explore-table tbody a.value").first.get_attribute("href"))
    assert seen.errors == []


def test_a_question_may_limit_several_metrics(visit: OpenVisit, real_library: Library, found: Catalogue) -> None:
    high = spans(real_library, found, EFFICIENCY).items()
    wanted = values(found, {record for record, those in high if any(end >= 85 for _, end in those)}, least=300)
    assert wanted
    seen = visit()
    page = explore(seen)
    ask(page, "hard carbon capacity > 300 mAh/g initial efficiency > 85 %")
    said = page.locator(".explore-ask output")
    expect(said).to_contain_text("whose material also has such a value of Initial Coulombic efficiency")
    assert set(shown(page)) == addresses(wanted)
    page.locator('select[name="by"]').select_option("materials")
    expect(page.locator(".explore-table thead th", has_text="Initial Coulombic efficiency")).to_be_visible()
    page.locator(".explore-chips button", has_text="Material has Initial Coulombic efficiency").click()
    expect(said).to_be_empty()
    page.locator('select[name="by"]').select_option("")
    assert set(shown(page)) > addresses(wanted)
    assert seen.errors == []
