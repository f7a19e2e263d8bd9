"""Diff: what a change does to the data, compared with a commit of git."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from living_review.authoring.changes import Changes, compare
from living_review.authoring.changes_shown import show_json, show_markdown, show_text
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import project_option
from living_review.emit.snapshot import unpacked
from living_review.pipeline import show_problems, validate

_FORMATTERS: dict[str, Callable[[Changes], str]] = {"text": show_text, "markdown": show_markdown, "json": show_json}


def _git(project: Path, *arguments: str) -> bytes:
    """Return what git prints; where it cannot, the call was wrong, and git says why."""
    try:
        done = subprocess.run(["git", "-C", str(project), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise click.UsageError("git is not installed; it knows what the data were before.") from None
    if done.returncode:
        raise click.UsageError(f"git says: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _archive(project: Path, base: str) -> bytes:
    """Return the project as it was at a commit, as a zip archive."""
    commit = _git(project, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    return _git(project, "archive", "--format=zip", commit, ".")


@click.command()
@click.argument("base")
@project_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(_FORMATTERS)),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
def diff(base: str, project: Path, output_format: str) -> None:
    """Say what the data gain, lose and change since BASE, a commit, branch or tag of git.

    Ends with 1 where the data have problems now.
    """
    old, new = Report(), Report()
    after = validate(project, new)
    with unpacked(_archive(project, base)) as folder:
        before = validate(folder, old)
        if before is None:
            click.echo(f"At {base} the data have problems, so nothing can be compared.\n\n{show_problems(folder, old)}")
    if after is None:
        click.echo(f"The data have problems now, so nothing can be compared.\n\n{show_problems(project, new)}")
    if before and after:
        click.echo(_FORMATTERS[output_format](compare(before, after, old, new)))
    sys.exit(0 if after else 1)
