"""Canonical layout: what it changes, and that content and comments always survive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.authoring.formatting import FormattingError, format_text
from living_review.diagnostics.report import Report
from living_review.load.files import read_text
from living_review.load.yaml_tree import read_tree
from living_review.model.kinds import kinds_of
from living_review.modules import MODULES
from tests.projects import TINY

FILE = "data/materials/zinc/x.yml"
KINDS = kinds_of(MODULES.values()).values()
SCHEMA = "# yaml-language-server: $schema=../../schemas/materials.json\n"
FILES = sorted(path.relative_to(TINY).as_posix() for path in (TINY / "data").rglob("*.yml"))


def value_of(text: str) -> object:
    tree = read_tree(text, "a.yml", Report())
    assert tree
    return tree.value


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("name: Zn\nid: zn\n", "id: zn\nname: Zn\n"),
        ("id: zn\n\n\n\nname: Zn\n\n", "id: zn\n\nname: Zn\n"),
        ("id:    zn\naliases:\n- a\n-   b\n", "id: zn\naliases:\n  - a\n  - b\n"),
        ("id: zn   \nname: Zn", "id: zn\nname: Zn\n"),
        ("measurements:\n- value: 1\n  id: a\n", "measurements:\n  - id: a\n    value: 1\n"),
        ("aliases: [a,   b]\n", "aliases: [a, b]\n"),
        ("unknown: 1\nid: zn\n", "id: zn\nunknown: 1\n"),
        ("# first\nname: Zn # second\nid: zn\n", "# first\nname: Zn # second\nid: zn\n"),
        ("name: >-\n    two\n    lines\n", "name: >-\n  two\n  lines\n"),
        ("", "\n"),
    ],
)
def test_the_layout(text: str, formatted: str) -> None:
    assert format_text(text, FILE, KINDS) == SCHEMA + formatted
    assert format_text(SCHEMA + text, FILE, KINDS) == SCHEMA + formatted
    assert format_text("# yaml-language-server: $schema=old.json\n" + text, FILE, KINDS) == SCHEMA + formatted


@pytest.mark.parametrize(
    "word",
    ["010", "1e3", "NO", "on", "12:30", "3_000", "~", "null", "84.90", "0x1F", ".nan", "2020-01-01", "'no'", '"1"'],
)
def test_every_scalar_stays_what_was_typed(word: str) -> None:
    text = f"id: zn\nname: {word}\naliases:\n  - {word}\nkind:\n"
    assert format_text(text, FILE, KINDS) == SCHEMA + text


def test_the_data_keep_their_content_and_two_runs_are_one() -> None:
    for file in FILES:
        text = read_text(TINY, file, Report())
        assert text is not None
        once = format_text(text, file, KINDS)
        assert value_of(once) == value_of(text), file
        assert format_text(once, file, KINDS) == once, file


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\n", "a: 1\na: 2\n"])
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(FormattingError):
        format_text(text, FILE, KINDS)


TEXTS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=12)
QUOTED = TEXTS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
WORDS = st.sampled_from(["010", "NO", "~", "", "1e3", "a b", "'x'", "Zn  # note", "[a, b]", "{a: 1}", ">5"]) | QUOTED


@given(
    st.dictionaries(st.sampled_from(["id", "name", "form", "host", "kind", "other"]), WORDS, min_size=1),
    st.lists(WORDS, max_size=3),
)
@settings(derandomize=True, database=None, deadline=None)
def test_content_survives_or_the_file_is_left(record: dict[str, str], aliases: list[str]) -> None:
    lines = [f"{key}: {word}" for key, word in record.items()] + ["aliases:", *(f"-   {word}" for word in aliases)]
    text = "\n".join(lines) + "\n"
    if read_tree(text, FILE, Report()) is None:
        return
    try:
        once = format_text(text, FILE, KINDS)
    except FormattingError:
        once = text
    assert value_of(once) == value_of(text)
    assert once == text or format_text(once, FILE, KINDS) == once
