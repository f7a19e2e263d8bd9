"""New: writes a record or a reference to fill in."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import click

from living_review.authoring.bibliography.adding import Added, add_references
from living_review.authoring.bibliography.encoding import MOST_BYTES, decode
from living_review.authoring.bibliography.entry import BibliographyError
from living_review.authoring.bibliography.reading import Entry, parse_bibliography
from living_review.authoring.scaffold import NewMaterial, ScaffoldError, new_material
from living_review.diagnostics.report import MOST_IN_FILE, Report
from living_review.edges.cli._shared import ask, fail, project_option, sound_library
from living_review.emit.files import write_files
from living_review.model.base import NOT_STATED, is_slug
from living_review.model.extension import extensions_of
from living_review.model.kinds import KINDS, AskedKey
from living_review.model.library import Library
from living_review.model.material import Kind
from living_review.modules import MODULES
from living_review.text.slug import slug_of
from living_review.validate.reading import read_references

_LONGEST_TITLE = 300


@click.group()
def new() -> None:
    """Write a new material or a new reference to fill in."""


def _options_of_modules(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for keys that modules add to a record."""
    for asked in extensions_of(MODULES.values(), AskedKey):
        command = click.option(f"--{asked.key}", help=asked.help)(command)
    return command


def _ask_for_modules(library: Library, given: Mapping[str, str | None]) -> dict[str, str]:
    """Return the values of the keys that the modules of a review add."""
    asked = {item.key: item for item in library.extensions(AskedKey)}
    for key in given:
        if given[key] is not None and key not in asked:
            raise click.BadParameter("No module of this review has such a key.", param_hint=f"--{key}")
    return {
        key: ask(key, given[key], item.question, list(item.words(library)), default=NOT_STATED)
        for key, item in asked.items()
    }


@new.command()
@project_option
@click.option("--id", "key", help="Id of the record: its file name and the address of its page.")
@click.option("--name", help="What a specialist calls it.")
@click.option("--family", help="Id of data/families.yml.")
@click.option("--kind", help="element, compound, composite, material or class.")
@click.option("--formula", help="Formula or label.")
@_options_of_modules
def material(
    project: Path, key: str | None, name: str | None, family: str | None, kind: str | None, formula: str | None,
    **more: str | None,
) -> None:  # fmt: skip
    """Write a valid record that says "not stated" where you know more."""
    library = sound_library(project)
    name = ask("name", name, "Name of the material")
    key = ask("id", key, "Id (small letters, digits, hyphens)", default=slug_of(name))
    family = ask("family", family, "Family", list(library.families))
    kind = ask("kind", kind, "Kind", [item.value for item in Kind])
    formula = ask("formula", formula, "Formula or label", default=NOT_STATED)
    wanted = NewMaterial(key, name, family, Kind(kind), formula, _ask_for_modules(library, more))
    try:
        text = new_material(library, wanted)
    except ScaffoldError as error:
        raise click.BadParameter(str(error), param_hint=f"--{error.option}") from None
    write_files(project, {wanted.file: text.encode()})
    click.echo(f"{wanted.file} is written. Fill it in, then run: living-review check {wanted.file}")


def _title(entry: Entry) -> str:
    title = str(entry.fields["title"])
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"


def _list(title: str, lines: list[str]) -> None:
    click.echo(f"{title}: {len(lines)}")
    for line in lines[:MOST_IN_FILE]:
        click.echo(f"  {line}")
    if len(lines) > MOST_IN_FILE:
        click.echo(f"  and {len(lines) - MOST_IN_FILE} more")


def _show(name: str, added: Added) -> None:
    """Say of each reference of a file what became of it."""
    if len(added.files) == 1:
        click.echo("\n".join(next(iter(added.files.values())).splitlines()[1:]) + "\n")
    if added.files:
        written = [f"{key}: {_title(entry)}" for key, entry in added.entries.items()]
        _list(f"Written into {KINDS['reference'].file}", written)
    if added.known:
        known = [f'{name}:{entry.line}: "{_title(entry)}" is {same}' for entry, same in added.known]
        _list("There already, and left as they are", known)
    if added.refused:
        labels = ((item, f"{item.label}: " if item.label else "") for item in added.refused)
        refused = [f"{name}:{item.line}: {label}{item.reason}" for item, label in labels]
        _list("Not written, since something is wrong with them", refused)
    if added.files:
        click.echo("Read them, and cite them by their ids. Then: living-review schema (editors offer them), and check.")


@new.command()
@click.argument("file", type=click.File("rb"), default="-")
@project_option
@click.option("--id", "key", help="Id of the entry, where FILE holds one  [default: src-AUTHOR-YEAR].")
@click.option("--encoding", help="Encoding of FILE, where it cannot be told.")
def reference(file: BinaryIO, project: Path, key: str | None, encoding: str | None) -> None:
    """Write each reference of FILE into a file of data/references/; - is the standard input.

    FILE is what a publisher or a reference manager exports: BibTeX, RIS, CSL-JSON, JSON of Crossref or DataCite, PubMed,
    EndNote, Web of Science. What is there already is left as it is; what cannot be read is listed.
    """
    report = Report()
    library = read_references(project, report)
    if report:
        fail(report, project)
    try:
        text, found = decode(file.read(MOST_BYTES + 1), encoding)
        entries, refusals = parse_bibliography(text)
    except BibliographyError as error:
        click.echo(f"{file.name}: {error}.")
        sys.exit(1)
    if key and len(entries) + len(refusals) > 1:
        raise click.BadParameter(f"FILE holds {len(entries) + len(refusals)} references.", param_hint="--id")
    if key and (key in library or not is_slug(key)):
        raise click.BadParameter(f'"{key}" is taken or no id.', param_hint="--id")
    if not found.startswith("utf"):
        click.echo(f"{file.name} was read as {found}; see whether letters with accents are right.")
    added = add_references(library, entries, refusals, key)
    write_files(project, {path: text.encode() for path, text in added.files.items()})
    _show(file.name, added)
    if added.refused:
        sys.exit(1)
