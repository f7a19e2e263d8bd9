"""A table as CSV (RFC 4180, UTF-8)."""

import csv
import re
from io import StringIO

from living_review.exports.tables.table import Cell, Table

# What a spreadsheet would take for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# In many countries a spreadsheet begins a cell behind each semicolon, even of one in quotation marks.
_BEHIND_SEMICOLON = re.compile(rf"(;\s*)(?=[{re.escape(''.join(_FORMULA_SIGNS))}])")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        plain = _BEHIND_SEMICOLON.sub(r"\1'", " ".join(cell.split()))
        return f"'{plain}" if plain.startswith(_FORMULA_SIGNS) else plain
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def csv_file(table: Table) -> bytes:
    """Return a table as a CSV file: a missing value is an empty cell, and no spreadsheet takes a text for a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_shown(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()
