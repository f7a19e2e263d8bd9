"""Files of the site that are no pages: style sheet, scripts, family colours, the bundle of Vega."""

from importlib.resources import files

from rcssmin import cssmin

from living_review.derive.cell import script
from living_review.drawing.vega import javascript_bundle
from living_review.exports.reference_files import render_exports
from living_review.model.library import Library
from living_review.site.links import ASSETS
from living_review.site.page import Asset

# The packages that bring style sheets and scripts along.
PACKAGES = ("render", "explore", "search")


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
    shipped = [item for package in PACKAGES for item in (files("living_review") / package / ASSETS).iterdir()]
    own = [
        Asset(f"{ASSETS}/{item.name}", _short(item.name, item.read_text("utf-8")).encode())
        for item in sorted(shipped, key=lambda item: item.name)
    ]
    made = [
        Asset(f"{ASSETS}/families.css", _family_colours(library).encode()),
        Asset(f"{ASSETS}/cell-steps.js", script().encode()),
        Asset(f"{ASSETS}/vega.js", javascript_bundle()),
    ]
    return [*own, *made, *render_exports(library.references)]
