"""Units of a review: pint's, and those that data/units.yml declares; the only door to pint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pint

from generator.model.quantity import Written

_TOKEN = re.compile(r"\s*([/·*⋅])?\s*([A-Za-zµμΩÅ%‰°℃]+)(?:\^?\(?([-+]?\d)\)?)?")
_PLAIN = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−", "-+0123456789-")


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


class Units:
    """Reads and converts units. ``declared`` maps a symbol to its pint definition and wins over pint's own meaning."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.declared = dict(declared)
        self._cache: dict[str, pint.Unit] = {}

    @cached_property
    def _registry(self) -> "pint.UnitRegistry[float]":
        return pint.UnitRegistry()

    @cached_property
    def _names(self) -> dict[str, str]:
        """Symbol to the unambiguous name under which a declared unit stands in the registry."""
        names = {}
        for number, (symbol, definition) in enumerate(self.declared.items()):
            names[symbol] = f"declared_unit_{'abcdefghijklmnopqrstuvwxyz'[number % 26] * (number // 26 + 1)}"
            self._registry.define(f"{names[symbol]} = {definition}")
        return names

    def _symbol(self, symbol: str, offset: int) -> pint.Unit:
        try:
            return self._registry.Unit(self._names.get(symbol, symbol))
        except (pint.UndefinedUnitError, AttributeError, ValueError):
            raise UnknownUnitError(symbol, offset) from None

    def parse(self, text: str) -> pint.Unit:
        """Read a unit such as ``mAh/g``, ``mAh g-1`` or ``S·cm⁻¹``; no expression is ever evaluated."""
        if text not in self._cache:
            self._cache[text] = self._parse(text)
        return self._cache[text]

    def _parse(self, text: str) -> pint.Unit:
        unit, offset, plain = self._registry.Unit(""), 0, text.translate(_PLAIN)
        while offset < len(plain):
            match = _TOKEN.match(plain, offset)
            if not match:
                raise UnknownUnitError(text[offset:].strip(), offset)
            factor = self._symbol(match[2], match.start(2)) ** int(match[3] or 1)
            unit = unit / factor if match[1] == "/" else unit * factor
            offset = match.end()
        return unit

    def fits(self, unit: str, wanted: str) -> bool:
        """Tell whether a unit has the dimension of another; raise UnknownUnitError."""
        return bool(self.parse(unit).dimensionality == self.parse(wanted).dimensionality)

    def factor(self, unit: str, wanted: str) -> float:
        """Return by what a number in one unit is multiplied to be in another; raise UnknownUnitError or DimensionError."""
        if not self.fits(unit, wanted):
            raise DimensionError(unit)
        return float(self._registry.Quantity(1.0, self.parse(unit)).to(self.parse(wanted)).magnitude)

    def convert(self, value: Written, wanted: str) -> Interval:
        """Return a value in another unit; raise UnknownUnitError or DimensionError."""
        if not self.fits(value.unit, wanted):
            raise DimensionError(value.unit)
        if self.parse(value.unit) == self.parse(wanted):
            return Interval(value.low, value.high, value.comparator, value.error)
        low, high = (
            float(self._registry.Quantity(number, self.parse(value.unit)).to(self.parse(wanted)).magnitude)
            for number in (value.low, value.high)
        )
        factor = (high - low) / (value.high - value.low) if value.is_range else low / value.low if value.low else 1.0
        error = None if value.error is None else value.error * abs(factor)
        return Interval(low, high, value.comparator, error)
