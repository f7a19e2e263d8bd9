"""Schema: the JSON Schemas by which editors complete and check records."""

import sys
from pathlib import Path

import click

from living_review.authoring.schema import make_schemas
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import fail, project_option
from living_review.emit.files import write_files
from living_review.pipeline import validate


@click.command()
@project_option
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a schema is older than the data.")
def schema(project: Path, check: bool) -> None:
    """Write the JSON Schemas by which editors complete and check records."""
    report = Report()
    library = validate(project, report)
    if library is None:
        fail(report, project)
    files = make_schemas(library)
    if not check:
        changed = write_files(project, files)
        click.echo(f"{len(changed)} of {len(files)} schemas written anew.")
        return
    stale = [path for path, data in files.items() if not _is(project / path, data)]
    for path in stale:
        click.echo(f"{path} is older than the data.")
    if stale:
        click.echo("Fix it with: living-review schema")
        sys.exit(1)
    click.echo(f"{len(files)} schemas agree with the data.")


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
