"""Write: the whole tree of Markdown for plain MkDocs and other builders."""

import sys
from pathlib import Path

import click

from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import fail, project_option
from living_review.edges.cli._stopping import Stopped, stoppable
from living_review.emit.tree import write_tree
from living_review.pipeline import generate


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@project_option
def write(folder: Path, project: Path) -> None:
    """Write the complete tree, FOLDER/mkdocs.yml, FOLDER/docs/ and FOLDER/theme/, for plain MkDocs and other builders."""
    from living_review.edges.mkdocs.config import read_settings, written_config, written_theme

    report = Report()
    review = generate(project, read_settings(project), report)
    if review is None:
        fail(report, project)
        return
    files = {f"docs/{page.path}": review.completed(page.text).encode() for page in review.pages}
    files |= {f"docs/{asset.path}": asset.data for asset in (*review.assets, *review.draw_cards())}
    files |= written_theme()
    files["mkdocs.yml"] = written_config(project, review).encode()
    waiting = f"Another process writes {folder}; this one waits for it."
    try:
        with stoppable() as finish:
            changed = write_tree(folder, files, lambda: click.echo(waiting, err=True), finish)
    except Stopped as stop:
        click.echo(f"The writing was stopped; what was in {folder} is unchanged.")
        sys.exit(stop.exit_code)
    except OSError as error:
        click.echo(
            f"The writing failed: {error}\nEach file in {folder} is whole; write again to have all of one state."
        )
        sys.exit(1)
    click.echo(f"{len(files)} files in {folder}, {len(changed)} of them changed.")
