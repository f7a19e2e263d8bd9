"""What GitHub runs and asks: valid, pinned, with the least rights, and in agreement with the code and the data."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Context

from living_review.edges.cli import main
from tests.projects import ROOT

FOLDER = ROOT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
ACTIONS = sorted((FOLDER / "actions").glob("*/action.yml"))
FORMS = sorted(path for path in (FOLDER / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
TOOLS = Path(sys.executable).parent


def load(path: Path) -> Any:
    """Return a file as GitHub reads it; YAML 1.1 takes the key ``on`` for a truth value."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    loaded = load(path)
    jobs = loaded["jobs"].values() if "jobs" in loaded else [loaded["runs"]]
    return [step for job in jobs for step in job["steps"]]


def run_tool(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([TOOLS / command[0], *command[1:]], capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-actions", ACTIONS),
        ("vendor.dependabot", [FOLDER / "dependabot.yml"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [FOLDER / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
    ids=["workflows", "actions", "dependabot", "forms", "config"],
)
def test_every_file_is_valid(schema: str, files: list[Path]) -> None:
    assert files
    done = run_tool("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_audit_finds_nothing() -> None:
    done = run_tool("zizmor", "--offline", "--no-progress", FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.stem))
def test_a_workflow_has_the_least_rights(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text("utf-8")
    for name, job in workflow["jobs"].items():
        is_publishing = (path.stem, name) == ("publish", "publish")
        assert job["permissions"] == (
            {"pages": "write", "id-token": "write"} if is_publishing else {"contents": "read"}
        )
        assert int(job["timeout-minutes"]) <= 60
    for step in steps(path):
        assert "${{" not in step.get("run", ""), "what comes from an event goes through the environment"
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_every_action_is_pinned_to_a_commit_with_its_version() -> None:
    lines = [
        line for path in (*WORKFLOWS, *ACTIONS) for line in path.read_text("utf-8").splitlines() if "uses:" in line
    ]
    assert len(lines) >= 6
    ours = {f"./.github/actions/{path.parent.name}" for path in ACTIONS}
    others = [line for line in lines if line.partition("uses: ")[2] not in ours]
    pinned = r"uses: actions/[\w-]+(/[\w-]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$"
    assert [line for line in others if not re.search(pinned, line)] == []


def test_every_command_of_a_workflow_exists() -> None:
    commands = [step["run"] for path in (*WORKFLOWS, *ACTIONS) for step in steps(path) if "run" in step]
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    made = {name for text in commands for name in re.findall(r"\bmake ([a-z-]+)", text)}
    named = {name for text in commands for name in re.findall(r"living-review ([a-z]+)", text)}
    assert made == {"audit", "environment", "links", "site", "test", "test-data"}
    assert made <= targets
    assert named == {"check", "diff", "format"}
    assert named <= set(main.list_commands(Context(main)))


def fields(form: str) -> dict[str, dict[str, Any]]:
    body = load(FOLDER / "ISSUE_TEMPLATE" / f"{form}.yml")["body"]
    return {item["id"]: item for item in body if "id" in item}


def test_the_form_of_a_wrong_value_asks_for_what_is_needed() -> None:
    asked = fields("wrong-value")
    assert list(asked) == ["page", "record", "shown", "right", "source"]
    needed = {key for key, item in asked.items() if item.get("validations", {}).get("required") == "true"}
    assert needed == {"page", "shown", "right", "source"}


def test_the_checklist_names_the_check() -> None:
    text = (FOLDER / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert "`make check`" in text
    assert text.count("- [ ] ") >= 3
