"""The list of all keys says of each what the schema says, and every form of a value that it shows can be read."""

import json
import re
from functools import cache
from typing import Any

import pytest

from living_review.charts import chart_kinds
from living_review.model.base import State
from living_review.model.kinds import RecordKind, kinds_of
from living_review.model.quantity import parse_written
from living_review.modules import MODULES
from living_review.render.pages.fields import FORMS, PATTERNS, render_fields
from tests.render.reading import Reader, read_page

KINDS = kinds_of(MODULES.values())


def rows(page: Reader) -> dict[str, dict[str, tuple[str, str, str]]]:
    """Return key, meaning and what it holds of all tables, by their label."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    label, cells = "", iter(())
    for item in page.elements:
        if item.attributes.get("role") == "region":
            label = item.attributes["aria-label"]
            found[label] = {}
        elif item.tag == "tr":
            cells = iter([])
        elif item.tag == "th" and item.attributes.get("scope") == "row":
            key = item.text
            found[label][key.split(" ")[0]] = (key, "", "")
        elif item.tag == "td" and found[label]:
            last = list(found[label])[-1]
            key, meaning, holds = found[label][last]
            found[label][last] = (key, item.text, holds) if not meaning else (key, meaning, item.text)
    assert list(cells) == []
    return found


@cache
def page() -> Reader:
    return read_page(render_fields(tuple(MODULES.values())))


@cache
def tables() -> dict[str, dict[str, tuple[str, str, str]]]:
    return rows(page())


def shape_of(kind: RecordKind) -> dict[str, Any]:
    schema = kind.model.model_json_schema(by_alias=True)
    shape: dict[str, Any] = schema.get("$defs", {}).get(kind.model.__name__, schema)
    return shape


@pytest.mark.parametrize("name", KINDS)
def test_a_table_says_what_the_schema_says(name: str) -> None:
    shape, table = shape_of(KINDS[name]), tables()[f"Keys of {name}"]
    assert list(table) == list(shape["properties"])
    for key, (shown, meaning, holds) in table.items():
        assert ("needed" in shown) is (key in shape.get("required", ()))
        assert meaning.startswith(shape["properties"][key]["description"].replace("`", ""))
        assert holds


def test_every_part_of_a_record_has_its_table_once() -> None:
    headings = [item.text.removesuffix("¶") for item in page().elements if item.tag in ("h2", "h3")]
    assert len(headings) == len(set(headings))
    assert {"Measurement", "Claim", "Source", "Cell", "Host phases", "Tones", "Name"} <= set(headings)
    assert set(page().links) - {"codes/index.html", "architecture.html"} <= {f"#{anchor}" for anchor in page().ids}


@pytest.mark.parametrize(
    ("table", "key", "holds"),
    [
        ("material", "kind", "one of element, compound, composite, material, class"),
        ("material", "measurements", "list, each entry with the keys of measurement"),
        ("material", "aliases", "list of texts"),
        ("measurement", "metric", "id of a metric"),
        ("measurement", "conditions", "id of a condition and its value, for each"),
        ("claim", "support", "list, each an id of a reference"),
        ("reference", "DOI", "a DOI"),
        ("reference", "number", "a whole number, at most 9999"),
        ("family", "colour", "the keys of tones"),
        ("chapter", "parts", "list, each entry with the keys of chapter"),
        ("review", "record-chart", "id of a chart"),
    ],
)
def test_what_a_key_holds_is_said_in_words(table: str, key: str, holds: str) -> None:
    assert tables()[f"Keys of {table}"][key][2] == holds


def test_an_example_of_an_optional_value_is_shown() -> None:
    assert "such as 2.6 g/cm³" in tables()["Keys of phase"]["density"][1]


def test_every_pattern_of_the_schemas_has_words() -> None:
    schemas = json.dumps([kind.model.model_json_schema(by_alias=True) for kind in KINDS.values()])
    found = {json.loads(text) for text in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schemas)}
    assert found <= set(PATTERNS)


@pytest.mark.parametrize(("text", "meaning"), FORMS)
def test_every_form_of_a_value_can_be_read(text: str, meaning: str) -> None:
    assert parse_written(text).unit
    assert meaning


def test_states_and_kinds_of_charts_are_listed() -> None:
    assert [key.strip() for key in tables()["The states"]] == [state.value for state in State]
    charts = tables()["Kinds of charts"]
    assert list(charts) == list(chart_kinds(MODULES.values()))
    for name, kind in chart_kinds(MODULES.values()).items():
        assert charts[name][2] == ", ".join(kind.Settings.model_fields)


def test_each_key_of_a_kind_of_charts_says_what_it_means_and_which_kinds_know_it() -> None:
    text = render_fields(tuple(MODULES.values())).text
    rows = re.findall(r"<tr><th scope=\"row\"><code>(\w+)</code>(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", text)
    for name, kind in chart_kinds(MODULES.values()).items():
        for key, field in kind.Settings.model_fields.items():
            ((more, meaning),) = [row[1:3] for row in rows if row[0] == key and name in row[3].split(", ")]
            assert meaning, (name, key)
            assert ("needed" in more) is field.is_required()
