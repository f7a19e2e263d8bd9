"""Texts and mappings as YAML that a person would have typed."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def yaml_text(text: str) -> str:
    """Return a text as YAML that means just this text: plain where nothing could be misread, else in quotation marks."""
    is_plain = text[:1].isalnum() and all(letter.isalnum() or letter in " .,;/()=<>*^+–—'%°-" for letter in text)
    is_plain = is_plain and text == text.strip() and text not in ("null", "Null", "NULL")
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _inline_yaml(text: str) -> str:
    """Return a text as YAML inside curly brackets, where a comma ends a plain text."""
    return json.dumps(text, ensure_ascii=False) if "," in text else yaml_text(text)


def yaml_lines(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a mapping: an entry of a list that is a mapping on one line, other lists as a whole on theirs."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in yaml_lines(value))
        elif isinstance(value, list) and not any(isinstance(row, dict) for row in value):
            yield f"{key}: [{', '.join(_inline_yaml(text) for text in value)}]"
        elif isinstance(value, list):
            yield f"{key}:"
            for row in value:
                yield "  - {" + ", ".join(f"{name}: {_inline_yaml(text)}" for name, text in row.items()) + "}"
        else:
            yield f"{key}: {yaml_text(value)}"
