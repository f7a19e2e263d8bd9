"""Migrate: data of an older format brought forward."""

import sys
from pathlib import Path

import click

from living_review.authoring.migrating import Migration
from living_review.authoring.migrating import migrate as migration_of
from living_review.authoring.migrating._texts import MigrationError
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import agreed, fail, project_option
from living_review.emit.rewriting import rewrite_folder
from living_review.model.kinds import FORMAT

MOST_SHOWN = 10


def _migration(project: Path) -> Migration | None:
    report = Report()
    try:
        found = migration_of(project, report)
    except MigrationError as error:
        click.echo(f"{error}.\nNothing was written.")
        sys.exit(1)
    if report:
        fail(report, project)
    return found


def _show(project: Path, found: Migration) -> None:
    click.echo(f"The data are of format {found.old}; this program reads format {found.new}.")
    for version, words in found.done:
        click.echo(f"- {version} to {version + 1}: {words}.")
    groups: dict[str, list[str]] = {"changed": [], "new": [], "removed": []}
    for file, text in found.files.items():
        groups["removed" if text is None else "changed" if (project / file).exists() else "new"].append(file)
    for name, files in groups.items():
        shown = ", ".join(files[:MOST_SHOWN]) + (
            f" and {len(files) - MOST_SHOWN} more" if len(files) > MOST_SHOWN else ""
        )
        click.echo(f"{len(files)} {name}{f': {shown}' if files else ''}")


@click.command()
@project_option
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def migrate(project: Path, yes: bool, dry_run: bool) -> None:
    """Bring data of an older format forward, after showing what will be written.

    Comments and the text of values stay. All files are written in one step, or none; data of the newest format stay as they are.
    """
    found = _migration(project)
    if found is None:
        click.echo(f"The data are of format {FORMAT}, the newest. Nothing to do.")
        return
    _show(project, found)
    if not agreed(yes, dry_run):
        click.echo("Nothing was written.")
        sys.exit(0 if dry_run else 1)
    if _migration(project) != found:
        click.echo("The data were changed meanwhile. Nothing was written; run the command again.")
        sys.exit(1)
    rewrite_folder(
        project, "data", {file: text if text is None else text.encode() for file, text in found.files.items()}
    )
    click.echo("Written. Next: living-review check")
