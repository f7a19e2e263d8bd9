"""What could be read of a project: well-shaped records with their trees, before anything is linked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import Path as TreePath
from living_review.load.yaml_tree import Tree
from living_review.model.base import Record
from living_review.model.check import Check
from living_review.model.content import ContentPage
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Metric, Review, Term, Unit
from living_review.model.extension import Extension, Module
from living_review.model.kinds import Form, RecordKind, kinds_of
from living_review.model.library import Section, number_outline
from living_review.model.material import Material
from living_review.model.reference import Reference
from living_review.model.schematic import Role, Schematic
from living_review.model.vocabulary import Vocabulary

OUTLINE, REVIEW = "data/outline.yml", "data/review.yml"
MODULES = "modules"
# What a review cannot do without, each with the first line that its file may have.
NEEDED = {
    "metric": "density: {name: Density, unit: g/cm³, definition: Mass per volume.}",
    "family": 'ceramics: {name: Ceramics, chapter: introduction, summary: They are hard., colour: {light: "#1f5fae", dark: "#7db4f5"}}',
    "chapter": "- {id: introduction, title: Introduction, file: introduction.md}",
}


def walk_outline(value: Any, path: TreePath = ()) -> Iterator[tuple[str, TreePath]]:
    """Yield id and path of all chapters and sections of a raw outline, the broken ones too."""
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield str(item.get("id")), (*path, index)
            yield from walk_outline(item.get("parts"), (*path, index, "parts"))


@dataclass
class Draft:
    """Well-shaped records of a project; ``files`` maps each material to its file, ``broken`` names what has none,
    ``absent`` are the files without which a review does.
    ``cited`` collects the references that something names, ``ids_of_files`` maps each folder of files that are called by their
    ids to these ids with their files, the broken ones too, ``unsaved`` are the texts of files that are not written yet.

    Materials are broken by the name of their file, pages by their path in the site.
    """

    report: Report
    review: Review | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    outline: tuple[Chapter, ...] = ()
    charts: Mapping[str, ChartEntry] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    schematics: Mapping[str, Schematic] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, ContentPage] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    ids_of_files: dict[str, Mapping[str, str]] = field(default_factory=dict)
    modules: tuple[Module, ...] = ()
    module_records: dict[str, Mapping[str, Record]] = field(default_factory=dict)
    unsaved: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> dict[str, RecordKind]:
        """Return the kinds of records by their names."""
        return kinds_of(self.modules)

    @cached_property
    def entry_files(self) -> dict[str, str]:
        """Return the files whose entries have ids, by kind; sections are chapters without a page."""
        files = {name: kind.file for name, kind in self.kinds.items() if kind.form is not Form.ONE}
        return files | {"section": OUTLINE}

    @property
    def sections(self) -> dict[str, Section]:
        """Chapters and sections by id; the first where an id stands twice."""
        found: dict[str, Section] = {}
        for section in number_outline(self.outline):
            found.setdefault(section.chapter.id, section)
        return found

    @cached_property
    def outline_paths(self) -> dict[str, TreePath]:
        """Id of each chapter and section to its path in the outline; the first where an id stands twice."""
        tree = self.trees.get(OUTLINE)
        return dict(reversed(list(walk_outline(tree.value)))) if tree else {}

    def place(self, file: str, *path: str | int) -> Place:
        """Return the place of a value in a data file."""
        return self.trees[file].place(path)

    def key_place(self, file: str, *path: str | int) -> Place:
        """Return the place of a key in a data file."""
        return self.trees[file].key_place(path)


@dataclass(frozen=True)
class AddedRules(Extension):
    """What a module checks before records are linked: ids, then what cannot be; ``pages`` are those that it makes."""

    check_links: Callable[[Draft], None]
    check_science: Callable[[Draft], None]
    pages: tuple[str, ...]
