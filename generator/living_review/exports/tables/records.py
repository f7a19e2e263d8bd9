"""The tables of materials, of the cells in which they were measured, and of their series."""

from collections.abc import Mapping
from dataclasses import dataclass

from living_review.exports.tables.conditions import condition_columns, not_stated
from living_review.exports.tables.table import Column, ColumnType, ForeignKey, Table, make_table
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.conditions import read_condition
from living_review.model.material import Conditions, Material, Series
from living_review.model.units import Interval
from living_review.site.links import material_page
from living_review.site.page import finished
from living_review.site.site import Site
from living_review.text.formula import elements_in

_RECORD = ForeignKey(("record",), "materials", ("record",))


def _address(site: Site, material: Material, anchor: str = "") -> str:
    return site.settings.address(f"{finished(material_page(material.id))}{anchor}")


def part_id(material: Material, key: str) -> str:
    """Return the id of a cell or a series of a record, which no other record has."""
    return f"{material.id}/{key}"


def _known(text: str) -> str | None:
    return None if text in (NOT_STATED, NOT_APPLICABLE) else text


def material_table(site: Site) -> Table:
    """Return the table of records."""
    families = site.library.families
    columns: list[Column[Material]] = [
        Column("record", "Id of the record.", lambda item: item.id),
        Column("name", "What a specialist calls it.", lambda item: item.name),
        Column("formula", "Formula or label.", lambda item: item.formula_shown),
        Column(
            "elements",
            "Symbols of the elements in its formula, with semicolons between.",
            lambda item: "; ".join(elements_in(item.formula_shown or "")) or None,
        ),
        Column("aliases", "Other names, with semicolons between.", lambda item: "; ".join(item.aliases) or None),
        Column("family", "Id of its family.", lambda item: item.family),
        Column("family_name", "Name of its family.", lambda item: families[item.family].name),
        Column("kind", "What sort of thing it is.", lambda item: item.kind.value),
        Column("form", "Shape and size.", lambda item: _known(item.form)),
        Column("synthesis", "How it is made.", lambda item: _known(item.synthesis)),
        Column("summary", "What it is, in one to three sentences.", lambda item: item.summary),
        Column("value_count", "How many values it has.", lambda item: len(item.measurements), ColumnType.INTEGER),
        Column("address", "Address of its page.", lambda item: _address(site, item)),
    ]
    items = list(site.library.materials.values())
    return make_table("materials", "One record in a row.", columns, items, ("record",))


@dataclass(frozen=True)
class _Cell:
    """A cell of a record."""

    material: Material
    id: str
    conditions: Conditions


_Series = tuple[Material, Series]


def _given(cell: _Cell) -> Mapping[str, str]:
    return cell.conditions


def cell_table(site: Site) -> Table:
    """Return the table of cells, each with the conditions that hold for every value measured in it."""
    library = site.library

    def number(cell: _Cell, key: str) -> Interval | None:
        return read_condition(cell.conditions.get(key), library.conditions[key], library.converter)

    columns: list[Column[_Cell]] = [
        Column("cell_id", "Id of the cell.", lambda item: part_id(item.material, item.id)),
        Column("record", "Id of the record.", lambda item: item.material.id),
        *condition_columns(library, _given, number),
        Column(
            "not_stated",
            "Conditions that the source, read in full, does not state.",
            lambda item: not_stated(item.conditions),
        ),
        Column("address", "Address of the cell.", lambda item: _address(site, item.material, f"#cell-{item.id}")),
    ]
    items = [
        _Cell(material, key, given) for material in library.materials.values() for key, given in material.cells.items()
    ]
    return make_table("cells", "One cell of a record in a row.", columns, items, ("cell_id",), _RECORD)


def series_table(site: Site) -> Table:
    """Return the table of series; the rows of a series are values of the table of measurements."""
    columns: list[Column[_Series]] = [
        Column("series_id", "Id of the series.", lambda item: part_id(item[0], item[1].id)),
        Column("record", "Id of the record.", lambda item: item[0].id),
        Column("metric", "Id of what was measured.", lambda item: item[1].metric),
        Column(
            "cell_id",
            "Id of the cell in which it was measured.",
            lambda item: part_id(item[0], item[1].cell) if item[1].cell else None,
        ),
        Column(
            "varied",
            "Ids of the conditions in which its values differ.",
            lambda item: "; ".join(dict.fromkeys(key for row in item[1].rows for key in row.conditions)) or None,
        ),
        Column("value_count", "How many values it has.", lambda item: len(item[1].rows), ColumnType.INTEGER),
        Column("reference", "Id of the source.", lambda item: item[1].source.reference),
        Column("address", "Address of the series.", lambda item: _address(site, item[0], f"#s-{item[1].id}")),
    ]
    items = [(material, series) for material in site.library.materials.values() for series in material.series]
    keys = (
        _RECORD,
        ForeignKey(("cell_id",), "cells", ("cell_id",)),
        ForeignKey(("metric",), "metrics", ("metric",)),
        ForeignKey(("reference",), "references", ("reference",)),
    )
    return make_table("series", "One series of values in a row.", columns, items, ("series_id",), *keys)
