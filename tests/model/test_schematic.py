"""Shapes of schematics: what can be drawn, and what is refused with which reason."""

from typing import Any

import pytest
from pydantic import ValidationError

from living_review.model.schematic import MOST_MARKS, Schematic, Shape

DRAWN: list[dict[str, Any]] = [
    {"circle": "10 20 5.5"},
    {"rectangle": "0 -3 10 20", "turn": "-30"},
    {"line": "0 0 10 10 20 0", "look": ["smooth", "closed"]},
    {"arrow": "0 0 10 10"},
    {"path": "M 0 0 C 1 2 3 4 5 6 7 8 9 10 11 12 L 3 -4.5 H 2 Z"},
    {"text": "Na^+^", "at": "5 5"},
    {"text": ["two", "lines"], "at": "5 5"},
    {"part": "ion", "at": "5 5", "scale": "1.5"},
    {"circle": "1 1 1", "repeat": "3 2 10 -5"},
]
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "it says not what it is"),
    ({"role": "sodium"}, "it says not what it is"),
    ({"circle": "1 1 1", "line": "0 0 1 1"}, "it is circle and line at once"),
    ({"text": "Na"}, "the text has no place"),
    ({"part": "ion"}, "the part has no place"),
    ({"circle": "1 1"}, '"1 1" is not three numbers'),
    ({"circle": "1 1 0"}, '"1 1 0" is not three numbers'),
    ({"circle": "1, 1, 1"}, '"1, 1, 1" is not three numbers'),
    ({"circle": "1 1 nan"}, '"1 1 nan" is not three numbers'),
    ({"circle": "1 1 1e9"}, '"1 1 1e9" is not three numbers'),
    ({"circle": ["1", "1", "1"]}, "numbers are missing"),
    ({"rectangle": "0 0 10 -1"}, '"0 0 10 -1" is not four numbers'),
    ({"line": "0 0"}, '"0 0" is not pairs of numbers'),
    ({"line": "0 0 1"}, '"0 0 1" is not pairs of numbers'),
    ({"line": "0 0 1 1", "weight": "0"}, '"0" is not one number'),
    ({"line": "0 0 1 1", "turn": "right"}, '"right" is not one number'),
    ({"circle": "1 1 1", "repeat": "1.5 1 0 0"}, '"1.5 1 0 0" is not four numbers'),
    ({"circle": "1 1 1", "repeat": "61 1 0 0"}, '"61 1 0 0" is not four numbers'),
    ({"path": "L 0 0"}, '"L 0 0" is not a path'),
    ({"path": "M 0"}, '"M 0" is not a path'),
    ({"path": "M 0 0 C 1 2 3"}, '"M 0 0 C 1 2 3" is not a path'),
    ({"path": "M 0 0 Z 1"}, '"M 0 0 Z 1" is not a path'),
    ({"path": 'M 0 0"/><script>'}, '"M 0 0"/><script>" is not a path'),
    ({"path": ""}, '"" is not a path'),
]


def reasons(model: type[Any], value: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return [item["ctx"]["reason"] for item in caught.value.errors() if item["type"] == "bad-shape"]


def schematic(shapes: list[dict[str, Any]], parts: dict[str, list[dict[str, Any]]] | None = None) -> dict[str, Any]:
    panel = {"title": "a", "alternative": "b", "size": "100 100", "shapes": shapes}
    return {"title": "a", "sentence": "b", "parts": parts or {}, "panels": [panel]}


@pytest.mark.parametrize("shape", DRAWN)
def test_a_shape_can_be_drawn(shape: dict[str, Any]) -> None:
    assert Shape.model_validate(shape)


@pytest.mark.parametrize(("shape", "reason"), REFUSED)
def test_what_cannot_be_drawn_is_refused_with_its_reason(shape: dict[str, Any], reason: str) -> None:
    assert reasons(Shape, shape) == [reason]


@pytest.mark.parametrize("size", ["39 100", "100 1201", "100", "a b"])
def test_a_panel_has_a_size_that_fits_a_page(size: str) -> None:
    entry = schematic([{"circle": "1 1 1"}])
    entry["panels"][0]["size"] = size
    assert reasons(Schematic, entry) == [f'"{size}" is not two numbers']


def test_a_drawing_is_bounded_whatever_is_repeated() -> None:
    dots = {"circle": "1 1 1", "repeat": "50 40 1 1"}
    assert len(Schematic.model_validate(schematic([dots])).panels[0].shapes) == 1
    assert reasons(Schematic, schematic([dots, {"circle": "1 1 1"}])) == [f"{MOST_MARKS + 1:,} marks would be drawn"]
    placed = {"part": "dots", "at": "0 0", "repeat": "2 1 1 1"}
    assert reasons(Schematic, schematic([placed], {"dots": [dots]})) == [f"{2 * MOST_MARKS:,} marks would be drawn"]


def test_parts_have_no_parts() -> None:
    parts = {"a": [{"part": "b", "at": "0 0"}], "b": [{"part": "a", "at": "0 0"}]}
    assert reasons(Schematic, schematic([{"part": "a", "at": "0 0"}], parts)) == ["a part has a part"]
