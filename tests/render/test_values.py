"""The table of values fits its headings and its units."""

from html import unescape
from pathlib import Path

import pytest

from living_review.render.components.key_numbers import key_numbers
from living_review.render.components.parts import Parts
from living_review.render.components.values import columns_of, wide_names
from living_review.site.page import Settings
from living_review.site.site import Site
from living_review.text.markup import part_unit, show_value
from tests.projects import BARE, library_of, project


def test_a_long_word_makes_a_heading_wide() -> None:
    names = ["Rate", "Mean temperature", "Wavelength", "Cell gap"]
    assert wide_names(names) == ["Mean temperature", "Wavelength"]


def test_wide_columns_leave_room_for_other_conditions(tmp_path: Path) -> None:
    conditions = "".join(
        f"{key}: {{name: {name}, kind: quantity, definition: One.}}\n"
        for key, name in (("a", "Wavelength"), ("b", "Temperature"), ("c", "Rate"), ("d", "Load"))
    )
    library = library_of(project(tmp_path, BARE | {"data/conditions.yml": conditions}))
    assert columns_of(library, [{"a": "1", "b": "2", "c": "3", "d": "4"}] * 3) == ["a", "c"]
    assert columns_of(library, [{"c": "3", "d": "4"}] * 3) == ["c", "d"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.036 W/(m K)", "0.036 W/(m\u00a0K)"),
        ("1.2 ± 0.1 g", "1.2\u00a0±\u00a00.1 g"),
        ("25 µm", "25 µm"),
        ("12", "12"),
    ],
)
def test_a_line_breaks_before_a_unit_and_not_in_it(text: str, shown: str) -> None:
    assert unescape(part_unit(show_value(text))) == shown


def test_a_metric_without_a_wanted_direction_has_no_first_value(tmp_path: Path) -> None:
    record = "data/materials/zinc/zn.yml"
    first = next(line for line in str(BARE[record]).splitlines(True) if "id: leak" in line)
    text = str(BARE[record]).replace(first, first + first.replace("id: leak", "id: leak-2").replace("180", "190"))
    review = str(BARE["data/review.yml"]) + "watched: [leak, merit]\n"
    library = library_of(project(tmp_path, BARE | {record: text, "data/review.yml": review}))
    leak, merit = key_numbers(Parts(Site(library, Settings()), "materials/zn.md"), library.materials["zn"])
    assert (leak.rank, leak.tier) == ("one of 2 values", ("", ""))
    assert merit.rank == ""
