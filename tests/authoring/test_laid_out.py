"""What is said to be laid out is what ruamel would write, so that nothing but time depends on it."""

import re
from itertools import product

import pytest

from living_review.authoring.formatting import FormattingError, format_text
from living_review.authoring.laid_out import is_laid_out
from living_review.model.kinds import kinds_of
from living_review.modules import MODULES

FILE, KINDS = "data/other.yml", kinds_of(MODULES.values()).values()
LAID_OUT = """id: zn
empty:
none: []
inline: {a: 'b, c', d: [e, "f: g"], h: {i: -1 µV/K}}
aliases:
  - Zn
  - '1'
values:
  - id: a
    when: 12:30, a#b
    cells:
      half: {}
  - id: b
note: two  blanks [and, so] on
"""
# What may stand at a place, one a line, and what takes several lines.
WORDS = """
a|a b|a  b|a,b|a#b|a #b|a # b|a:b|a: b|a:|:a|-5|- 5|-x|-|--- a|... a|?|?a|=|<<|~|null|010|1e3|NO|2020-01-01
é µ|a\u00a0b|\u3000a|a\u3000|\U0001f600|a]|a{b}|!a|&a|*a|%a|@a|`a|>-|a 'b'|''|""|'a'|' a '|'it''s'|'a|'a' b|'é: #'
"a"|"a\\n"|"\\""|"#123"|{}|[]|{ a: b }|{a: b}|{a: b, c: [d, 'e']}|{a: {b: c}}|{a: {b: {c: d}}}|{a: , b: c}|{a}
{'a': b}|[a,b]|[a, b]|[ a]|[[a]]|[{a: b}]|[a: b]|[a, ]|[-]|[-1]| a|a |
"""
LINES = ["b\n  c", "\n- a", "\n  - a", "\n   - a", "\n    - a", "\n  a: b", "\n   a: b", "\n", "\n\n  a: b", "|\n  a"]
MORE = [
    "\n  # a\n  a: b",
    "\n  - - a",
    "\n  - a:\n      b: c",
    "\n  - a:\n    - b",
    "\n  - a\n  - b",
    "\n  - a\n    - b",
    "x" * 300,
    "word " * 300 + "end",
]
VALUES = [*re.split(r"[|\n]", WORDS), *LINES, *MORE]
PLACES = [
    "a: @\n",
    "- @\n",
    "a:\n  b: @\nc: d\n",
    "a:\n  - b: @\n    c: d\n",
    "a: [b, @]\n",
    "a: {b: @, c: d}\n",
    "@: a\n",
]


def test_what_is_laid_out_is_known_without_ruamel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("ruamel.yaml.YAML.load")
    assert is_laid_out(LAID_OUT)
    assert format_text(LAID_OUT, FILE, KINDS) == LAID_OUT
    with pytest.raises(FormattingError):
        format_text(LAID_OUT.replace("note: ", "note:  "), FILE, KINDS)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_said_to_be_laid_out_that_ruamel_writes_otherwise(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    texts = [place.replace("@", value).replace(": \n", ":\n") for value in VALUES]
    with_it = [outcome(text) for text in texts]
    monkeypatch.setattr("living_review.authoring.formatting.is_laid_out", lambda _: False)
    assert [outcome(text) for text in texts] == with_it


def outcome(text: str) -> str:
    try:
        return format_text(text, FILE, KINDS)
    except FormattingError as error:
        return f"left: {error}"


def test_keys_in_another_order_are_put_in_order() -> None:
    file, texts = "data/materials/zinc/x.yml", ("id: zn\nname: Zn\n", "name: Zn\nid: zn\n")
    assert all(map(is_laid_out, texts))
    assert len({format_text(text, file, KINDS) for text in texts}) == 1


def test_a_line_of_any_length_is_soon_judged() -> None:
    parts, around = ("a", "a ", "a:", "a,", "'", "[", "{a: ", "#", "- "), ("a: {}", "a: [{}", "a: '{}", "a: {{b: {}")
    texts = [where.format(part * 100_000) for part, where in product(parts, around)]
    assert not any(is_laid_out(f"{text}\t") for text in texts)
