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
PROMISED = TEXT.partition("## What is promised")[2].partition("\n## ")[0]
PROMISES = re.split(r"\n(?=\*\*)", PROMISED)[1:]


@pytest.mark.parametrize("path", NAMED)
def test_what_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()
    if "/test_" in path:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda text: str(re.sub(r"\W+", "-", text[2:30])))
def test_every_promise_names_its_tests(promise: str) -> None:
    assert re.search(r"^- .*`tests/\w+/test_\w+\.py`", promise, re.MULTILINE)


def test_there_are_promises_limits_and_a_way_to_report() -> None:
    assert len(PROMISES) >= 7
    assert re.findall(r"^## (.+)$", TEXT, re.MULTILINE)[1:] == ["What is not promised", "Report a hole"]
    assert not re.search(r"[\w.]+@[\w.]+|https?://", TEXT), "the house has no address but its repository"


def test_its_targets_and_files_of_the_site_are_real() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"audit", "links", "preview"} <= set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets
    assert all(f"`{name}`" in TEXT for name in (OUTGOING, BILL, finished(LICENCES)))
