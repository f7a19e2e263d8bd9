"""Questions in words to the page of all measurements, and its materials: what a reader types, follows and opens."""

from urllib.parse import parse_qsl, quote_plus

import pytest
from playwright.sync_api import expect

from living_review.derive.catalogue import Catalogue
from tests.browser import OpenVisit
from tests.review.exploring import EFFICIENCY, METRIC, RETENTION, address, ask, explore, hash_of, shown, status

CAPACITY, CURRENT, CYCLES, LOADING = ("metric", METRIC), "at.current", "at.cycles", "at.mass-loading"
HARD = ("family", "hard-carbon")


QUESTIONS = {
    "hard carbon full cell ether > 250 mAh/g": [
        HARD,
        CAPACITY,
        ("at.cell-type", "full cell"),
        ("at.electrolyte", "ethers"),
        ("value.from", "250"),
    ],
    "Sb-C after 500 cycles": [("q", "Sb-C"), (f"{CYCLES}.from", "500")],
    "ICE > 90 % hard carbon ether": [HARD, ("metric", EFFICIENCY), ("at.electrolyte", "ethers"), ("value.from", "90")],
    "bismuth 10 A/g": [("family", "bismuth"), (f"{CURRENT}.from", "10"), (f"{CURRENT}.to", "10")],
    "full-cell hard carbons, loading over 5 mg/cm2": [HARD, ("at.cell-type", "full cell"), (f"{LOADING}.from", "5")],
    "retention after 1,000 cycles above 90%": [("metric", RETENTION), ("value.from", "90"), (f"{CYCLES}.from", "1000")],
    "iron sulphide > 500 mA h g⁻¹": [("family", "iron"), CAPACITY, ("compound", "sulfides"), ("value.from", "500")],
    "verified phosphorus": [("family", "phosphorus"), ("state", "verified")],
    "sodium metal ionic liquid": [("family", "sodium-metal"), ("at.electrolyte", "ionic liquids")],
    "hard carbon 2023": [HARD, ("year.from", "2023"), ("year.to", "2023")],
    "capacity of tin at 100 mA g-1 since 2020": [
        ("family", "tin"),
        CAPACITY,
        (f"{CURRENT}.from", "0.1"),
        (f"{CURRENT}.to", "0.1"),
        ("year.from", "2020"),
    ],
    "antimony in ethers or carbonates": [
        ("family", "antimony"),
        ("at.electrolyte", "ethers"),
        ("at.electrolyte", "carbonates"),
    ],
    "capacity 200–300 mAh per g": [CAPACITY, ("value.from", "200"), ("value.to", "300")],
    "mean voltage at most 0.5 V": [("metric", "mean-voltage"), ("value.to", "0.5")],
    "hard carbon 1300 °C": [
        HARD,
        ("metric", "carbonisation-temperature"),
        ("value.from", "1300"),
        ("value.to", "1300"),
    ],
    "-20 °C": [("at.temperature.from", "-20"), ("at.temperature.to", "-20")],
    "capacity between -20 and -10 °C": [CAPACITY, ("at.temperature.from", "-20"), ("at.temperature.to", "-10")],
    "bismuth constructor": [("family", "bismuth")],
    "hard carbon capacity > 300 mAh/g initial efficiency > 85 %": [
        HARD,
        CAPACITY,
        ("value.from", "300"),
        (f"of.{EFFICIENCY}.from", "85"),
    ],
    "capacity of hard carbon with surface area < 10 m2/g": [HARD, CAPACITY, ("of.specific-surface.to", "10")],
    "surface area < 10 m2/g": [("metric", "specific-surface"), ("value.to", "10")],
    "lowest volume change": [("metric", "volume-change"), ("sort", "value.asc")],
    "best anodes for sodium-ion batteries made of hard carbon": [HARD],
    "<img src=x> 18-crown-6": [("q", "img src x 18-crown-6")],
}


@pytest.fixture(scope="module")
def found(real_catalogue: Catalogue) -> Catalogue:
    return real_catalogue


def test_questions_become_filters(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen)
    read = {}
    for question, state in QUESTIONS.items():
        ask(page, question)
        expect(page.locator(".explore-ask output")).not_to_be_empty()
        read[question] = sorted(item for item in parse_qsl(hash_of(page)) if item[0] != "sort" or item in state)
    assert read == {question: sorted(state) for question, state in QUESTIONS.items()}
    assert seen.errors == []


