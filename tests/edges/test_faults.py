"""Faults of the program, of mkdocs.yml and of the folders are reported in words by every command, never as a traceback."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from living_review.charts import scatter
from living_review.checks import sources
from living_review.edges.mkdocs import site_build
from living_review.render import templating
from tests.edges.previewing import previewing
from tests.edges.running import fingerprint, run, run_process
from tests.projects import ROOT, project

Break = Callable[[pytest.MonkeyPatch], None]


def break_chart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(scatter, "draw", lambda *_: 1 / 0)


def break_template(patch: pytest.MonkeyPatch) -> None:
    """Let the template of a record ask for what its view does not have."""
    environment = templating._environment()
    name = "render/templates/material.md.j2"
    source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
    broken = {name: source.replace("{{ view.name }}", "{{ view.nmae }}")}
    assert source != broken[name]
    patch.setattr(environment, "loader", jinja2.ChoiceLoader([jinja2.DictLoader(broken), environment.loader]))  # type: ignore[list-item]
    patch.setattr(environment, "cache", {})


def break_call(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("living_review.render.components.parts.Parts.term", lambda *_: None)


def break_navigation(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("living_review.pipeline.render_navigation", lambda *_: dict[str, str]()["home"])


BREAKS: dict[str, tuple[Break, str]] = {
    "chart": (
        break_chart,
        r"content/metals\.md:1:1: E501 the program failed at the chart speed, the page metals\.(html|md): "
        r"ZeroDivisionError: division by zero",
    ),
    "template": (
        break_template,
        r"data/materials/[\w/-]+\.yml:1:1: E501 the program failed at the page materials/[\w-]+\.html: "
        r"UndefinedError: '\S+ object' has no attribute 'nmae'",
    ),
    "call": (
        break_call,
        r"content/metals\.md:4:1: E501 the program failed at the page metals\.html: UndefinedError: a template shows None "
        r"\(living_review/render/templating\.py:\d+\)",
    ),
    "navigation": (break_navigation, r"living_review/pipeline\.py:\d+:1: E501 .*KeyError: 'home'"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny_built: tuple[Path, str]) -> Path:
    """Return a folder with a project that has a site and no cache, for what is cached cannot fail, and its written tree."""
    folder = tmp_path_factory.mktemp("made")
    root = project(folder)
    shutil.copytree(tiny_built[0] / "site", root / "site")
    assert run("write", folder / "tree", "--project", root).exit_code == 0
    shutil.rmtree(root / "build")
    return folder


@pytest.mark.parametrize("what", BREAKS)
@pytest.mark.parametrize("command", ["build", "write"])
def test_a_fault_of_the_program_names_what_it_was_at(
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: str,
    what: str,
) -> None:
    root = shutil.copytree(made, tmp_path / "made") / "project"
    tree = [root.parent / "tree"] if command == "write" else []
    before = {folder: fingerprint(folder) for folder in (root / "site", root.parent / "tree")}
    breaks, message = BREAKS[what]
    breaks(monkeypatch)
    result = run(command, *tree, "--project", root)
    assert result.exit_code == 1
    printed = result.output + caplog.text
    assert re.search(rf"^{message}", printed, re.MULTILINE), printed
    assert "This is a fault of the program, not of the file." in printed
    assert "Traceback" not in printed
    assert {folder: fingerprint(folder) for folder in before} == before


def test_check_tells_a_fault_and_a_developer_can_see_all_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from living_review.checks import sources; sources.check_value = len\n"
    code += "from living_review.edges.cli import main; main()"
    command = [sys.executable, "-X", "dev", "-W", "ignore", "-c", code, "check", "--project", str(root)]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    monkeypatch.setattr(sources, "check_value", len)
    result = run("check", "--project", root)
    assert result.exit_code == shown.returncode == 1
    assert "E501 the program failed at the checks of the value" in result.output
    assert "TypeError: len() takes exactly one argument" in result.output
    assert "Traceback" not in result.output
    assert "Traceback" in shown.stderr
    assert shown.stdout == result.output


def test_an_error_that_nobody_foresaw_is_reported_and_shown_to_developers(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("living_review.edges.cli.check.validate", lambda *_: 1 / 0)
    result = run("check", "--project", root)
    assert result.exit_code == 1
    assert re.match(
        r"living_review/edges/cli/\w+\.py:\d+:1: E501 the program failed at its work: ZeroDivisionError",
        result.output,
    )


def test_a_checkout_that_can_only_be_read_says_where_the_site_may_stand(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", str(root / ".site.lock"))

    monkeypatch.setattr("living_review.edges.cli.build.swapped_in", refuse)
    monkeypatch.setattr(os, "access", lambda _path, mode, **_: mode != os.W_OK)  # which root may always
    result = run("build", "--project", root)
    assert result.exit_code == 1
    assert f"nothing can be written into {root}. Put the site elsewhere: living-review build --site" in result.output


@pytest.mark.usefixtures("with_site")
def test_an_error_of_mkdocs_itself_is_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(root / "site")

    def fail(*_: object, **_options: object) -> None:
        raise ValueError("a theme that fails")

    monkeypatch.setattr(site_build, "build", fail)
    result = run("build", "--project", root)
    assert result.exit_code == 1
    assert "E501 the program failed at its work: ValueError: a theme that fails" in result.output
    assert result.output.endswith(f"The old site is unchanged: {root / 'site'}\n")
    assert fingerprint(root / "site") == before


def test_what_the_system_refuses_is_no_fault_of_the_program(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run_process("living_review", "preview", "--project", root, "--address", address, cwd=ROOT)
    assert done.returncode == 1
    assert "perhaps an earlier preview" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# --- mkdocs.yml

CONFIGS: dict[str, str | bytes] = {
    "latin-1": b"site_name: \xe9\n",
    "no YAML": "a: [\n",
    "a list": "- a\n",
    "a word": "word\n",
    "an unknown plugin": "site_name: x\nplugins: [nothing]\n",
    "plugins that are a number": "site_name: x\nplugins: 5\n",
    "a theme that is a list": "site_name: x\ntheme: [material]\nplugins: [living-review]\n",
    "an unknown theme": "site_name: x\ntheme: nothing\nplugins: [living-review]\n",
    "an unknown extension": "site_name: x\nplugins: [living-review]\nmarkdown_extensions: [nothing]\n",
    "inherits nothing": "INHERIT: nothing.yml\n",
    "no content": "site_name: x\nplugins: [living-review]\ndocs_dir: nowhere\n",
}
# What the theme, the plugins and the extensions are is left to whoever builds a written tree.
LEFT_TO_OTHERS = {"an unknown plugin", "an unknown theme", "an unknown extension", "no content"}
CASES = [
    (command, config)
    for command in ("build", "write", "preview", "check")
    for config in CONFIGS
    if command != "write" or config not in LEFT_TO_OTHERS
]


@pytest.mark.parametrize(("command", "config"), CASES)
def test_a_broken_configuration_is_reported(tmp_path: Path, command: str, config: str) -> None:
    root = project(tmp_path, {"mkdocs.yml": CONFIGS[config]})
    result = run(command, *([tmp_path / "out"] if command == "write" else []), "--project", root)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "E501" not in result.output
    assert result.output.strip()
    assert not (root / "site").exists()


@pytest.mark.parametrize("command", ["build", "write", "preview", "check"])
def test_a_configuration_that_is_a_pipe_is_not_opened(root: Path, command: str) -> None:
    (root / "mkdocs.yml").unlink()
    os.mkfifo(root / "mkdocs.yml")
    result = run(command, *([root.parent / "out"] if command == "write" else []), "--project", root)
    assert result.exit_code == 1
    assert "cannot be read: it is no file" in result.output


# --- the folders


@pytest.mark.parametrize("command", ["check", "build", "write", "preview"])
def test_what_is_no_plain_file_is_reported_by_every_command(root: Path, command: str) -> None:
    os.mkfifo(root / "data/materials/pipe.yml")
    (root / "content/loop").symlink_to(".", target_is_directory=True)
    (root / "content/circle").symlink_to(".", target_is_directory=True)
    (root / "content/secret.txt").symlink_to("/etc/hostname")
    result = run(command, *([root.parent / "out"] if command == "write" else []), "--project", root)
    assert result.exit_code == 1
    for file in ("data/materials/pipe.yml", "content/loop", "content/circle", "content/secret.txt"):
        assert f"{file}:1:1: E010 " in result.output


# --- the preview

PREVIEW = """
import pathlib, sys
from living_review.charts import scatter
from living_review.edges.cli import main
draw = scatter.draw
scatter.draw = lambda *given: 1 / 0 if pathlib.Path("broken").exists() else draw(*given)
main(["preview", "--address", sys.argv[1]])
"""


def test_a_preview_shows_a_chart_that_fails_and_a_broken_configuration(root: Path) -> None:
    config = root / "mkdocs.yml"
    good = config.read_text("utf-8")
    with previewing(root, lambda address: [sys.executable, "-c", PREVIEW, address]) as preview:
        assert "E501" not in preview.wait("metals.html", lambda page: "<svg" in page)
        (root / "broken").touch()
        shutil.rmtree(root / "build")  # what is cached cannot fail
        shown = preview.wait("metals.html", lambda page: "E501" in page)
        assert "the program failed at the chart speed" in shown
        (root / "broken").unlink()
        preview.wait("metals.html", lambda page: "E501" not in page)
        config.write_text("a: [\n", "utf-8")
        preview.wait("metals.html", lambda page: "E003" in page and "mkdocs.yml" in page)
        config.write_text(good, "utf-8")
        preview.wait("metals.html", lambda page: "E003" not in page)
        assert "Traceback" not in preview.printed
