"""Imports go one way and each library has one door: the contracts of .importlinter hold."""

import configparser
import re
from pathlib import Path

import pytest
from click import unstyle
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tests.projects import ROOT

CONTRACTS = ROOT / ".importlinter"
configure()


def lint(contracts: Path, capsys: pytest.CaptureFixture[str]) -> tuple[bool, str]:
    """Return whether all contracts are kept, and what import-linter prints."""
    kept = lint_imports(config_filename=str(contracts), cache_dir=None, is_debug_mode=True)
    return kept, unstyle(capsys.readouterr().out)


def test_all_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    kept, printed = lint(CONTRACTS, capsys)
    assert kept, printed


def test_a_broken_contract_would_be_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = CONTRACTS.read_text("utf-8").replace("ignore_imports = living_review.model.units -> pint\n", "")
    turned = text.replace("    load\n    model\n", "    model\n    load\n")
    (tmp_path / ".importlinter").write_text(turned, "utf-8")
    kept, printed = lint(tmp_path / ".importlinter", capsys)
    assert not kept
    assert re.findall(r"^(.*?) BROKEN", printed, re.MULTILINE) == [
        "Packages import only packages below them",
        "Only units know pint",
    ]


def test_every_package_has_its_place_in_the_order() -> None:
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS, "utf-8")
    layers = set(parser["importlinter:contract:layers"]["layers"].replace("|", " ").split())
    found = (ROOT / "generator/living_review").iterdir()
    packages = {path.stem for path in found if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert layers == packages - {"__init__"}
