"""The page of the cell estimate: the worked example in full, its sources, and what the script needs."""

import json
from dataclasses import replace

import pytest

from living_review.electrochemistry.cell import INPUTS, STEPS, compute, shown
from living_review.electrochemistry.cell_inputs import show_symbol
from living_review.electrochemistry.cell_page import PAGE
from living_review.electrochemistry.electrodes import candidates
from living_review.model.library import Library
from tests.render.reading import Reader, convert, read_html, rendered_pages

EXAMPLE = {
    "negative_capacity": 700.0,
    "efficiency": 95.0,
    "negative_voltage": 0.5,
    "positive_capacity": 300.0,
    "positive_voltage": 1.5,
    "loading": 20.0,
    "negative_active_share": 100.0,
    "positive_active_share": 80.0,
    "negative_foil": 10.0,
    "positive_foil": 20.0,
    "negative_foil_density": 7.14,
    "positive_foil_density": 7.87,
    "np_ratio": 1.2,
    "coated_sides": 1.0,
    "separator": 2.0,
    "electrolyte_ratio": 3.0,
    "case_share": 25.0,
}


@pytest.fixture(scope="module")
def page(tiny_html: dict[str, Reader]) -> Reader:
    return tiny_html["cell-estimate.html"]


def test_the_worked_example_stands_in_the_page(page: Reader) -> None:
    values = compute(EXAMPLE)
    spans = [item for item in page.elements if "data-value" in item.attributes]
    assert {item.attributes["data-value"] for item in spans} == {one.key for one in INPUTS} | {
        step.key for step in STEPS
    }
    for item in spans:
        key = item.attributes["data-value"]
        assert item.text == (shown(values[key]) if key in values else "–")


def test_each_step_shows_formula_numbers_and_result(page: Reader) -> None:
    rows = [item for item in page.elements if "data-step" in item.attributes]
    assert [item.attributes["data-step"] for item in rows] == [step.key for step in STEPS]
    shown_rows = {item.attributes["data-step"]: " ".join(item.text.split()) for item in rows}
    assert shown_rows["mass_ratio"].endswith("m = r × Cp ÷ Cn1.2 × 300 ÷ 7000.5143 g/g")
    assert shown_rows["active_capacity"].endswith("C = q ÷ (1 + m)281.1 ÷ (1 + 0.5143)185.6 mAh/g")
    # (10 × 7.14 + 20 × 7.87) ÷ (10 × 1), in mg for each cm²
    assert shown_rows["foils"].endswith(
        "Mf = (dn × ρn + dp × ρp) ÷ (10 × s)(10 × 7.14 + 20 × 7.87) ÷ (10 × 1)22.88 mg/cm²"
    )
    assert shown_rows["electrolyte"].endswith("Me = e × QA3 × 5.62116.86 mg/cm²")


def test_measured_inputs_lead_to_their_record_and_others_say_that_they_are_assumed(page: Reader) -> None:
    table = next(item for item in page.all("table") if "Where it is from" in item.text).text
    assert "95 %95 % unverified; conditions not stated" in " ".join(table.replace("\xa0", " ").split())
    assert "1.2Assumed for the tests." in table
    assert "one sideAssumed for the tests." in table
    assert "3 g/AhWhat the table gives. (" in table.replace("\xa0", " ")
    for anchor in ("zn-cell.html#m-capacity-slow", "zn-cell.html#m-efficiency", "mno2.html#m-potential"):
        assert f"materials/{anchor}" in page.links
    assert "Invented for the tests." in [item.text for item in page.all("li")]


def test_the_form_has_a_label_and_bounds_for_every_input(page: Reader) -> None:
    labels = {item.attributes["for"] for item in page.all("label")}
    fields = {item.attributes["id"]: item.attributes for item in (*page.all("input"), *page.all("select"))}
    assert {f"cell-{one.parameter}" for one in INPUTS} | {"cell-negative", "cell-positive"} == labels
    for one in INPUTS:
        field = fields[f"cell-{one.parameter}"]
        assert "required" in field
        assert one.choices or (float(field["data-low"]), float(field["data-high"])) == (one.low, one.high)
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
    assert assumed["positive-voltage"] == {"value": 1.4, "label": "assumed by this page", "note": "positive-voltage"}
    assert assumed["positive-foil"]["value"] == 20
    assert assumed["negative-capacity"] is None
    notes = {item.attributes["data-note"]: item.text for item in page.elements if "data-note" in item.attributes}
    assert notes["negative-foil-density"] == "Zinc."
    assert {item["note"] for item in assumed.values() if item} == set(notes)
    assert set(data["states"]) == {state.value for state in tiny_library.count_states()}


def test_a_review_without_an_estimate_has_no_page(tiny_library: Library) -> None:
    review = tiny_library.review.model_copy(update={"cell_estimate": None})
    library = replace(tiny_library, review=review)
    assert PAGE not in {page.path for page in rendered_pages(library)}
    assert candidates(library) == {}


def test_a_symbol_has_its_subscript() -> None:
    assert read_html(convert(str(show_symbol("C_n")))).all("sub")[0].text == "n"
    assert not read_html(convert(str(show_symbol("η")))).all("sub")
