"""The command line says what it did and where, and ends with the right code."""

import re
from pathlib import Path

import pytest

from tests.edges.running import BROKEN, RECORD, break_record, fingerprint, fix_record, replace_in, run, run_process
from tests.projects import GUIDE_PAGES, ROOT, TINY, project

MESSAGE = [
    f"{RECORD}:17:16: E103 unknown unit \"Ah/kgg\"",
    "   17 |     value: 780 Ah/kgg",
    "      |                ^^^^^^",
    "      = expected: a unit such as Ah/kg",
    '      = help: Did you mean "Ah/kg"? Correct the unit, or declare it in data/units.yml.',
    "      = more: living-review explain E103",
    "",
    "1 problem in 1 file",
]  # fmt: skip


def test_check_of_a_good_project() -> None:
    result = run("check", "--project", TINY)
    assert (result.exit_code, result.output) == (0, "5 records and 2 pages, no problem found.\n")


def test_check_of_a_broken_record(root: Path) -> None:
    break_record(root)
    result = run("check", "--project", root)
    assert result.exit_code == 1
    assert result.output.splitlines() == MESSAGE


def test_check_reports_everything_at_once(root: Path) -> None:
    break_record(root)
    replace_in(root / "data/materials/light/mg.yml", "kind: class", "kind: clas")
    replace_in(root / "content/metals.md", 'material("zn-pure")', 'material("zn-pur")')
    result = run("check", "--project", root)
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.output.splitlines() if re.search(r": E\d{3} ", line)] == [
        "content/metals.md",
        "data/materials/light/mg.yml",
        RECORD,
    ]
    assert result.output.endswith("\n\n3 problems in 3 files\n")


def test_a_real_process_prints_no_traceback(root: Path) -> None:
    break_record(root)
    bad = run_process("living_review", "check", "--project", root, cwd=ROOT)
    assert bad.returncode == 1
    assert bad.stdout.splitlines() == MESSAGE
    assert bad.stderr == ""


def test_the_project_is_the_folder_one_stands_in(root: Path) -> None:
    done = run_process("living_review", "check", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "5 records and 2 pages, no problem found.\n"


@pytest.mark.parametrize("command", ["write", "build"])
def test_a_command_with_problems_ends_with_one(root: Path, command: str) -> None:
    break_record(root)
    result = run(command, *([root.parent / "out"] if command == "write" else []), "--project", root)
    assert result.exit_code == 1
    assert "\n".join(MESSAGE) in result.output
    assert not (root.parent / "out").exists()
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["check", "--projekt", "."],
        ["check", "--project", "/no/such/folder"],
        ["check", "--project", str(TINY / "mkdocs.yml")],
        ["write"],
        ["build", "too", "much"],
        ["preview", "--adress", "127.0.0.1:1"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_two(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(option: str) -> None:
    result = run(option)
    assert result.exit_code == 0
    for command in ("check", "write", "build", "preview"):
        assert re.search(rf"^  {command} +\w", result.output, re.MULTILINE)
        assert run(command, option).exit_code == 0


@pytest.mark.parametrize("command", ["write", "build"])
@pytest.mark.parametrize("config", ["- a\n", "a: [\n"])
def test_a_bad_mkdocs_file_is_reported_without_a_traceback(tmp_path: Path, command: str, config: str) -> None:
    root = project(tmp_path, {"mkdocs.yml": config})
    result = run(command, *([tmp_path / "out"] if command == "write" else []), "--project", root)
    assert result.exit_code == 1
    assert result.output.strip()
    assert not (root / "site").exists()


# --- write


def test_write_makes_a_whole_tree_and_then_changes_what_changed(root: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    result = run("write", tree, "--project", root)
    before = fingerprint(tree)
    assert result.exit_code == 0
    count = len(before.keys() - {".generated.json"})
    assert count > 35 + GUIDE_PAGES
    assert result.output == f"{count} files in {tree}, {count} of them changed.\n"
    assert {"mkdocs.yml", "docs/index.md", "docs/materials/mg.md", "docs/assets/vega.js"} <= before.keys()

    assert "0 of them changed" in run("write", tree, "--project", root).output
    (root / "data/materials/light/mg.yml").unlink()
    assert run("write", tree, "--project", root).exit_code == 0
    after = fingerprint(tree)
    assert "docs/materials/mg.md" not in after
    assert before["docs/materials/zn-al.md"] != after["docs/materials/zn-al.md"], "mg was its neighbour"
    assert before["docs/glossary.md"] == after["docs/glossary.md"]


# --- build


def test_build_tells_what_it_built_and_where(built: tuple[Path, str]) -> None:
    root, output = built
    first, work, second, third = output.splitlines()
    count = 18 + GUIDE_PAGES
    assert work == f"{count} of {count} pages were made now, 0 by an earlier build."
    assert first == f"Built 5 records, {18 + GUIDE_PAGES} pages, 6 charts."
    assert re.fullmatch(r"(\w[\w ]* \d+\.\d s, )+in all \d+\.\d s\.", second)
    assert third == f"Open {root / 'site' / 'index.html'}"
    assert Path(third.removeprefix("Open ")).is_file()


def test_build_leaves_nothing_beside_the_site_but_its_cache(built: tuple[Path, str]) -> None:
    root, _ = built
    assert sorted(path.name for path in root.iterdir()) == ["build", "content", "data", "mkdocs.yml", "site"]
    pages = [path for path in (root / "site").rglob("*.html") if "embed" not in path.relative_to(root).parts]
    assert len(pages) == 20 + GUIDE_PAGES, "all pages, 404 and the whole review"


@pytest.mark.usefixtures("with_site")
def test_a_broken_record_leaves_the_old_site(root: Path) -> None:
    before = fingerprint(root / "site")
    break_record(root)
    built = run("build", "--project", root)
    assert (built.exit_code, built.output) == (1, run("check", "--project", root).output)
    assert fingerprint(root / "site") == before
    assert sorted(path.name for path in root.iterdir()) == ["build", "content", "data", "mkdocs.yml", "site"]
    fix_record(root)
    replace_in(root / RECORD, BROKEN[0], "781 Ah/kg")
    assert run("build", "--project", root).exit_code == 0
    changed = {name for name, digest in fingerprint(root / "site").items() if before.get(name) != digest}
    assert "materials/zn-pure.html" in changed
    assert "glossary.html" not in changed


@pytest.mark.usefixtures("with_site")
def test_a_warning_of_mkdocs_fails_the_build(root: Path) -> None:
    """A link that leads nowhere is found by MkDocs only, at the end."""
    before = fingerprint(root / "site")
    replace_in(root / "content/index.md", "(metals.md)", "(metal.md)")
    result = run("build", "--project", root)
    assert result.exit_code == 1
    assert result.output.strip()
    assert fingerprint(root / "site") == before


def test_build_into_another_folder(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "a folder with spaces" / "öffentlich"
    result = run("build", "--project", root, "--site", target)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == f"Open {target / 'index.html'}"
    assert (target / "materials" / "zn-pure.html").is_file()
    assert not (root / "site").exists()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_two_builds_give_the_same_pages(built: tuple[Path, str], root: Path) -> None:
    assert run("build", "--project", root).exit_code == 0
    one, two = fingerprint(built[0] / "site"), fingerprint(root / "site")
    assert one == two
