"""The documents of the API, made of the rows of tables, so that a name means the same here and in each CSV file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from living_review.exports.api.views import DOCUMENTED, VERSION, Part, Row, View, key_of, shown_columns, views_of
from living_review.exports.citing import site_citation
from living_review.exports.json_files import Json, known
from living_review.exports.tables.data_set import ARCHIVE, DATABASE, PACKAGE, README
from living_review.exports.tables.table import Cell, Table
from living_review.site.site import Site

_ROOT = "../../"
# What lies beside the lists, and the files of the data set.
LINKS = {
    "schema": "schema.json",
    "openapi": "openapi.json",
    "changelog": "CHANGELOG.txt",
    "search": "search.json",
    "tables": f"{_ROOT}{PACKAGE}",
    "database": f"{_ROOT}{DATABASE}",
    "archive": f"{_ROOT}{ARCHIVE}",
    "readme": f"{_ROOT}{README}",
}


def _rows(table: Table, is_short: bool) -> list[Row]:
    columns = [(place, column.name) for place, column in shown_columns(table, is_short)]
    return [{name: row[place] for place, name in columns if row[place] is not None} for row in table.rows]


class Documents:
    """The documents of a site; addresses are relative to the document in which they stand."""

    def __init__(self, site: Site, tables: Mapping[str, Table]) -> None:
        self.site, self.tables, self.views = site, tables, views_of(site.library)
        self._keys = {name: key_of(table) for name, table in tables.items()}
        self._rows = {
            is_short: {name: _rows(table, is_short) for name, table in tables.items()} for is_short in (False, True)
        }
        self._groups = {
            (name, part.table): self._grouped(self._keys[name], part)
            for name, view in self.views.items()
            for part in view.parts
            if not part.is_named
        }

    def all(self) -> Iterator[tuple[str, Json]]:
        """Yield each document with its path in the folder of the API."""
        yield "index.json", self._index()
        yield "search.json", {"entries": list(self._entries())}
        for name in DOCUMENTED:
            yield f"{name}.json", {name: self._linked(name, self._rows[True][name], "")}
            for row in self._rows[False][name]:
                yield f"{name}/{row[self._keys[name]]}.json", self._document(name, self.views[name], row)

    def _grouped(self, column: str, part: Part) -> dict[Cell, list[Row]]:
        """Return the rows of a part by what a column names."""
        groups = defaultdict[Cell, list[Row]](list)
        for whole, shown in zip(self._rows[False][part.table], self._rows[part.is_short][part.table], strict=True):
            groups[whole.get(column)].append(shown)
        return groups

    def _linked(self, table: str, rows: Sequence[Row], root: str) -> list[Json]:
        """Return rows with the addresses of their documents; ``root`` leads to the folder of the API."""
        return [{**row, "href": f"{root}{table}/{row[self._keys[table]]}.json"} for row in rows]

    def _document(self, table: str, view: View, row: Row) -> Json:
        parts: dict[str, list[Row]] = {}
        for part in view.parts:
            if part.is_named:
                key = self._keys[part.table]
                named = {item.get(key) for rows in parts.values() for item in rows}
                parts[part.table] = [item for item in self._rows[False][part.table] if item[key] in named]
            else:
                parts[part.table] = self._groups[table, part.table].get(row[self._keys[table]], [])
        linked = {name: self._linked(name, rows, "../") if name in DOCUMENTED else rows for name, rows in parts.items()}
        about = known({"index": "../index.json", "license": self.site.library.review.records_licence})
        return {**about, **row, **linked}

    def _entries(self) -> Iterator[Json]:
        """Yield what search finds: title, words, and the addresses of page and document."""
        for name, view in DOCUMENTED.items():
            for row in self._linked(name, self._rows[False][name], ""):
                yield known(
                    {
                        "type": view.kind,
                        "id": row[self._keys[name]],
                        "title": row.get(view.title),
                        "terms": [row[word] for word in view.words if word in row],
                        "address": row.get("address"),
                        "href": row["href"],
                    }
                )

    def _index(self) -> Json:
        review, settings = self.site.library.review, self.site.settings
        lists = [
            {
                "name": name,
                "description": f"All {name}.",
                "count": len(self.tables[name].rows),
                "href": f"{name}.json",
            }
            for name in DOCUMENTED
        ]
        return known(
            {
                "version": VERSION,
                "title": review.name,
                "description": review.subtitle,
                "authors": [name.shown for name in review.authors],
                "date": settings.date,
                "doi": review.doi,
                "license": review.records_licence,
                "citation": site_citation(self.site).plain,
                "site": settings.site or _ROOT,
                "links": LINKS,
                "lists": lists,
            }
        )
