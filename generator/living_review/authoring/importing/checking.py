"""What the check says of a record that is not written yet, each finding at the cell of the table from which it comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from living_review.authoring.importing.columns import Head
from living_review.authoring.importing.entries import Entry
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Diagnostic
from living_review.load.table import Row
from living_review.load.yaml_tree import Tree
from living_review.model.material import Path

Origin = tuple[Row | None, int | None]


@dataclass(frozen=True)
class Origins:
    """From which cells the parts of a record come: parts by their places, and whole lines."""

    parts: list[tuple[Place, Origin]]
    lines: Mapping[int, Origin]

    def of(self, place: Place) -> Origin | None:
        """Return row and column from which something in the record was read, as far as they are known."""
        for part, origin in self.parts:
            if part.line == place.line and part.column <= place.column < part.column + part.length:
                return origin
        return self.lines.get(place.line)


def find_origins(entries: Sequence[Entry], before: Mapping[str, int], tree: Tree) -> Origins:
    """Return the origins in a record to which entries were added; ``before`` is how many each key had then."""
    found: dict[Path, Origin] = {}
    for key in dict.fromkeys(entry.key for entry in entries):
        own = (entry for entry in entries if entry.key == key)
        for index, entry in enumerate(own, before.get(key, 0)):
            found |= {(key, index, *path): origin for path, origin in entry.origins.items()}
    wholes: dict[Path, Origin] = {path: origin for path, origin in found.items() if len(path) == 2}
    lines = {tree.place(path).line: wholes[path[:2]] for path in tree.values if path[:2] in wholes}
    lines |= {tree.place(path).line: origin for path, origin in found.items() if len(path) == 4 and path[2] == "rows"}
    parts = [(tree.place(path), origin) for path, origin in found.items() if isinstance(path[-1], str)]
    return Origins(parts, lines)


def at_cells(findings: Iterable[Diagnostic], origins: Origins, head: Head, file: str) -> Iterator[Diagnostic]:
    """Yield findings in a file that is not written yet at the cells of the table; those of whole rows are put together."""
    of_rows: dict[object, tuple[Diagnostic, list[Row]]] = {}
    for item in findings:
        origin = origins.of(item.place) if item.place.file == file else None
        if origin is None:
            yield item
            continue
        row, column = origin
        if row and column is None:
            of_rows.setdefault((item.code, item.message), (item, []))[1].append(row)
        else:
            place = head.grid.place(row or head.headings, column, head.about([row] if row else [], column))
            yield replace(item, place=place, fix=None)
    for item, rows in of_rows.values():
        yield replace(item, place=head.grid.place(rows[0], None, head.about(rows, None)), fix=None)
