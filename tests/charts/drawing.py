"""Helpers for tests of charts: each kind with settings that suit the tiny review, and how to look into a drawing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from living_review.charts import chart_kinds
from living_review.charts._drawing import Canvas, Drawing
from living_review.drawing.svg import draw_svg
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.modules import MODULES
from tests.projects import TINY, library_of

WIDE, NARROW = 700, 330


def settings_by_kind() -> dict[str, dict[str, Any]]:
    """Return, for each kind, the settings of the first chart of the tiny review that is of it."""
    found: dict[str, dict[str, Any]] = {}
    for entry in yaml.load((TINY / "data/charts.yml").read_text("utf-8"), yaml.CSafeLoader).values():
        found.setdefault(entry["kind"], entry.get("with", {}))
    return found


SETTINGS = settings_by_kind()


def draw(library: Library, kind: str, width: int = WIDE, focus: str | None = None, **settings: Any) -> Drawing | None:
    """Return a kind of chart drawn from a library, with the tiny review's settings unless others are given."""
    made = chart_kinds(MODULES.values())[kind]
    canvas = Canvas(library, width, library.materials.get(focus or ""))
    return made.draw(canvas, made.Settings.model_validate(settings or SETTINGS[kind]))


def drawn(library: Library, kind: str, **more: Any) -> Drawing:
    """Like draw, for a chart that must have something to show."""
    drawing = draw(library, kind, **more)
    assert drawing is not None
    return drawing


def all_drawn() -> dict[str, list[str]]:
    """Return specification and picture of every kind, drawn from the tiny review."""
    found = {kind: drawn(library_of(TINY), kind, focus="zn-pure") for kind in SETTINGS}
    return {kind: [json.dumps(item.spec), draw_svg(item.spec, "A chart")] for kind, item in found.items()}


def only(library: Library, *materials: Material) -> Library:
    """Return the library with these materials and no other."""
    return replace(
        library,
        materials={item.id: item for item in materials},
        files={item.id: f"data/materials/{item.family}/{item.id}.yml" for item in materials},
    )


def changed(library: Library, measurement: str = "", **changes: Any) -> Material:
    """Return pure zinc with changes; where a measurement is named, with that one only and the changes in it."""
    material = library.materials["zn-pure"]
    if not measurement:
        return material.model_copy(update=changes)
    item = next(item for item in material.measurements if item.id == measurement)
    fields = item.model_dump(by_alias=True) | {"value": item.value.text} | changes
    return material.model_copy(update={"single_values": (type(item).model_validate(fields),)})


def layers(drawing: Drawing, mark: str) -> list[dict[str, Any]]:
    """Return the layers that have a mark of this type."""
    return [layer for layer in drawing.spec["layer"] if layer["mark"]["type"] == mark]


def values(drawing: Drawing, layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows behind a layer; a layer that stands alone has them beside it."""
    source = layer["data"] if "data" in layer else drawing.spec["data"]
    data: list[dict[str, Any]] = drawing.spec["datasets"][source["name"]]
    return data


def points(drawing: Drawing) -> list[dict[str, Any]]:
    """Return the rows behind all points."""
    return [row for layer in layers(drawing, "point") for row in values(drawing, layer)]


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a specification, but for the name of its schema."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "$schema":
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def valued(library: Library, key: str, *items: tuple[str, str, dict[str, Any]]) -> Material:
    """Return a record with these values: the id of one of pure zinc that each is like, what it is, and other changes."""
    made = [changed(library, like, value=value, **more).single_values[0] for like, value, more in items]
    named = [item.model_copy(update={"id": f"v-{number}"}) for number, item in enumerate(made)]
    return library.materials["zn-pure"].model_copy(update={"id": key, "name": key, "single_values": tuple(named)})
