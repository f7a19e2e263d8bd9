"""Check: every problem of the records and chapters."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from generator.diagnostics.dress.github import show_annotations
from generator.diagnostics.dress.machine import show_json
from generator.diagnostics.report import Diagnostic, Report, count_levels
from generator.edges.cli._shared import paint, project_option, site_address
from generator.pipeline import show_problems, validate


def _inside(root: Path, paths: Iterable[Path]) -> list[str]:
    """Return paths as the project names its files; refuse those that lie elsewhere."""
    inside = []
    for path in paths:
        try:
            inside.append(path.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise click.UsageError(f"{path} is not in the project {root.resolve()}") from None
    return inside


def _is_among(file: str, chosen: list[str]) -> bool:
    return not chosen or any(path == "." or file == path or file.startswith(f"{path}/") for path in chosen)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@project_option
@click.option("--format", "dress", type=click.Choice(["text", "github", "json"]), default="text", show_default=True,
              help="For people, for annotations of GitHub, or for programs.")  # fmt: skip
def check(paths: tuple[Path, ...], project: Path, dress: str) -> None:
    """Validate all records and chapters; report every problem.

    With PATHS everything is still read, but only the problems of these files and folders are reported.
    Ends with 0 where nothing must be mended, 1 where something must, 2 where the call is wrong.
    """
    chosen = _inside(project, paths)
    report = Report(site_address(project))
    library = validate(project, report)
    shown = [item for item in report if _is_among(item.place.file, chosen)]
    clothes: dict[str, Callable[[list[Diagnostic]], str]] = {
        "text": lambda found: show_problems(project, found, paint),
        "github": show_annotations,
        "json": show_json,
    }
    if shown or dress == "json":
        click.echo(clothes[dress](shown))
    if dress == "text":
        if library and not shown:
            click.echo(f"{len(library.materials)} records and {len(library.pages)} pages, no problem found.")
        elif hidden := len(report) - len(shown):
            click.echo(f"{hidden} more in other files: python -m generator check")
    sys.exit(1 if count_levels(shown)[0] else 0)
