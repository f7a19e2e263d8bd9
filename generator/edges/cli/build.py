"""Build: the whole site, beside the old one until it is complete."""

import logging
import sys
import time
from pathlib import Path

import click

from generator.diagnostics.report import Report
from generator.edges.cli._shared import fail, project_option
from generator.emit.swap import swapped_in
from generator.pipeline import Review, validate


def _tell(review: Review, seconds: dict[str, float], start: Path) -> None:
    counts = f"{len(review.library.materials)} records, {len(review.pages)} pages, {len(review.studio.charts)} charts"
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in seconds.items())
    click.echo(f"Built {counts}.\n{stages}.\nOpen {start}")


@click.command()
@project_option
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), help="Folder of the site [default: PROJECT/site]."
)
def build(project: Path, site: Path | None) -> None:
    """Build the site beside the old one and swap, so that there is always a whole site."""
    from generator.edges.mkdocs_plugin import BuildError, build_site

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    report = Report()
    if validate(project, report) is None:
        fail(report, project)
    target = (site or project / "site").resolve()
    started = time.perf_counter()
    try:
        with swapped_in(target) as folder:
            review = build_site(project.resolve(), folder)
    except BuildError as error:
        click.echo(str(error).strip() or "The build failed; the old site is unchanged.")
        sys.exit(1)
    total = time.perf_counter() - started
    pages = total - sum(review.seconds.values())
    _tell(review, {**review.seconds, "MkDocs": pages, "in all": total}, target / "index.html")
