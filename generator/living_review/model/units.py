"""Units of a review: pint's, and those that data/units.yml declares; the only door to pint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import inf

import pint

from living_review.model.domain import Unit
from living_review.model.quantity import Written
from living_review.text.signs import lowered, plain_signs

_LETTERS = "A-Za-zµΩÅ%‰°℃"
# A number behind a unit is its power; a sign may be set off from the unit, as in g −1.
_POWER = r"(?:\^?[{(]?\+?(?P<power>[0-9])[)}]?|\s?\^?[{(]?(?P<inverse>-[0-9])[)}]?)?"
_CLOSING = re.compile(rf"\s*\){_POWER}")
_ONE = re.compile(r"\s*1\s*(?=/)")
_CELSIUS = ("°C", "° C", "℃", "oC")
_SHARES = ("%", "‰", "ppm")
_NUMBERS = count()
# No unit is longer; brackets within brackets may stand no deeper than a program can look.
_LONGEST = 100


class UnknownUnitError(ValueError):
    """A unit that nobody declared: ``symbol`` and its ``offset`` in the unit's text."""

    def __init__(self, symbol: str, offset: int) -> None:
        super().__init__(symbol)
        self.symbol = symbol
        self.offset = offset


class DimensionError(ValueError):
    """A unit that measures something else than is wanted."""


Dimension = pint.util.UnitsContainer
# The constants of formulas, by the names that pint has for them.
CONSTANTS = {
    "faraday": "faraday_constant",
    "avogadro": "avogadro_constant",
    "boltzmann": "boltzmann_constant",
    "gas-constant": "molar_gas_constant",
    "planck": "planck_constant",
    "elementary-charge": "elementary_charge",
    "electron-mass": "electron_mass",
    "speed-of-light": "speed_of_light",
    "vacuum-permittivity": "vacuum_permittivity",
    "standard-gravity": "standard_gravity",
    "stefan-boltzmann": "stefan_boltzmann_constant",
    "pi": "pi",
}


@dataclass(frozen=True)
class Interval:
    """A value in the unit of its metric: bounds, comparator (``""``, ``~``, ``>``, ``<``, ``≥``, ``≤``) and ± error."""

    low: float
    high: float
    comparator: str = ""
    error: float | None = None

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def span(self) -> tuple[float, float]:
        """Return the least and the largest number that stand in it, with its error; a bound counts as what it bounds."""
        error = self.error or 0
        return self.low - error, self.high + error

    @property
    def least(self) -> float:
        """Return the smallest number that the value can mean."""
        return -inf if self.comparator in ("<", "≤") else self.span[0]

    @property
    def most(self) -> float:
        """Return the largest number that the value can mean."""
        return inf if self.comparator in (">", "≥") else self.span[1]


@cache
def _registry() -> "pint.UnitRegistry[float]":
    """Return the one registry; making one takes longer than everything else here."""
    return pint.UnitRegistry()


@cache
def _define(definition: str) -> str | None:
    """Return the unambiguous name under which a definition stands in the registry, or None if it is no unit."""
    if "=" in definition:  # pint would take what follows for further names, and give them to all reviews
        return None
    name = f"declared_unit_{next(_NUMBERS)}_"
    try:
        _registry().define(f"{name} = {definition}")
        return name if _registry().Unit(name).dimensionality is not None else None
    except Exception:  # what pint raises for a definition it cannot read depends on where it stops
        return None


@cache
def _root(unit: pint.Unit) -> pint.Unit:
    """Return the base units of a unit; unlike its dimension they tell an angle or a count of turns from a plain number."""
    return _registry().get_root_units(unit)[1]


@cache
def constant(name: str) -> float:
    """Return a constant in base units."""
    return float(_registry().Quantity(1, CONSTANTS[name]).to_root_units().magnitude)


def constant_dimension(name: str) -> Dimension:
    return _registry().Unit(CONSTANTS[name]).dimensionality


