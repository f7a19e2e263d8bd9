"""A new record is valid from the start, and nothing invalid is ever written."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.authoring.scaffold import NewMaterial, ScaffoldError, new_material
from living_review.diagnostics.report import Report
from living_review.electrochemistry.records import Material
from living_review.load.yaml_tree import read_tree
from living_review.model.base import is_slug
from living_review.model.library import Library
from living_review.model.material import Kind
from living_review.text.slug import slug_of
from living_review.text.yaml_writing import yaml_text
from tests.edges.running import run
from tests.projects import codes

GOOD = [
    "--name",
    "Lead",
    "--id",
    "pb",
    "--family",
    "zinc",
    "--kind",
    "element",
    "--formula",
    "Pb",
    "--host",
    "not stated",
]


def test_a_new_record_is_valid_and_says_what_belongs_where(root: Path) -> None:
    result = run("new", "material", *GOOD, "--project", root)
    assert result.exit_code == 0
    assert result.output.startswith("data/materials/zinc/pb.yml is written.")
    text = (root / "data/materials/zinc/pb.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/materials.json\n")
    assert all(f"# {field.description}" in text for field in Material.model_fields.values())
    assert codes(root) == []


def test_the_commented_measurement_can_be_used(root: Path) -> None:
    run("new", "material", *GOOD, "--project", root)
    file = root / "data/materials/zinc/pb.yml"
    text = file.read_text("utf-8")
    assert "\nmeasurements: []\n# A measurement looks like this" in text
    used = re.sub(r"^# (?=  )", "", text.replace("measurements: []", "measurements:"), flags=re.MULTILINE)
    file.write_text(used, "utf-8")
    assert "\n  - id: " in used
    assert codes(root) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--family", "zink", 'Did you mean "zinc"?'),
        ("--kind", "liquid", "element, compound, composite, material, class"),
        ("--host", "tin", "zinc-metal"),
        ("--formula", "Pbx", "is not a chemical formula"),
        ("--id", "Pb 1", "is not an id"),
        ("--id", "../pb", "is not an id"),
        ("--id", "zn-pure", "data/materials/zinc/zn-pure.yml"),
        ("--name", " ", "needs a name"),
    ],
)
def test_what_would_be_invalid_is_refused(root: Path, option: str, value: str, said: str) -> None:
    before = sorted(root.rglob("*"))
    arguments = list(GOOD)
    arguments[arguments.index(option) + 1] = value
    result = run("new", "material", *arguments, "--project", root)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert sorted(root.rglob("*")) == before


def test_without_a_terminal_a_missing_option_is_named(root: Path) -> None:
    result = run("new", "material", *GOOD[:-2], "--project", root)
    assert result.exit_code == 2
    assert "Missing option '--host'." in result.output


def test_a_broken_project_is_fixed_first(root: Path) -> None:
    (root / "data/units.yml").write_text("a: [", "utf-8")
    result = run("new", "material", *GOOD, "--project", root)
    assert (result.exit_code, "E003" in result.output) == (1, True)


@given(st.text(min_size=1))
@settings(derandomize=True, database=None, deadline=None)
def test_any_name_survives(tiny_library: Library, name: str) -> None:
    wanted = NewMaterial("pb", name, "zinc", Kind.CLASS)
    try:
        text = new_material(tiny_library, wanted)
    except ScaffoldError:
        assert not name.strip()
        return
    report = Report()
    tree = read_tree(text, "a.yml", report)
    assert {item.code.name for item in report} <= {"control-character"}
    assert tree is None or tree.value["name"] == name.strip()


@given(st.text())
@settings(derandomize=True, database=None, deadline=None)
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    assert slug_of(text) == "" or is_slug(slug_of(text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Müller", "muller"), ("Sb@C nanorods (40 %)", "sb-c-nanorods-40"), ("—", ""), ("Fe₇Se₈", "fe7se8")],
)
def test_letters_lose_their_accents(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    "text", ["- a", "a: b", "#x", "null", "~", "[a]", "*a", "> 5", " a", "it's", 'a "b"', "@x", "a #b"]
)
def test_yaml_means_what_was_typed(text: str) -> None:
    tree = read_tree(f"key: {yaml_text(text)}\n", "a.yml", Report())
    assert tree
    assert tree.value == {"key": text}
