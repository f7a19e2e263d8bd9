"""Preview: the site on loopback, following every change."""

import logging
from pathlib import Path

import click

from generator.edges.cli._shared import project_option


@click.command()
@project_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Loopback address and port.")
def preview(project: Path, address: str) -> None:
    """Serve a live preview that follows every change."""
    from generator.edges.mkdocs_plugin import serve_site

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    click.echo(f"Preview on http://{address}/ (Ctrl-C ends it)")
    serve_site(project.resolve(), address)
