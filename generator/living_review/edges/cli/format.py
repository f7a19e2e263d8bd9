"""Format: data files in canonical order and layout."""

import sys
from pathlib import Path

import click

from living_review.authoring.formatting import FormattingError, format_text
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import paint, paths_inside, project_option
from living_review.emit.files import write_files
from living_review.load.files import read_text
from living_review.load.folders import list_files
from living_review.load.yaml_tree import read_tree
from living_review.model.kinds import kinds_of
from living_review.modules import MODULES
from living_review.pipeline import show_problems
from living_review.validate.reading import read_modules


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@project_option
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a file is not in canonical form.")
def format(paths: tuple[Path, ...], project: Path, check: bool) -> None:
    """Bring the records into canonical order and layout; comments and values stay as they are.

    Without PATHS all of data/. A file that cannot be read is left as it is, and its problems are shown.
    """
    report, changed, kept = Report(), {}, []
    kinds = kinds_of(read_modules(project, MODULES)).values()
    for file in chosen_files(project, paths):
        text = read_text(project, file, report)
        if text is None or read_tree(text, file, report) is None:
            continue
        try:
            formatted = format_text(text, file, kinds).encode()
        except FormattingError as error:
            kept.append(f"{file} is left as it is: {error}.")
            continue
        if formatted != (project / file).read_bytes():
            changed[file] = formatted
    if not check:
        write_files(project, changed)
    for file in changed:
        click.echo(f"{file} {'would be' if check else 'is'} laid out anew.")
    for line in kept:
        click.echo(line)
    if len(report):
        click.echo(show_problems(project, report, paint))
    sys.exit(1 if report or (check and changed) else 0)


def chosen_files(project: Path, paths: tuple[Path, ...]) -> list[str]:
    """Return the data files at and below some paths, or all."""
    files, chosen = list_files(project, "data", ".yml"), paths_inside(project, paths)
    return [
        file for file in files if not chosen or any(path == "." or f"{file}/".startswith(f"{path}/") for path in chosen)
    ]
