"""The written tree builds with plain MkDocs, without our plugin, into the same pages."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from living_review.building.scripts import SEARCH_SCRIPTS
from living_review.model.library import Library
from living_review.search.entries import render_entries
from living_review.search.index import render_search
from tests.edges.running import fingerprint, run, run_process
from tests.projects import GUIDE_PAGES, project
from tests.search.searched import search_docs, search_files

COPIES = {"whole-review.html", "sacrificial-anodes.zip", "outgoing-links.txt", "sbom.cdx.json"}
# Files that are no text.
BINARY = (".png", ".sqlite", ".zip")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a written tree."""
    folder = tmp_path_factory.mktemp("written") / "tree"
    assert run("write", folder, "--project", project(folder.parent)).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def plain(tree: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the site that plain MkDocs makes of it, and the process."""
    done = run_process("mkdocs", "build", "--strict", "--quiet", cwd=tree, NO_MKDOCS_2_WARNING="1")
    return tree / "site", done


def article(page: str) -> str:
    """Return the article of a page without what the theme puts around it."""
    match = re.search(r"<article.*?</article>", page, re.DOTALL)
    assert match
    return match[0]


def page_of(path: Path) -> str:
    """Return a page without what only a built site has: its policy, its own search, the review in one page."""
    text = path.read_text("utf-8")
    for pattern in (
        r'<meta http-equiv="Content-Security-Policy".*?>',
        r'<script src="[^"]*iframe-worker.js"></script>',
        r'<li class="md-nav__item">\s*<a href="[^"]*whole-review.html".*?</li>',
    ):
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def test_the_configuration_needs_nothing_of_ours(tree: Path) -> None:
    text = (tree / "mkdocs.yml").read_text("utf-8")
    config = yaml.safe_load(text)
    plugins = [entry if isinstance(entry, str) else next(iter(entry)) for entry in config["plugins"]]
    assert plugins == ["search"]
    assert config["extra"]["polyfills"] == []
    assert "living-review" not in text
    assert "!ENV" not in text
    assert config["theme"]["custom_dir"] == "theme"
    assert config["site_name"] == "Sacrificial anodes"
    assert config["site_description"] == "A tiny review of another field, invented for the tests"
    assert [next(iter(entry)) for entry in config["nav"]] == [
        "Home",
        "Review",
        "Materials",
        "Explore",
        "Compare",
        "Cell estimate",
        "Checks",
        "Corrections",
        "Gaps",
        "References",
        "Glossary",
        "Contribute",
    ]


def test_every_written_file_is_text_or_an_asset(tree: Path) -> None:
    names = {path.relative_to(tree / "docs").parts[0] for path in (tree / "docs").rglob("*") if path.suffix != ".md"}
    citations = {"citation.bib", "citation.ris", "citations", "citations-of-chapters", "references"}
    machines = {"api", "data", "linkset.json", "llms.txt"}
    assert names == {"assets", "materials", "guide", *machines, *citations}
    assert all(path.read_text("utf-8") for path in (tree / "docs").rglob("*.*") if path.suffix not in BINARY)


def test_plain_mkdocs_builds_it_without_a_warning(plain: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    site, done = plain
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (site / "index.html").is_file()


def test_both_builds_have_the_same_files_but_for_the_copies(
    built: tuple[Path, str], plain: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    ours = set(search_files(built[0] / "site")) | set(SEARCH_SCRIPTS)
    assert set(fingerprint(plain[0])) | COPIES | ours | {"search/search_index.js"} == set(
        fingerprint(built[0] / "site")
    )


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "metals.html",
        "materials/index.html",
        "materials/mg.html",
        "materials/zn-al.html",
        "materials/zn-pure.html",
        "references.html",
        "glossary.html",
        "checked.html",
        "cell-estimate.html",
        "guide/fields.html",
        "guide/architecture.html",
        "guide/codes/index.html",
        "guide/codes/e103.html",
        "guide/codes/e301.html",
    ],
)
def test_both_builds_have_the_same_pages(
    built: tuple[Path, str], plain: tuple[Path, subprocess.CompletedProcess[str]], name: str
) -> None:
    with_plugin, without = built[0] / "site" / name, plain[0] / name
    assert page_of(with_plugin) == page_of(without)
    assert len(article(without.read_text("utf-8"))) > 400


def test_all_pages_are_compared(built: tuple[Path, str]) -> None:
    pages = [path for path in (built[0] / "site").rglob("*.html") if path.name not in {"404.html", *COPIES}]
    assert len(pages) == 18 + GUIDE_PAGES


def test_both_builds_are_searched_alike(
    built: tuple[Path, str], plain: tuple[Path, subprocess.CompletedProcess[str]], tiny_library: Library
) -> None:
    """The order of the files differs; and ours is cut into pieces, so that nothing is loaded before somebody searches."""
    whole = json.loads((plain[0] / "search/search_index.json").read_text("utf-8"))
    found = search_docs(search_files(built[0] / "site"))
    assert found == search_docs(render_search(whole["config"], [*whole["docs"], *render_entries(tiny_library)]))
    assert found["materials/zn-pure.html"]["weight"] > 1
    stub = json.loads((built[0] / "site/search/search_index.json").read_text("utf-8"))
    assert stub == {"config": whole["config"], "docs": []}
