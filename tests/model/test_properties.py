"""Properties of units and reactions that hold whatever the numbers are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_review.electrochemistry.capacity import theoretical_capacity
from living_review.electrochemistry.reaction import parse_reaction
from living_review.model.quantity import parse_written
from living_review.model.units import Units
from living_review.text.formula import molar_mass

UNITS = Units({"C": "[charge_rate]"})
NUMBERS = st.floats(min_value=1e-6, max_value=1e6, allow_nan=False, allow_infinity=False)
CAPACITIES = st.sampled_from(["mAh/g", "Ah/kg", "mA h g-1", "Ah/g", "µAh/mg"])
HOSTS = st.sampled_from(["Sb", "Bi", "P", "Sn", "Ge", "C6", "Fe2O3"])


@given(number=NUMBERS, unit=CAPACITIES, other=CAPACITIES)
def test_a_conversion_there_and_back_gives_the_number_again(number: float, unit: str, other: str) -> None:
    there = UNITS.convert(parse_written(f"{number:.12g} {unit}"), other).middle
    assert there * UNITS.factor(other, unit) == pytest.approx(number, rel=1e-9)


@given(one=CAPACITIES, two=CAPACITIES, three=CAPACITIES)
def test_factors_multiply(one: str, two: str, three: str) -> None:
    assert UNITS.factor(one, two) * UNITS.factor(two, three) == pytest.approx(UNITS.factor(one, three))


@given(low=NUMBERS, step=NUMBERS, sign=st.sampled_from(["", ">", "<", "~", "≥", "≤"]))
def test_an_interval_keeps_order_and_sign(low: float, step: float, sign: str) -> None:
    value = UNITS.convert(parse_written(f"{sign}{low:.9g}–{low + step:.9g} mAh/g"), "Ah/kg")
    assert value.least <= value.low <= value.middle <= value.high <= value.most
    assert value.comparator == sign


@given(electrons=st.integers(1, 40), mass=NUMBERS, factor=st.integers(1, 9))
def test_a_limit_is_proportional_to_charge_and_inverse_to_mass(electrons: int, mass: float, factor: int) -> None:
    limit = theoretical_capacity(electrons, mass)
    assert theoretical_capacity(factor * electrons, mass) == pytest.approx(factor * limit)
    assert theoretical_capacity(electrons, factor * mass) == pytest.approx(limit / factor)


@given(host=HOSTS, count=st.integers(1, 30))
def test_a_reaction_with_as_many_ions_as_electrons_balances(host: str, count: int) -> None:
    product = f"Na{count}{host}" if count > 1 else f"Na{host}"
    reaction = parse_reaction(f"{host} + {count} Na+ + {count} e- -> {product}")
    assert reaction.imbalance() == {}
    assert reaction.electrons == count
    mass = molar_mass(product)
    assert mass == pytest.approx(molar_mass(host) + count * molar_mass("Na"))


@given(host=HOSTS, ions=st.integers(1, 30), electrons=st.integers(1, 30))
def test_a_reaction_balances_only_if_charge_does(host: str, ions: int, electrons: int) -> None:
    product = f"Na{ions}{host}" if ions > 1 else f"Na{host}"
    reaction = parse_reaction(f"{host} + {ions} Na+ + {electrons} e- -> {product}")
    expected = {} if ions == electrons else {"charge": Fraction(ions - electrons)}
    assert reaction.imbalance() == expected
