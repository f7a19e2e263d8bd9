"""The cell estimate in a browser: it counts as Python does, its state is in the address, and it works in every way of opening."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from living_review.electrochemistry.cell import INPUTS, STEPS, compute, shown
from living_review.electrochemistry.electrodes import candidates
from living_review.electrochemistry.records import Electrode
from living_review.model.library import Library
from tests.browser import BOTH, OpenVisit
from tests.site.auditing import audit_in_both

PAGE = "cell-estimate.html"


def entered(page: Page) -> dict[str, float]:
    """Return the numbers in the fields, without those that are empty."""
    texts = {one.key: page.locator(f"#cell-{one.parameter}").input_value() for one in INPUTS}
    return {key: float(text) for key, text in texts.items() if text}


def assert_counts_like_python(page: Page) -> None:
    """Every number that the page shows of a step is what Python computes from the fields."""
    values = compute(entered(page))
    spans = page.locator("[data-value]")
    found = spans.evaluate_all("all => all.map((one) => [one.dataset.value, one.textContent])")
    assert {key for key, _ in found} == {one.key for one in INPUTS} | {step.key for step in STEPS}
    for key, text in found:
        assert text == (shown(values[key]) if key in values else "–"), key


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(str(page.evaluate("location.search")).removeprefix("?"))


def source(page: Page, parameter: str) -> str:
    return page.locator(f"#cell-{parameter}-source").inner_text()


@BOTH
def test_it_opens_with_the_worked_example(visit: OpenVisit, served: bool) -> None:
    seen = visit(served=served)
    page = seen.open(PAGE)
    expect(page.locator("form.cell-form")).to_be_visible()
    assert_counts_like_python(page)
    assert query(page) == {}
    assert not page.locator(".cell-inputs").is_visible()
    assert page.locator("tr[data-step]:visible").count() == len(STEPS)
    assert seen.errors == []
    assert seen.foreign == []


def test_without_javascript_the_example_is_there_in_full(visit: OpenVisit) -> None:
    live = visit().open(PAGE)
    still = visit(script=False).open(PAGE)
    assert not still.locator("form.cell-form").is_visible()
    assert still.locator(".cell-inputs").is_visible()
    assert still.locator(".cell-steps").inner_text() == live.locator(".cell-steps").inner_text()
    assert still.locator(".cell-energies").inner_text() == live.locator(".cell-energies").inner_text()
    assert still.locator(".cell-inputs a.value").count() == 4
    assert "An assumption of this page" in still.locator(".cell-inputs").inner_text()


def records(library: Library, electrode: Electrode) -> Iterator[str]:
    """Yield some records of an electrode: the first of each family."""
    families = set()
    for key, candidate in candidates(library)[electrode].items():
        if candidate.material.family not in families:
            families.add(candidate.material.family)
            yield key


def test_every_kind_of_record_counts_like_python(visit: OpenVisit, real_library: Library) -> None:
    page = visit().open(PAGE)
    for electrode in Electrode:
        for key in records(real_library, electrode):
            page.locator(f"#cell-{electrode.value}").select_option(key)
            candidate = candidates(real_library)[electrode][key]
            measured = candidate.options[f"{electrode.value}_capacity"][0]
            assert source(page, f"{electrode.value}-capacity").startswith(measured.text)
            assert_counts_like_python(page)


def test_all_candidates_can_be_chosen(visit: OpenVisit, real_library: Library) -> None:
    page = visit().open(PAGE)
    for electrode, found in candidates(real_library).items():
        options = page.locator(f"#cell-{electrode.value} option")
        assert options.evaluate_all("all => all.map((one) => one.value).sort()") == sorted(found)
    assert len(candidates(real_library)[Electrode.POSITIVE]) >= 6


@BOTH
def test_the_whole_state_is_in_the_address(visit: OpenVisit, served: bool) -> None:
    page = visit(served=served).open(PAGE)
    page.locator("#cell-positive").select_option(index=1)
    page.locator("#cell-negative").select_option(index=4)
    page.locator("#cell-negative-voltage").fill("0.55")
    page.locator("#cell-np-ratio").fill("1.25")
    page.locator("#cell-loading").fill("12")
    options = page.locator("#cell-positive-capacity-from option")
    page.locator("#cell-positive-capacity-from").select_option(index=options.count() - 1)
    page.locator("#cell-positive-capacity").fill("101.5")
    assert query(page)["negative-voltage"] == ["0.55"]
    assert query(page)["positive-capacity"] == ["101.5"]
    page.locator("#cell-coated-sides").select_option("1")
    assert query(page)["coated-sides"] == ["1"]
    assert query(page)["loading"] == ["12"]
    other = visit(served=served).page
    address = page.evaluate("location.href")
    other.goto(address)
    for selector in (".cell-steps", ".cell-energies", ".cell-parts"):
        assert other.locator(selector).inner_text() == page.locator(selector).inner_text()
    for name in ("negative", "positive"):
        assert other.locator(f"#cell-{name}").input_value() == page.locator(f"#cell-{name}").input_value()
    assert source(other, "negative-voltage") == "Your own choice."
    assert other.evaluate("location.href") == address


def test_a_heavier_loading_gives_more_energy_per_mass(visit: OpenVisit) -> None:
    page = visit().open(PAGE)

    def energies(loading: str) -> tuple[float, float]:
        page.locator("#cell-loading").fill(loading)
        assert_counts_like_python(page)
        whole, active = (page.locator(f".cell-energies [data-value={key}]") for key in ("cell_energy", "active_energy"))
        return float(whole.inner_text()), float(active.inner_text())

    thin, medium, thick = energies("2"), energies("10"), energies("20")
    assert thin[0] < medium[0] < thick[0] < thick[1]
    assert thin[1] == medium[1] == thick[1]
    assert thick[0] > 1.5 * thin[0]


def test_a_record_without_a_voltage_takes_the_median_of_its_family(visit: OpenVisit, real_library: Library) -> None:
    found = candidates(real_library)[Electrode.NEGATIVE]
    silent = {key: one for key, one in found.items() if not one.options["negative_voltage"]}
    with_median = next(key for key, one in silent.items() if one.medians)
    median = found[with_median].medians["negative_voltage"]
    page = visit().open(f"{PAGE}?negative={with_median}")
    assert float(page.locator("#cell-negative-voltage").input_value()) == median.value
    assert f"Median of {median.count} records of the family" in source(page, "negative-voltage")
    assert query(page) == {"negative": [with_median]}
    page.locator("#cell-negative-voltage-source a").click()
    page.wait_for_url(re.compile(r"explore\.html\?family=[\w-]+&metric=mean-voltage"))
    shown = page.locator("tbody tr:visible")
    expect(shown.first).to_be_visible()
    assert shown.count() >= median.count


def test_a_record_starts_with_the_coating_that_it_states(visit: OpenVisit, real_library: Library) -> None:
    found = candidates(real_library)[Electrode.POSITIVE]
    key, record = next((key, one) for key, one in found.items() if one.options["loading"])
    loading = record.options["loading"][0]
    page = visit().open(f"{PAGE}?positive={key}")
    assert float(page.locator("#cell-loading").input_value()) == loading.value
    assert source(page, "loading").startswith(loading.text)
    assert query(page) == {"positive": [key]}


def test_what_is_not_changed_is_not_in_the_address(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    first = page.locator("#cell-np-ratio").input_value()
    page.locator("#cell-np-ratio").fill("1.3")
    assert query(page) == {"np-ratio": ["1.3"]}
    page.locator("#cell-np-ratio").fill(first)
    assert query(page) == {}
    assert "An assumption of this page" in source(page, "np-ratio")


UNKNOWN = (
    "negative=no-such-record",
    "negative=__proto__",
    "positive=constructor",
    "np-ratio=abc",
    "np-ratio=0.2",
    "np-ratio=",
    "negative-capacity=no-such-value",
    "efficiency=1e9",
    "efficiency=%3Cscript%3Ealert(1)%3C/script%3E",
    "foo=bar&loading=-4",
    "coated-sides=3",
)


def test_what_an_address_says_and_the_page_does_not_know_is_passed_over(visit: OpenVisit) -> None:
    seen = visit()
    steps = seen.open(PAGE).locator(".cell-steps").inner_text()
    for unknown in UNKNOWN:
        page = seen.open(f"{PAGE}?{unknown}")
        assert page.locator(".cell-steps").inner_text() == steps, unknown
        assert query(page) == {}, unknown
    assert seen.errors == []


def test_a_measurement_is_chosen_and_leads_to_its_record(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    page.locator("#cell-positive-capacity-from").select_option(index=1)
    text = source(page, "positive-capacity")
    assert "unverified" in text
    assert float(page.locator("#cell-positive-capacity").input_value()) == float(text.split(" ")[0])
    assert len(query(page)["positive-capacity"]) == 1
    page.locator("#cell-positive-capacity-source a").click()
    page.wait_for_url(re.compile(r"materials/[\w-]+\.html#m-[\w-]+$"))
    assert page.locator(f"#{urlsplit(page.url).fragment}").is_visible()


def test_a_cell_without_energy_says_why(visit: OpenVisit) -> None:
    page = visit().open(f"{PAGE}?efficiency=40")
    expect(page.locator(".cell-objection:visible")).to_contain_text("first cycle would bind all")
    assert not page.locator(".cell-energies").is_visible()
    expect(page.locator(".cell-result [role=status]")).to_contain_text("gives no energy")
    assert_counts_like_python(page)
    page.locator("#cell-efficiency").fill("90")
    expect(page.locator(".cell-energies")).to_be_visible()


def test_a_number_out_of_bounds_is_reported_and_nothing_is_computed_from_it(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    page.locator("#cell-np-ratio").fill("0.5")
    assert page.locator("#cell-np-ratio").get_attribute("aria-invalid") == "true"
    assert source(page, "np-ratio") != ""
    assert page.locator(".cell-energies [data-value=cell_energy]").inner_text() == "–"
    assert query(page) == {}


WRITTEN = {"250,2": "250.2", "1,234": "", "250.2": "250.2", "99999": "", "250..2": "", "": ""}


def test_a_decimal_comma_is_understood_or_refused_in_words(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    field = page.locator("#cell-negative-capacity")
    for written, read in WRITTEN.items():
        field.fill("")
        field.press_sequentially(written)
        assert query(page).get("negative-capacity", [""]) == [read], written
        assert (field.get_attribute("aria-invalid") == "false") == bool(read), written
        assert (page.locator("[data-value=negative_capacity]").first.inner_text() == read) == bool(read), written
        assert page.locator(".cell-bar").is_visible() == bool(read), "no bar without shares"
        if not read:
            assert re.search(r"no number|At most \d+ mAh/g", source(page, "negative-capacity")), written


def test_it_starts_again_and_copies_its_link(visit: OpenVisit) -> None:
    page = visit(served=True, alone=True).open(f"{PAGE}?np-ratio=1.5&loading=8")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link to this cell").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate("location.href")
    assert query(page) == {"np-ratio": ["1.5"], "loading": ["8"]}
    page.get_by_role("button", name="Reset").click()
    assert query(page) == {}
    plain = visit(served=True).open(PAGE)
    assert page.locator(".cell-steps").inner_text() == plain.locator(".cell-steps").inner_text()


def test_it_tells_the_result_to_those_who_do_not_see_it(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    page.locator("#cell-np-ratio").press("ArrowUp")
    status = page.locator(".cell-result [role=status]")
    energy = page.locator(".cell-energies [data-value=cell_energy]").inner_text()
    expect(status).to_contain_text(f"{energy} Wh/kg")
    assert "both active materials" in status.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_bars_the_way(visit: OpenVisit, width: int) -> None:
    seen = visit(width=width)
    seen.page.emulate_media(reduced_motion="reduce")  # else the theme fades its colours
    page = seen.open(f"{PAGE}?loading=10")
    expect(page.locator("form.cell-form")).to_be_visible()
    assert audit_in_both(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    small = page.locator("form.cell-form :is(input, select, button):not([hidden])").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height < 24 || box.width < 24).length"
    )
    assert small == 0
