"""A file of the data set with what it is."""

import hashlib
from dataclasses import dataclass

from living_review.exports.tables.table import Table

# The version of the tables: the first number changes where a column changes its meaning or goes, the second where one comes.
VERSION = "1.1"


@dataclass(frozen=True)
class DataFile:
    """A file beside the others: its name, its media type and what it is; ``table`` where it holds one and nothing else."""

    name: str
    media_type: str
    description: str
    data: bytes
    table: Table | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()
