"""DOIs are found in every form in which they are pasted, and titles are the same however they are printed."""

import pytest

from living_review.text.identity import find_doi, title_key


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1039/C7EE03016A", "10.1039/C7EE03016A"),
        ("doi: 10.1039/C7EE03016A", "10.1039/C7EE03016A"),
        ("https://doi.org/10.1002/1521-3773(20010316)40:6<9823", "10.1002/1521-3773(20010316)40:6"),
        ("<a href='https://doi.org/10.1000/x y'>", "10.1000/x"),
        ("10.1/x", None),
        ("10.1000/", None),
        ("", None),
    ],
)
def test_a_doi_is_found_in_a_text(text: str, doi: str | None) -> None:
    assert find_doi(text) == doi


PRINTED = [
    "α-Fe2O3@C as an Anode: Sodium–Ion & Beyond",
    "alpha-Fe<sub>2</sub>O<sub>3</sub>@C as an anode: sodium-ion and beyond",
    "α‐Fe₂O₃@C as an anode. Sodium ion &amp; beyond",
    "&alpha;-Fe$_2$O$_3$@C AS AN ANODE – SODIUM\u00a0ION AND BEYOND",
    r"$\alpha$-Fe$_{2}$O$_{3}$@C as an ånode: sodium-ion {\&} beyond",
]


@pytest.mark.parametrize("title", PRINTED)
def test_all_ways_to_print_a_title_have_one_key(title: str) -> None:
    assert title_key(title) == "alphafe2o3casananodesodiumionandbeyond"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Fe2O3 as an anode", "Fe3O4 as an anode"),
        ("α-MnO2", "β-MnO2"),
        ("Hard carbon", "Correction to: Hard carbon"),
        ("钠离子电池", "锂离子电池"),
        ("Tin < antimony", "Tin > antimony and bismuth"),
    ],
)
def test_other_titles_have_other_keys(first: str, second: str) -> None:
    assert title_key(first) != title_key(second)


def test_a_title_of_signs_alone_has_no_key() -> None:
    assert title_key("–?!") == ""
