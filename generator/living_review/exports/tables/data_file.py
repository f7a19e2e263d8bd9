"""A file of the data set with what it is, and how what describes the set is written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from living_review.exports.tables.table import Table

# The version of the tables: the first number changes where a column changes its meaning or goes, the second where one comes.
VERSION = "1.1"
Json = dict[str, Any]


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


def known(fields: Mapping[str, object]) -> Json:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


def json_bytes(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, indent=1, ensure_ascii=False).encode() + b"\n"
