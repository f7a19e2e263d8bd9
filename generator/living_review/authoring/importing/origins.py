"""What the check says of files that are not written yet, each finding at the cell of the table from which it comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from living_review.authoring.importing.cells import CellReader
from living_review.authoring.importing.entries import Entry, Origin
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Diagnostic
from living_review.load.table import Row
from living_review.load.yaml_tree import Tree
from living_review.model.material import Path


@dataclass(frozen=True)
class Origins:
    """From which cells the parts of a file come: parts by their places, whole lines, and a new file as a whole."""

    parts: list[tuple[Place, Origin]] = field(default_factory=list)
    lines: Mapping[int, Origin] = field(default_factory=dict)
    whole: Origin | None = None

    def of(self, place: Place) -> Origin | None:
        """Return rows and column from which something in the file was read, as far as they are known."""
        for part, origin in self.parts:
            if part.line == place.line and part.column <= place.column < part.column + part.length:
                return origin
        return self.lines.get(place.line, self.whole)


def find_origins(
    entries: Sequence[Entry], before: Mapping[str, int], tree: Tree, begun: Mapping[Path, Origin]
) -> Origins:
    """Return the origins in a record to which entries were added.

    ``before`` is how many each key had then, ``begun`` from where the other keys of a new record come.
    """
    found: dict[Path, Origin] = dict(begun)
    for key in dict.fromkeys(entry.key for entry in entries):
        own = (entry for entry in entries if entry.key == key)
        for index, entry in enumerate(own, before.get(key, 0)):
            found |= {(key, index, *path): origin for path, origin in entry.origins.items()}
    wholes: dict[Path, Origin] = {path: origin for path, origin in found.items() if len(path) == 2}
    lines = {tree.place(path).line: wholes[path[:2]] for path in tree.values if path[:2] in wholes}
    lines |= {tree.place(path).line: origin for path, origin in found.items() if len(path) == 4 and path[2] == "rows"}
    parts = [(tree.place(path), origin) for path, origin in found.items() if path and isinstance(path[-1], str)]
    return Origins(parts, lines, begun.get(()))


def at_cells(
    findings: Iterable[Diagnostic], origins: Mapping[str, Origins], reader: CellReader
) -> Iterator[Diagnostic]:
    """Yield findings in files that are not written yet at the cells of the table; those of whole rows are put together."""
    head = reader.head
    of_rows: dict[object, tuple[Diagnostic, list[Row]]] = {}
    for item in findings:
        origin = origins[item.place.file].of(item.place) if item.place.file in origins else None
        if origin is None:
            yield item
            continue
        rows, column = origin
        reader.refused.update(row.number for row in rows)
        if column is None:
            of_rows.setdefault((item.code, item.message), (item, []))[1].extend(rows)
        else:
            yield replace(item, place=head.grid.place(rows[0], column, head.about(rows, column)), fix=None)
    for item, every in of_rows.values():
        yield replace(item, place=head.grid.place(every[0], None, head.about(every, None)), fix=None)
