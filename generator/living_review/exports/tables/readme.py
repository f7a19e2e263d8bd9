"""What the data set holds, how its tables hang together and how it is cited, as plain text for people."""

from collections.abc import Sequence

from living_review.exports.citing import site_citation
from living_review.exports.tables.data_file import VERSION
from living_review.exports.tables.table import Table
from living_review.model.library import Library
from living_review.site.site import Site


def _listed(title: str, entries: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join([title, *(f"{name}\n    {' '.join(text.split())}" for name, text in entries)])


def _about(text: str, unit: str, same: Sequence[str]) -> str:
    """Return what a column or a metric means, with its unit and its identifiers in other vocabularies."""
    found = [text, f"In {unit}." if unit else "", f"Same as {' and '.join(same)}" if same else ""]
    return " ".join(part for part in found if part)


def _columns(table: Table) -> str:
    texts = [(column.name, _about(column.description, column.unit, column.same_as)) for column in table.columns]
    return _listed(f"Columns of {table.name}\n    {table.description}", texts)


def _metrics(library: Library) -> str:
    texts = [
        (key, _about(f"{metric.name}. {metric.definition}", metric.unit, library.same_as("metrics", key)))
        for key, metric in library.metrics.items()
    ]
    return _listed("What was measured (column metric)", texts)


def _vocabularies(library: Library) -> str:
    texts = [
        (item.name, f"Identifiers begin with {item.prefix} Seen in: {item.source}.")
        for item in library.vocabularies.values()
    ]
    return _listed(
        "Other vocabularies\n    Where a column or a metric means the same as a term of another vocabulary, its identifier stands beside it.",
        texts,
    )


def readme_file(site: Site, described: Sequence[tuple[str, str]], tables: Sequence[Table]) -> bytes:
    """Return README.txt; ``described`` are the names of the files with what they are."""
    review = site.library.review
    keys = [
        (f"{table.name}.{', '.join(key.columns)}", f"is {key.table}.{', '.join(key.keys)}")
        for table in tables
        for key in table.foreign_keys
    ]
    parts = [
        f'Data of the review "{review.name}"\n{review.subtitle}',
        f"This is version {VERSION} of the tables: the first number changes where a column changes its meaning or goes, the second where one comes.",
        _listed("Files", described),
        "The same tables stand in three forms: as CSV (RFC 4180, UTF-8, a dot in decimal numbers), as Parquet, where the "
        "numbers are numbers and the schema holds meaning and unit of each column, and in one SQLite file. Only CSV puts an apostrophe before a "
        "text, to keep spreadsheets from taking it for a formula. Where a cell holds several things, such as authors, "
        "semicolons stand between them.",
        "One row of measurements is one value, in the unit of its metric and as the source prints it. An empty cell (null) means that nobody "
        "knows, or that the question makes no sense there. What a source that was read in full does not state is named in the column not_stated.",
        "Compare two values only where their conditions are the same: the column tier says in which ranking of the review a "
        "value stands. The column state says whether a value was verified; the page at its address has the reason.",
        "A table that the page Explore saves holds the values that were chosen there, with the titles of that page over its "
        "columns. Beside a number as the source gives it stand its ends in the unit that the title names; both are equal "
        'where the source gives one number. A column "of the material" holds what the record has of that metric, whatever the '
        'conditions: its value, or the range of several. "not in the abstract" and the like say which part of the source was read.',
        f"How to cite\n    {site_citation(site).plain}\n    Please cite the source of each number too: reference and doi.",
        *([f"Licence of the records\n    {review.records_licence}"] if review.records_licence else []),
        _listed("Keys between the tables", keys),
        _metrics(site.library),
        *(_columns(table) for table in tables),
        *([_vocabularies(site.library)] if site.library.vocabularies else []),
    ]
    return ("\n\n".join(parts) + "\n").encode()
