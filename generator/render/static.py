"""Files of the site that are no pages: style sheet, scripts, family colours, the bundle of Vega."""

from importlib.resources import files

from rcssmin import cssmin

from generator.derive.cell import script
from generator.model.library import Library
from generator.render.exports import render_exports
from generator.render.page import Asset
from generator.render.vega import javascript_bundle

FOLDER = "assets"


def _family_colours(library: Library) -> str:
    light = "".join(f"  --family-{key}: {family.colour.light};\n" for key, family in library.families.items())
    dark = "".join(f"  --family-{key}: {family.colour.dark};\n" for key, family in library.families.items())
    # On paper also a dark page has the colours of the light one.
    return f':root {{\n{light}}}\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n'


def _short(name: str, text: str) -> str:
    """Return a style sheet without comments and blanks: every page of the site loads it. Scripts stay as they are."""
    return str(cssmin(text)) if name.endswith(".css") else text


def render_assets(library: Library) -> list[Asset]:
    """Return all assets of the site."""
    folder = files("generator.render") / FOLDER
    own = [
        Asset(f"{FOLDER}/{item.name}", _short(item.name, item.read_text("utf-8")).encode())
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
    ]
    made = [
        Asset(f"{FOLDER}/families.css", _family_colours(library).encode()),
        Asset(f"{FOLDER}/cell-steps.js", script().encode()),
        Asset(f"{FOLDER}/vega.js", javascript_bundle()),
    ]
    return [*own, *made, *render_exports(library.references)]