class Units:
    """Reads and converts units. ``declared`` maps a symbol to its pint definition and wins over pint's own meaning."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.declared = {plain_signs(symbol): definition for symbol, definition in declared.items()}
        longest = sorted([*self.declared, *_CELSIUS], key=len, reverse=True)
        known = "|".join(re.escape(symbol) for symbol in longest)
        self._token = re.compile(
            rf"\s*(?P<sign>[/·*]|\.(?=[{_LETTERS}])|per\b)?\s*"
            rf"(?:(?P<open>\()|(?P<symbol>(?:{known})(?![{_LETTERS}])|[{_LETTERS}]+){_POWER})"
        )
        self._cache: dict[str, pint.Unit] = {}
        self._symbols: dict[tuple[str, bool], pint.Unit | None] = {}
        self._fits: dict[tuple[str, str], bool] = {}
        self._factors: dict[tuple[str, str], float] = {}
        self._in_base: dict[tuple[float, str], float] = {}
        self._converted: dict[tuple[Written, str], Interval] = {}

    def _known(self, symbol: str, alone: bool = False) -> pint.Unit | None:
        """Return the unit of a symbol; None, where there is none, is cached too: most words of a sentence are no unit."""
        if (symbol, alone) not in self._symbols:
            self._symbols[symbol, alone] = self._unit_of(symbol, alone)
        return self._symbols[symbol, alone]

    def _unit_of(self, symbol: str, alone: bool) -> pint.Unit | None:
        name = _define(self.declared[symbol]) if symbol in self.declared else symbol
        if name in _CELSIUS:  # within another unit, as in °C/min, a degree is a difference
            name = "degree_Celsius" if alone else "delta_degree_Celsius"
        try:
            return None if name is None else _registry().Unit(name)
        except (pint.errors.PintError, AttributeError, ValueError):  # unknown, or an offset such as that of m°C
            return None

    def _glued(self, symbol: str, power: int) -> pint.Unit | None:
        """Return two units without a sign between them, the first as long as it can be; the power is the second's: kJmol−1."""
        for cut in range(len(symbol) - 1, 0, -1):
            first, second = self._known(symbol[:cut]), self._known(symbol[cut:])
            if first is not None and second is not None:
                return _registry().Unit(first * second**power)
        return None

    def _factor_of(self, match: re.Match[str], alone: bool) -> pint.Unit:
        symbol, power = match["symbol"], int(match["power"] or match["inverse"] or 1)
        if (unit := self._known(symbol, alone and power == 1)) is not None:
            return _registry().Unit(unit**power)
        glued = self._glued(symbol, power) if power < 0 and symbol not in self.declared else None
        if glued is None:
            raise UnknownUnitError(symbol, match.start("symbol"))
        return glued

    def parse(self, text: str) -> pint.Unit:
        """Read a unit such as ``W/(m K)``, ``mm/s``, ``g cm-3``, ``S·cm⁻¹`` or ``1/K``; no expression is ever evaluated."""
        if text not in self._cache:
            self._cache[text] = self._parse(text)
        return self._cache[text]

    def _parse(self, text: str) -> pint.Unit:
        if len(text) > _LONGEST:
            raise UnknownUnitError(text, 0)
        plain = lowered(plain_signs(text)).replace("–", "-")
        one = _ONE.match(plain)
        unit, offset = self._product(plain, one.end() if one else 0)
        if offset < len(plain):
            rest = text[offset:]
            raise UnknownUnitError(rest.strip(), offset + len(rest) - len(rest.lstrip()))
        return unit

    def _product(self, plain: str, start: int) -> tuple[pint.Unit, int]:
        """Return the unit that stands from a place on, to the end or a closing bracket, and where it ends."""
        unit, offset = _registry().Unit(""), start
        while match := self._token.match(plain, offset):
            divides = match["sign"] in ("/", "per")
            if match["open"]:
                factor, offset = self._bracket(plain, match.end())
            else:
                is_first = not plain[:offset].strip()
                is_of_share = plain.startswith(_SHARES) and not (divides or match["inverse"])
                if not is_first and (match["symbol"] in _SHARES or is_of_share):
                    # A share of a unit is none: what is printed is an error in percent.
                    raise UnknownUnitError(plain, 0)
                factor = self._factor_of(match, is_first and not divides and match.end() == len(plain))
                offset = match.end()
            unit = _registry().Unit(unit / factor if divides else unit * factor)
        return unit, offset

    def _bracket(self, plain: str, start: int) -> tuple[pint.Unit, int]:
        """Return the unit between brackets, the first of which was read, and where it ends; raise UnknownUnitError."""
        unit, offset = self._product(plain, start)
        closing = _CLOSING.match(plain, offset)
        if not closing or offset == start:
            raise UnknownUnitError(plain[start - 1 :], start - 1)
        power = int(closing["power"] or closing["inverse"] or 1)
        return _registry().Unit(unit**power), closing.end()

    def knows(self, text: str) -> bool:
        """Tell whether a text is a unit."""
        try:
            self.parse(text)
        except UnknownUnitError:
            return False
        return True

    def fits(self, unit: str, wanted: str) -> bool:
        """Tell whether a unit measures what another does; raise UnknownUnitError.

        A number without a unit fits no share and no angle: 0.05 may be 5 %, or 0.05 %.
        """
        if (unit, wanted) not in self._fits:
            given, asked = self.parse(unit), self.parse(wanted)
            self._fits[unit, wanted] = _root(given) == _root(asked) and (bool(unit.strip()) or given == asked)
        return self._fits[unit, wanted]

    def factor(self, unit: str, wanted: str) -> float:
        """Return by what a number in one unit is multiplied to be in another; raise UnknownUnitError or DimensionError."""
        if (unit, wanted) not in self._factors:
            self._factors[unit, wanted] = self._factor(unit, wanted)
        return self._factors[unit, wanted]

    def _factor(self, unit: str, wanted: str) -> float:
        if not self.fits(unit, wanted):
            raise DimensionError(unit)
        return self._number(1.0, unit, wanted)

    def _number(self, number: float, unit: str, wanted: str) -> float:
        try:
            return float(_registry().Quantity(number, self.parse(unit)).to(self.parse(wanted)).magnitude)
        except pint.errors.PintError:  # of one dimension, but with an offset or a logarithm in it
            raise DimensionError(unit) from None

    def dimension(self, unit: str) -> Dimension:
        """Return what a unit measures; raise UnknownUnitError."""
        return self.parse(unit).dimensionality

    def to_base(self, number: float, unit: str) -> float:
        """Return a number in base units, a temperature in kelvin."""
        if (number, unit) not in self._in_base:
            quantity = _registry().Quantity(number, self.parse(unit))
            self._in_base[number, unit] = float(quantity.to_root_units().magnitude)
        return self._in_base[number, unit]

    def from_base(self, number: float, unit: str) -> float:
        """Return a number of base units in another unit of their dimension."""
        parsed = self.parse(unit)
        return float(_registry().Quantity(number, _root(parsed)).to(parsed).magnitude)

    def convert(self, value: Written, wanted: str) -> Interval:
        """Return a value in another unit; raise UnknownUnitError or DimensionError."""
        if (value, wanted) not in self._converted:
            self._converted[value, wanted] = self._convert(value, wanted)
        return self._converted[value, wanted]

    def _convert(self, value: Written, wanted: str) -> Interval:
        if not self.fits(value.unit, wanted):
            raise DimensionError(value.unit)
        if self.parse(value.unit) == self.parse(wanted):
            return Interval(value.low, value.high, value.comparator, value.error)
        zero, one, low, high = (
            # 700 mA/g is 0.7 A/g, and not the least bit more.
            float(f"{self._number(number, value.unit, wanted):.12g}")
            for number in (0.0, 1.0, value.low, value.high)
        )
        error = None if value.error is None else value.error * (one - zero)
        return Interval(low, high, value.comparator, error)


@cache
def _units(declared: tuple[tuple[str, str], ...]) -> Units:
    return Units(dict(declared))


def units_of(declared: Mapping[str, Unit]) -> Units:
    """Return the units of a review; the same ones, with what they have converted, for the same declarations."""
    return _units(
        tuple((name, unit.definition) for symbol, unit in declared.items() for name in (symbol, *unit.aliases))
    )
