"""The live preview follows every change, and shows what is wrong without losing the last good pages."""

from pathlib import Path

import pytest

from tests.edges.previewing import previewing
from tests.edges.running import RECORD, break_record, mend_record, replace_in

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

        mend_record(root)
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

        mend_record(root)
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
