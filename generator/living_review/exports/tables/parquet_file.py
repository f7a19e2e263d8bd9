"""A table as Apache Parquet: numbers as numbers, and in the schema what each column means and its unit."""

import io
from typing import Any

import pyarrow
from pyarrow import parquet

from living_review.exports.tables.table import Column, ColumnType, Table

# Texts as in the database: what holds several, such as the authors, is one text, so that one question fits all files.
_TYPES = {
    ColumnType.STRING: pyarrow.string(),
    ColumnType.NUMBER: pyarrow.float64(),
    ColumnType.INTEGER: pyarrow.int64(),
}


def _field(column: Column[Any]) -> pyarrow.Field:
    about = {"description": column.description, "unit": column.unit, "same_as": "; ".join(column.same_as)}
    return pyarrow.field(column.name, _TYPES[column.type], metadata={key: text for key, text in about.items() if text})


def parquet_file(table: Table) -> bytes:
    """Return a table as a Parquet file; a missing value is null."""
    schema = pyarrow.schema(
        [_field(column) for column in table.columns],
        metadata={"name": table.name, "description": table.description},
    )
    cells = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    columns = [pyarrow.array(items, field.type) for items, field in zip(cells, schema, strict=True)]
    out = io.BytesIO()
    # Every reader of the format knows this compression.
    parquet.write_table(pyarrow.Table.from_arrays(columns, schema=schema), out, compression="snappy")
    return out.getvalue()
