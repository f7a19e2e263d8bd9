"""The files beside the pages: style sheet, scripts, colours of the families and the chart bundle."""

import re
from xml.etree import ElementTree

import pytest

from living_review.building.assets import render_assets
from living_review.building.scripts import SCRIPTS
from living_review.edges.mkdocs.config import read_config
from living_review.model.library import Library
from tests.projects import ROOT, TINY

OURS = sorted({*SCRIPTS, *(file.name for file in (ROOT / "generator/living_review").glob("*/assets/*"))})


@pytest.fixture(scope="module")
def assets(tiny_library: Library) -> dict[str, str]:
    return {asset.path: asset.data.decode("utf-8") for asset in render_assets(tiny_library)}


def test_all_assets(assets: dict[str, str]) -> None:
    names = {*OURS, "cell-steps.js", "colours.css", "query-engine.js", "vega.js"}
    assert {"charts.js", "review.css", "search-engine.js", "explore.js", "favicon.svg"} <= names
    assert set(assets) == {f"assets/{name}" for name in names}


def test_everything_that_mkdocs_loads_exists(assets: dict[str, str]) -> None:
    config = read_config(TINY)
    named = [
        *config["extra_css"],
        *(item["path"] for item in config["extra_javascript"]),
        *config["extra"]["polyfills"],
    ]
    assert {*named, config["theme"]["favicon"]} <= set(assets)
    assert len(named) >= 4


@pytest.mark.parametrize("name", [name for name in OURS if name.endswith(".css")])
def test_a_style_sheet_that_was_made_shorter_selects_the_same(name: str, assets: dict[str, str]) -> None:
    """What makes it shorter takes the blank before a pseudo-class away in some places, and with it the descendant."""
    (file,) = (ROOT / "generator/living_review").glob(f"*/assets/{name}")
    pattern = r"[\w\])-]\s+:(?:is|not|where|has)\("
    written = re.findall(pattern, re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL))
    assert len(re.findall(pattern, assets[f"assets/{name}"])) == len(written)


def test_each_family_has_a_colour_on_light_and_dark_pages(tiny_library: Library, assets: dict[str, str]) -> None:
    light, dark = assets["assets/colours.css"].split("[data-md-color-scheme")
    for key, family in tiny_library.families.items():
        assert f"--family-{key}: {family.colour.light};" in light
        assert f"--family-{key}: {family.colour.dark};" in dark


@pytest.mark.parametrize("name", [*OURS, "colours.css", "cell-steps.js"])
def test_our_files_ask_nobody_else(assets: dict[str, str], name: str) -> None:
    text = assets[f"assets/{name}"].replace("http://www.w3.org/2000/svg", "")
    text = text.replace("return `https://doi.org/", "")  # where a link leads, which nobody follows but a reader
    assert re.findall(r"(?:https?:)?//[\w-]+\.\w+", text) == []
    assert "@import" not in text


def test_the_favicon_is_a_picture(assets: dict[str, str]) -> None:
    assert ElementTree.fromstring(assets["assets/favicon.svg"]).tag == "{http://www.w3.org/2000/svg}svg"


def test_the_bundle_sets_what_the_script_calls(assets: dict[str, str]) -> None:
    assert "window.vegaEmbed" in assets["assets/charts.js"]
    assert "window.vegaEmbed" in assets["assets/vega.js"]


def test_every_chart_variable_is_declared(assets: dict[str, str]) -> None:
    """Charts name their colours; the style sheet must know each of them for both pages."""
    css = assets["assets/charts.css"]
    for name in ("ink", "muted", "grid", "bar", "line"):
        assert css.count(f"--chart-{name}:") >= 1, name
