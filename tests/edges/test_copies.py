"""A build makes the review in one page and the archive of the site, and only then do pages lead to them."""

import html
import re
import zipfile
from pathlib import Path

import pytest

from living_review.render.pages.content import within_archive
from tests.conftest import WithCache
from tests.edges.running import fingerprint, run
from tests.projects import project

ABOUT = {"content/about.md": "# About\n\n{{ copies() }}\n"}
WHOLE, BUNDLE = "whole-review.html", "sacrificial-anodes.zip"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> Path:
    """Return the site of a review that tells where its copies are."""
    root = warm(project(tmp_path_factory.mktemp("copies"), ABOUT))
    assert run("build", "--project", root).exit_code == 0
    return root / "site"


def test_a_page_leads_to_the_copies_and_tells_the_size(site: Path) -> None:
    text = (site / "about.html").read_text("utf-8")
    assert f'<a href="{WHOLE}">' in text
    assert f'<a href="{BUNDLE}" download>' in text
    size = (site / WHOLE).stat().st_size
    assert f"({size / 1e3:.0f} kB)" in text or f"({size / 1e6:.1f} MB)" in text
    assert (site / BUNDLE).stat().st_size > 100_000


def test_the_archive_does_not_offer_itself(site: Path) -> None:
    with zipfile.ZipFile(site / BUNDLE) as files:
        text = files.read(f"{Path(BUNDLE).stem}/about.html").decode()
    assert BUNDLE not in text
    assert "This copy is the archive of the site. Its <code>manifest.json</code>" in text
    assert f'<a href="{WHOLE}">' in text


@pytest.mark.parametrize(
    ("address", "shown"), [("", "site. Its"), ("https://a.example/", 'site, which is at <a href="https://a.example/">')]
)
def test_the_archive_says_where_the_site_is(address: str, shown: str) -> None:
    page = "<ul>\n<!--archive--><li>one</li>\n<li>two</li><!--/archive-->\n</ul>"
    text = html.unescape(within_archive(page, address))
    assert shown in text
    assert "two" not in text
    assert text.startswith("<ul>\n<li>")


def test_the_whole_review_holds_every_page_once(site: Path) -> None:
    text = (site / WHOLE).read_text("utf-8")
    parts = re.findall(r'<article[^>]* id="([^"]+)"', text)
    records = ["materials/mg", "materials/mno2", "materials/zn-al", "materials/zn-cell", "materials/zn-pure"]
    assert parts[0] == "metals"
    assert sorted(parts[1:6]) == records
    assert parts[6:] == ["paper", "glossary", "references", "about"]
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_the_navigation_leads_to_the_whole_review_below_the_chapters(site: Path) -> None:
    text = (site / "materials/mg.html").read_text("utf-8")
    assert re.search(rf'href="\.\./metals\.html".*?href="\.\./{WHOLE}".*?href="\.\./glossary\.html"', text, re.DOTALL)


def test_the_same_records_give_the_same_archive(site: Path, tmp_path: Path) -> None:
    assert run("build", "--project", site.parent, "--site", tmp_path / "again").exit_code == 0
    assert fingerprint(tmp_path / "again")[BUNDLE] == fingerprint(site)[BUNDLE]


def test_without_a_build_nothing_leads_to_them(root: Path) -> None:
    (root / "content/about.md").write_text(ABOUT["content/about.md"], "utf-8")
    tree = root.parent / "tree"
    assert run("write", tree, "--project", root).exit_code == 0
    assert "A build of the site makes them." in (tree / "docs/about.md").read_text("utf-8")
    assert not (tree / "docs" / WHOLE).exists()
