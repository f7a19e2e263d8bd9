"""Every promise of SECURITY.md names the tests that hold it, and what it names exists."""

import ast
import re

import pytest

from living_review.emit.outgoing import OUTGOING
from living_review.model.library import LICENCES
from living_review.site.links import BILL
from living_review.site.page import finished
from tests.projects import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|generator)/[\w/.-]+)`", TEXT)))
TESTS = sorted(set(re.findall(r"`(tests/[\w/.-]+)::(\w+)`", TEXT)))
THREATS = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")][1:]
PROMISED = TEXT.partition("## What is promised")[2].partition("\n## ")[0]
PROMISES = re.split(r"\n(?=\*\*)", PROMISED)[1:]


@pytest.mark.parametrize("path", NAMED)
def test_what_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()
    if "/test_" in path:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_a_test_that_is_named_exists_and_runs(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    (found,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    assert not [mark for mark in found.decorator_list if re.search(r"\.(skip|xfail)\b", ast.unparse(mark))]


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: str(re.sub(r"\W+", "-", threat[0])))
def test_every_threat_has_a_promise_and_the_tests_that_hold_it(threat: list[str]) -> None:
    assert len(threat) == 4
    assert re.findall(r"`[^`]+`", threat[3]) == [
        f"`{path}::{name}`" for path, name in re.findall(r"`([^`:]+)::(\w+)`", threat[3])
    ]
    assert "::" in threat[3]


def test_all_threats_are_named() -> None:
    named = {threat[0] for threat in THREATS}
    assert {"a stranger's data", "a stranger's link", "a page in the browser of an editor", "a fault"} <= named


@pytest.mark.parametrize("promise", PROMISES, ids=lambda text: str(re.sub(r"\W+", "-", text[2:30])))
def test_every_promise_names_its_tests(promise: str) -> None:
    assert re.search(r"^- .*`tests/\w+/test_\w+\.py`", promise, re.MULTILINE)


def test_there_are_promises_limits_and_a_way_to_report() -> None:
    assert len(PROMISES) >= 7
    headings = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert headings[0] == "From where harm could come"
    assert headings[2:] == ["What is not promised", "Report a hole"]
    assert not re.search(r"[\w.]+@[\w.]+|https?://", TEXT), "the house has no address but its repository"


def test_its_targets_and_files_of_the_site_are_real() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"audit", "links", "preview"} <= set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets
    assert all(f"`{name}`" in TEXT for name in (OUTGOING, BILL, finished(LICENCES)))
