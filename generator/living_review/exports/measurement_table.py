"""All values as one table, a row each: in the unit of their metric and as printed, with every condition in its column."""

import csv
from collections.abc import Iterator
from io import StringIO
from math import isfinite

from living_review.derive.comparison import tier_of
from living_review.derive.conditions import condition_number
from living_review.exports.citing import site_citation
from living_review.model.base import NOT_APPLICABLE, NOT_READ, NOT_STATED
from living_review.model.conditions import read_solution
from living_review.model.domain import Condition, ConditionKind
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.site.page import Asset
from living_review.site.site import Site

FILE, README = "data/measurements.csv", "data/README.txt"
_BEFORE = {
    "record": "Id of the record, which is a material; its page is materials/<record>.html.",
    "material": "Name of the record.",
    "family": "Id of its family.",
    "metric": "Id of what was measured.",
    "id": "Id of the value within its record.",
    "value": "The value in the unit of the metric: the middle of a range, the number of a bound.",
    "value_low": "Its lower end: that of a range, of an error, or of a bound; empty where there is none.",
    "value_high": "Its upper end.",
    "error": "Its error (±) as the source gives it, in the same unit.",
    "unit": "The unit of the metric.",
    "printed": "The figure as the source prints it.",
}
_AFTER = {
    "reference": "Id of the source; references/all.bib holds those that are identified.",
    "doi": "DOI of the source, where it is known.",
    "year": "Year of the source.",
    "place": "Where in the source the figure stands.",
    "source_read": "How much of the source was read: full text, abstract, part, or not read.",
    "state": "verified, unverified, misleading or superseded; the page of the record gives the reason.",
    "tier": "Id of the strictest ranking in which the value stands beside two others or more.",
    "address": "Address of the value, whole where that of the site is known.",
}
_UNIT_WORDS = str.maketrans(
    {"/": "_per_", "²": "2", "³": "3", "°": "", "·": "_", " ": "_", "%": "percent", "Å": "angstrom"}
)
# What a spreadsheet would take for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def condition_columns(key: str, condition: Condition) -> tuple[str, ...]:
    """Return the names of the columns of a condition."""
    if condition.columns:
        return condition.columns
    name = key.replace("-", "_")
    if condition.kind is ConditionKind.SOLUTION:
        return (name, f"{name}_class", "concentration", "salt", "solvents", "additives")
    unit = (condition.unit or "").lower().translate(_UNIT_WORDS)
    return (
        (f"{name}_{unit}",)
        if condition.kind is ConditionKind.QUANTITY and unit not in ("", "dimensionless")
        else (name,)
    )


def columns(library: Library) -> list[tuple[str, str]]:
    """Return the names of all columns in their order, each with what it means; nothing keeps two from having one name."""
    found = list(_BEFORE.items())
    for key, condition in library.conditions.items():
        names = condition_columns(key, condition)
        ends: tuple[str, ...] = ("",) * len(names)
        if len(names) == 2 and condition.kind.is_number:
            ends = (", lower end", ", upper end")
        if condition.kind is ConditionKind.SOLUTION and not condition.columns:
            ends = ("", ", class", ", concentration", ", salt", ", solvents with their shares", ", additives")
        unit = (
            f" In {condition.unit}."
            if condition.kind is ConditionKind.QUANTITY and condition.unit not in (None, "dimensionless")
            else ""
        )
        found += [
            (name, f"{condition.name}{end}. {condition.definition}{unit}")
            for name, end in zip(names, ends, strict=True)
        ]
    return [*found, *_AFTER.items()]


def _number(value: float) -> str:
    return f"{value:.10g}"


def _text(text: str) -> str:
    """Return the text of a record so that no spreadsheet takes it for a formula."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain


def _solution_cells(library: Library, key: str, text: str) -> list[str]:
    condition = library.conditions[key]
    found = read_solution(text, condition)
    assert found
    solvents = " + ".join(found.solvents) + (f" ({found.ratio})" if found.ratio else "")
    parts = (found.concentration, found.salt, solvents, " + ".join(found.additives))
    return [_text(text), found.group(condition.groups) or "", *(_text(part or "") for part in parts)]


def _condition_cells(library: Library, item: Measurement, key: str) -> list[str]:
    """Return the cells of a condition: empty where nobody knows, "not stated" where a full text leaves it out."""
    condition = library.conditions[key]
    names = condition_columns(key, condition)
    text = item.conditions.get(key)
    if condition.kind.is_number and (number := condition_number(library, item, key)):
        return [_number(number.low), _number(number.high)] if len(names) == 2 else [_number(number.middle)]
    if text is None:
        is_asked = key in library.metrics[item.metric].conditions and library.is_read_in_full(item)
        return [NOT_STATED if is_asked else ""] * len(names)
    if condition.kind is ConditionKind.SOLUTION and text not in (NOT_STATED, NOT_APPLICABLE):
        return _solution_cells(library, key, text)
    return [_text(text)] * len(names)


def _row(site: Site, material: Material, item: Measurement) -> list[str]:
    library = site.library
    value, unit = library.value(item), library.metrics[item.metric].unit
    reference = library.references[item.source.reference]
    read, tier = library.references[item.source.seen_in].read, tier_of(library, item)
    low, high = (_number(end) if isfinite(end) else "" for end in (value.least, value.most))
    printed = item.evidence.as_printed if item.evidence else item.value.text
    address = site.settings.address(f"materials/{material.id}.html#m-{item.id}")
    before = [
        material.id, _text(material.name), material.family, item.metric, item.id, _number(value.middle), low, high,
        _number(value.error) if value.error is not None else "", unit, _text(printed),
    ]  # fmt: skip
    after = [
        item.source.reference, reference.doi or "", reference.year or "", _text(item.source.place),
        read.value if read else NOT_READ, item.state.value, tier.id if tier else "", address,
    ]  # fmt: skip
    conditions = (cell for key in library.conditions for cell in _condition_cells(library, item, key))
    return [*before, *conditions, *after]


def _rows(site: Site) -> Iterator[list[str]]:
    yield [_text(name) for name, _ in columns(site.library)]
    for material in site.library.materials.values():
        yield from (_row(site, material, item) for item in material.measurements)


def _readme(site: Site) -> str:
    """Return what the columns mean and how the data are cited, as plain text."""
    review = site.library.review
    named = (f"{name}\n    {' '.join(meaning.split())}" for name, meaning in columns(site.library))
    parts = [
        f'Measurements of the review "{review.name}"',
        "measurements.csv holds one value in a row: UTF-8, commas, a dot in decimal numbers (RFC 4180). A cell is empty "
        'where nobody knows, and "not stated" where a source that was read in full leaves a condition out.',
        "A table that the page Explore saves holds the values that were chosen there, with the titles of that page over its "
        "columns. Beside a number as the source gives it stand its ends in the unit that the title names; both are equal "
        'where the source gives one number. "not in the abstract" and the like say which part of the source was read.',
        f"How to cite\n    {site_citation(site).plain}\n    Please cite the source of each number too: reference and doi.",
        *([f"Licence of the records\n    {review.records_licence}"] if review.records_licence else []),
        "Columns of measurements.csv",
        *named,
    ]
    return "\n\n".join(parts) + "\n"


def measurement_table(site: Site) -> list[Asset]:
    """Return the table as a CSV file (RFC 4180, UTF-8) and what its columns mean."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_rows(site))
    return [Asset(FILE, out.getvalue().encode()), Asset(README, _readme(site).encode())]
