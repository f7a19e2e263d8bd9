"""Which file of data/ holds which records, and in which form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from living_review.model.base import Record
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Host, Metric, Phase, Review, Term, Unit
from living_review.model.material import Material
from living_review.model.reference import Reference


class Form(Enum):
    """How the records of a kind stand in their file."""

    ONE = "one record"
    ENTRIES = "entries whose keys are their ids"
    LIST = "a list"


@dataclass(frozen=True)
class RecordKind:
    """A kind of record; ``file`` is a file of the project, or the folder where each record has its own."""

    model: type[Record]
    file: str
    form: Form = Form.ENTRIES

    @property
    def name(self) -> str:
        """Return the name of the file or folder without suffix."""
        return self.file.removeprefix("data/").removesuffix("/").removesuffix(".yml")

    def holds(self, file: str) -> bool:
        """Tell whether a file of the project holds records of this kind."""
        return file == self.file or (self.file.endswith("/") and file.startswith(self.file))


KINDS: Mapping[str, RecordKind] = {
    "material": RecordKind(Material, "data/materials/", Form.ONE),
    "reference": RecordKind(Reference, "data/references.yml"),
    "family": RecordKind(Family, "data/families.yml"),
    "metric": RecordKind(Metric, "data/metrics.yml"),
    "condition": RecordKind(Condition, "data/conditions.yml"),
    "unit": RecordKind(Unit, "data/units.yml"),
    "host": RecordKind(Host, "data/hosts.yml"),
    "phase": RecordKind(Phase, "data/phases.yml"),
    "term": RecordKind(Term, "data/glossary.yml"),
    "chart": RecordKind(ChartEntry, "data/charts.yml"),
    "chapter": RecordKind(Chapter, "data/outline.yml", Form.LIST),
    "review": RecordKind(Review, "data/review.yml", Form.ONE),
}


def kind_of(file: str) -> RecordKind | None:
    """Return the kind of the records in a file of the project, or None where it holds none."""
    return next((kind for kind in KINDS.values() if file.endswith(".yml") and kind.holds(file)), None)
