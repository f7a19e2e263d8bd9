"""Runs the command line as a person does: in this process, or in one of its own."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from living_review.edges.cli import main
from tests.processes import finished
from tests.projects import Change

RECORD = "data/materials/zinc/zn-pure.yml"
BROKEN = ("780 Ah/kg", "780 Ah/kgg")
_FRONT = "---\nicon: material/battery-charging\nstatus: new\n---\n"
# Changes of the tiny project by which MkDocs makes other pages of it.
KINDS: dict[str, dict[str, Change]] = {
    "as it is": {},
    "for a server, with marks in the navigation": {
        "content/metals.md": ("{{ heading() }}", _FRONT + "{{ heading() }}"),
        "mkdocs.yml": ("[living-review]", "[living-review, offline: {enabled: false}]"),
    },
    "with addresses and a look of its own": {
        "mkdocs.yml": [
            ("docs_dir:", "site_url: https://example.org/it/\nrepo_url: https://example.org/r\ndocs_dir:"),
            (
                "theme: material\n",
                "theme: {name: material, logo: own.svg, features: [header.autohide], palette: {primary: red}}\n"
                "extra_css: [own.css]\nmarkdown_extensions: [footnotes]\n",
            ),
        ]
    },
}


def run(*arguments: str | Path) -> Result:
    """Run a command in this process; an exception that would show a traceback is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_process(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run python -m … in a process of its own."""
    command = [sys.executable, "-m", *map(str, arguments)]
    return finished(command, cwd=cwd, env={**os.environ, **environment})


def replace_in(file: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def break_record(root: Path) -> None:
    replace_in(root / RECORD, *BROKEN)


def fix_record(root: Path) -> None:
    replace_in(root / RECORD, *reversed(BROKEN))


def built(root: Path) -> dict[str, str]:
    """Build a project, which must succeed, and return its site as digests."""
    result = run("build", "--project", root)
    assert result.exit_code == 0, result.output
    return fingerprint(root / "site")


def fingerprint(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a digest of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
