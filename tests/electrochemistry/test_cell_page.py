"""The page of the cell estimate: the worked example in full, its sources, and what the script needs."""

import json
from dataclasses import replace

import pytest

from living_review.electrochemistry.cell import INPUTS, STEPS, compute, shown
from living_review.electrochemistry.cell_page import PAGE, show_symbol
from living_review.electrochemistry.electrodes import candidates
from living_review.model.library import Library
from tests.render.reading import Reader, convert, read_html, rendered_pages

EXAMPLE = {
    "negative_capacity": 700.0,
    "efficiency": 95.0,
    "negative_voltage": 0.5,
    "positive_capacity": 300.0,
    "positive_voltage": 1.5,
    "np_ratio": 1.2,
    "inactive_share": 50.0,
}


@pytest.fixture(scope="module")
def page(tiny_html: dict[str, Reader]) -> Reader:
    return tiny_html["cell-estimate.html"]


def test_the_worked_example_stands_in_the_page(page: Reader) -> None:
    values = compute(EXAMPLE)
    spans = [item for item in page.elements if "data-value" in item.attributes]
    assert {item.attributes["data-value"] for item in spans} == {one.key for one in (*INPUTS, *STEPS)}
    for item in spans:
        key = item.attributes["data-value"]
        assert item.text == (shown(values[key]) if key in values else "–")


def test_each_step_shows_formula_numbers_and_result(page: Reader) -> None:
    rows = [item for item in page.elements if "data-step" in item.attributes]
    assert [item.attributes["data-step"] for item in rows] == [step.key for step in STEPS]
    shown_rows = [" ".join(item.text.split()) for item in rows if "hidden" not in item.attributes]
    assert len(shown_rows) == 10
    assert shown_rows[0].endswith("m = r × Cp ÷ Cn1.2 × 300 ÷ 7000.5143 g/g")
    assert shown_rows[4].endswith("C = q ÷ (1 + m)281.1 ÷ (1 + 0.5143)185.6 mAh/g")
    assert shown_rows[7].endswith("E = Ea × (1 − w)185.6 × (1 − 0.5)92.8 Wh/kg")


def test_measured_inputs_lead_to_their_record_and_others_say_that_they_are_assumed(page: Reader) -> None:
    table = next(item for item in page.all("table") if "Where it is from" in item.text).text
    assert "95 %95 % unverified; conditions not stated" in " ".join(table.replace("\xa0", " ").split())
    assert "1.2Assumed for the tests." in table
    for anchor in ("zn-cell.html#m-capacity-slow", "zn-cell.html#m-efficiency", "mno2.html#m-potential"):
        assert f"materials/{anchor}" in page.links
    assert "Invented for the tests." in [item.text for item in page.all("li")]


def test_the_form_has_a_label_and_bounds_for_every_input(page: Reader) -> None:
    labels = {item.attributes["for"] for item in page.all("label")}
    fields = {item.attributes["id"]: item.attributes for item in page.all("input")}
    assert len(fields) == len(INPUTS)
    assert fields.keys() | {"cell-negative", "cell-positive"} == labels
    for one in INPUTS:
        field = fields[f"cell-{one.parameter}"]
        assert (float(field["min"]), float(field["max"])) == (one.low, one.high)
        assert ("required" in field) == one.is_needed
    assert all(
        "aria-label" in item.attributes for item in page.all("select") if item.attributes["id"].endswith("-from")
    )


def test_the_script_is_given_every_option(page: Reader, tiny_library: Library) -> None:
    data = json.loads(page.all("script", type="application/json")[0].text)
    assert data["start"] == {"negative": "zn-cell", "positive": "mno2"}
    capacities = data["records"]["negative"]["zn-cell"]["options"]["negative_capacity"]
    assert [(item["id"], item["value"], item["text"]) for item in capacities[:2]] == [
        ("capacity-slow", 700, "700 Ah/kg"),
        ("capacity-fast", 650, "650 Ah/kg"),
    ]
    assumed = {item["parameter"]: item["assumption"] for item in data["inputs"]}
    assert assumed["positive-voltage"] == 1.4
    assert assumed["loading"] is None
    assert set(data["states"]) == {state.value for state in tiny_library.count_states()}


def test_a_review_without_an_estimate_has_no_page(tiny_library: Library) -> None:
    review = tiny_library.review.model_copy(update={"cell_estimate": None})
    library = replace(tiny_library, review=review)
    assert PAGE not in {page.path for page in rendered_pages(library)}
    assert candidates(library) == {}


def test_a_symbol_has_its_subscript() -> None:
    assert read_html(convert(str(show_symbol("C_n")))).all("sub")[0].text == "n"
    assert not read_html(convert(str(show_symbol("η")))).all("sub")
