"""Check: every problem of the records and chapters."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from living_review.authoring.fixing import fix_text
from living_review.diagnostics.formatters.github import show_annotations
from living_review.diagnostics.formatters.json_format import show_json
from living_review.diagnostics.formatters.markdown import show_markdown
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import MOST_IN_FILE, Diagnostic, Report, count_levels
from living_review.edges.cli._shared import known_settings, paint, paths_inside, project_option
from living_review.emit.files import write_files
from living_review.load.files import read_text
from living_review.pipeline import check_queries, show_problems, validate

MOST_ROUNDS, MOST_FIXED = 5, 5000


def _is_among(file: str, chosen: list[str]) -> bool:
    return not chosen or any(path == "." or file == path or file.startswith(f"{path}/") for path in chosen)


def _show_fixed(file: str, done: list[Diagnostic]) -> None:
    for item in done[:MOST_IN_FILE]:
        click.echo(f'{item.place}: {item.code.number} fixed: "{item.facts.get("found", "")}" is now "{item.fix}"')
    if len(done) > MOST_IN_FILE:
        click.echo(f"{file}: {len(done) - MOST_IN_FILE} more fixed")


def _fix(project: Path, chosen: list[str], quiet: bool) -> None:
    """Fix files until nothing is left that can be fixed; a file that could be read only now may hold more."""
    for _ in range(MOST_ROUNDS):
        report, files = Report(most_in_file=MOST_FIXED, most=MOST_FIXED), {}
        validate(project, report)
        found = [item for item in report if item.fix is not None and _is_among(item.place.file, chosen)]
        for file in dict.fromkeys(item.place.file for item in found):
            text = read_text(project, file, Report())
            if text is None:
                continue
            fixed, done = fix_text(text, [item for item in found if item.place.file == file])
            files[file] = fixed.encode()
            if not quiet:
                _show_fixed(file, done)
        if not write_files(project, files):
            return


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@project_option
@click.option("--format", "output_format", type=click.Choice(["text", "github", "markdown", "json"]), default="text", show_default=True,
              help="For people, for annotations of GitHub, for a summary, or for programs.")  # fmt: skip
@click.option("--fix", is_flag=True, help="First fix what nobody could want otherwise, such as the case of a key.")
def check(paths: tuple[Path, ...], project: Path, output_format: str, fix: bool) -> None:
    """Validate all records and chapters; report every problem.

    With PATHS everything is still read, but only the problems of these files and folders are reported.
    Ends with 0 where nothing must be fixed or answered, 1 where something must, 2 where the call is wrong.
    """
    chosen = paths_inside(project, paths)
    if fix:
        _fix(project, chosen, quiet=output_format != "text")
    from living_review.edges.mkdocs.checking import check_config

    settings = known_settings(project)
    report = Report(settings.site)
    library = validate(project, report)
    check_config(project, report)
    if library and not (settings.repository or library.review.repository or library.review.contact):
        report.add("no-contact", Place("data/review.yml"))
    if library:
        check_queries(project, library, report)
    shown = report.shown(lambda file: _is_among(file, chosen))
    more = {file: count for file, count in report.more(shown).items() if _is_among(file, chosen)}
    formatters: dict[str, Callable[[list[Diagnostic], dict[str, int]], str]] = {
        "text": lambda found, more: show_problems(project, found, paint, more),
        "github": show_annotations,
        "markdown": show_markdown,
        "json": show_json,
    }
    if shown or output_format == "json":
        click.echo(formatters[output_format](shown, more))
    if output_format == "text":
        if library and not shown:
            click.echo(f"{len(library.materials)} records and {len(library.pages)} pages, no problem found.")
        elif hidden := len(report) - len(shown) - sum(more.values()):
            click.echo(f"{hidden} more in other files: living-review check")
    # A check of values does not stop a build, but somebody has to answer it.
    sys.exit(1 if count_levels(shown)[0] or any(item.code.can_be_answered for item in shown) else 0)
