"""Build: the whole site, beside the old one until it is complete."""

import logging
import os
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from living_review.diagnostics.report import Report
from living_review.edges.cli._progress import Progress
from living_review.edges.cli._shared import fail, paint, project_option
from living_review.edges.cli._stopping import Stopped, stoppable
from living_review.emit.swap import swapped_in
from living_review.pipeline import show_fault, validate
from living_review.query.engine import installed_engine, missing_engine

if TYPE_CHECKING:
    from living_review.edges.mkdocs.site_build import SiteBuild


def _summarise(site_build: "SiteBuild", seconds: dict[str, float], start: Path) -> None:
    review = site_build.review
    counts = f"{len(review.library.materials)} records, {len(review.jobs)} pages, {len(site_build.charts)} charts"
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in seconds.items())
    made, found = review.pool.made, review.pool.found
    work = f"{made} of {made + found} pages were made now, {found} by an earlier build"
    click.echo(f"Built {counts}.\n{work}.\n{stages}.\nOpen {start}")
    if installed_engine() is None:
        click.echo(missing_engine())


def _end(reason: str, target: Path, exit_code: int = 1) -> NoReturn:
    """Say why there is no new site and what became of the old one, and end."""
    click.echo(f"{reason}\n{'The old site is unchanged' if target.exists() else 'There is no site yet'}: {target}")
    sys.exit(exit_code)


def _reason(error: OSError, target: Path) -> str:
    if os.access(target.parent, os.W_OK):
        return str(error)
    return f"nothing can be written into {target.parent}. Put the site elsewhere: living-review build --site FOLDER"


def _refuse_what_is_no_site(target: Path, project: Path) -> None:
    """Refuse a folder whose content a build would remove although it is no site."""
    holds = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if project.resolve().is_relative_to(target) or (holds and "index.html" not in holds):
        raise click.UsageError(f"{target} holds files that are no site, and a build would remove them.")


@click.command()
@project_option
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), help="Folder of the site [default: PROJECT/site]."
)
def build(project: Path, site: Path | None) -> None:
    """Build the site beside the old one and swap, so that there is always a whole site."""
    from living_review.edges.mkdocs.config import BuildError
    from living_review.edges.mkdocs.site_build import build_site

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    target = (site or project / "site").resolve()
    _refuse_what_is_no_site(target, project)
    waiting = f"Another build of {target} is running; this one waits for it."
    started, progress = time.perf_counter(), Progress()
    try:
        with closing(progress), stoppable() as finish:
            report = Report()
            library = validate(project, report)
            if library is None:
                fail(report, project)
            checked = time.perf_counter() - started
            with swapped_in(target, lambda: click.echo(waiting, err=True)) as folder:
                site_build = build_site(project.resolve(), folder, progress, library, target)
                finish()
    except Stopped as stop:
        _end("The build was stopped", target, stop.exit_code)
    except BuildError as error:
        _end(str(error).strip() or "The build failed", target)
    except OSError as error:
        _end(f"The build failed: {_reason(error, target)}", target)
    except Exception as error:
        _end(show_fault(error, paint), target)
    total = time.perf_counter() - started
    seconds = {"load and validate": checked, "build": total - checked, "in all": total}
    _summarise(site_build, seconds, target / "index.html")
