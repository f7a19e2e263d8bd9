"""What the commands share: the project option, and how problems are printed."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from living_review.diagnostics.formatters.terminal import Role
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import hint
from living_review.model.library import Library
from living_review.pipeline import show_problems, validate
from living_review.site.page import Settings

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="Folder with content/ and data/.",
)

_STYLES: dict[Role, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "place": {"bold": True},
    "help": {"fg": "cyan"},
    "quiet": {"dim": True},
}


def has_colour() -> bool:
    """Tell whether colours are wanted: on a terminal only, and never where NO_COLOR is set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(text: str, role: Role) -> str:
    """Return text in the colours of a terminal, or as it is."""
    return click.style(text, **_STYLES[role]) if has_colour() else text  # type: ignore[arg-type]


def fail(report: Report, root: Path) -> NoReturn:
    """Print all problems and end with exit code 1."""
    click.echo(show_problems(root, report, paint))
    sys.exit(1)


def known_settings(root: Path) -> Settings:
    """Return what mkdocs.yml says of addresses, nothing where it is broken: that is no matter of the records."""
    from living_review.edges.mkdocs.config import BuildError, read_settings

    try:
        return read_settings(root)
    except BuildError:
        return Settings()


def paths_inside(root: Path, paths: Iterable[Path]) -> list[str]:
    """Return paths as the project names its files; refuse those that lie elsewhere."""
    inside = []
    for path in paths:
        try:
            inside.append(path.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise click.UsageError(f"{path} is not in the project {root.resolve()}") from None
    return inside


def ask(option: str, value: str | None, question: str, choices: Sequence[str] = (), default: str | None = None) -> str:
    """Return what was given, or ask for it; where nobody can answer, the option is missing."""
    if value is not None:
        if choices and value not in choices:
            found = hint(value, choices) or f"There are: {', '.join(choices)}."
            raise click.BadParameter(f'"{value}" does not exist. {found}'.strip(), param_hint=f"--{option}")
        return value
    if not sys.stdin.isatty():
        raise click.UsageError(f"Missing option '--{option}'.")
    kind = click.Choice(choices) if choices else None
    return str(click.prompt(question, type=kind, default=default, show_choices=len(choices) < 20))


def sound_library(project: Path, report: Report | None = None) -> Library:
    """Return the library of a project; print what is wrong with it and end, if something is."""
    report = report if report is not None else Report()
    library = validate(project, report)
    if library is None:
        fail(report, project)
    return library


def agreed(yes: bool, dry_run: bool) -> bool:
    """Tell whether to write what was shown; ask for it where somebody can answer."""
    if dry_run or yes:
        return not dry_run
    if not sys.stdin.isatty():
        raise click.UsageError("Say --yes to write this, or --dry-run to look at it only.")
    return click.confirm("Write this?")
