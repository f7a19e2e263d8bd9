"""The written tree builds with plain MkDocs, ProperDocs and Zensical, without our plugin, into the same pages."""

import json
import posixpath
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from living_review.building.scripts import SEARCH_SCRIPTS
from living_review.model.library import Library
from living_review.search.entries import render_entries
from living_review.search.index import render_search
from tests.edges.running import fingerprint, run, run_process
from tests.projects import GUIDE_PAGES, project
from tests.render.reading import Reader, read_html
from tests.search.searched import search_docs, search_files

COPIES = {"whole-review.html", "sacrificial-anodes.zip", "outgoing-links.txt", "sbom.cdx.json"}
# Files that are no text.
BINARY = (".parquet", ".png", ".sqlite", ".zip")


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
        r', "content.action.edit"',
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
    assert "content.action.edit" not in config["theme"]["features"]
    assert config["site_name"] == "Sacrificial anodes"
    assert config["site_description"] == "A tiny review of another field, invented for the tests"
    assert [next(iter(entry)) for entry in config["nav"]] == [
        "Home",
        "Review",
        "Materials",
        "Explore",
        "Compare",
        "Query",
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
    assert names == {"assets", "embed", "materials", "guide", *machines, *citations}
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
    pages = {path.relative_to(built[0] / "site").as_posix() for path in (built[0] / "site").rglob("*.html")}
    pages = {path for path in pages if not path.startswith("embed/")} - {"404.html", *COPIES}
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


OTHERS = {
    "properdocs": ("build", "--strict", "--quiet", "--config-file", "mkdocs.yml"),
    "zensical": ("build", "--strict", "--clean"),
}
# What Zensical's theme has in place of the files of Material: scripts, styles and the index of its search.
OF_THEMES = re.compile(r"assets/(?:images|javascripts|stylesheets)/|search/|search\.json|sitemap\.xml\.gz")
SKIP = "__skip"  # An anchor that Zensical's theme puts before each article.


@pytest.fixture(scope="module", params=OTHERS)
def other(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[str, Path, subprocess.CompletedProcess[str]]:
    """Return the name of another builder, the site that it makes of a copy of the tree, and the process."""
    name: str = request.param
    copy = tmp_path_factory.mktemp(name) / "tree"
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns("site"))
    done = run_process(name, *OTHERS[name], cwd=copy, NO_MKDOCS_2_WARNING="1", NO_COLOR="1")
    return name, copy / "site", done


def articles(site: Path) -> dict[str, Reader]:
    """Return the articles of all pages of a site."""
    return {
        path.relative_to(site).as_posix(): read_html(article(path.read_text("utf-8")))
        for path in site.rglob("*.html")
        if path.name != "404.html" and "embed" not in path.relative_to(site).parts
    }


def skeleton(page: Reader) -> dict[str, list[str]]:
    """Return what a page consists of: its anchors, headings, links, and the pictures with all that they say."""
    svg = [json.dumps(item.attributes) for tag in ("svg", "path", "text") for item in page.all(tag)]
    return {
        "anchors": [key for item in page.elements if (key := item.attributes.get("id")) and key != SKIP],
        "headings": [f"{item.tag} {item.text}" for item in page.elements if re.fullmatch("h[1-6]", item.tag)],
        "links": [item.attributes["href"] for item in page.all("a") if "href" in item.attributes],
        "pictures": svg + [item.attributes["src"] for item in page.all("img")],
    }


def searched(site: Path) -> dict[str, tuple[str, str]]:
    """Return title and text by place of all that search finds; Zensical's index has other names for the same."""
    files = [path for path in (site / "search/search_index.json", site / "search.json") if path.exists()]
    index = json.loads(files[0].read_text("utf-8"))
    return {item["location"]: (item["title"], item["text"]) for item in index.get("docs", index.get("items"))}


def test_other_builders_take_it_without_a_warning(
    other: tuple[str, Path, subprocess.CompletedProcess[str]],
) -> None:
    name, _, done = other
    printed = re.sub(r"[\d.]+s", "", done.stdout + done.stderr)
    said = {"properdocs": [], "zensical": ["Build finished in", "Build started", "No issues found"]}
    assert (done.returncode, sorted(line.strip() for line in printed.splitlines() if line.strip())) == (0, said[name])


def test_other_builders_make_the_same_files_but_for_the_theme(
    other: tuple[str, Path, subprocess.CompletedProcess[str]], plain: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    found, expected = (
        {name for name in fingerprint(site) if not OF_THEMES.match(name)} for site in (other[1], plain[0])
    )
    assert found == expected
    assert {"assets/charts.js", "assets/vega.js", "assets/copy.js", "data/measurements.csv"} <= found


def test_other_builders_make_the_same_pages(
    other: tuple[str, Path, subprocess.CompletedProcess[str]], plain: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    found, expected = articles(other[1]), articles(plain[0])
    assert found.keys() == expected.keys()
    different = [name for name in expected if skeleton(found[name]) != skeleton(expected[name])]
    assert different == []
    record = skeleton(found["materials/zn-al.html"])
    assert all(len(record[kind]) > 5 for kind in ("anchors", "headings", "links", "pictures"))
    assert [key for key in record["anchors"] if key.startswith("m-")]


def test_other_builders_lead_nowhere_wrong(other: tuple[str, Path, subprocess.CompletedProcess[str]]) -> None:
    """Links that only a theme makes are among them, as that to edit a page."""
    _, site, _ = other
    files = set(fingerprint(site))
    # The page of errors is shown at any address, so its links begin at the root.
    for path in sorted(path for path in site.rglob("*.html") if path.name != "404.html"):
        for item in read_html(path.read_text("utf-8")).all("a"):
            address = urlsplit(item.attributes.get("href", ""))
            if address.scheme or not (address.netloc or address.path):
                continue
            folder = path.parent.relative_to(site).as_posix()
            target = posixpath.normpath(posixpath.join(folder, unquote(address.path)))
            assert (address.netloc, target in files) == ("", True), (path.name, item)


def test_other_builders_are_searched_alike(
    other: tuple[str, Path, subprocess.CompletedProcess[str]], plain: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    """By design Zensical's index lies elsewhere, and tells path and level of headings but no weight of pages.

    It has other words of the same places where a page shows something only without scripts or only when it is opened, and
    the name of a page in the navigation as the title of a heading that is not written as Markdown.
    """
    found, expected = searched(other[1]), searched(plain[0])
    assert found.keys() == expected.keys()
    different = {place for place in expected if found[place] != expected[place]}
    by_design = {"cell-estimate.html", "metals.html#light-metals"}
    by_design |= {f"compare.html#compare-{part}" for part in ("table", "difference", "series")}
    assert different == (by_design if other[0] == "zensical" else set())
    assert len([text for _, text in found.values() if text]) > 100
