"""Init: a new review, with examples to replace."""

import shlex
from importlib.metadata import version
from pathlib import Path

import click

from living_review.authoring.new_review import NewReview, review_files
from living_review.authoring.schema import make_schemas
from living_review.edges.cli._shared import ask, sound_library
from living_review.emit.files import write_files


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the review, as its site shows it.")
@click.option("--field", help='What it is about, in words that follow "a review of".')
def init(folder: Path, name: str | None, field: str | None) -> None:
    """Begin a review in DIR: declarations, two records, two chapters and charts, to be replaced by your own.

    Nothing that is there is overwritten: where DIR holds such files already, they are named and nothing is written.
    """
    name = ask("name", name, "Name of the review")
    field = ask("field", field, "What it is about (a review of …)")
    for option, given in {"name": name, "field": field}.items():
        if not given.strip():
            raise click.BadParameter("There is nothing in it.", param_hint=f"--{option}")
    found = review_files(NewReview(name, field, version("living-review")))
    taken = sorted({path.partition("/")[0] if path.startswith(("data/", "content/")) else path for path in found})
    if there := [path for path in taken if (folder / path).exists()]:
        raise click.UsageError(
            f"{folder} holds {', '.join(there)} already. Nothing was written; choose another folder."
        )
    write_files(folder, found)
    schemas = make_schemas(sound_library(folder))
    write_files(folder, schemas)
    is_here = folder.resolve() == Path.cwd()
    steps = [*([] if is_here else [f"cd {shlex.quote(str(folder))}"]), "living-review check", "living-review preview"]
    click.echo(f"{len(found) + len(schemas)} files in {'this folder' if is_here else folder}. Next:\n")
    click.echo("".join(f"  {step}\n" for step in steps))
    click.echo("The examples say that they are examples; README.md tells how to replace them.")
