"""Diff: what changes of the data between two versions: commits and tags of git, folders, or the data as they are."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from living_review.authoring.changes import compare
from living_review.authoring.changes_shown import Comparison, show_json, show_markdown, show_page, show_text
from living_review.authoring.migrating import migrate
from living_review.authoring.migrating._texts import MigrationError
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import known_settings, project_option
from living_review.emit.rewriting import rewrite_folder
from living_review.emit.snapshot import unpacked
from living_review.exports.feeds import comparison_feed
from living_review.history.changes import compare_records
from living_review.history.git import SHORT, GitError, archive, commit_of, merge_base, seconds_of
from living_review.history.states import RecordState, states_in
from living_review.history.timeline import ChangeSet, History
from living_review.history.wording import Names, names_of
from living_review.model.kinds import setup_words
from living_review.model.library import Library
from living_review.modules import MODULES
from living_review.pipeline import show_problems, validate
from living_review.site.site import Site
from living_review.validate.reading import read_modules

NOW = "the data as they are"
_FORMATTERS: dict[str, Callable[[Comparison], str]] = {
    "text": show_text,
    "markdown": show_markdown,
    "html": show_page,
    "json": show_json,
}


@dataclass(frozen=True)
class Version:
    """A version of the data: its name, its records as far as they can be read, and its library where it fits the rules of today."""

    name: str
    commit: str
    seconds: int
    records: dict[str, RecordState]
    remarks: list[str]
    library: Library | None
    report: Report


def _read(name: str, project: Path, folder: Path, commit: str = "", seconds: int = 0) -> Version:
    """Return the version that a folder holds: a project, or its folder data alone, which is one of ``project``."""
    is_project = (folder / "data").is_dir()
    root, data = (folder, "data") if is_project else (folder.parent, folder.name)
    records, unread = states_in(root, setup_words(read_modules(folder if is_project else project, MODULES)), data)
    report = Report()
    remarks = (
        [f"At {name} these records cannot be read, so they count as absent: {', '.join(unread)}"] if unread else []
    )
    library = validate(folder, report) if is_project else None
    if not is_project:
        remarks.append(f"{name} is a folder of data alone, so only values and conditions are compared.")
    elif library is None:
        when = (
            "The data have problems now" if name == NOW else f"At {name} the data have problems by the rules of today"
        )
        first, *others = list(report)
        more = f" (and {len(others)} more)" if others else ""
        remarks.append(
            f"{when}, so only values and conditions are compared. The first problem{more}: "
            f"{' '.join(show_problems(folder, [first]).split())}"
        )
    return Version(name, commit, seconds, records, remarks, library, report)


def _bring_forward(folder: Path) -> None:
    """Give an old version the format of today, as far as that goes: a new layout of its files is no change of the data."""
    with suppress(MigrationError):
        if found := migrate(folder, Report()):
            files = {file: text if text is None else text.encode() for file, text in found.files.items()}
            rewrite_folder(folder, "data", files)


@contextmanager
def _version(project: Path, name: str) -> Iterator[Version]:
    """Give a version by what git calls it, else by its folder; where it is neither, the call was wrong, and git says why."""
    try:
        commit = commit_of(project, name)
        packed, seconds = archive(project, commit), seconds_of(project, commit)
    except GitError as error:
        if not Path(name).is_dir():
            raise click.UsageError(f"{name} is no folder, and {error}") from None
        yield _read(name, project, Path(name).resolve())
        return
    with unpacked(packed) as folder:
        _bring_forward(folder)
        yield _read(name, project, folder, commit, seconds)


def _feed(project: Path, old: Version, new: Version, comparison: Comparison) -> str:
    """Return the changes as a feed; its names are those of the newer version that fits the rules of today."""
    library = new.library or old.library
    if library is None:
        raise click.UsageError("A feed needs the name of the review, but neither version fits the rules of today.")
    title = f"{comparison.old} to {comparison.new}"
    seconds = new.seconds or seconds_of(project)
    change_set = ChangeSet(
        f"{old.commit or old.name} {new.commit or new.name}", seconds, title, "", False, tuple(comparison.values)
    )
    history = History("comparison", (change_set,))
    return comparison_feed(Site(library, known_settings(project), history), title)


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@project_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice([*_FORMATTERS, "atom"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option(
    "--merge-base",
    "since_parting",
    is_flag=True,
    help="Compare with where this branch parted from OLD: what others changed there since is left out.",
)
def diff(old: str, new: str | None, project: Path, output_format: str, since_parting: bool) -> None:
    """Say what the data gain, lose and change from OLD to NEW, else to the data as they are.

    Both are a commit, branch or tag of git, or a folder with data. Values and conditions are compared whatever the versions
    are, all else where both fit the rules of today. Ends with 1 where the data as they are have problems.
    """
    if since_parting:
        try:
            old = merge_base(project, old)[:SHORT]
        except GitError as error:
            raise click.UsageError(str(error)) from None
    with _version(project, old) as before:
        if new is None:
            _say(project, before, _read(NOW, project, project), output_format)
        else:
            with _version(project, new) as after:
                _say(project, before, after, output_format)


def _say(project: Path, before: Version, after: Version, output_format: str) -> None:
    """Print what differs between two versions, and end with 1 where the newer one has to be fixed."""
    library = after.library or before.library
    both = before.library and after.library
    comparison = Comparison(
        before.name,
        after.name,
        compare_records(before.records, after.records),
        after.records,
        compare(before.library, after.library, before.report, after.report) if both else None,  # type: ignore[arg-type]
        [*before.remarks, *after.remarks],
        library.computed(names_of) if library else Names(),
    )
    shown = _FORMATTERS.get(output_format)
    click.echo(shown(comparison) if shown else _feed(project, before, after, comparison))
    sys.exit(1 if after.name == NOW and after.library is None else 0)
