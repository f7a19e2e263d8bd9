"""The bill of materials is valid, tells what ships and what made it, and is the same for the same packages."""

import json
import subprocess
import sys
from importlib.metadata import version
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from living_review.licences.bill_of_materials import bill_of_materials, installed_tree
from living_review.licences.shipped import OWN, shipped_packages
from living_review.model.library import Library
from living_review.site.page import Settings
from tests.projects import ROOT, TINY

SETTINGS = Settings(date="2026-11-25", makes_copies=True)
# Prints the bill of the tiny review, in a process of its own.
SCRIPT = f"""
from pathlib import Path
from living_review.licences.bill_of_materials import bill_of_materials
from living_review.site.page import Settings
from tests.projects import library_of
print(bill_of_materials(library_of(Path({str(TINY)!r})), Settings(date="2026-11-25", makes_copies=True)).data.decode(), end="")
"""


@pytest.fixture
def bill(tiny_library: Library) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(bill_of_materials(tiny_library, SETTINGS).data)
    return loaded


def test_it_is_valid(tiny_library: Library) -> None:
    text = bill_of_materials(tiny_library, SETTINGS).data.decode()
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"type": "library"', '"type": "book"')) is not None


def test_it_tells_the_site_and_its_date(bill: dict[str, Any], tiny_library: Library) -> None:
    assert bill["metadata"]["component"]["name"] == tiny_library.review.name
    assert bill["metadata"]["component"]["version"] == "2026-11-25"
    assert bill["metadata"]["timestamp"] == "2026-11-25T00:00:00+00:00"


def test_it_tells_all_that_ships(bill: dict[str, Any]) -> None:
    components = {component["name"]: component for component in bill["components"]}
    for package in shipped_packages():
        component = components[package.name]
        assert (component["version"], component["scope"]) == (package.version, "required")
        assert [part["name"] for part in component["components"]] == sorted(part.name for part in package.parts)
    vega = {part["name"]: part for part in components["vl-convert-python"]["components"]}["vega"]
    assert vega["purl"] == f"pkg:npm/vega@{vega['version']}"
    assert vega["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    shipped = {name for name, component in components.items() if component["scope"] == "required"}
    assert shipped == {OWN, *(package.name for package in shipped_packages())}


def test_it_tells_what_made_the_site(bill: dict[str, Any]) -> None:
    components = {component["name"]: component["version"] for component in bill["components"]}
    assert all(components[name] == version(name) for name in ("pydantic", "mkdocs", "jinja2", "lxml", "pyyaml"))
    needs = {entry["ref"]: entry.get("dependsOn", []) for entry in bill["dependencies"]}
    assert f"pkg:pypi/markupsafe@{components['markupsafe']}" in needs[f"pkg:pypi/jinja2@{components['jinja2']}"]
    assert "pytest" not in components


def test_what_is_not_installed_is_left_out() -> None:
    tree = installed_tree("check-jsonschema")
    assert "tomli" not in tree["check-jsonschema"][1] or "tomli" in tree
    assert {"requests", "jsonschema", "urllib3"} <= set(tree)
    assert installed_tree("no-such-package-here") == {}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_packages_give_the_same_bytes(tiny_library: Library, seed: str) -> None:
    command = [sys.executable, "-c", SCRIPT]
    settings = {"PYTHONHASHSEED": seed, "TZ": "Pacific/Chatham", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=settings)
    assert done.stdout == bill_of_materials(tiny_library, SETTINGS).data
    assert bill_of_materials(tiny_library, Settings(date="2026-11-26")).data != done.stdout
