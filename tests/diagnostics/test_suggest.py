"""Suggestions: the nearest valid name, and short lists of choices."""

import pytest

from living_review.diagnostics.suggest import SHOWN, choices, hint, nearest

NAMES = ["current-capacity", "corrosion-rate", "swelling", "Zn"]


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ("current-capasity", "current-capacity"),
        ("Corrosion-Rate", "corrosion-rate"),
        ("corosion rate", "corrosion-rate"),
        ("sweling", "swelling"),
        ("ZN", "Zn"),
        ("colour", None),
        ("", None),
    ],
)
def test_the_nearest_name(found: str, name: str | None) -> None:
    assert nearest(found, NAMES) == name
    assert hint(found, NAMES) == (f'Did you mean "{name}"? ' if name else "")


def test_nothing_is_near_where_nothing_is() -> None:
    assert nearest("x", []) is None
    assert choices([]) == ""


def test_few_choices_are_all_listed_in_their_order() -> None:
    assert choices(NAMES, "sweling") == "current-capacity, corrosion-rate, swelling, Zn"


def test_of_many_choices_the_nearest_are_listed() -> None:
    names = [f"name-{number:02}" for number in range(SHOWN + 28)] + ["swelling"]
    shown = choices(names, "sweling")
    assert shown.startswith("swelling")
    assert shown.endswith("… (41 in all)")
    assert choices(names, "ÄÖÜ").startswith("name-00, name-01")
