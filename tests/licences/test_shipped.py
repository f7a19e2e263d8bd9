"""What is said of the code of others is what is installed, and all of it has a licence."""

import re
from importlib.metadata import distribution, version
from pathlib import Path

import pytest
import vl_convert
from license_expression import get_spdx_licensing

from living_review.building.assets import render_assets
from living_review.building.scripts import SCRIPTS
from living_review.drawing.vega import javascript_bundle
from living_review.edges.mkdocs.config import DEFAULTS
from living_review.licences.page import render_licences, show_licence
from living_review.licences.shipped import OWN, declared, found_parts, own_package, shipped_packages
from living_review.model.library import LICENCES, Library
from living_review.query.engine import NAME as ENGINE
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import ROOT
from tests.render.reading import read_pages

PACKAGES = {package.name: package for package in shipped_packages()}
PARTS = [(package.name, part) for package in PACKAGES.values() for part in package.parts]
THEME = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
# The installed versions of which somebody has looked at what no pattern finds: what is packed into other parts, and
# licences that have changed. After an update look again, fix generator/living_review/licences/shipped.toml, and change these.
LOOKED_AT = {"mkdocs-material": "9.8.1", "vl-convert-python": "1.9.0.post1", "sql.js": "1.14.2"}


def test_somebody_has_looked_at_the_installed_versions() -> None:
    assert {name: package.version for name, package in PACKAGES.items()} == LOOKED_AT
    assert all(version(name) == LOOKED_AT[name] for name in PACKAGES if name != ENGINE)


def test_what_is_declared_is_what_is_found() -> None:
    found = {
        name for entry in declared()["package"] for name in found_parts(distribution(entry["name"]), entry["look"])
    }
    packed = {name for entry in declared()["part"] if "within" in entry for name in entry["names"]}
    stated = [name for entry in declared()["part"] for name in entry["names"]]
    assert len(stated) == len(set(stated))
    assert set(stated) - packed == found
    assert not packed & found
    assert {part.name for _, part in PARTS} == set(stated)


@pytest.mark.parametrize(("package", "fewest"), [("mkdocs-material", 7), ("vl-convert-python", 60), (ENGINE, 2)])
def test_every_package_has_its_parts(package: str, fewest: int) -> None:
    parts = PACKAGES[package].parts
    assert len([part for part in parts if part.within == package]) >= fewest
    assert all(part.licence and part.holder for part in parts)
    assert {part.within for part in parts} <= {package, *(part.name for part in parts)}


def test_every_licence_is_one_that_spdx_knows() -> None:
    licensing = get_spdx_licensing()
    expressions = {part.licence for _, part in PARTS} | {package.licence for package in PACKAGES.values()}
    assert {text: licensing.validate(text).errors for text in expressions if licensing.validate(text).errors} == {}
    assert (own_package().licence, own_package().name) == ("MIT", OWN)
    assert all("Copyright" in package.text for package in [own_package(), *PACKAGES.values()])


def test_versions_are_those_that_the_scripts_tell() -> None:
    versions = {part.name: part.version for _, part in PARTS}
    bundle = javascript_bundle().decode()
    assert all(f'"{versions[name]}"' in bundle for name in ("vega", "vega-lite"))
    assert versions["vega-embed"] == vl_convert.get_vega_embed_version()
    assert versions["lunr"] == "2.3.9"
    assert len([name for name, found in versions.items() if found]) > 50


def test_a_pattern_finds_nothing_in_another_package() -> None:
    (looks,) = [entry["look"] for entry in declared()["package"] if entry["name"] == "vl-convert-python"]
    assert found_parts(distribution("click"), [{"files": "click/*.py", "pattern": looks[0]["pattern"]}]) == {}


def test_every_icon_of_the_theme_has_a_licence() -> None:
    declared_icons = {entry["icons"] for entry in declared()["part"] if "icons" in entry}
    assert {name for name in declared_icons if list((THEME / ".icons" / name).glob("LICENSE*"))} == declared_icons
    drawn = {
        drawing: path.relative_to(THEME / ".icons").parts[0]
        for path in (THEME / ".icons").rglob("*.svg")
        for drawing in re.findall(r' d="([^"]+)"', path.read_text("utf-8"))
    }
    styles = "".join(path.read_text("utf-8") for path in THEME.rglob("*.css"))
    partials = "".join(path.read_text("utf-8") for path in THEME.rglob("*.html"))
    used = {drawn[drawing] for drawing in re.findall(r" d='([^']+)'", styles) if drawing in drawn}
    used |= set(re.findall(r'"(material|fontawesome|octicons|simple)/', partials))
    used |= set(re.findall(r"\b(material|fontawesome|octicons|simple)/", DEFAULTS.read_text("utf-8")))
    assert used == declared_icons


def test_the_page_names_every_part(tiny_library: Library) -> None:
    page = render_licences(Site(tiny_library, Settings()))
    (outline,) = read_pages([page]).values()
    rows = {element.text for element in outline.elements if element.tag in ("th", "td")}
    assert page.path == LICENCES
    for _, part in PARTS:
        assert {part.name, part.version, part.holder} <= rows | {""}, part
    headings = {element.text.removesuffix("¶") for element in outline.elements if element.tag == "h2"}
    assert {f"{package.name} {package.version}" for package in PACKAGES.values()} <= headings
    assert "sbom" not in page.text
    built = render_licences(Site(tiny_library, Settings(makes_copies=True)))
    assert 'href="../sbom.cdx.json"' in built.text


def test_only_what_has_a_licence_is_put_among_the_assets(tiny_library: Library) -> None:
    """Scripts and styles are of this program, or the bundle that the page of licences names."""
    own = {f"assets/{item.name}" for item in (ROOT / "generator/living_review").glob("*/assets/*")}
    own |= {f"assets/{name}" for name in SCRIPTS}
    made = {"assets/colours.css", "assets/cell-steps.js", "assets/vega.js", "assets/query-engine.js"}
    code = {asset.path for asset in render_assets(tiny_library) if asset.path.endswith((".js", ".css"))}
    assert code == {path for path in own if path.endswith((".js", ".css"))} | made


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("MIT", '<a href="https://spdx.org/licenses/MIT.html">MIT</a>'),
        ("MIT OR 0BSD", " OR "),
        ("<b>", "&#60;<a "),
    ],
)
def test_a_licence_leads_to_its_text(expression: str, shown: str) -> None:
    assert shown in show_licence(expression)
