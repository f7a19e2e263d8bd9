"""Schema: the JSON Schemas by which editors complete and check records."""

from pathlib import Path

import click

from living_review.authoring.schema import make_schemas
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import fail, project_option
from living_review.emit.files import write_files
from living_review.pipeline import validate


@click.command()
@project_option
def schema(project: Path) -> None:
    """Write the JSON Schemas by which editors complete and check records.

    They are made of the data, with the ids that exist, and git leaves them out.
    """
    report = Report()
    library = validate(project, report)
    if library is None:
        fail(report, project)
    files = make_schemas(library)
    click.echo(f"{len(write_files(project, files))} of {len(files)} schemas written anew.")
