"""The table of all values: one in a row, in the unit of its metric and as printed, with every condition in its columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from math import isfinite

from living_review.derive.comparison import tier_of
from living_review.derive.conditions import condition_number
from living_review.exports.tables.conditions import condition_columns, not_stated
from living_review.exports.tables.records import part_id, setup_column
from living_review.exports.tables.table import Cell, Column, ColumnType, ForeignKey, Table, make_table, rounded
from living_review.model.base import NOT_READ, NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.reference import Reference
from living_review.model.units import Interval
from living_review.site.links import material_page
from living_review.site.page import finished
from living_review.site.site import Site


@dataclass(frozen=True)
class Item:
    """A value with its record."""

    site: Site
    material: Material
    measurement: Measurement
    objections: tuple[str, ...]

    @property
    def library(self) -> Library:
        return self.site.library

    @cached_property
    def value(self) -> Interval:
        return self.library.value(self.measurement)

    @property
    def reference(self) -> Reference:
        return self.library.references[self.measurement.source.reference]

    @property
    def series(self) -> str | None:
        path = self.material.series_of(self.measurement.id)
        return part_id(self.material, self.material.series[int(path[1])].id) if path else None

    @property
    def setup(self) -> str | None:
        return part_id(self.material, self.measurement.setup) if self.measurement.setup else None

    @property
    def printed(self) -> str:
        evidence = self.measurement.evidence
        return evidence.as_printed if evidence else self.measurement.value.text

    @property
    def source_read(self) -> str:
        read = self.library.references[self.measurement.source.seen_in].read
        return read.value if read else NOT_READ

    @property
    def not_stated(self) -> str | None:
        """Return the conditions that its source leaves out: those it is said of, and those that its metric asks for."""
        given, library = self.measurement.conditions, self.library
        asked = library.metrics[self.measurement.metric].conditions if library.is_read_in_full(self.measurement) else ()
        return not_stated({**dict.fromkeys(asked, NOT_STATED), **given})

    @property
    def tier(self) -> str | None:
        found = tier_of(self.library, self.measurement)
        return found.id if found else None

    @property
    def address(self) -> str:
        return self.site.settings.address(f"{finished(material_page(self.material.id))}#m-{self.measurement.id}")


def _finite(number: float) -> float | None:
    return rounded(number) if isfinite(number) else None


def _error(item: Item) -> Cell:
    return None if item.value.error is None else rounded(item.value.error)


def _about(library: Library) -> Iterator[Column[Item]]:
    """Yield the columns that say what was measured, and the number."""
    number = ColumnType.NUMBER
    yield Column("record", "Id of the record, which is a material.", lambda item: item.material.id)
    yield Column("material", "Name of the record.", lambda item: item.material.name)
    yield Column("family", "Id of its family.", lambda item: item.material.family)
    yield Column("metric", "Id of what was measured.", lambda item: item.measurement.metric)
    yield Column("id", "Id of the value within its record.", lambda item: item.measurement.id)
    middle = "The value in the unit of its metric: the middle of a range, the number of a bound."
    yield Column("value", middle, lambda item: rounded(item.value.middle), number)
    low = "Its lower end: that of a range, of an error, or of a bound; empty where there is none."
    yield Column("value_low", low, lambda item: _finite(item.value.least), number)
    yield Column("value_high", "Its upper end.", lambda item: _finite(item.value.most), number)
    error = "Its error (±) as the source gives it, in the same unit."
    yield Column("error", error, _error, number)
    yield Column("unit", "The unit of the metric.", lambda item: library.metrics[item.measurement.metric].unit or None)
    yield Column("printed", "The figure as the source prints it.", lambda item: item.printed)


def _origin(library: Library) -> Iterator[Column[Item]]:
    """Yield the columns that say where a value comes from and how far to trust it."""
    if library.has_setups:
        about = f"Id of the {library.setup_words.one} of the record in which it was measured."
        yield Column(setup_column(library), about, lambda item: item.setup)
    if library.has_series:
        yield Column("series_id", "Id of the series of the record to which it belongs.", lambda item: item.series)
    if library.conditions:
        about = "Conditions that its source, read in full, does not state."
        yield Column("not_stated", about, lambda item: item.not_stated)
    yield Column("reference", "Id of the source.", lambda item: item.measurement.source.reference)
    yield Column("doi", "DOI of the source, where it is known.", lambda item: item.reference.doi)
    year = "Year of the source."
    yield Column(
        "year", year, lambda item: int(item.reference.year) if item.reference.year else None, ColumnType.INTEGER
    )
    yield Column("place", "Where in the source the figure stands.", lambda item: item.measurement.source.place)
    read = "How much of the source was read: full text, abstract, part, or not read."
    yield Column("source_read", read, lambda item: item.source_read)
    day = "Day on which the figure was read there."
    yield Column("read_on", day, lambda item: item.measurement.evidence.read_on if item.measurement.evidence else None)
    state = "verified, unverified, misleading or superseded; the page of the record gives the reason."
    yield Column("state", state, lambda item: item.measurement.state.value)
    checks = (
        "Checks of plausibility that object to the value; the page of the record has the arithmetic and the answer."
    )
    yield Column("objections", checks, lambda item: "; ".join(item.objections) or None)
    tier = "Id of the strictest ranking in which the value stands beside two others or more."
    if library.review.tiers:
        yield Column("tier", tier, lambda item: item.tier)
    address = "Address of the value, whole where that of the site is known."
    yield Column("address", address, lambda item: item.address)


def _number(library: Library, item: Item, key: str) -> Interval | None:
    return condition_number(library, item.measurement, key)


def _given(item: Item) -> Mapping[str, str]:
    return item.measurement.conditions


def measurement_table(site: Site) -> Table:
    """Return the table of all values; a number that follows from other conditions counts as one that is stated."""
    library = site.library
    objections: dict[tuple[str, str], list[str]] = {}
    for verdict in library.verdicts:
        if not verdict.holds:
            objections.setdefault((verdict.owner, verdict.measurement), []).append(library.codes[verdict.check].number)
    items = [
        Item(site, material, item, tuple(objections.get((material.id, item.id), ())))
        for material in library.materials.values()
        for item in material.measurements
    ]
    columns = [*_about(library), *condition_columns(library, _given, partial(_number, library)), *_origin(library)]
    return make_table(
        "measurements",
        "One value in a row.",
        columns,
        items,
        ("record", "id"),
        ForeignKey(("record",), "materials", ("record",)),
        ForeignKey(("metric",), "metrics", ("metric",)),
        ForeignKey(("reference",), "references", ("reference",)),
        *(
            [ForeignKey((setup_column(library),), library.setup_words.many, (setup_column(library),))]
            if library.has_setups
            else []
        ),
        *([ForeignKey(("series_id",), "series", ("series_id",))] if library.has_series else []),
    )
