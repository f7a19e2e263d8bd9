"""The command line: check, write, build and preview."""

import logging
import sys
import time
from pathlib import Path

import click

from generator.diagnostics.report import Report
from generator.emit.swap import swapped_in
from generator.emit.tree import write_tree
from generator.pipeline import Review, generate, show_problems, validate

_project = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="Folder with mkdocs.yml, content/ and data/.",
)


def _fail(report: Report, root: Path) -> None:
    """Print all problems and end with exit code 1."""
    click.echo(show_problems(root, report))
    sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build a living review from YAML records."""


@main.command()
@_project
def check(project: Path) -> None:
    """Validate all records and chapters; report every problem."""
    report = Report()
    library = validate(project, report)
    if library is None:
        _fail(report, project)
    else:
        click.echo(f"{len(library.materials)} records and {len(library.pages)} pages, no problem found.")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_project
def write(folder: Path, project: Path) -> None:
    """Write the complete tree, FOLDER/mkdocs.yml and FOLDER/docs/, for plain MkDocs and other builders."""
    from generator.edges.mkdocs_plugin import read_settings, written_config

    report = Report()
    review = generate(project, read_settings(project), report)
    if review is None:
        _fail(report, project)
        return
    files = {f"docs/{page.path}": page.text.encode() for page in review.pages}
    files |= {f"docs/{asset.path}": asset.data for asset in review.assets}
    files["mkdocs.yml"] = written_config(project, review).encode()
    changed = write_tree(folder, files)
    click.echo(f"{len(files)} files in {folder}, {len(changed)} of them changed.")


def _tell(review: Review, seconds: dict[str, float], start: Path) -> None:
    counts = f"{len(review.library.materials)} records, {len(review.pages)} pages, {review.charts} charts"
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in seconds.items())
    click.echo(f"Built {counts}.\n{stages}.\nOpen {start}")


@main.command()
@_project
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), help="Folder of the site [default: PROJECT/site]."
)
def build(project: Path, site: Path | None) -> None:
    """Build the site beside the old one and swap, so that there is always a whole site."""
    from generator.edges.mkdocs_plugin import BuildError, build_site

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    report = Report()
    if validate(project, report) is None:
        _fail(report, project)
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


@main.command()
@_project
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Loopback address and port.")
def preview(project: Path, address: str) -> None:
    """Serve a live preview that follows every change."""
    from generator.edges.mkdocs_plugin import serve_site

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    click.echo(f"Preview on http://{address}/ (Ctrl-C ends it)")
    serve_site(project.resolve(), address)
