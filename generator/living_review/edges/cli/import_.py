"""Import: the values of a table into one record, or into those that its rows name."""

import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from living_review.authoring.bibliography import encoding as bibliography_encoding
from living_review.authoring.bibliography.encoding import decode
from living_review.authoring.bibliography.entry import BibliographyError
from living_review.authoring.bibliography.reading import parse_bibliography
from living_review.authoring.importing.importer import Import, Importer
from living_review.authoring.importing.opened import open_table
from living_review.authoring.importing.settings import (
    OptionError,
    read_columns,
    read_map,
    read_options,
    read_pairs,
    with_options,
)
from living_review.authoring.importing.shown import count_rows, count_values, show_import, show_rows
from living_review.authoring.importing.sources import Bibliography
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


def _asked(settings: TableMap, setups: Mapping[str, object], setup_word: str, said: Collection[str]) -> TableMap:
    """Return settings that name a source and its place; ask for what columns do not say, where somebody can answer."""
    more = {}
    if not {Word.REFERENCE, "DOI", "title"}.intersection(said):
        question = "Reference (id: the name of a file of data/references/)"
        more["reference"] = ask("reference", settings.reference, question)
    if Word.PLACE not in said:
        more["place"] = ask("place", settings.place, "Place in the source, such as figure 3a")
    if settings.setup is None and setups and sys.stdin.isatty():
        asked = setup_word.capitalize()
        setup = click.prompt(asked, type=click.Choice([*setups, ""]), default="", show_default=False)
        more |= {"setup": setup} if setup else {}
    return settings.model_copy(update=more)


def _completed(settings: TableMap, library: Library, record: str | None, said: Collection[str]) -> TableMap:
    """Return settings with all that no column says, after looking whether what they name exists."""
    setups, words = library.materials[record].setups if record else {}, library.setup_words
    if record or Word.RECORD in said:
        settings = _asked(settings, setups, words.one, said)
    if settings.setup and not record:
        raise click.UsageError(f"--setup names one of the {words.many} of a record, which needs --record.")
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


def _bibliography(path: Path | None) -> Bibliography:
    """Return the references beside the table."""
    if path is None:
        return Bibliography()
    try:
        with path.open("rb") as stream:
            text, _ = decode(stream.read(bibliography_encoding.MOST_BYTES + 1))
        entries, refusals = parse_bibliography(text)
    except BibliographyError as error:
        click.echo(f"{path}: {error}.")
        sys.exit(1)
    return Bibliography(path.name, tuple(entries), tuple(refusals))


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
@click.option("--record", help="Id of the record that gets the values, where no column names a record for each row.")
@click.option(
    "--bibliography",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="References that rows may cite by DOI or key: BibTeX, RIS, CSL-JSON and so on. Those that are cited are added.",
)
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
@click.option("--reference", help="Id of the reference from which they come, where no column says it.")
@click.option("--place", help='Where in it they stand: "figure 3a"; a column "place" goes before it.')
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
@click.option("--partly", is_flag=True, help="Write the rows that are right although others are refused.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show all that would be written, and write nothing.")
def import_(
    file: str, project: Path, record: str | None, bibliography: Path | None, map_file: Path | None, partly: bool,
    yes: bool, dry_run: bool, **given: Any,
) -> None:  # fmt: skip
    """Put the values of FILE into records, as series or single values, after showing what will be written.

    FILE is CSV, TSV or XLSX; - is the standard input, for a table that was copied from a spreadsheet, a page or Markdown.
    Headings such as "Density (g/cm³)" say what a column is.

    All rows belong to the record of --record, or each to that of its column "material": an id or a name. A new one is begun where
    other columns say what it needs (family, kind). A column "source" has an id or a DOI: of the review, of the file of
    --bibliography, or of a reference that columns describe (title, author, year, journal, DOI).

    What is there already is named and left as it is. If a cell cannot be read, or the check objects to a value, nothing
    is written, unless --partly is said, and each such cell is named.
    """
    settings, known = _settings(map_file, given), Report()
    library = sound_library(project, known)
    _exists("record", record, library.materials, "in data/materials/")
    importer = Importer(project, library, record, known, _bibliography(bibliography))
    data, name = _read(file), "pasted table" if file == "-" else Path(file).name
    table = open_table(data, name, settings, library)
    settings = _completed(settings, library, record, importer.said(table, settings))
    done = importer.prepare(table, settings, partly=partly)
    for _ in range(_ROUNDS if sys.stdin.isatty() else 0):
        answered = _answered(settings, done, library)
        if answered == settings:
            break
        settings = answered
        done = importer.prepare(table, settings, partly=partly)
    if done.problems:
        click.echo(done.show(done.problems, project, paint))
    if not done.is_sound:
        _end_with_problems(done, library, record)
    _write(project, done, yes, dry_run)
    sys.exit(1 if done.problems else 0)


def _end_with_problems(done: Import, library: Library, record: str | None) -> NoReturn:
    """Say what becomes of the rows of a table that is not imported, and what would help."""
    if any(item.code.name == "missing-condition" for item in done.problems):
        found = library.materials[record].setups if record else {}
        setups = f", and --setup brings those of a {library.setup_words.one} ({', '.join(found)})" if found else ""
        click.echo(f'--set "condition=value" gives a condition to all rows{setups}.')
    if done.refused and not done.is_wrong_as_a_whole:
        if shown := show_rows(done):
            click.echo(f"{shown}\n")
        others = {value.row.number for value in done.values} - done.refused
        rest = " Correct these and run the command again; --partly writes the others." if others else ""
        click.echo(f"{count_rows(done)}{rest}")
    click.echo("Nothing was written.")
    sys.exit(1)


def _write(project: Path, done: Import, yes: bool, dry_run: bool) -> None:
    """Show what is new and write it, if that is agreed and nothing was changed meanwhile."""
    click.echo(show_import(done, whole=dry_run))
    if not done.changes:
        click.echo(f"\n{count_rows(done)} Nothing was written.")
        return
    if not agreed(yes, dry_run):
        click.echo("\nNothing was written.")
        sys.exit(0 if dry_run and not done.problems else 1)
    for path, change in done.changes.items():
        if (read_text(project, path, Report()) if (project / path).exists() else None) != change.before:
            click.echo(f"\n{path} was changed meanwhile. Nothing was written; run the command again.")
            sys.exit(1)
    # The last first: records cite references, which so are there before them.
    write_files(project, {path: change.after.encode() for path, change in reversed(done.changes.items())})
    where = next(iter(done.changes)) if len(done.changes) == 1 else f"{len(done.changes)} files"
    rows = f"{count_rows(done)} " if len(done.changes) > 1 or done.problems or done.present else ""
    click.echo(f"\n{rows}{count_values(done)} written to {where}, unverified until somebody looks them up again.")
    if done.sequel:
        click.echo(
            "\nWith these values the following no longer holds; write what the data say now, before you import more.\n"
        )
        click.echo(done.show(done.sequel, project, paint))
