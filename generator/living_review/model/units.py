"""Units of a review: pint's, and those that data/units.yml declares; the only door to pint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import inf

import pint

from living_review.model.quantity import Written

_TOKEN = re.compile(r"\s*([/·*⋅])?\s*([A-Za-zµμΩÅ%‰°℃]+)(?:\^?\(?([-+]?\d)\)?)?")
_PLAIN = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−", "-+0123456789-")
_CELSIUS = ("°C", "℃")
_NUMBERS = count()


class UnknownUnitError(ValueError):
    """A unit that nobody declared: ``symbol`` and its ``offset`` in the unit's text."""

    def __init__(self, symbol: str, offset: int) -> None:
        super().__init__(symbol)
        self.symbol = symbol
        self.offset = offset


class DimensionError(ValueError):
    """A unit that measures something else than is wanted."""


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
    def least(self) -> float:
        """Return the smallest number that the value can mean."""
        return -inf if self.comparator in ("<", "≤") else self.low - (self.error or 0)

    @property
    def most(self) -> float:
        """Return the largest number that the value can mean."""
        return inf if self.comparator in (">", "≥") else self.high + (self.error or 0)


@cache
def _registry() -> "pint.UnitRegistry[float]":
    """Return the one registry; making one takes longer than everything else here."""
    return pint.UnitRegistry()


@cache
def _define(definition: str) -> str | None:
    """Return the unambiguous name under which a definition stands in the registry, or None if it is no unit."""
    name = f"declared_unit_{next(_NUMBERS)}_"
    try:
        _registry().define(f"{name} = {definition}")
        return name if _registry().Unit(name).dimensionality is not None else None
    except Exception:  # what pint raises for a definition it cannot read depends on where it stops
        return None


class Units:
    """Reads and converts units. ``declared`` maps a symbol to its pint definition and wins over pint's own meaning."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.declared = dict(declared)
        self._cache: dict[str, pint.Unit] = {}
        self._factors: dict[tuple[str, str], float] = {}
        self._converted: dict[tuple[Written, str], Interval] = {}

    def _symbol(self, symbol: str, offset: int, alone: bool) -> pint.Unit:
        name = _define(self.declared[symbol]) if symbol in self.declared else symbol
        if name is None:
            raise UnknownUnitError(symbol, offset)
        if name in _CELSIUS:  # within another unit, as in °C/min, a degree is a difference
            name = "degree_Celsius" if alone else "delta_degree_Celsius"
        try:
            return _registry().Unit(name)
        except (pint.UndefinedUnitError, AttributeError, ValueError):
            raise UnknownUnitError(symbol, offset) from None

    def parse(self, text: str) -> pint.Unit:
        """Read a unit such as ``mAh/g``, ``mAh g-1`` or ``S·cm⁻¹``; no expression is ever evaluated."""
        if text not in self._cache:
            self._cache[text] = self._parse(text)
        return self._cache[text]

    def _parse(self, text: str) -> pint.Unit:
        unit, offset, plain = _registry().Unit(""), 0, text.translate(_PLAIN)
        while offset < len(plain):
            match = _TOKEN.match(plain, offset)
            if not match:
                rest = text[offset:]
                raise UnknownUnitError(rest.strip(), offset + len(rest) - len(rest.lstrip()))
            alone = match[0] == plain and not match[3]
            factor = self._symbol(match[2], match.start(2), alone) ** int(match[3] or 1)
            unit = unit / factor if match[1] == "/" else unit * factor
            offset = match.end()
        return unit

    def fits(self, unit: str, wanted: str) -> bool:
        """Tell whether a unit has the dimension of another; raise UnknownUnitError."""
        return bool(self.parse(unit).dimensionality == self.parse(wanted).dimensionality)

    def factor(self, unit: str, wanted: str) -> float:
        """Return by what a number in one unit is multiplied to be in another; raise UnknownUnitError or DimensionError."""
        if (unit, wanted) not in self._factors:
            self._factors[unit, wanted] = self._factor(unit, wanted)
        return self._factors[unit, wanted]

    def _factor(self, unit: str, wanted: str) -> float:
        if not self.fits(unit, wanted):
            raise DimensionError(unit)
        return float(_registry().Quantity(1.0, self.parse(unit)).to(self.parse(wanted)).magnitude)

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
            float(_registry().Quantity(number, self.parse(value.unit)).to(self.parse(wanted)).magnitude)
            for number in (0.0, 1.0, value.low, value.high)
        )
        error = None if value.error is None else value.error * (one - zero)
        return Interval(low, high, value.comparator, error)


@cache
def _units(declared: tuple[tuple[str, str], ...]) -> Units:
    return Units(dict(declared))


def units_of(declared: Mapping[str, str]) -> Units:
    """Return the units of a review; the same ones, with what they have converted, for the same declarations."""
    return _units(tuple(declared.items()))
