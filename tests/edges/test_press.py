"""A page that is converted by itself, anywhere, is the page that MkDocs makes of it within a whole build."""

import logging
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError

from generator.edges.mkdocs_press import Frame, Press, can_press
from generator.render import product, studio
from generator.render.page import Page
from tests.edges.running import built
from tests.projects import Change, project

# MkDocs converts all pages itself where there is a hook, be it one that does nothing.
HOOK = ("docs_dir:", "hooks: [hook.py]\ndocs_dir:")
FRONT = "---\nicon: material/battery-charging\nstatus: new\n---\n"


def with_hook(folder: Path, changes: dict[str, Change]) -> Path:
    root = project(folder, changes | {"hook.py": ""})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(*HOOK), "utf-8")
    assert not can_press(load_config(str(config)))
    return root


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"content/metals.md": ("{{ heading() }}", FRONT + "{{ heading() }}")},
        {
            "mkdocs.yml": [
                ("docs_dir:", "site_url: https://example.org/it/\ndocs_dir:"),
                ('REVIEW_REPOSITORY, ""', 'X, "https://example.org/r"'),
            ]
        },
        {"mkdocs.yml": ("  - offline\n", "")},
    ],
    ids=["as it is", "marks in the navigation", "with addresses", "for a server"],
)
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
    made = product.Product({"a.html": b"<p>", "ü.png": b"\0\n"}, "Ü\n{", ["a"], [{"title": "b"}], True)
    assert product.unpacked(made.packed()) == made
    empty = product.Product({}, "", [], [], False)
    assert product.unpacked(empty.packed()) == empty
