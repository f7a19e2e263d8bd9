"""The data of each edition as it was, and all changes, as tables for other programs."""

import json
from collections.abc import Iterator
from functools import partial

from living_review.exports.tables.csv_file import csv_file
from living_review.exports.tables.table import Cell, Column, make_table
from living_review.history.changes import Change
from living_review.history.states import RecordState, ValueState
from living_review.history.timeline import ChangeSet, Edition, History
from living_review.site.links import ASSETS
from living_review.site.page import Asset
from living_review.text.slug import slug_of

CHANGES = "data/changes.csv"
# Names of editions with their days, for the script that reads the version in an address.
EDITIONS = f"{ASSETS}/editions.js"
_Row = tuple[str, RecordState, str, ValueState]


def edition_path(history: History, edition: Edition) -> str:
    """Return the path of the data of an edition; of several whose names are alike in a path only the first is called by it."""
    slug = slug_of(edition.name)
    first = next(item for item in history.editions if slug_of(item.name) == slug)
    return f"data/editions/{slug if slug and first is edition else edition.commit}.csv"


def _rows(edition: Edition) -> Iterator[_Row]:
    for key, record in edition.states.items():
        yield from ((key, record, name, value) for name, value in record.values.items())


def _edition_file(history: History, edition: Edition) -> Asset:
    columns = [
        Column[_Row]("record", "Id of the record.", lambda row: row[0]),
        Column[_Row]("material", "Name of the record.", lambda row: row[1].name),
        Column[_Row]("family", "Id of its family.", lambda row: row[1].family),
        Column[_Row]("id", "Id of the value within its record.", lambda row: row[2]),
        Column[_Row]("metric", "Id of what was measured.", lambda row: row[3].metric),
        Column[_Row]("value", "The value as the record has it.", lambda row: row[3].text),
        Column[_Row]("state", "Its state.", lambda row: row[3].state),
        Column[_Row]("reference", "Id of the source.", lambda row: row[3].reference),
        Column[_Row]("conditions", "Stated conditions.", lambda row: "; ".join(f"{k}: {v}" for k, v in row[3].conditions.items())),
    ]  # fmt: skip
    table = make_table(edition.name, "", columns, list(_rows(edition)), ("record", "id"))
    return Asset(edition_path(history, edition), csv_file(table))


def _of_change(name: str, row: tuple[ChangeSet, Change]) -> Cell:
    return str(getattr(row[1], name)) or None


def _changes_file(history: History) -> Asset:
    rows = [(each, change) for each in history.change_sets for change in each.changes]
    names = ("kind", "record", "name", "family", "value", "metric", "about", "old", "new")
    columns = [
        Column[tuple[ChangeSet, Change]]("day", "Day of the commit.", lambda row: row[0].day),
        Column[tuple[ChangeSet, Change]]("commit", "The commit.", lambda row: row[0].commit),
        Column[tuple[ChangeSet, Change]]("request", "Its pull request.", lambda row: row[0].request or None),
        *(Column[tuple[ChangeSet, Change]](name, "", partial(_of_change, name)) for name in names),
    ]
    return Asset(CHANGES, csv_file(make_table("changes", "", columns, rows, ())))


def edition_files(history: History) -> list[Asset]:
    """Return the tables of editions and changes; there are none where nothing is known of the history."""
    if not history:
        return []
    days = {edition.name: edition.day for edition in history.editions}
    script = Asset(EDITIONS, f"window.reviewEditions = {json.dumps(days)};\n".encode())
    return [_changes_file(history), *(_edition_file(history, edition) for edition in history.editions), script]
