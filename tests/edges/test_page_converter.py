"""A page that is converted by itself, anywhere, is the page that MkDocs makes of it within a whole build."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from living_review.diagnostics.explanation import read_explanation
from living_review.diagnostics.report import Report
from living_review.edges.mkdocs.checking import check_config
from living_review.edges.mkdocs.page_converter import Layout, PageConverter
from living_review.modules import ALL_CODES
from living_review.site.page import Page
from tests.edges.conftest import OfKind
from tests.edges.running import KINDS, built, fingerprint, replace_in, run
from tests.projects import ROOT, project

# The process that begins runs such a script once more, fails where it would begin another, and ends.
SCRIPT = """
import os
import sys
from pathlib import Path
from living_review.building import worker_pool
from living_review.edges.mkdocs.site_build import build_site
print(__name__, flush=True)
worker_pool.WORTH_STARTING = 1
os.cpu_count = lambda: 2
build_site(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_where_another_process_fails_to_begin_this_one_makes_it_all(
    tmp_path: Path, root: Path, tiny_built: tuple[Path, str]
) -> None:
    """It makes what is missing: of its cache, one file of four."""
    for file in sorted(path for path in (root / "build/cache").rglob("*") if path.is_file())[::4]:
        file.unlink()
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(root), str(tmp_path / "made")]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
    )
    assert done.returncode == 0, done.stderr
    assert b"__mp_main__" in done.stdout
    assert fingerprint(tmp_path / "made") == fingerprint(tiny_built[0] / "site")


@pytest.mark.parametrize("kind", KINDS)
def test_mkdocs_itself_builds_the_same_site(tmp_path: Path, of_kind: OfKind, kind: str) -> None:
    """Whoever calls MkDocs gets the site that our command builds, its search, copies and archive included."""
    root = of_kind(kind)
    by_mkdocs = fingerprint(root / "site")
    result = run("build", "--project", root, "--site", tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert fingerprint(tmp_path / "site") == by_mkdocs
    assert {"index.html", "materials/zn-pure.html", "sitemap.xml", "search/pages.js"} <= set(by_mkdocs)


UNSUPPORTED = {
    ("plugins: [", "plugins: [tags, "): 'mkdocs.yml:6:11: E701 the plugin "tags" is none of ours',
    ("plugins: [", "plugins: [blog: {enabled: false}, "): 'the plugin "blog" is none of ours',
    ("docs_dir:", "hooks: [hook.py]\ndocs_dir:"): 'the hook "hook.py" is none of ours',
    ("theme: material", "theme: {name: material, custom_dir: data}"): 'the theme folder "data" is none of ours',
    ("site_name:", "markdown_extensions: [project.extension]\nsite_name:"): 'extension "project.extension" is none',
}
# What is the same in every review, and the code of each.
LOST = {
    ("site_name:", "nav: [index.md]\nsite_name:"): "E702 nav would not be followed",
    ("docs_dir: content", "docs_dir: data"): "E702 docs_dir would not be followed",
    ("site_name:", "use_directory_urls: true\nsite_name:"): "E702 use_directory_urls would not be followed",
    ("theme: material", "theme: mkdocs"): "E702 theme would not be followed",
    ("site_name:", "extra_css: own.css\nsite_name:"): "mkdocs.yml:3:12: E104 something else stands here",
    ("site_name:", "{ site_name:"): "E003 this is not YAML",
}


@pytest.mark.parametrize(("change", "words"), LOST.items(), ids=list(LOST.values()))
def test_what_would_be_lost_is_an_error_of_every_command(root: Path, change: tuple[str, str], words: str) -> None:
    replace_in(root / "mkdocs.yml", *change)
    for command in ("check", "build", "preview"):
        result = run(command, "--project", root)
        assert (result.exit_code, words in result.output) == (1, True), result.output


def test_the_examples_about_mkdocs_yml_are_true(root: Path) -> None:
    for name in ("not-in-our-build", "set-elsewhere"):
        explained, found = read_explanation(ALL_CODES[name]), list[set[str]]()
        for example in (explained.wrong, explained.right):
            report = Report()
            (root / "mkdocs.yml").write_text(example.text, "utf-8")
            check_config(root, report)
            found.append({item.code.name for item in report})
        assert found == [{name}, set()]


@pytest.mark.usefixtures("with_site")
def test_without_mkdocs_yml_everything_is_as_with_it(root: Path) -> None:
    before = fingerprint(root / "site")
    (root / "mkdocs.yml").unlink()
    assert built(root) == before
    assert run("check", "--project", root).exit_code == 0
    assert run("write", root / "tree", "--project", root).exit_code == 0


def test_what_a_project_says_is_added_or_goes_first(of_kind: OfKind) -> None:
    page = (of_kind("with addresses and a look of its own") / "site/metals.html").read_text("utf-8")
    assert 'data-md-color-primary="red"' in page
    assert 'src="own.svg"' in page
    assert '"header.autohide"' in page
    assert '"navigation.tabs"' in page
    assert page.index('href="assets/review.css"') < page.index('href="own.css"')


@pytest.mark.parametrize(("change", "words"), UNSUPPORTED.items(), ids=list(UNSUPPORTED.values()))
def test_what_is_none_of_ours_is_an_error_that_names_the_other_way(
    root: Path, change: tuple[str, str], words: str
) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(*change), "utf-8")
    result = run("build", "--project", root)
    assert result.exit_code == 1
    assert words in result.output
    assert "living-review write DIR" in result.output


@pytest.mark.usefixtures("with_site")
def test_all_that_is_none_of_ours_is_named_at_once_and_written(root: Path, tmp_path: Path) -> None:
    before = fingerprint(root / "site")
    for old, new in UNSUPPORTED:
        if "blog" not in new:
            replace_in(root / "mkdocs.yml", old, new)
    result = run("build", "--project", root)
    assert result.output.count("is none ") == len(UNSUPPORTED) - 1
    assert "The old site is unchanged" in result.output
    assert fingerprint(root / "site") == before
    assert run("write", tmp_path / "tree", "--project", root).exit_code == 0


def test_a_converter_tells_what_mkdocs_warns_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    layout = Layout("Site", "", [{"Home": "index.md"}, {"Chapters": ["metals.md"]}], {}, has_whole_review=False)
    converter = PageConverter(project(tmp_path), layout, ["index.md", "metals.md", "materials/a.md"])
    good = converter.convert(Page("materials/a.md", "# A\n\n[b](../metals.md#wear)", ""))
    assert 'href="../metals.html#wear"' in good.content
    assert good.anchors == ["a"]
    assert good.links["metals.md"] == {"wear": "../metals.md#wear"}
    assert [entry["location"] for entry in good.entries] == ["materials/a.html"]
    assert good.warnings == []
    (warning,) = converter.convert(Page("materials/a.md", "# A\n\n[b](nowhere.md)", "")).warnings
    assert "nowhere.md" in warning
    assert caplog.records == []


@pytest.mark.usefixtures("with_site")
def test_links_of_a_chapter_to_nowhere_stop_the_build(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = fingerprint(root / "site")
    page, links = root / "content/index.md", ("nowhere.md", "metals.md#no-such", "#nor-this")
    page.write_text(page.read_text("utf-8") + "".join(f"\n\n[a link]({link})\n" for link in links), "utf-8")
    for _ in range(2):
        with caplog.at_level("WARNING"):
            result = run("build", "--project", root)
        assert result.exit_code == 1
        assert all(link in result.output + caplog.text for link in links)
        assert f"Aborted with {len(links)} warnings in strict mode!" in result.output
        caplog.clear()
    assert fingerprint(root / "site") == before