def test_the_answer_says_how_it_was_understood(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen)
    said = page.locator(".explore-ask output")
    ask(page, "iron sulphide nanosheets > 200 mAh/g")
    expect(said).to_contain_text("Understood as Family: Iron-based")
    expect(said).to_contain_text("Searched as words: nanosheets")
    ask(page, "ICE > 90 % and > 300 mAh/g zzzz")
    expect(said).to_contain_text("whose material also has such a value of Specific capacity")
    expect(said).to_contain_text("Found nowhere, so left out: zzzz")
    page.locator(".explore-chips button").first.click()
    expect(said).to_be_empty()
    page.go_back()
    expect(page.locator(".explore-chips button", has_text="Family: Iron-based")).to_be_visible()
    assert seen.errors == []


def test_what_is_left_out_is_left_out(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    said = page.locator(".explore-ask output")
    ask(page, "hard carbon capacity, not full cell")
    expect(said).to_contain_text("Family: Hard carbon")
    cells = {words[0] for words in (entry.facets["at.cell-type"] for entry in found.entries)}
    asked = parse_qsl(hash_of(page))
    assert {word for key, word in asked if key == "at.cell-type"} == cells - {"full cell"}
    ask(page, "values without iron")
    expect(said).to_contain_text("not used: not iron, since a value can have several of these", ignore_case=True)
    ask(page, "best anode")
    expect(said).to_contain_text("not used: best, since no metric is named to rank by", ignore_case=True)
    ask(page, "best initial efficiency of hard carbon")
    expect(said).not_to_contain_text("not used")
    ask(page, "hard carbon > 0.3 Ah/g")
    assert ("value.from", "300") in parse_qsl(hash_of(page))


def test_a_link_may_ask(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"ask={quote_plus('bismuth full cell')}")
    assert parse_qsl(hash_of(page)) == [("family", "bismuth"), ("at.cell-type", "full cell")]
    wanted = {
        address(entry)
        for entry in found.entries
        if entry.material.family == "bismuth" and "full cell" in entry.facets["at.cell-type"]
    }
    assert set(shown(page)) == wanted
    expect(page.get_by_label("Ask for values")).to_have_value("bismuth full cell")


def test_examples_have_answers(visit: OpenVisit) -> None:
    page = explore(visit())
    examples = page.locator(".explore-ask p a")
    assert examples.count() == 4
    for place in range(examples.count()):
        examples.nth(place).click()
        expect(page.locator(".explore-ask output")).to_contain_text("Understood as")
        assert page.locator(".explore-table a.value").count() > 0


def test_no_result_says_which_filter_to_leave_out(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), "family=phosphorus&metric=specific-capacity&value.from=250&at.temperature.to=-100")
    without = page.locator(".explore-none button", has_text="without Temperature")
    wanted = sum(
        entry.material.family == "phosphorus"
        and entry.measurement.metric == METRIC
        and (entry.numbers["value"] or (0, 0))[1] >= 250
        for entry in found.entries
    )
    expect(without).to_have_text(f"{wanted} without Temperature")
    assert wanted > 0
    without.click()
    expect(status(page)).to_have_text(f"{wanted} of {len(found.entries)} measurements")


def test_values_stand_material_by_material(visit: OpenVisit, found: Catalogue) -> None:
    seen = visit()
    page = explore(seen, f"metric={METRIC}&family=antimony")
    page.locator('select[name="by"]').select_option("materials")
    best: dict[str, float] = {}
    counts: dict[str, int] = {}
    for entry in found.entries:
        if entry.measurement.metric == METRIC and entry.material.family == "antimony":
            low, high = entry.numbers["value"] or (0, 0)
            best[entry.material.id] = max(best.get(entry.material.id, 0), (low + high) / 2)
            counts[entry.material.id] = counts.get(entry.material.id, 0) + 1
    expect(status(page)).to_contain_text(f"of {len(best)} materials")
    groups = page.locator(".explore-group")
    assert groups.count() == min(25, len(best))
    records = [
        (href or "").removeprefix("materials/").removesuffix(".html")
        for href in (link.get_attribute("href") for link in page.locator(".explore-group th a").all())
    ]
    assert [best[record] for record in records] == sorted(best.values(), reverse=True)[: len(records)]
    toggle = groups.nth(1).locator("button")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    assert page.locator(".explore-table tbody tr").count() == groups.count() + counts[records[1]]
    assert "by=materials" in hash_of(page)
    assert seen.errors == []
