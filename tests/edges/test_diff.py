"""The command diff: what a change does to the data, in words."""

import json
import subprocess
import textwrap
from pathlib import Path

import pytest

from tests.edges.running import RECORD, break_record, fix_record, replace_in, run
from tests.projects import codes


@pytest.fixture
def kept(root: Path) -> Path:
    """Return a project that git keeps, with one commit."""
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Start"]):
        subprocess.run(["git", "-C", root, "-c", "user.name=A", "-c", "user.email=a@example.org", *command], check=True)
    return root


def test_nothing_changed(kept: Path) -> None:
    result = run("diff", "HEAD", "--project", kept)
    assert (result.exit_code, result.output) == (0, "Nothing changes in the data.\n")


def test_values_states_records_and_checks_are_listed(kept: Path) -> None:
    replace_in(kept / RECORD, "780 Ah/kg", "819 Ah/kg")
    replace_in(kept / RECORD, "state: misleading", "state: superseded")
    replace_in(kept / RECORD, "speed: 0.5 m/s", "speed: 1 m/s")
    replace_in(kept / "data/phases.yml", "5.6 g/cm³", "5.5 g/cm³")
    spare = "type: book\nstatus: identified\ntitle: Spare\n"
    (kept / "data/references/spare.yml").write_text(spare, "utf-8")
    text = run("diff", "HEAD", "--project", kept).output
    assert "- reference Spare (spare)" in text.partition("Changed")[0]
    assert "780 Ah/kg → 819 Ah/kg (+5.0 %)" in text
    assert "state: misleading → superseded" in text
    assert "speed: 0.5 m/s → 1 m/s" in text
    assert "Volume change of Zinc: +" in text
    assert 'data/references/spare.yml: W212 nothing cites the reference "spare"' in text.partition("now report")[2]
    answer = json.loads(run("diff", "HEAD", "--project", kept, "--format", "json").output)
    assert [item["id"] for item in answer["added"]] == ["spare"]
    assert answer["values"][0]["new"] == "819 Ah/kg"
    back = run("diff", "HEAD", "--project", kept, "--format", "markdown").output
    assert back.startswith("## What this changes\n\n### Values and conditions")
    assert "\n### Added\n\n- reference Spare (spare)\n" in back


def test_a_removed_record_and_measurement(kept: Path) -> None:
    (kept / "data/materials/light/mg.yml").unlink()
    text = (kept / RECORD).read_text("utf-8")
    start, end = text.index("  - id: swelling"), text.index("claims:")
    (kept / RECORD).write_text(text[:start] + text[end:], "utf-8")
    assert codes(kept) == []
    shown = run("diff", "HEAD", "--project", kept).output
    assert "Removed\n\n- record Magnesium alloys (mg)" in shown
    assert "159 % (removed)" in shown


def test_record_text_is_inert_in_markdown(kept: Path) -> None:
    replace_in(kept / RECORD, "name: Pure zinc", 'name: "<img src=x> @team [a](https://evil.example) #1"')
    shown = run("diff", "HEAD", "--project", kept, "--format", "markdown").output
    assert "<img" not in shown
    assert "@team" not in shown
    assert "](" not in shown


def test_problems_are_reported_instead(kept: Path) -> None:
    break_record(kept)
    result = run("diff", "HEAD", "--project", kept)
    assert result.exit_code == 1
    assert "The data have problems now" in result.output
    assert "E103" in result.output
    subprocess.run(
        ["git", "-C", kept, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qam", "Break"],
        check=True,
    )
    fix_record(kept)
    result = run("diff", "HEAD", "--project", kept)
    assert result.exit_code == 0
    assert "At HEAD the data have problems" in result.output


@pytest.mark.parametrize("base", ["nowhere", "HEAD~5", "--output=/tmp/x"])
def test_an_unknown_base_is_a_wrong_call(kept: Path, base: str) -> None:
    result = run("diff", "--project", kept, "--", base)
    assert result.exit_code == 2
    assert "git says: " in result.output


def test_without_a_repository_it_is_a_wrong_call(root: Path) -> None:
    result = run("diff", "HEAD", "--project", root)
    assert result.exit_code == 2
    assert "not a git repository" in result.output


def commit(root: Path, words: str) -> None:
    for command in (["add", "."], ["commit", "-qm", words]):
        subprocess.run(["git", "-C", root, "-c", "user.name=A", "-c", "user.email=a@example.org", *command], check=True)


def test_a_new_record_stands_with_its_values_and_their_conditions(kept: Path) -> None:
    text = (kept / RECORD).read_text("utf-8").replace("id: zn-pure", "id: zn-new").replace("Pure zinc", "New zinc")
    (kept / RECORD).with_name("zn-new.yml").write_text(text.replace("[zinc, spelter]", "[]"), "utf-8")
    shown = run("diff", "HEAD", "--project", kept).output
    assert "- New zinc (zn-new): record entered" in shown
    assert "780 Ah/kg (entered); at water sea water; from handbook; verified" in shown.replace("Water", "water")
    answer = json.loads(run("diff", "HEAD", "--project", kept, "--format", "json").output)
    new = next(item for item in answer["values"] if item["new"] == "780 Ah/kg")
    assert (new["conditions"], new["reference"]) == ({"water": "sea water"}, "handbook")


def test_since_the_branch_parted_others_changes_are_left_out(kept: Path) -> None:
    git = ["git", "-C", str(kept)]
    main = subprocess.run([*git, "branch", "--show-current"], capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run([*git, "checkout", "-qb", "mine"], check=True)
    replace_in(kept / RECORD, "780 Ah/kg", "790 Ah/kg")
    commit(kept, "Mine")
    subprocess.run([*git, "checkout", "-q", main], check=True)
    replace_in(kept / RECORD, "speed: 0.5 m/s", "speed: 1 m/s")
    commit(kept, "Theirs")
    subprocess.run([*git, "checkout", "-q", "mine"], check=True)
    assert "speed" in run("diff", main, "--project", kept).output
    shown = run("diff", "--merge-base", main, "--project", kept).output
    assert "780 Ah/kg → 790 Ah/kg" in shown
    assert "speed" not in shown
    assert run("diff", "--merge-base", "nowhere", "--project", kept).exit_code == 2


def test_an_older_layout_is_no_change(kept: Path) -> None:
    references = kept / "data/references"
    entries = {path.stem: path.read_text("utf-8") for path in sorted(references.iterdir())}
    for path in references.iterdir():
        path.unlink()
    old = "".join(f"{key}:\n{textwrap.indent(text, '  ')}" for key, text in entries.items())
    (kept / "data/references.yml").write_text(old, "utf-8")
    replace_in(kept / "data/review.yml", "format: 3\n", "")
    commit(kept, "An older layout")
    assert run("migrate", "--yes", "--project", kept).exit_code == 0
    result = run("diff", "HEAD", "--project", kept)
    assert (result.exit_code, result.output) == (0, "Nothing changes in the data.\n")
