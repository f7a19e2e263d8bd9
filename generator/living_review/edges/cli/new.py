"""New: writes a record or a reference to fill in."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

import click

from living_review.authoring.bibliography import BibliographyError, Fields, parse_bibliography, show_entry
from living_review.authoring.scaffold import NewMaterial, ScaffoldError, new_material, reference_file
from living_review.edges.cli._shared import ask, project_option, sound_library
from living_review.emit.files import write_files
from living_review.model.base import NOT_STATED
from living_review.model.extension import extensions_of
from living_review.model.kinds import AskedKey
from living_review.model.library import Library
from living_review.model.material import Kind
from living_review.model.reference import Reference
from living_review.modules import MODULES
from living_review.text.identity import title_key
from living_review.text.slug import slug_of


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


def _same(library: Library, fields: Fields) -> str | None:
    """Return the id of an entry for the same source: the same DOI, or the same title and year."""

    def marks(reference: Reference) -> tuple[str, str, str]:
        return (reference.doi or "").casefold(), title_key(reference.title or ""), reference.year or ""

    doi, title, year = (
        str(fields.get("DOI", "")).casefold(),
        title_key(fields["title"]),
        str(fields.get("issued", ""))[:4],
    )
    for key, reference in library.references.items():
        its_doi, its_title, its_year = marks(reference)
        if (doi and doi == its_doi) or (title and (title, year) == (its_title, its_year)):
            return key
    return None


def _free(key: str, taken: set[str]) -> str:
    """Return an id that nothing has yet, as authors of one year are told apart: a, b, c."""
    letters = (f"{key}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    return key if key not in taken else next((name for name in letters if name not in taken), f"{key}-{len(taken)}")


@new.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@project_option
@click.option("--id", "key", help="Id of the entry, where FILE holds one  [default: src-AUTHOR-YEAR].")
def reference(file: TextIO, project: Path, key: str | None) -> None:
    """Write each reference of FILE (BibTeX, RIS or CSL-JSON; - is the standard input) into a file of data/references/."""
    library = sound_library(project)
    try:
        found = parse_bibliography(file.read())
    except BibliographyError as error:
        click.echo(f"{file.name}: {error}.")
        sys.exit(1)
    if key and len(found) > 1:
        raise click.BadParameter(f"FILE holds {len(found)} references.", param_hint="--id")
    taken, entries, files = set(library.references), {}, {}
    for suggested, fields in found:
        if known := _same(library, fields):
            click.echo(f'"{fields["title"]}" is there already, as {known}. Nothing was written.')
            sys.exit(1)
        name = key or _free(suggested, taken)
        if key in taken or slug_of(name) != name:
            raise click.BadParameter(f'"{name}" is taken or no id.', param_hint="--id")
        taken.add(name)
        entries[name] = show_entry(name, fields)
        path, text = reference_file(name, entries[name])
        files[path] = text.encode()
    write_files(project, files)
    click.echo("".join(entries.values()))
    click.echo(
        f"Written: {', '.join(files)}. Cite it as {', '.join(entries)}. Then: living-review schema (editors offer it), and check."
    )
