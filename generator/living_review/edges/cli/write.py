"""Write: the whole tree of Markdown for plain MkDocs and other builders."""

import sys
from contextlib import closing
from pathlib import Path

import click

from living_review.building.page_job import MarkdownOnly
from living_review.building.scripts import SEARCH_SCRIPTS
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import fail, project_option
from living_review.edges.cli._stopping import Stopped, stoppable
from living_review.emit.tree import write_tree
from living_review.pipeline import generate


def _tree(project: Path) -> dict[str, bytes]:
    """Return the files of the tree; print what is wrong with the project and end, if something is."""
    from living_review.edges.mkdocs.config import read_settings, written_config, written_theme
    from living_review.edges.mkdocs.site_build import open_cache

    report = Report()
    review = generate(project, read_settings(project), report, open_cache(project), lambda *_: MarkdownOnly())
    if review is None:
        fail(report, project)
    with closing(review.pool):
        pages = {path: data for _, output in review.pool.outputs(review.jobs) for path, data in output.files.items()}
    pages |= {asset.path: asset.data for asset in review.assets if asset.path not in SEARCH_SCRIPTS}
    config = written_config(project, review.library, review.navigation)
    return {f"docs/{path}": data for path, data in pages.items()} | written_theme() | {"mkdocs.yml": config.encode()}


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@project_option
def write(folder: Path, project: Path) -> None:
    """Write the complete tree, FOLDER/mkdocs.yml, FOLDER/docs/ and FOLDER/theme/, for plain MkDocs and other builders."""
    files = _tree(project.resolve())
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
