"""The tables of the guide on how values are written hold, with the units and conditions of this review."""

import re

import pytest

from living_review.model.conditions import read_solution
from living_review.model.library import Library
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.units import DimensionError, Interval, UnknownUnitError
from tests.projects import ROOT

GUIDE = (ROOT / "content" / "guide" / "write-a-value.md").read_text("utf-8")
CODES = {ValueTextError: "E106", DimensionError: "E107", UnknownUnitError: "E103"}


def rows(heading: str) -> list[tuple[str, list[str]]]:
    """Return what stands in backticks in the first column below a heading, each with the other columns of its row."""
    section = GUIDE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.split("\n") if line.startswith("|")]
    return [(text, others) for first, *others in cells[2:] for text in re.findall(r"`([^`]+)`", first)]


def shown(value: Interval) -> str:
    low, high = f"{value.low:.6g}", f"{value.high:.6g}"
    error = "" if value.error is None else f" ± {value.error:.6g}"
    return f"{value.comparator}{low}{'' if low == high else f'–{high}'}{error}"


@pytest.mark.parametrize(("text", "others"), rows("Numbers with a unit"))
def test_what_is_printed_is_read(real_library: Library, text: str, others: list[str]) -> None:
    unit, expected = others
    assert shown(real_library.converter.convert(parse_written(text), unit)) == expected


@pytest.mark.parametrize(("text", "others"), rows("What is asked"))
def test_what_has_two_meanings_is_asked(real_library: Library, text: str, others: list[str]) -> None:
    with pytest.raises((ValueTextError, DimensionError, UnknownUnitError)) as caught:
        real_library.converter.convert(parse_written(text), others[0])
    assert CODES[caught.type] == others[1]


@pytest.mark.parametrize(("text", "others"), rows("Electrolytes"))
def test_electrolytes_have_parts_and_a_class(real_library: Library, text: str, others: list[str]) -> None:
    condition = real_library.conditions["electrolyte"]
    found = read_solution(text, condition)
    assert found
    solvents = " + ".join(found.solvents) + (f" ({found.ratio})" if found.ratio else "")
    parts = [found.salt or "", found.concentration or "", solvents, " + ".join(found.additives)]
    assert [*parts, found.group(condition.groups)] == others
    assert found.unknown(condition.groups) == []


@pytest.mark.parametrize("text", ["RT", "r.t.", "room temperature"])
def test_a_synonym_of_a_choice_has_its_word(real_library: Library, text: str) -> None:
    assert real_library.conditions["temperature"].word(text) == "room temperature"
