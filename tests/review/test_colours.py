"""Families are told apart by every eye: by colour, and where colours come near each other, by the shape of the point.

Fourteen colours cannot all lie far apart for an eye that lacks one kind of cone. Here a difference below 2 is not seen
and one of 10 is seen at a glance (CIEDE2000). The best that a search over some 600 colours found for all pairs of
fourteen families was about 10, with several near black; these keep hues that a reader can name.
"""

from itertools import combinations

import pytest
from coloraide import Color

from living_review.charts._palette import SHAPES
from living_review.model.library import Library

# How far any two families are apart, and how far two that share a shape. Neighbours never share one.
LEAST, LEAST_OF_ONE_SHAPE = 8, 19
# WCAG 2.2, 1.4.11: the contrast of graphics to their ground.
LEAST_CONTRAST = 3
GROUNDS = {"light": "#ffffff", "dark": "#1e2129"}
EYES = ("", "protan", "deutan", "tritan")


def seen(colour: str, eye: str) -> Color:
    return Color(colour).filter(eye) if eye else Color(colour)


def distance(one: str, other: str) -> float:
    """Return how far apart the eye that confuses them most sees two colours."""
    return min(seen(one, eye).delta_e(seen(other, eye), method="2000") for eye in EYES)


def colours(library: Library, tone: str) -> list[str]:
    return [str(getattr(family.colour, tone)) for family in library.families.values()]


@pytest.mark.parametrize("tone", GROUNDS)
def test_every_pair_of_families_is_told_apart(real_library: Library, tone: str) -> None:
    found = colours(real_library, tone)
    pairs = list(combinations(range(len(found)), 2))
    assert len(pairs) > 50
    near = {(i, j): round(distance(found[i], found[j]), 1) for i, j in pairs if distance(found[i], found[j]) < LEAST}
    assert near == {}


@pytest.mark.parametrize("tone", GROUNDS)
def test_families_that_share_a_shape_are_far_apart(real_library: Library, tone: str) -> None:
    found = colours(real_library, tone)
    count = len(SHAPES)
    assert len(set(SHAPES)) == count
    apart = [distance(found[i], found[j]) for i, j in combinations(range(len(found)), 2) if (j - i) % count == 0]
    assert min(apart) >= LEAST_OF_ONE_SHAPE


@pytest.mark.parametrize("tone", GROUNDS)
def test_points_stand_out_from_the_page(real_library: Library, tone: str) -> None:
    ground = Color(GROUNDS[tone])
    assert [found for found in colours(real_library, tone) if ground.contrast(found) < LEAST_CONTRAST] == []
