"""What the tests of the generator say of the small review, and what else must hold, of the records of this one."""

from urllib.parse import parse_qsl

import yaml

from living_review.charts import draw_chart
from living_review.charts._drawing import Canvas
from living_review.derive.derivations import derivations
from living_review.derive.findability import search_names
from living_review.derive.similar import MOST, similar_materials
from living_review.electrochemistry.derivations import carrier
from living_review.electrochemistry.lookup import hosts_of
from living_review.electrochemistry.records import Material
from living_review.model.library import Library
from living_review.model.material import Kind
from living_review.model.verdict import Verdict
from living_review.modules import ALL_CODES
from tests.architecture.test_github import fields
from tests.charts.drawing import WIDE
from tests.electrochemistry.test_capacity import PUBLISHED
from tests.explore.test_explore import boxes, data_of, page_of
from tests.projects import ROOT, codes


def test_the_review_has_no_problem() -> None:
    assert codes(ROOT) == []


def test_the_licences_are_open(real_library: Library) -> None:
    review = real_library.review
    assert review.records_licence == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert review.prose_licence == "https://creativecommons.org/licenses/by/4.0/"


def test_reactions_are_those_that_meet_published_values(real_library: Library) -> None:
    known = {formula: reaction for formula, reaction, *_ in PUBLISHED}
    own = [item for item in hosts_of(real_library).values() if item.formula in known and item.reaction]
    assert [item.formula for item in own if item.reaction != known[item.formula]] == []


def test_the_carrier_is_the_ion_that_a_host_takes_up(real_library: Library) -> None:
    assert {carrier(host) for host in hosts_of(real_library).values() if host.reaction} == {"Na", "electrons"}


def test_our_own_data_leave_no_objection_unanswered(real_library: Library) -> None:
    open_ones: list[Verdict] = []
    for verdict in real_library.verdicts:
        if not verdict.holds:
            material = real_library.materials[verdict.owner]
            item = next(item for item in material.measurements if item.id == verdict.measurement)
            number = ALL_CODES[verdict.check].number if verdict.check in ALL_CODES else f"C-{verdict.check}"
            if number not in item.answers:
                open_ones.append(verdict)
    assert open_ones == []
    assert sum(not verdict.holds for verdict in real_library.verdicts) >= 4


def test_every_formula_has_a_source(real_library: Library) -> None:
    for material in real_library.materials.values():
        for item in material.measurements:
            for one in derivations(real_library, material, item):
                assert one.formula
                assert one.numbers
                assert one.source


def test_a_record_is_found_by_who_measured_it(real_library: Library) -> None:
    """All authors count, also those that a citation shortens to et al."""
    names = search_names(real_library, real_library.materials["ge-film"])
    assert "Baggetto Keum Browning Veith 2013 10.1016/j.elecom.2013.05.025" in names


def test_the_repository_is_cited_as_the_site_is(real_library: Library) -> None:
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    review = real_library.review
    assert found["title"] == f"{review.name}: {review.subtitle}"
    assert found["authors"] == [{"name": review.author}]
    assert not {"doi", "identifiers"} & set(found)


def test_the_form_of_a_new_material_matches_the_record() -> None:
    asked = fields("new-material")
    assert set(asked) - {"source"} <= {field.alias or name for name, field in Material.model_fields.items()}
    assert asked["kind"]["attributes"]["options"] == [kind.value for kind in Kind]
    assert asked["source"]["validations"]["required"] == "true"


# The page leads to states of itself.
HERE = "explore.html#"


def test_every_named_view_shows_something(real_library: Library) -> None:
    page, columns = page_of(real_library), data_of(real_library)["columns"]
    # An anchor of the page has no "=", a question is no state.
    links = [link for link in page.links if link.startswith(HERE) and "=" in link and "ask=" not in link]
    assert len(links) == len(real_library.review.views) >= 3
    facets = [name for name, column in columns.items() if "choices" in column]
    for link in links:
        fields = parse_qsl(link.removeprefix(HERE))
        wanted = [(name, value) for name, value in fields if name in facets]
        offered = {(name, box.attributes["value"]) for name in facets for box in boxes(page, name)}
        assert wanted or any(name.endswith((".from", ".to")) for name, _ in fields)
        assert set(wanted) <= offered


def test_a_positive_electrode_is_charted_among_its_own_family(real_library: Library) -> None:
    family = [item for item in real_library.materials.values() if not real_library.is_compared(item)]
    material = next(item for item in family if item.measurements)
    drawing = draw_chart(
        real_library.charts[real_library.review.record_chart or ""], Canvas(real_library, WIDE, material)
    )
    assert drawing
    assert material.name in {row[0] for row in drawing.rows}


def test_similar_materials_are_few_and_have_reasons(real_library: Library) -> None:
    for material in list(real_library.materials.values())[::20]:
        found = similar_materials(real_library, material)
        assert 0 < len(found) <= MOST
        assert material.id not in {item.id for item in found}
        assert all(item.reasons for item in found), material.id
