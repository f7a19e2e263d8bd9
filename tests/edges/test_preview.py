"""The live preview follows every change, and shows what is wrong without losing the last good pages."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from living_review.edges.mkdocs.preview import Preview
from living_review.model.material import Material
from living_review.site.page import Page
from living_review.site.site import Site
from tests.conftest import WithCache
from tests.edges.conftest import OfKind
from tests.edges.previewing import Preview as RunningPreview
from tests.edges.previewing import holds, previewing
from tests.edges.running import RECORD, break_record, fix_record, replace_in
from tests.edges.test_written import article
from tests.projects import project

NOTICE = "These pages are older than the records"
PAGE = "materials/zn-pure.html"


def test_a_preview_follows_the_records(root: Path) -> None:
    break_record(root)
    with previewing(root) as preview, previewing(root) as other:
        text = preview.wait("index.html", lambda text: "The records have problems" in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text

        fix_record(root)
        assert NOTICE not in preview.wait(PAGE, partial(holds, "780\u00a0Ah/kg"))
        assert "The records have problems" not in preview.wait("index.html", bool)

        break_record(root)
        text = preview.wait(PAGE, lambda text: NOTICE in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text
        assert "780\u00a0Ah/kg" in text, "the last good page stays"
        assert NOTICE in preview.wait("index.html", bool), "every page says so"

        fix_record(root)
        replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
        os.utime(root / RECORD, (1, 1))  # a clock that was set back
        text = preview.wait(PAGE, lambda text: NOTICE not in text and "781\u00a0Ah/kg" in text)
        assert "780\u00a0Ah/kg" not in text
        assert "780\u00a0Ah/kg" not in other.wait(PAGE, lambda text: "781\u00a0Ah/kg" in text), "each has its own site"
        assert "Traceback" not in preview.printed
        assert f"http://{preview.address}/" in preview.printed
    assert not (root / "site").exists()


def test_a_preview_follows_chapters_and_records_that_come_and_go(root: Path) -> None:
    chapter, record = root / "content/metals.md", root / "data/materials/light/mg-2.yml"
    known, linked = "Nothing is known.", 'Now {{ material("mg-2", "this one") }} is known.'
    with previewing(root) as preview:
        preview.wait("metals.html", partial(holds, known))
        assert "The other electrode." in preview.get("search/text-0.js")
        replace_in(chapter, known, linked)
        text = preview.wait("metals.html", partial(holds, NOTICE))
        assert "there is no material &quot;mg-2&quot;" in text
        assert preview.get("materials/mg-2.html") == ""

        other = (root / "data/materials/light/mg.yml").read_text("utf-8").replace("id: mg", "id: mg-2")
        record.write_text(other, "utf-8")
        replace_in(root / "data/materials/oxide-electrodes/mno2.yml", "The other electrode.", "The second electrode.")
        text = preview.wait("search/text-0.js", partial(holds, "The second electrode."))
        assert "The other electrode." not in text
        text = preview.get("metals.html")
        assert NOTICE not in text
        assert '<a href="materials/mg-2.html">this one</a> is known.' in text
        assert "Magnesium alloys" in preview.wait("materials/mg-2.html", bool)

        replace_in(chapter, linked, known)
        record.unlink()
        preview.wait("materials/index.html", lambda text: "mg-2.html" not in text and NOTICE not in text)
        assert preview.get("materials/mg-2.html") == ""
        assert "zn-pure" in preview.get("search/pages.js")
        assert "Traceback" not in preview.printed


# --- made when it is asked for


def asked(root: Path, folder: Path, paths: list[str]) -> dict[str, str]:
    """Return pages of a preview as they are sent, without a server."""
    preview = Preview(root, "http://127.0.0.1:1/", folder)
    preview.build()
    return {path: (preview.find(path) or b"").decode() for path in paths}


@pytest.mark.parametrize("kind", ["as it is", "for a server, with marks in the navigation"])
def test_a_page_that_is_asked_for_has_the_article_of_the_built_one(tmp_path: Path, of_kind: OfKind, kind: str) -> None:
    root = shutil.copytree(of_kind(kind), tmp_path / "project")
    pages = ["index.html", "metals.html", "materials/zn-al.html", "glossary.html", "guide/codes/e103.html"]
    for path, page in asked(root, tmp_path, pages).items():
        made = (root / "site" / path).read_text("utf-8")
        assert article(page) == article(made), path


def test_only_a_page_that_is_asked_for_is_made(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def fail(_site: Site, material: Material) -> Page:
        made.append(material.id)
        raise ZeroDivisionError

    monkeypatch.setattr("living_review.building.page_registry.render_material", fail)
    pages = asked(root, tmp_path, ["glossary.html", "materials/mg.html"])
    assert made == ["mg"]
    assert "E501" in pages["materials/mg.html"]
    assert "ZeroDivisionError" in pages["materials/mg.html"]
    assert "E501" not in pages["glossary.html"]


def test_a_problem_is_shown_as_text(root: Path, tmp_path: Path) -> None:
    replace_in(root / RECORD, "metric: swelling", "metric: '<b>alert(1)</b>'")
    page = asked(root, tmp_path, ["index.html"])["index.html"]
    assert "<b>alert" not in page
    assert "&lt;b&gt;alert(1)&lt;/b&gt;" in page


# --- in a project that nobody changes


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> Iterator[RunningPreview]:
    """Return a running preview."""
    with previewing(warm(project(tmp_path_factory.mktemp("served")))) as preview:
        text = preview.wait(PAGE, bool)
        assert "<svg" in text
        assert "data-figure" not in text
        yield preview


def test_files_are_made_when_they_are_asked_for(served: RunningPreview) -> None:
    types = {
        "assets/colours.css": "text/css",
        "assets/measurements.js": "javascript",
        "citations/zn-pure/capacity.bib": "",
        "embed/materials/zn-pure.html": "text/html",
        "references/all.json": "application/json",
    }
    for path, kind in types.items():
        with urlopen(f"http://{served.address}/{path}", timeout=30) as answer:
            assert kind in answer.headers["Content-Type"]
            assert len(answer.read()) == int(answer.headers["Content-Length"]) > 100
    assert served.get("assets/nothing.js") == ""
    assert served.get("materials/nothing.html") == ""


def test_what_search_finds_in_a_preview_is_followed(served: RunningPreview, browser: Browser) -> None:
    """A term and a reference stand within a page, and are found on their own; a record is found by its prose."""
    wanted = {
        "passivation": "glossary.html#passivation",
        "handbook": "references.html#handbook",
        "the other electrode": "materials/mno2.html",
        "architecture": "guide/architecture.html",
    }
    for words, address in wanted.items():
        path, _, anchor = address.partition("#")
        page = browser.new_page()
        page.goto(f"http://{served.address}/index.html")
        field = page.locator("input.md-search__input")
        field.fill(words)
        field.press("End")
        # The theme puts the words that were searched between path and anchor.
        ending = f"[href$='#{anchor}']" if anchor else ""
        page.locator(f".md-search-result__item a[href*='{path}']{ending}").first.click()
        page.wait_for_url(re.compile(rf"{re.escape(path)}.*{anchor}"))
        assert not anchor or page.locator(f"[id='{anchor}']").is_visible()
        assert page.locator("article h1").is_visible()
        page.close()


# --- as mkdocs.yml says


def test_a_preview_tells_of_what_it_cannot_do_in_mkdocs_yml_goes_on_and_ends_when_it_is_asked_to(root: Path) -> None:
    """It is one below a path."""
    hook = ("docs_dir:", "hooks: [hook.py]\ndocs_dir:")
    replace_in(root / "mkdocs.yml", "docs_dir:", "site_url: https://example.org/it/\ndocs_dir:")
    with previewing(root) as preview:
        assert "780\u00a0Ah/kg" in preview.wait(f"it/{PAGE}", bool)
        assert "Sacrificial anodes" in preview.get("it/")
        replace_in(root / "mkdocs.yml", *hook)
        text = preview.wait(f"it/{PAGE}", partial(holds, "the hook &quot;hook.py&quot; is none of ours"))
        assert "780\u00a0Ah/kg" in text
        replace_in(root / "mkdocs.yml", *reversed(hook))
        replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
        assert NOTICE not in preview.wait(f"it/{PAGE}", partial(holds, "781\u00a0Ah/kg"))
        assert "--family" in preview.get("it/assets/colours.css")
        assert "Traceback" not in preview.printed
        preview.process.send_signal(signal.SIGTERM)
        assert preview.process.wait(60) == 0
        assert preview.printed.endswith("The preview has ended.\n")
