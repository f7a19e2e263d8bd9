"""The live preview follows every change, and shows what is wrong without losing the last good pages."""

import json
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from living_review.edges.mkdocs.page_converter import stand_alone
from living_review.model.material import Material
from living_review.site.page import Page
from living_review.site.site import Site
from tests.edges.previewing import holds, previewing
from tests.edges.running import HOOK, KINDS, RECORD, break_record, fix_record, replace_in
from tests.edges.test_plugin import configured
from tests.projects import Change, project

NOTICE = "These pages are older than the records"
PAGE = "materials/zn-pure.html"


def test_a_preview_follows_the_records(root: Path) -> None:
    with previewing(root) as preview:
        text = preview.wait(PAGE, lambda text: "780\u00a0Ah/kg" in text)
        assert NOTICE not in text

        break_record(root)
        text = preview.wait(PAGE, lambda text: NOTICE in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text
        assert "780\u00a0Ah/kg" in text, "the last good page stays"
        assert NOTICE in preview.wait("index.html", bool), "every page says so"

        fix_record(root)
        replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
        text = preview.wait(PAGE, lambda text: NOTICE not in text)
        assert "781\u00a0Ah/kg" in text
        assert "780\u00a0Ah/kg" not in text
        assert "Traceback" not in preview.printed
        assert f"http://{preview.address}/" in preview.printed
    assert not (root / "site").exists()


def test_a_preview_follows_chapters_and_new_records(root: Path) -> None:
    with previewing(root) as preview:
        preview.wait("metals.html", lambda text: "Nothing is known." in text)
        replace_in(root / "content/metals.md", "Nothing is known.", 'Now {{ material("mg-2", "this one") }} is known.')
        text = preview.wait("metals.html", lambda text: NOTICE in text)
        assert "there is no material &quot;mg-2&quot;" in text
        assert preview.get("materials/mg-2.html") == ""

        record = (root / "data/materials/light/mg.yml").read_text("utf-8").replace("id: mg", "id: mg-2")
        (root / "data/materials/light/mg-2.yml").write_text(record, "utf-8")
        text = preview.wait("metals.html", lambda text: NOTICE not in text)
        assert '<a href="materials/mg-2.html">this one</a> is known.' in text
        assert "Magnesium alloys" in preview.wait("materials/mg-2.html", bool)
        assert "Traceback" not in preview.printed


@pytest.mark.parametrize("value", ["780 Ah/kg", "782 Ah/kg"])
def test_a_preview_may_start_with_a_broken_record(root: Path, value: str) -> None:
    break_record(root)
    with previewing(root) as preview:
        text = preview.wait("index.html", lambda text: "The records have problems" in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text

        fix_record(root)
        replace_in(root / RECORD, "780 Ah/kg", value)
        text = preview.wait(PAGE, lambda text: value.replace(" ", "\u00a0") in text)
        assert NOTICE not in text
        assert "The records have problems" not in preview.wait("index.html", bool)
        assert "Traceback" not in preview.printed


def test_a_preview_has_charts_and_loses_the_page_of_a_removed_record(root: Path) -> None:
    with previewing(root) as preview:
        text = preview.wait(PAGE, lambda text: "<svg" in text)
        assert "data-figure" not in text
        record = root / "data/materials/light/mg.yml"
        copy = record.with_name("mg-2.yml")
        copy.write_text(record.read_text("utf-8").replace("id: mg", "id: mg-2"), "utf-8")
        preview.wait("materials/mg-2.html", bool)
        copy.unlink()
        preview.wait("materials/index.html", lambda text: "mg-2.html" not in text)
        assert preview.get("materials/mg-2.html") == ""
        assert "zn-pure" in preview.get("search/search_index.json")


# --- made when it is asked for


def previewed(root: Path, folder: Path) -> dict[str, str]:
    """Return all pages of a preview as they are sent, each with a script that the server puts in."""
    config, plugin = configured(root)
    config.site_dir = str(folder)
    plugin.on_startup(command="serve", dirty=True)
    build(config, serve_url="http://127.0.0.1:1/", dirty=True)
    pages = {}
    for file in folder.rglob("*.html"):
        page, end, rest = file.read_text("utf-8").rpartition("</body>")
        path = file.relative_to(folder).as_posix()
        pages[path] = plugin.preview.finish(path, f"{page}<script>follow()</script>{end}{rest}")
    return pages


@pytest.mark.parametrize("changes", KINDS.values(), ids=list(KINDS))
def test_a_page_that_is_asked_for_is_the_one_that_mkdocs_makes(tmp_path: Path, changes: dict[str, Change]) -> None:
    asked = previewed(project(tmp_path / "asked", changes), tmp_path / "one")
    other = project(tmp_path / "other", changes | {"hook.py": ""})
    replace_in(other / "mkdocs.yml", *HOOK)
    assert not stand_alone(load_config(str(other / "mkdocs.yml")))
    assert asked == previewed(other, tmp_path / "two")
    assert all("<script>follow()</script></body>" in page for page in asked.values())
    assert {"index.html", "metals.html", "materials/zn-pure.html", "guide/codes/e103.html"} <= set(asked)


def test_only_a_page_that_is_asked_for_is_made(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def fail(_site: Site, material: Material) -> Page:
        made.append(material.id)
        raise ZeroDivisionError

    monkeypatch.setattr("living_review.building.page_registry.render_material", fail)
    text = previewed(root, tmp_path / "site")
    assert sorted(made) == ["mg", "mno2", "zn-al", "zn-cell", "zn-pure"]
    assert "E501" in text["materials/mg.html"]
    assert "ZeroDivisionError" in text["materials/mg.html"]
    assert "E501" not in text["glossary.html"]


def test_files_are_made_when_they_are_asked_for(root: Path) -> None:
    types = {
        "assets/families.css": "text/css",
        "assets/measurements.js": "javascript",
        "citations/zn-pure/capacity.bib": "",
        "references/all.json": "application/json",
    }
    with previewing(root) as preview:
        preview.wait(PAGE, bool)
        for path, kind in types.items():
            with urlopen(f"http://{preview.address}/{path}", timeout=30) as answer:
                assert kind in answer.headers["Content-Type"]
                assert len(answer.read()) == int(answer.headers["Content-Length"]) > 100
        assert preview.get("assets/nothing.js") == ""
        assert preview.get("materials/nothing.html") == ""


def test_the_search_of_a_preview_finds_records_by_their_prose(root: Path) -> None:
    with previewing(root) as preview:
        docs = json.loads(preview.wait("search/search_index.json", bool))["docs"]
        found = {doc["location"]: doc for doc in docs}
        assert {"materials/zn-pure.html", "metals.html", "references.html#handbook"} <= set(found)
        assert "The other electrode." in found["materials/mno2.html"]["text"]
        replace_in(root / "data/materials/oxide-electrodes/mno2.yml", "The other electrode.", "The second electrode.")
        text = preview.wait("search/search_index.json", partial(holds, "The second electrode."))
        assert "The other electrode." not in text


def test_a_preview_below_a_path(root: Path) -> None:
    replace_in(root / "mkdocs.yml", "docs_dir:", "site_url: https://example.org/it/\ndocs_dir:")
    with previewing(root) as preview:
        assert "780\u00a0Ah/kg" in preview.wait(f"it/{PAGE}", bool)
        assert "Sacrificial anodes" in preview.get("it/")
        assert "--family" in preview.get("it/assets/families.css")


def test_a_preview_follows_mkdocs_yml(root: Path) -> None:
    (root / "hook.py").write_text("", "utf-8")
    with previewing(root) as preview:
        preview.wait(PAGE, bool)
        for change, value in ((HOOK, "781"), ((HOOK[1], HOOK[0]), "782")):
            replace_in(root / "mkdocs.yml", *change)
            replace_in(root / RECORD, f"{int(value) - 1} Ah/kg", f"{value} Ah/kg")
            text = preview.wait(PAGE, partial(holds, f"{value}\u00a0Ah/kg"))
            assert "<svg" in text
            assert "--family" in preview.get("assets/families.css")
        assert "Traceback" not in preview.printed
