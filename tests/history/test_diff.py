"""The command diff between two versions: tags, commits and folders, as text, page, JSON and feed."""

import json
import subprocess
from pathlib import Path

import feedparser
import pytest

from tests.edges.running import RECORD, replace_in, run
from tests.history.conftest import RENAMED


def diff(kept: Path, *arguments: str | Path) -> str:
    result = run("diff", *arguments, "--project", kept)
    assert result.exit_code == 0, result.output
    return result.output


def test_two_tags_are_compared_by_their_values(kept: Path) -> None:
    text = diff(kept, "v1", "v2")
    assert "Values and conditions: 1 value entered, 1 value corrected, conditions of 1 value changed" in text
    assert "  - Current capacity (capacity): 780 Ah/kg → 819 Ah/kg (+5.0 %)" in text
    assert "speed: 0.5 m/s → 1 m/s" in text
    assert "state: misleading → superseded" in text
    back = diff(kept, "v2", "v1")
    assert "819 Ah/kg → 780 Ah/kg (-4.8 %)" in back
    assert "(second): 1 Ah/kg (removed)" in back


def test_a_new_layout_is_no_change_and_a_new_name_is_one(kept: Path) -> None:
    assert json.loads(diff(kept, "v2", "v3", "--format", "json"))["values"] == []
    assert feedparser.parse(diff(kept, "v1", "v1", "--format", "atom")).entries == []
    assert "neither version fits" in run("diff", "v2", "v3", "--format", "atom", "--project", kept).output
    text = diff(kept, "v3", "v4")
    assert "- Pure zinc (zn-fine): record renamed from zn-pure" in text
    assert "(speed-of-rust): renamed from rate" in text
    assert "- Magnesium alloys (mg): record removed" in text


def test_forms_for_programs_and_readers(kept: Path) -> None:
    answer = json.loads(diff(kept, "v1", "v2", "--format", "json"))
    assert (answer["version"], answer["from"], answer["to"]) == (2, "v1", "v2")
    corrected = next(item for item in answer["values"] if item["kind"] == "corrected")
    assert (corrected["record"], corrected["value"], corrected["old"], corrected["new"]) == (
        "zn-pure", "capacity", "780 Ah/kg", "819 Ah/kg",
    )  # fmt: skip
    (entry,) = feedparser.parse(diff(kept, "v1", "v2", "--format", "atom")).entries
    assert "780 Ah/kg" in entry.content[0].value
    assert entry.updated.startswith("2020-09-14T")
    page = diff(kept, "v1", "v2", "--format", "html")
    assert page.startswith("<!doctype html>")
    assert "Content-Security-Policy" in page
    assert "819" in page


def test_a_version_that_does_not_fit_the_rules_of_today_is_compared_as_far_as_it_can_be(
    kept: Path, tmp_path: Path
) -> None:
    root = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", kept, root], check=True)
    (root / RENAMED).rename(root / RECORD)
    replace_in(root / RECORD, "0.819 kAh kg-1", "0.9 kAhh/kg")
    (root / "data/materials/zinc/zn-al.yml").write_text("{", "utf-8")
    result = run("diff", "v4", "--project", root)
    assert result.exit_code == 1
    assert "The data have problems now, so only values and conditions are compared." in result.output
    assert "E0" in result.output
    assert "these records cannot be read, so they count as absent: data/materials/zinc/zn-al.yml" in result.output
    assert "0.819 kAh kg-1 → 0.9 kAhh/kg" in result.output
    assert json.loads(run("diff", "v4", "--project", root, "--format", "json").output)["added"] is None


def test_folders_are_versions_too(kept: Path, root: Path) -> None:
    assert "819" in diff(kept, root, "v2")
    alone = diff(kept, root / "data", "v2")
    assert "is a folder of data alone" in alone
    assert "780 Ah/kg → 819 Ah/kg" in alone


@pytest.mark.parametrize("name", ["v9", "--output=x", "HEAD~50"])
def test_an_unknown_version_is_a_wrong_call(kept: Path, name: str) -> None:
    result = run("diff", "--project", kept, "--", "v1", name)
    assert result.exit_code == 2
    assert f"{name} is no folder, and git says: " in result.output
    assert "Traceback" not in result.output
