"""The MkDocs plugin hands over pages, keeps the site when a record is broken, and is a new one for each build."""

import html
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files, get_files

from living_review.edges.mkdocs.config import NAME
from living_review.edges.mkdocs.plugin import LivingReviewPlugin
from living_review.edges.mkdocs.site_build import build_site
from tests.conftest import REPOSITORY
from tests.edges.running import RECORD, break_record, fingerprint, replace_in, run_process
from tests.projects import GUIDE_PAGES
from tests.render.reading import read_html


def configured(root: Path) -> tuple[MkDocsConfig, LivingReviewPlugin]:
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins[NAME]
    assert isinstance(plugin, LivingReviewPlugin)
    return config, plugin


def files_of(config: MkDocsConfig, plugin: LivingReviewPlugin) -> Files:
    """Return the files of a build; MkDocs tells its events which plugin is at work, and so must we."""
    config = plugin.on_config(config)
    config.plugins._current_plugin = NAME
    return plugin.on_files(get_files(config), config=config)


def test_the_pages_are_ours_and_no_other(root: Path) -> None:
    (root / "content" / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    files = files_of(*configured(root))
    pages = {file.src_uri for file in files.documentation_pages()}
    assert len(pages) == 18 + GUIDE_PAGES
    assert {"index.md", "metals.md", "materials/zn-pure.md", "checked.md"} <= pages
    assert {"assets/vega.js", "assets/colours.css", "picture.svg"} <= {file.src_uri for file in files}
    assert len(list(files)) == len({file.src_uri for file in files})


def test_the_review_names_the_site(root: Path) -> None:
    config, plugin = configured(root)
    config = plugin.on_config(config)
    assert config.site_name == "Sacrificial anodes"
    assert config.site_description == "A tiny review of another field, invented for the tests"
    assert "materials/zn-pure.md" not in str(config.nav)


def test_names_are_safe_where_the_theme_prints_them(root: Path) -> None:
    replace_in(root / "data/review.yml", "name: Sacrificial anodes", "name: <script>alert(1)</script>")
    replace_in(root / "data/review.yml", "subtitle: A tiny", "subtitle: '\"> A tiny")
    replace_in(root / "data/review.yml", "the tests", "the tests'")
    config, plugin = configured(root)
    config = plugin.on_config(config)
    assert config.site_name == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert config.site_description is not None
    assert not set(config.site_description) & set('<>"')


def test_nothing_of_a_build_outlives_it(root: Path) -> None:
    (config, first), (_, second) = configured(root), configured(root)
    first.on_config(config)
    assert first is not second
    assert "site_build" in vars(first)
    assert "site_build" not in vars(second)


def test_records_are_watched(root: Path) -> None:
    config, plugin = configured(root)
    plugin.on_config(config)
    assert str(root / "data") in {str(path) for path in config.watch}


@pytest.mark.usefixtures("with_site")
def test_a_broken_record_stops_before_the_site_is_emptied(root: Path) -> None:
    before = fingerprint(root / "site")
    break_record(root)
    config, plugin = configured(root)
    with pytest.raises(PluginError, match=r"E103 unknown unit"):
        plugin.on_config(config)
    with pytest.raises(Abort):
        build(configured(root)[0])
    assert fingerprint(root / "site") == before
    assert "index.html" in before


@pytest.mark.usefixtures("with_site")
def test_mkdocs_itself_keeps_the_site_of_a_broken_record(root: Path) -> None:
    before = fingerprint(root / "site")
    break_record(root)
    done = run_process("mkdocs", "build", cwd=root)
    assert done.returncode == 1
    assert f"{RECORD}:17:16: E103 unknown unit" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(root / "site") == before


def test_building_returns_what_was_built(root: Path, tmp_path: Path) -> None:
    done = build_site(root, tmp_path / "out")
    assert (len(done.review.library.materials), len(done.outputs), len(done.charts)) == (5, 18 + GUIDE_PAGES, 6)
    assert (tmp_path / "out" / "index.html").is_file()


# --- links to edit


def edit_links(page: Path) -> set[str]:
    return set(re.findall(r'href="([^"]*/edit/[^"]*)"', html.unescape(page.read_text("utf-8"))))


@pytest.fixture(scope="module")
def in_repository(tiny_published: Path) -> Path:
    """Return the site of a project whose repository is known."""
    return tiny_published / "site"


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("materials/zn-pure.html", RECORD),
        ("materials/mg.html", "data/materials/light/mg.yml"),
        ("metals.html", "content/metals.md"),
        ("index.html", "content/index.md"),
        ("glossary.html", "data/glossary.yml"),
    ],
)
def test_a_page_leads_to_the_file_it_is_made_from(in_repository: Path, page: str, file: str) -> None:
    assert edit_links(in_repository / page) == {f"{REPOSITORY}/edit/main/{file}"}


def test_a_known_repository_is_asked_nothing(in_repository: Path) -> None:
    """The theme asks for the stars of a repository where it finds its mark; the policy would hold that back."""
    page = read_html((in_repository / "index.html").read_text("utf-8"))
    assert {item.attributes["href"] for item in page.all("a", cls="md-source")} == {REPOSITORY}
    assert page.all("a", **{"data-md-component": "source"}) == []


def test_a_page_made_from_many_files_has_no_link_to_edit(in_repository: Path) -> None:
    assert edit_links(in_repository / "checked.html") == set()


def test_without_a_repository_there_is_no_link_to_edit(built: tuple[Path, str]) -> None:
    for page in (built[0] / "site").rglob("*.html"):
        assert edit_links(page) == set()
        assert REPOSITORY not in page.read_text("utf-8")
