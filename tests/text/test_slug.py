"""Ids made of texts."""

from living_review.text.slug import short_slug, slug_of


def test_a_slug_has_small_letters_and_digits_with_hyphens_between() -> None:
    assert slug_of("Sb@C, 0.1 A/g (Übersicht)") == "sb-c-0-1-a-g-ubersicht"


def test_a_long_slug_keeps_its_beginning_and_stays_unlike_others() -> None:
    assert short_slug(["0.1 A/g", "2"]) == "0-1-a-g-2"
    one, other = short_slug(["x" * 200, "1"]), short_slug(["x" * 200, "2"])
    assert one != other
    assert one.startswith("x" * 51)
    assert len(one) == len(other) == 60
