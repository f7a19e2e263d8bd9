"""Which file of data/ holds which records, and in which form."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

from living_review.model.base import Record
from living_review.model.check import CHECKS, Check
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Metric, Review, Term, Unit
from living_review.model.extension import Extension, Module, extensions_of, with_added
from living_review.model.material import Material, SetupWords
from living_review.model.reference import Reference
from living_review.model.schematic import Role, Schematic
from living_review.model.vocabulary import Vocabulary

# The version of this layout, which data/review.yml names; what names none is of the oldest. Whoever changes the layout so that
# data must follow adds one, and a step in authoring/migrating/.
FORMAT, OLDEST_FORMAT = 3, 1
# Files that only data up to a format have: a change that was begun before may bring them back.
LEFT_OVER = {"data/references.yml": 2}


class Form(Enum):
    """How the records of a kind stand in their file."""

    ONE = "one record"
    FILES = "one record a file, whose name is its id"
    ENTRIES = "entries whose keys are their ids"
    LIST = "a list"


@dataclass(frozen=True)
class RecordKind:
    """A kind of record; ``file`` is a file of the project, or the folder where each record has its own.

    ``title`` is the field that holds the name by which people know a record.
    """

    model: type[Record]
    file: str
    form: Form = Form.ENTRIES
    title: str = "name"

    @property
    def name(self) -> str:
        """Return the name of the file or folder without suffix."""
        return self.file.removeprefix("data/").removesuffix("/").removesuffix(".yml")

    def place(self, key: str) -> tuple[str, tuple[str, ...]]:
        """Return the file of the record with an id, and the path to it in the file."""
        return (f"{self.file}{key}.yml", ()) if self.form is Form.FILES else (self.file, (key,))

    def holds(self, file: str) -> bool:
        """Tell whether a file of the project holds records of this kind."""
        return file == self.file or (self.file.endswith("/") and file.startswith(self.file))


KINDS: Mapping[str, RecordKind] = {
    "material": RecordKind(Material, "data/materials/", Form.ONE),
    "reference": RecordKind(Reference, "data/references/", Form.FILES),
    "family": RecordKind(Family, "data/families.yml"),
    "metric": RecordKind(Metric, "data/metrics.yml"),
    "condition": RecordKind(Condition, "data/conditions.yml"),
    "unit": RecordKind(Unit, "data/units.yml"),
    "term": RecordKind(Term, "data/glossary.yml"),
    "vocabulary": RecordKind(Vocabulary, "data/vocabularies.yml"),
    "check": RecordKind(Check, CHECKS, title="title"),
    "chart": RecordKind(ChartEntry, "data/charts.yml"),
    "role": RecordKind(Role, "data/roles.yml"),
    "schematic": RecordKind(Schematic, "data/schematics.yml", title="title"),
    "chapter": RecordKind(Chapter, "data/outline.yml", Form.LIST),
    "review": RecordKind(Review, "data/review.yml", Form.ONE),
}


@dataclass(frozen=True)
class AddedKinds(Extension):
    """Kinds of records of a module behind the kind ``after``, and shapes with more keys for kinds that are there.

    ``words`` are what an editor shows beside the id of a record of a new kind.
    """

    kinds: Mapping[str, RecordKind]
    after: str
    words: Mapping[str, Callable[[Any], str]]


@dataclass(frozen=True)
class AskedKey(Extension):
    """A key of a material of a module that is asked for when a record is begun, and the words that it may be."""

    key: str
    question: str
    help: str
    words: Callable[[Any], Collection[str]]


def format_of(review: Any) -> int | None:
    """Return the version of the format that a raw data/review.yml names, or None where that is no version."""
    named = review.get("format", str(OLDEST_FORMAT)) if isinstance(review, dict) else None
    return int(named) if isinstance(named, str) and re.fullmatch(r"[1-9]\d{0,3}", named, re.ASCII) else None


def kinds_of(modules: Iterable[Module]) -> dict[str, RecordKind]:
    """Return the kinds of records of a review with modules, by name."""
    found = dict(KINDS)
    for added in extensions_of(modules, AddedKinds):
        found = with_added(found, added.kinds, added.after)
    return found


def added_kinds(modules: Iterable[Module]) -> dict[str, RecordKind]:
    """Return the kinds that only modules bring."""
    return {name: kind for name, kind in kinds_of(modules).items() if name not in KINDS}


def setup_words(modules: Iterable[Module]) -> SetupWords:
    """Return what that in which values are measured is called in a review with modules."""
    return cast(type[Material], kinds_of(modules)["material"].model).setup_words


def kind_of(file: str, kinds: Iterable[RecordKind]) -> RecordKind | None:
    """Return the kind of the records in a file of the project, or None where it holds none."""
    return next((kind for kind in kinds if file.endswith(".yml") and kind.holds(file)), None)
