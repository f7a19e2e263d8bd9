"""The field reference: every key of every record, from the same declaration as validation and the editor's schema."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markupsafe import Markup

from living_review.charts import chart_kinds
from living_review.model.base import MARK, State
from living_review.model.calls import calls_of
from living_review.model.chart_settings import AxisSettings
from living_review.model.extension import Module
from living_review.model.kinds import KINDS, kinds_of
from living_review.model.library import ARCHITECTURE, CODES_INDEX, FIELDS
from living_review.render.templating import render_page
from living_review.site.links import Links
from living_review.site.page import Page
from living_review.text.markup import escape, show_backticks

Schema = dict[str, Any]

_TYPES = {"string": "text", "number": "number", "integer": "number", "object": "keys with values"}
# What a text must look like, by the pattern of its schema.
PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "an id: small letters, digits and hyphens",
    r"^[a-z0-9-]+\.md$": "name of a file that ends in .md",
    "^[A-Z][a-z]?$": "the symbol of an element",
    r"^10\.": "a DOI",
    "^([0-9]{4}-){3}[0-9]{3}[0-9X]$": "an ORCID: 0000-0002-1825-0097",
    "^https?://": "a web address",
    "^https?://|@": "a mail or web address",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day: 2026-05-31",
    "^#[0-9a-f]{6}$": "a colour: # and six digits or letters from a to f",
    r"^[1-9]\d{0,2}$": "a whole number, at most 999",
    r"^[1-9]\d{0,3}$": "a whole number, at most 9999",
}
# How a value may be written, and what it then says.
FORMS = (
    ("620 K", "a number, a space and its unit"),
    (">620 K", "more than that; also <, ≥ or >=, ≤ or <="),
    ("~390 %", "about that; also ≈"),
    ("0.01–2.0 V", "a range, also with the word to or with three dots"),
    ("317 ± 5 K", "a number and its error; also +/-"),
    ("2.5e4 S/cm", "a power of ten; also 2.5 × 10^4 S/cm"),
    ("1,000 mA/g", "commas between thousands; decimals have a point"),
    ("4.1 g cm-3", "units in products, with powers: cm-3, cm^-3 or cm⁻³, or g/cm³"),
)


@dataclass(frozen=True)
class Row:
    """One key of a record."""

    key: str
    is_needed: bool
    meaning: Markup
    examples: str
    holds: Markup


@dataclass(frozen=True)
class Table:
    """The keys of a kind of record, or of a part of records, which has no file of its own."""

    anchor: str
    title: str
    meaning: Markup
    file: str
    form: str
    rows: list[Row]


@dataclass(frozen=True)
class ChartRow:
    """A kind of chart and the keys below ``with``."""

    kind: str
    title: str
    sentence: str
    settings: str


@dataclass(frozen=True)
class ChartKey:
    """A key below ``with``, or of an axis: what it says, what holds where it is left out, and the kinds that know it."""

    key: str
    meaning: Markup
    default: str = ""
    kinds: str = "each with such an axis"


@dataclass(frozen=True)
class View:
    """All kinds of records, how their values are written, the states, the charts and the calls of chapters."""

    tables: list[Table]
    forms: tuple[tuple[str, str], ...]
    states: list[tuple[str, str]]
    charts: list[ChartRow]
    chart_keys: list[ChartKey]
    calls: list[tuple[str, str, str]]
    problems: str
    architecture: str


def _name(model: str) -> str:
    """Return the name of a kind of record or of a part in words."""
    kinds = {kind.model.__name__: name for name, kind in KINDS.items()}
    return kinds.get(model) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).lower()


def _anchor(name: str) -> str:
    return f"keys-of-{name.replace(' ', '-')}"


def _link(name: str, words: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(_anchor(name), words)


def _id_of(mark: str) -> Markup:
    return Markup("id of a {}").format(_link(mark, mark))


def _keys_of(node: Schema) -> Markup:
    name = _name(node["$ref"].rpartition("/")[2])
    return _link(name, f"keys of {name}")


def _list_of(entry: Schema, shapes: Schema) -> Markup:
    if "$ref" in entry and "properties" in shapes[entry["$ref"].rpartition("/")[2]]:
        return Markup("list, each entry with the {}").format(_keys_of(entry))
    shown = _holds(entry, shapes)
    if shown == "text":
        return Markup("list of texts")
    return Markup("list, each {}").format(shown if shown.startswith("an ") else Markup("an ") + shown)


def _holds(node: Schema, shapes: Schema) -> Markup:
    """Return in words what may stand after a key."""
    shape = shapes[node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    if "enum" in shape:
        return Markup("one of ") + Markup(", ").join(Markup("<code>{}</code>").format(escape(x)) for x in shape["enum"])
    if "$ref" in node:
        return Markup("the {}").format(_keys_of(node))
    if MARK in node:
        return _id_of(node[MARK])
    if "pattern" in node:
        return escape(PATTERNS[node["pattern"]])
    if "anyOf" in node:
        return _holds(next(item for item in node["anyOf"] if item.get("type") != "null"), shapes)
    if node.get("type") == "array":
        return _list_of(node["items"], shapes)
    if MARK in node.get("propertyNames", {}):
        return Markup("{} and its value, for each").format(_id_of(node["propertyNames"][MARK]))
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return escape(" or ".join(dict.fromkeys(_TYPES[name] for name in types)))


def _row(key: str, node: Schema, needed: bool, shapes: Schema) -> Row:
    """Return a key as its table shows it; the examples of an optional value stand one level down."""
    inner: Schema = next((item for item in node.get("anyOf", ()) if item.get("type") != "null"), {})
    examples = node.get("examples") or inner.get("examples") or []
    return Row(key, needed, show_backticks(node["description"]), "; ".join(map(str, examples)), _holds(node, shapes))


def _table(name: str, schema: Schema, shapes: Schema, file: str = "", form: str = "") -> Table:
    needed = schema.get("required", [])
    rows = [_row(key, node, key in needed, shapes) for key, node in schema["properties"].items()]
    meaning = show_backticks(schema["description"].partition("\n\n")[0])
    return Table(_anchor(name), name.capitalize(), meaning, file, form, rows)


def _tables(modules: Iterable[Module]) -> Iterator[Table]:
    """Yield each kind of records, and after it the parts that it is the first to have."""
    kinds = kinds_of(modules)
    shown = {kind.model.__name__ for kind in kinds.values()}
    for name, kind in kinds.items():
        schema = kind.model.model_json_schema(by_alias=True)
        shapes = schema.get("$defs", {})
        file = f"{kind.file}<family>/<id>.yml" if kind.file.endswith("/") else kind.file
        yield _table(name, shapes.get(kind.model.__name__, schema), shapes, file, kind.form.value)
        for part in [part for part in shapes if part not in shown and "properties" in shapes[part]]:
            shown.add(part)
            yield _table(_name(part), shapes[part], shapes)


def _charts(modules: Iterable[Module]) -> Iterator[ChartRow]:
    for name, kind in chart_kinds(modules).items():
        settings = kind.Settings.model_json_schema(by_alias=True)
        yield ChartRow(name, kind.TITLE, kind.SENTENCE, ", ".join(settings.get("properties", {})))


def _chart_keys(modules: Iterable[Module]) -> list[ChartKey]:
    """Return the keys of all kinds of charts, each with its kinds, then those of axes."""
    kinds: dict[ChartKey, list[str]] = {}
    for name, kind in chart_kinds(modules).items():
        schema = kind.Settings.model_json_schema(by_alias=True)
        for key, node in schema["properties"].items():
            default = "needed" if key in schema.get("required", ()) else node.get("default")
            shown = default if isinstance(default, str) else ""
            kinds.setdefault(ChartKey(key, show_backticks(node["description"]), shown), []).append(name)
    axes = AxisSettings.model_json_schema(by_alias=True)["properties"]
    found = [replace(row, kinds=", ".join(names)) for row, names in kinds.items()]
    return [*found, *(ChartKey(f"{key} of x, y", show_backticks(node["description"])) for key, node in axes.items())]


@cache
def render_fields(modules: tuple[Module, ...]) -> Page:
    """Return the page of all keys; it is the same in every review with these modules."""
    states = [(state.value, state.meaning) for state in State]
    calls = [(name, call.usage, call.does) for name, call in calls_of(modules).items()]
    links = Links(FIELDS)
    tables, charts = list(_tables(modules)), list(_charts(modules))
    view = View(
        tables, FORMS, states, charts, _chart_keys(modules), calls, links.to(CODES_INDEX), links.to(ARCHITECTURE)
    )
    return Page(FIELDS, render_page("fields", view), "")
