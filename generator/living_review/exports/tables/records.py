"""The tables of materials, of the setups in which they were measured, and of their series."""

from collections.abc import Mapping
from dataclasses import dataclass

from living_review.exports.tables.conditions import condition_columns, not_stated
from living_review.exports.tables.table import Column, ColumnType, ForeignKey, Table, make_table
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.conditions import read_condition
from living_review.model.library import Library
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
    """Return the id of a setup or a series of a record, which no other record has."""
    return f"{material.id}/{key}"


def _known(text: str) -> str | None:
    return None if text in (NOT_STATED, NOT_APPLICABLE) else text


def _words() -> list[Column[Material]]:
    """Return the columns of what records may say in words of their own, in a review where one does."""
    return [
        Column("form", "Shape and size.", lambda item: _known(item.form)),
        Column("synthesis", "How it is made.", lambda item: _known(item.synthesis)),
    ]


def material_table(site: Site) -> Table:
    """Return the table of records."""
    families, materials = site.library.families, list(site.library.materials.values())
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
        *(column for column in _words() if any(map(column.cell, materials))),
        Column("summary", "What it is, in one to three sentences.", lambda item: item.summary),
        Column("value_count", "How many values it has.", lambda item: len(item.measurements), ColumnType.INTEGER),
        Column("address", "Address of its page.", lambda item: _address(site, item)),
    ]
    return make_table("materials", "One record in a row.", columns, materials, ("record",))


@dataclass(frozen=True)
class _Setup:
    """A setup of a record."""

    material: Material
    id: str
    conditions: Conditions


_Series = tuple[Material, Series]


def _given(setup: _Setup) -> Mapping[str, str]:
    return setup.conditions


def setup_column(library: Library) -> str:
    """Return the name of the column with the id of a setup."""
    return f"{library.setup_words.one}_id"


def setup_table(site: Site) -> Table:
    """Return the table of setups, each with the conditions that hold for every value measured in it."""
    library = site.library
    one, many = library.setup_words

    def number(setup: _Setup, key: str) -> Interval | None:
        return read_condition(setup.conditions.get(key), library.conditions[key], library.converter)

    columns: list[Column[_Setup]] = [
        Column(setup_column(library), f"Id of the {one}.", lambda item: part_id(item.material, item.id)),
        Column("record", "Id of the record.", lambda item: item.material.id),
        *condition_columns(library, _given, number),
        Column(
            "not_stated",
            "Conditions that the source, read in full, does not state.",
            lambda item: not_stated(item.conditions),
        ),
        Column("address", f"Address of the {one}.", lambda item: _address(site, item.material, f"#{one}-{item.id}")),
    ]
    items = [
        _Setup(material, key, given)
        for material in library.materials.values()
        for key, given in material.setups.items()
    ]
    return make_table(many, f"One {one} of a record in a row.", columns, items, (setup_column(library),), _RECORD)


def series_table(site: Site) -> Table:
    """Return the table of series; the rows of a series are values of the table of measurements."""
    library = site.library
    setup, (one, many) = setup_column(library), library.setup_words
    columns: list[Column[_Series]] = [
        Column("series_id", "Id of the series.", lambda item: part_id(item[0], item[1].id)),
        Column("record", "Id of the record.", lambda item: item[0].id),
        Column("metric", "Id of what was measured.", lambda item: item[1].metric),
        *(
            [
                Column[_Series](
                    setup,
                    f"Id of the {one} in which it was measured.",
                    lambda item: part_id(item[0], item[1].setup) if item[1].setup else None,
                )
            ]
            if library.has_setups
            else []
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
        *([ForeignKey((setup,), many, (setup,))] if library.has_setups else []),
        ForeignKey(("metric",), "metrics", ("metric",)),
        ForeignKey(("reference",), "references", ("reference",)),
    )
    return make_table("series", "One series of values in a row.", columns, items, ("series_id",), *keys)
