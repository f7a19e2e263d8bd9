"""The files of the page of all measurements: the columns that its script reads, and plain tables of a large review."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from math import ceil
from typing import Any

from markupsafe import Markup

from living_review.derive.catalogue import Catalogue, Entry
from living_review.derive.comparison import why_not_counted
from living_review.explore.plot import explorer
from living_review.explore.table import (
    MATERIAL,
    OTHERS,
    SOURCE,
    Filled,
    columns,
    fill,
    other_conditions,
    table_rows,
    value_address,
)
from living_review.explore.vocabulary import vocabulary
from living_review.model.facets import METRIC, VALUE
from living_review.model.library import EXPLORE, Library
from living_review.model.material import Material
from living_review.model.reference import ABSENT
from living_review.render.components.parts import Parts
from living_review.render.templating import render_document
from living_review.site.page import Asset
from living_review.site.site import Site
from living_review.text.formula import element_names
from living_review.text.markup import show_words

DATA = "assets/measurements.js"
# As many rows the page itself holds for readers without a script; more stand on plain pages of as many rows each.
MOST_ROWS = 1000
# Stands in the page where its rows belong: they need no conversion, and the preview makes them only for a reader.
TABLE = Markup('<div data-table="measurements"></div>')


def plain_pages(count: int) -> list[str]:
    """Return the addresses of the plain pages for ``count`` rows; there are none where the page itself holds all."""
    return [f"explore-{number + 1}.html" for number in range(ceil(count / MOST_ROWS))] if count > MOST_ROWS else []


def _column(library: Library, found: Catalogue, filled: Filled) -> dict[str, Any]:
    """Return a column: what its cells show, which cell each row has, and the numbers and choices of the cells."""
    key = filled.column.key
    column: dict[str, Any] = {"shown": filled.shown, "at": filled.at, "sorted": filled.sorted}
    if filled.column.is_number:
        spans = [entry.numbers[key] for entry in filled.entries]
        column["low"] = [span and _lean(span[0]) for span in spans]
        column["high"] = {row: _lean(span[1]) for row, span in enumerate(spans) if span and span[0] != span[1]}
    for facet in found.facets:
        if facet.key == key:
            places = {choice.key: place for place, choice in enumerate(facet.choices)}
            column["choices"] = [choice.key for choice in facet.choices]
            column["chosen"] = [[places[word] for word in entry.facets[key]] for entry in filled.entries]
    if key == MATERIAL:
        column["words"] = [" ".join(record_words(library, entry.material)) for entry in filled.entries]
    if key == METRIC:
        column["words"] = [" ".join(library.metrics[entry.measurement.metric].aliases) for entry in filled.entries]
    if key == VALUE:
        column["bounds"] = [library.value(entry.measurement).comparator for entry in filled.entries]
    if key == SOURCE:
        references = (library.references[entry.measurement.source.reference] for entry in filled.entries)
        column["doi"] = [reference.doi or "" for reference in references]
    if key == OTHERS:
        column["stated"] = [dict(other_conditions(library, entry)) for entry in filled.entries]
    return column


def record_words(library: Library, material: Material) -> Iterator[str]:
    """Yield the words by which a reader may look for a material beside its name: aliases, families, elements."""
    yield from material.aliases
    yield from (library.families[family].name for family in library.family_line(material.family))
    yield from element_names(material.formula)


def _lean(number: float) -> float:
    """Return a whole number as one, which is shorter in JSON."""
    return int(number) if number == int(number) else number


def once(words: Sequence[str]) -> dict[str, Any]:
    """Return words, each once, and which of them stands at each place."""
    places = {word: place for place, word in enumerate(dict.fromkeys(words))}
    return {"names": list(places), "at": [places[word] for word in words]}


_charts: dict[str, dict[str, Any]] = {}


def _chart(library: Library) -> dict[str, Any]:
    """Return the specification of the plot, the same as long as the families are."""
    families = repr(library.families)
    if families not in _charts:
        _charts.clear()
        _charts[families] = explorer(library)
    return _charts[families]


def _left_out(library: Library, found: Catalogue) -> dict[int, str]:
    """Return the rows that no comparison counts, each with the reason."""
    reasons = ((row, why_not_counted(library, entry.measurement)) for row, entry in enumerate(found.entries))
    return {row: reason for row, reason in reasons if reason}


def _series_number(entry: Entry) -> int:
    """Return the place of the series of a value in its record, from 1; 0 stands for a value that has none."""
    path = entry.material.series_of(entry.measurement.id)
    return int(path[1]) + 1 if path else 0


def _data(library: Library, parts: Parts, found: Catalogue, filled: Sequence[Filled]) -> dict[str, Any]:
    keys = {key: place for place, key in enumerate(found.sets)}
    return {
        "count": len(found.entries),
        "absent": ABSENT,
        "address": value_address(parts, "RECORD", "VALUE"),
        "records": [entry.material.id for each in filled if each.column.key == MATERIAL for entry in each.entries],
        "values": once([entry.measurement.id for entry in found.entries]),
        "columns": {each.column.key: _column(library, found, each) for each in filled},
        "sets": {"names": list(found.sets), "at": [[keys[key] for key in entry.comparable] for entry in found.entries]},
        "metrics": {
            key: [each.name, each.unit, each.is_wide, library.metrics[key].better or ""]
            for key, each in found.values.items()
        },
        "numbers": {each.key: [each.name, each.unit, each.is_wide] for each in found.numbers},
        "leftOut": _left_out(library, found),
        "series": [_series_number(entry) for entry in found.entries],
        "vocabulary": vocabulary(library, found),
        "chart": _chart(library),
    }


@dataclass(frozen=True)
class PlainMaterial:
    """The rows of a material on one plain page."""

    id: str
    name: Markup
    rows: tuple[Markup, ...]


@dataclass(frozen=True)
class PlainFamily:
    """The materials of a family on one plain page."""

    id: str
    name: str
    materials: tuple[PlainMaterial, ...]


def _families(library: Library, rows: Iterable[tuple[Entry, Markup]]) -> Iterator[PlainFamily]:
    """Yield the families of some rows that stand in the order of the records."""
    for family, members in groupby(rows, key=lambda row: row[0].material.family):
        materials = tuple(
            PlainMaterial(own[0][0].material.id, show_words(own[0][0].material.name), tuple(row for _, row in own))
            for own in (list(rows) for _, rows in groupby(members, key=lambda row: row[0].material.id))
        )
        yield PlainFamily(family, library.families[family].name, materials)


def _plain(library: Library, parts: Parts, found: Catalogue, filled: Sequence[Filled]) -> Iterator[Asset]:
    addresses = plain_pages(len(found.entries))
    rows = zip(found.entries, table_rows(parts, filled, found.entries), strict=True)
    pages = [(address, list(_families(library, islice(rows, MOST_ROWS)))) for address in addresses]
    for number, (address, families) in enumerate(pages, 1):
        view = {
            "name": library.review.name,
            "number": number,
            "pages": pages,
            "explore": parts.links.to(EXPLORE),
            "columns": [each.column.name for each in filled],
            "families": families,
        }
        yield Asset(address, render_document("explore/measurements", view).encode())


def _filled(parts: Parts) -> list[Filled]:
    entries = parts.site.catalogue.entries
    return [fill(column, entries) for column in columns(parts, entries)]


def whole_table(site: Site) -> Markup:
    """Return all rows of the table as HTML."""
    parts = Parts.without_terms(site, EXPLORE)
    return Markup("\n").join(table_rows(parts, _filled(parts), site.catalogue.entries))


def render_measurements(site: Site) -> list[Asset]:
    """Return the files of the page "Explore"."""
    library, parts, found = site.library, Parts.without_terms(site, EXPLORE), site.catalogue
    filled = _filled(parts)
    text = json.dumps(_data(library, parts, found, filled), ensure_ascii=False, separators=(",", ":"))
    return [Asset(DATA, f"window.measurements={text};\n".encode()), *_plain(library, parts, found, filled)]
