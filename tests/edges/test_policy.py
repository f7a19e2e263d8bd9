"""Every page says what a browser may do for it, before anything that it could hold back."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from tests.edges.previewing import previewing
from tests.edges.running import run
from tests.render.reading import Element, Reader, read_html

NAME = "Content-Security-Policy"
NOT_RUN = ("application/json", "application/ld+json")
STARTS = {"script", "style", "link", "img", "svg", "body", "base"}


def policy(page: Reader) -> dict[str, list[str]]:
    """Return the directives of a page with their sources."""
    (found,) = page.all("meta", **{"http-equiv": NAME})
    return {name: sources for name, *sources in (part.split() for part in found.attributes["content"].split(";"))}


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def runs(element: Element) -> bool:
    return "src" not in element.attributes and element.attributes.get("type") not in NOT_RUN


@pytest.fixture(scope="module")
def pages(built: tuple[Path, str]) -> dict[str, Reader]:
    """Return the elements of all pages of the site."""
    site = built[0] / "site"
    return {path.relative_to(site).as_posix(): read_html(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_every_page_has_a_policy_before_anything_else(built: tuple[Path, str], pages: dict[str, Reader]) -> None:
    assert {"index.html", "404.html", "whole-review.html", "materials/mg.html", "guide/codes/e103.html"} <= set(pages)
    for name, page in pages.items():
        tags = [item for item in page.elements if item.tag in STARTS or NAME in item.attributes.values()]
        assert NAME in tags[0].attributes.values(), name
        start = (built[0] / "site" / name).read_text("utf-8").index(NAME)
        assert start + len(str(policy(page))) < 1024, "browsers look for the encoding no further"


def test_nothing_is_allowed_but_files_of_the_site(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        found = policy(page)
        assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'none'"], name
        sources = {source for key in found for source in found[key] if not source.startswith("'sha256-")}
        # One page makes its worker of a text: a browser starts none from a file where the page was opened from a folder.
        texts = {"blob:"} if name == "query.html" else set()
        assert sources <= {"'none'", "'self'", "file:", "data:", "'unsafe-inline'"} | texts, name
        assert [key for key in found if "blob:" in found[key]] == ["worker-src"] * len(texts), name
        assert [key for key in found if "'unsafe-inline'" in found[key]] == ["style-src-attr"], name
        assert [key for key in found if "data:" in found[key]] == ["img-src"], name


def test_no_page_names_what_a_browser_would_load_ahead(pages: dict[str, Reader]) -> None:
    """Firefox loads the next page ahead, which the policy forbids."""
    ahead = {"next", "prefetch", "prerender", "preload", "modulepreload"}
    for name, page in pages.items():
        named = {word for link in page.all("link") for word in link.attributes["rel"].split()}
        assert not named & ahead, name


def test_the_inline_scripts_are_those_of_the_theme(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        inline = [hashed(item.text) for item in page.all("script") if runs(item)]
        allowed = [source for source in policy(page).get("script-src", []) if source.startswith("'sha256-")]
        assert sorted(inline) == sorted(allowed), name
        assert len(inline) == (0 if name == "whole-review.html" or name.startswith("embed/") else 3), name


def test_the_review_in_one_page_runs_nothing(pages: dict[str, Reader]) -> None:
    page = pages["whole-review.html"]
    (style,) = page.all("style")
    assert policy(page) == {
        "default-src": ["'none'"],
        "style-src": [hashed(style.text)],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_a_script_in_a_page_gets_no_hash(root: Path) -> None:
    """Even one of our own in a chapter: whatever brought it there, only the theme may have scripts in a page."""
    chapter = root / "content" / "metals.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n<script>alert(1)</script>\n", "utf-8")
    assert run("build", "--project", root).exit_code == 0
    page = (root / "site" / "metals.html").read_text("utf-8")
    assert "<script>alert(1)</script>" in page
    assert hashed("alert(1)") not in policy(read_html(page))["script-src"]


def test_a_theme_with_a_style_of_its_own_keeps_it(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("theme: material", "theme: {icon: {admonition: {note: material/note}}}"),
        "utf-8",
    )
    assert run("build", "--project", root).exit_code == 0
    for name in ("index.html", "404.html"):
        page = read_html((root / "site" / name).read_text("utf-8"))
        (style,) = page.all("style")
        assert policy(page)["style-src"] == ["'self'", "file:", hashed(style.text)], name


def test_the_preview_lets_its_own_script_run(root: Path) -> None:
    with previewing(root) as preview:
        found = [preview.wait(name, bool) for name in ("index.html", "materials/zn-pure.html", "explore.html")]
    for page in found:
        read = read_html(page)
        last = [item for item in read.all("script") if runs(item)][-1]
        assert "livereload" in last.text
        assert hashed(last.text) in policy(read)["script-src"]
        assert re.search(r"<div data-(figure|table)", page) is None
