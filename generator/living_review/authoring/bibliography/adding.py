"""New references to files of a review: what is there already is left as it is, and what would be invalid is not written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from living_review.authoring.bibliography.entry import suggest_id
from living_review.authoring.bibliography.reading import Entry, Refusal
from living_review.authoring.bibliography.twins import Twins
from living_review.authoring.scaffold import reference_file
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import read_tree
from living_review.model.reference import Reference
from living_review.validate.shape import check_shape

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Added:
    """What became of the references of a file: entries by their new id, what each was already, and what was refused."""

    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    known: list[tuple[Entry, str]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def _read(text: str, file: str, report: Report) -> Reference | None:
    tree = read_tree(text, file, report)
    return check_shape(Reference, tree, report) if tree is not None else None


class _Ids:
    """Gives ids that nothing has yet, as authors of one year are told apart: a, b, c."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._used: Counter[str] = Counter()

    def free(self, key: str) -> str:
        name = key
        while name in self._taken:
            self._used[key] += 1
            number = self._used[key]
            name = f"{key}{_LETTERS[number]}" if number < len(_LETTERS) else f"{key}-{number + 1}"
        self._taken.add(name)
        return name


def add_references(
    library: Mapping[str, Reference], entries: Iterable[Entry], refusals: Iterable[Refusal], key: str | None = None
) -> Added:
    """Return what to write of entries into a review that has some; ``key`` is the id of a single one."""
    added, twins, ids = Added(refused=list(refusals)), Twins(), _Ids(library)
    for name, reference in library.items():
        known = {"DOI": reference.doi, "URL": reference.url, "title": reference.title, "issued": reference.issued}
        twins.add(name, known)
    for entry in entries:
        if same := twins.find(entry.fields):
            added.known.append((entry, same))
            continue
        name, report = key or ids.free(suggest_id(entry.fields)), Report()
        file, text = reference_file(name, entry.fields)
        if _read(text, file, report) is None or list(report):
            reason = "; ".join(dict.fromkeys(item.message for item in report))
            added.refused.append(Refusal(entry.line, entry.fields["title"], reason))
            continue
        twins.add(name, entry.fields)
        added.entries[name], added.files[file] = entry, text
    added.refused.sort(key=lambda item: item.line)
    return added
