"""Preview: the site on loopback, following every change."""

import logging
import re
import sys
from pathlib import Path

import click

from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import fail, project_option
from living_review.edges.cli._stopping import Stopped, stoppable
from living_review.load.folders import report_odd_folders


def _checked(_context: click.Context, _option: click.Parameter, address: str) -> str:
    if not re.fullmatch(r"(localhost|[0-9.]+|\[[0-9A-Fa-f:]+\]):[0-9]+", address):
        raise click.BadParameter(f"{address} is no address and port of this computer, such as 127.0.0.1:8000.")
    return address


@click.command()
@project_option
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, callback=_checked, help="Loopback address and port."
)
def preview(project: Path, address: str) -> None:
    """Serve a live preview that follows every change."""
    from living_review.edges.mkdocs.config import BuildError
    from living_review.edges.mkdocs.preview import serve_site

    # The server follows links and would not come back from a loop of them.
    report = Report()
    report_odd_folders(project, report)
    if report:
        fail(report, project)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        with stoppable():
            serve_site(project.resolve(), address, lambda site: click.echo(f"Preview on {site} (Ctrl-C ends it)"))
    except Stopped:
        click.echo("The preview has ended.")
    except BuildError as error:
        click.echo(error)
        sys.exit(1)
