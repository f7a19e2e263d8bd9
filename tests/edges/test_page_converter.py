"""A page that is converted by itself, anywhere, is the page that MkDocs makes of it within a whole build."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError

from living_review.building import record_job as product
from living_review.building import worker_pool as studio
from living_review.building.packed import pack
from living_review.edges.mkdocs.page_converter import Frame, Press, can_press
from living_review.site.page import Page
from tests.edges.running import HOOK, KINDS, built, fingerprint
from tests.projects import ROOT, Change, project


def with_hook(folder: Path, changes: dict[str, Change]) -> Path:
    root = project(folder, changes | {"hook.py": ""})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(*HOOK), "utf-8")
    assert not can_press(load_config(str(config)))
    return root


@pytest.mark.parametrize("changes", KINDS.values(), ids=list(KINDS))
def test_a_build_by_the_press_is_that_of_mkdocs(tmp_path: Path, changes: dict[str, Change]) -> None:
    pressed = built(project(tmp_path / "pressed", changes))
    whole = built(with_hook(tmp_path / "whole", changes))
    assert pressed == whole
    assert {"materials/zn-pure.html", "cards/materials/zn-pure.png", "citations/zn-pure.bib"} <= set(pressed)


def test_other_processes_make_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path)
    here = built(root)
    (root / "build").rename(tmp_path / "forgotten")
    monkeypatch.setattr(studio, "WORTH_STARTING", 1)
    monkeypatch.setattr(studio._Shop, "make", None)
    assert built(root) == here


# Each process that begins runs such a script once more, fails where it would begin others, and ends.
SCRIPT = """
import sys
from pathlib import Path
from living_review.edges.mkdocs.plugin import build_site
from living_review.building import worker_pool as studio
print(__name__, flush=True)
studio.WORTH_STARTING = 1
build_site(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_where_other_processes_fail_to_begin_this_one_makes_it_all(tmp_path: Path) -> None:
    root = project(tmp_path)
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(root), str(tmp_path / "made")]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, timeout=300, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    assert b"__mp_main__" in done.stdout
    assert fingerprint(tmp_path / "made") == built(root)


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("plugins:\n", "plugins:\n  - tags\n"),
        ("markdown_extensions:\n", "markdown_extensions:\n  - markdown.extensions.admonition\n"),
        ("theme:\n", "theme:\n  custom_dir: data\n"),
    ],
)
def test_what_we_do_not_know_is_left_to_mkdocs(tmp_path: Path, line: str, more: str) -> None:
    """It may look at all pages, or at files of which no name of a page would tell."""
    assert can_press(load_config(str(project(tmp_path / "known") / "mkdocs.yml")))
    root = project(tmp_path, {"mkdocs.yml": (line, more)})
    assert not can_press(load_config(str(root / "mkdocs.yml")))


def test_a_warning_is_an_error_where_nobody_counts_it(tmp_path: Path) -> None:
    logger = logging.getLogger("mkdocs")
    before = list(logger.handlers)
    press = Press(project(tmp_path), Frame("Site", "", [{"Home": "index.md"}, {"Chapters": ["metals.md"]}], {}))
    try:
        made = press.convert(Page("materials/a.md", "# A\n\n[b](../metals.md)", ""))
        assert 'href="../metals.html"' in made.content
        assert made.anchors == ["a"]
        assert [entry["location"] for entry in made.entries] == ["materials/a.html"]
        with pytest.raises(BuildError, match=r"nowhere\.md"):
            press.convert(Page("materials/a.md", "# A\n\n[b](nowhere.md)", ""))
    finally:
        logger.handlers[:] = before


def test_a_product_comes_back_from_its_bytes() -> None:
    contents = {"a.html": b"<p>" * 99, "ü.png": b"\0\n", "empty.bib": b""}
    files = {path: pack(path, data) for path, data in contents.items()}
    made = product.Product(files, "Ü\n{", ["a"], [{"title": "b"}], ["https://example.org/"], True)
    same = product.product_of(made.to_bytes())
    assert same == made
    assert {path: file.content for path, file in same.files.items()} == contents
    empty = product.Product({}, "", [], [], [], False)
    assert product.product_of(empty.to_bytes()) == empty
