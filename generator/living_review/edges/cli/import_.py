"""Import: the values of a table into a record."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from living_review.authoring.importing.importer import Import, Importer
from living_review.authoring.importing.settings import (
    OptionError,
    read_columns,
    read_map,
    read_options,
    read_pairs,
    with_options,
)
from living_review.authoring.importing.shown import count_values, show_import
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices, hint
from living_review.edges.cli._shared import agreed, ask, fail, paint, project_option, sound_library
from living_review.emit.files import write_files
from living_review.load.files import MOST_BYTES, read_text
from living_review.model.library import Library
from living_review.model.material import Method
from living_review.model.table_map import Decimal, TableMap, Word

_ROUNDS = 5


def _exists(option: str, found: str | None, known: Mapping[str, object], where: str) -> None:
    if found is not None and found not in known:
        said = hint(found, known) or f"There are: {choices(known, found) or 'none'}."
        raise click.BadParameter(f'There is no "{found}" {where}. {said}'.strip(), param_hint=f"--{option}")


def _options(given: dict[str, Any]) -> TableMap:
    """Return the options that say how to read the table."""
    report = Report()
    try:
        given["columns"] = read_columns(given.pop("column"))
        given["conditions"] = read_pairs(given.pop("set"))
        kept = read_pairs(given.pop("keep"))
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    given["keep"] = {name: [text.strip() for text in texts.split(",")] for name, texts in kept.items()}
    options = read_options({name.replace("_", "-"): value for name, value in given.items()}, report)
    if options is None:
        raise click.UsageError("\n".join(f"{item.message}; expected: {item.expected}." for item in report))
    return options


def _settings(map_file: Path | None, given: dict[str, Any]) -> TableMap:
    """Return how the table is to be read: what the mapping file says, and the options."""
    options = _options(given)
    if map_file is None:
        return options
    report = Report()
    said = read_map(map_file, report)
    if said is None:
        fail(report, map_file.parent)
    return with_options(said, options)


def _completed(settings: TableMap, library: Library, record: str) -> TableMap:
    """Return settings that name a source and its place; ask for them where somebody can answer."""
    setups, words = library.materials[record].setups, library.setup_words
    more = {
        "reference": ask("reference", settings.reference, "Reference (id: the name of a file of data/references/)"),
        "place": ask("place", settings.place, "Place in the source, such as figure 3a"),
    }
    if settings.setup is None and setups and sys.stdin.isatty():
        asked = words.one.capitalize()
        setup = click.prompt(asked, type=click.Choice([*setups, ""]), default="", show_default=False)
        more |= {"setup": setup} if setup else {}
    settings = settings.model_copy(update=more)
    _exists("reference", settings.reference, library.references, "in data/references/")
    _exists("setup", settings.setup, setups, f"among the {words.many} of {record}")
    for name in (*settings.conditions, *settings.keep):
        _exists("set" if name in settings.conditions else "keep", name, library.conditions, "in data/conditions.yml")
    if (settings.read_on is None) != (settings.as_printed is None):
        raise click.UsageError(
            "Evidence needs both --read-on and --as-printed: the day, and how the values are printed."
        )
    if settings.read_on is None and ("method" in settings.model_fields_set or settings.read):
        raise click.UsageError("--method and --read belong to the evidence, which needs --read-on and --as-printed.")
    return settings


def _meaning(library: Library, text: str) -> str:
    """Return what was typed for a column, if its first word is known; click asks again after a UsageError."""
    known = [*library.conditions, *library.metrics, *(word.value for word in Word)]
    means = text.split()[0] if text.split() else ""
    if means not in known:
        raise click.UsageError(f'"{means}" is none of them. {hint(means, known)}'.strip())
    return text


def _answered(settings: TableMap, done: Import, library: Library) -> TableMap:
    """Return settings with answers to what the table left open; the same ones where nothing can be asked."""
    columns: dict[str, Any] = {}
    decimal: dict[str, Any] = {}
    for item in done.problems:
        found = str(item.facts.get("found"))
        if item.code.name == "unknown-column":
            question = f'What is in the column "{found}"? A metric or condition with its unit, or ignore'
            columns[found] = click.prompt(question, value_proc=lambda text: _meaning(library, text), default="ignore")
        elif item.code.name == "column-without-unit":
            unit = click.prompt(f'Unit of the column "{found}"', default=item.facts["wanted"])
            columns[found] = f"{item.facts['owner']} {unit}"
        elif item.code.name == "ambiguous-number" and not decimal:
            question = f"{item.message}. Which sign stands before decimals"
            decimal["decimal"] = click.prompt(question, type=click.Choice([sign.value for sign in Decimal]))
    options = read_options({"columns": columns} | decimal, Report())
    return with_options(settings, options) if options else settings


def _read(file: str) -> bytes:
    """Return the bytes of a file or of the standard input, one more than are allowed at most."""
    if file != "-":
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    if sys.stdin.isatty():
        click.echo("Paste the table, then press Ctrl-D on a line of its own.", err=True)
    return sys.stdin.buffer.read(MOST_BYTES + 1)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@project_option
@click.option("--record", required=True, help="Id of the record that gets the values.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File that says what is said here, for tables of one form.",
)
@click.option(
    "--column",
    multiple=True,
    metavar="HEADING=MEANING",
    help='What a column is: "Q=METRIC g/cm³", '
    '"Q=METRIC g/cm³, CONDITION=word", "Remarks=ignore". "#2" is the second column.',
)
@click.option("--set", multiple=True, metavar="CONDITION=VALUE", help='A condition of all rows: "temperature=300 K".')
@click.option("--setup", help="In which setup of the record they were measured, such as a sample or a cell.")
@click.option("--reference", help="Id of the reference from which they come.")
@click.option("--place", help='Where in it they stand: "figure 3a".')
@click.option("--note", help="What is to be known of them.")
@click.option("--read-on", help="Day on which the source was read; needs --as-printed.")
@click.option("--as-printed", help="How the source prints them; needs --read-on.")
@click.option("--read", help="Address of the page that was read, where it is not that of the DOI.")
@click.option("--method", type=click.Choice([item.value for item in Method]), help="How the numbers came about.")
@click.option("--id", help="Id of the series or the value, where the table makes only one.")
@click.option("--sheet", help="Which sheet of a workbook.")
@click.option("--heading", type=click.IntRange(1), help="In which row the headings stand.")
@click.option("--decimal", type=click.Choice([sign.value for sign in Decimal]), help="Sign before decimals.")
@click.option("--keep", multiple=True, metavar="CONDITION=VALUES", help='Only some rows: "temperature=300 K,400 K".')
@click.option("--every", type=click.IntRange(1), help="Only each so many rows, with the first and the last.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show all that would be written, and write nothing.")
def import_(
    file: str, project: Path, record: str, map_file: Path | None, yes: bool, dry_run: bool, **given: Any
) -> None:  # fmt: skip
    """Put the values of FILE into a record, as series or single values, after showing what will be written.

    FILE is CSV, TSV or XLSX; - is the standard input, for a table that was copied from a spreadsheet, a page or Markdown.
    Headings such as "Density (g/cm³)" say what a column is. If a cell cannot be read, or the check objects to a value, nothing
    is written and each such cell is named.
    """
    settings, known = _settings(map_file, given), Report()
    library = sound_library(project, known)
    _exists("record", record, library.materials, "in data/materials/")
    settings = _completed(settings, library, record)
    data, importer = _read(file), Importer(project, library, record, known)
    name = "pasted table" if file == "-" else Path(file).name
    done = importer.prepare(data, name, settings)
    for _ in range(_ROUNDS if sys.stdin.isatty() else 0):
        answered = _answered(settings, done, library)
        if answered == settings:
            break
        settings = answered
        done = importer.prepare(data, name, settings)
    if done.problems:
        click.echo(done.show_problems(project, paint))
        if any(item.code.name == "missing-condition" for item in done.problems):
            setups = (
                f", and --setup brings those of a {library.setup_words.one} ({', '.join(found)})"
                if (found := library.materials[record].setups)
                else ""
            )
            click.echo(f'--set "condition=value" gives a condition to all rows{setups}.')
        click.echo("Nothing was written.")
        sys.exit(1)
    click.echo(show_import(done, whole=dry_run))
    if not agreed(yes, dry_run):
        click.echo("\nNothing was written.")
        sys.exit(0 if dry_run else 1)
    if read_text(project, done.file, Report()) != done.before:
        click.echo(f"\n{done.file} was changed meanwhile. Nothing was written; run the command again.")
        sys.exit(1)
    write_files(project, {done.file: done.after.encode()})
    click.echo(f"\n{count_values(done)} written to {done.file}, unverified until somebody looks them up again.")
