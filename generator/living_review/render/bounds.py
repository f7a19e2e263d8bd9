"""How much of what grows with the records a page shows: no more than a browser opens in good time and a reader scrolls through."""

from collections.abc import Sequence
from typing import TypeVar

# Rows of a table of records, and of the records that use a reference.
RECORDS, USES = 60, 60
# Rows of a table of records that are seen before a reader unfolds the others.
UNFOLDED = 12
# Values of each record in a table of records, each of another metric.
LEADING = 4
# Materials of a family in the index.
INDEX = 300
# Rows of a table of values or claims, and of what is known of the materials of a family.
STATED, GAPS = 500, 250
# Changes of one commit in the history of a record.
CHANGES = 20

Thing = TypeVar("Thing")


def first_of(things: Sequence[Thing], most: int) -> tuple[Sequence[Thing], int]:
    """Return the first ``most`` things, and how many are left."""
    return things[:most], max(0, len(things) - most)
