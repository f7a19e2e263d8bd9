"""How exports write JSON: fields that say something, indented for people or compact for programs."""

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def known(fields: Mapping[str, object]) -> Json:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


def indented_json(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, indent=1, ensure_ascii=False).encode() + b"\n"


def compact_json(fields: Mapping[str, object]) -> bytes:
    """Return a document without blanks; raise ValueError for a number that JSON does not know."""
    return json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"
