"""What could be read of a project: well-shaped records with their trees, before anything is linked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, cast

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices, hint, same
from living_review.load.content import read_content
from living_review.load.files import read_text
from living_review.load.folders import is_missing, is_plain, list_files, report_odd_folders
from living_review.load.yaml_tree import Path as TreePath
from living_review.load.yaml_tree import Tree, read_tree
from living_review.model.base import Record
from living_review.model.content import ContentPage
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Metric, Review, Term, Unit
from living_review.model.extension import Extension, Module, codes_of, extensions_of
from living_review.model.kinds import Form, RecordKind, added_kinds, kinds_of
from living_review.model.library import CODES_INDEX, HOME, MATERIALS, Section, number_outline
from living_review.model.material import Material
from living_review.model.reference import Reference
from living_review.model.schematic import Role, Schematic
from living_review.model.vocabulary import Vocabulary
from living_review.validate.shape import R, check_entries, check_list, check_shape

OUTLINE, REVIEW = "data/outline.yml", "data/review.yml"
MODULES = "modules"
# What a review cannot do without, each with the first line that its file may have.
NEEDED = {
    "metric": "density: {name: Density, unit: g/cm³, definition: Mass per volume.}",
    "family": 'ceramics: {name: Ceramics, chapter: introduction, summary: They are hard., colour: {light: "#1f5fae", dark: "#7db4f5"}}',
    "chapter": "- {id: introduction, title: Introduction, file: introduction.md}",
}
_GENERATED = "the page that is made by the generator"
_GENERATED_FOLDERS = tuple(f"{PurePosixPath(page).parent}/" for page in (MATERIALS, CODES_INDEX))


def walk_outline(value: Any, path: TreePath = ()) -> Iterator[tuple[str, TreePath]]:
    """Yield id and path of all chapters and sections of a raw outline, the broken ones too."""
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield str(item.get("id")), (*path, index)
            yield from walk_outline(item.get("parts"), (*path, index, "parts"))


@dataclass
class Draft:
    """Well-shaped records of a project; ``files`` maps each material to its file, ``broken`` names what has none,
    ``absent`` are the files without which a review does, ``cited`` collects the references that something names, ``unsaved`` are the texts of files that are not written yet.

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


@lru_cache(maxsize=1 << 15)
def _sound_tree(text: str, file: str) -> Tree | None:
    """Return what a file holds of which nothing is to be reported; between two looks of the preview most are as they were."""
    report = Report()
    tree = read_tree(text, file, report)
    return None if len(report) else tree


@lru_cache(maxsize=1 << 10)
def _sound_page(text: str, file: str) -> ContentPage | None:
    """Return a sound hand-written page, or None where anything of it is to be reported."""
    report = Report()
    page = read_content(text, file, report)
    return None if report else page


def _read(root: Path, file: str, draft: Draft) -> Tree | None:
    if not is_plain(root / file):
        if is_missing(root / file):
            draft.report.add("missing-file", Place(file), found=file, wanted="this file in every project")
        return None
    text = draft.unsaved[file] if file in draft.unsaved else read_text(root, file, draft.report)
    # What is to be said of another file is asked again, for this report.
    tree = (_sound_tree(text, file) or read_tree(text, file, draft.report)) if text is not None else None
    if tree:
        draft.trees[file] = tree
    return tree


def _read_materials(root: Path, draft: Draft) -> None:
    shape = cast(type[Material], draft.kinds["material"].model)
    for file in list_files(root, "data/materials", ".yml"):
        tree = _read(root, file, draft)
        stem = Path(file).stem
        material = check_shape(shape, tree, draft.report) if tree else None
        if material is None:
            draft.broken.add(stem)
            continue
        _check_name(material, file, draft)
        if f"materials/{material.id}.md" == MATERIALS:
            draft.report.add("duplicate-id", draft.place(file, "id"), found=material.id, first=_GENERATED)
        if material.id in draft.materials:
            first = draft.place(draft.files[material.id], "id")
            draft.report.add("duplicate-id", draft.place(file, "id"), found=material.id, first=first)
            continue
        draft.materials[material.id] = material
        draft.files[material.id] = file


def _check_name(material: Material, file: str, draft: Draft) -> None:
    path = Path(file)
    if material.id != path.stem:
        draft.report.add("id-is-not-file-name", draft.place(file, "id"), found=material.id, wanted=path.stem)
        draft.broken.add(path.stem)
    if material.family != path.parent.name:
        place = draft.place(file, "family")
        draft.report.add("folder-is-not-family", place, found=material.family, wanted=path.parent.name)


def _check_suffixes(root: Path, draft: Draft) -> None:
    """Report records that would be passed over in silence."""
    for file in list_files(root, "data"):
        suffix = Path(file).suffix
        if suffix != ".yml" and suffix.lower() in (".yml", ".yaml"):
            draft.report.add("wrong-suffix", Place(file), found=suffix)


def _read_pages(root: Path, draft: Draft, generated: Iterable[str]) -> None:
    made = {*generated, *(page for rules in extensions_of(draft.modules, AddedRules) for page in rules.pages)}
    for file in list_files(root, "content", ".md"):
        text = read_text(root, file, draft.report)
        page = (_sound_page(text, file) or read_content(text, file, draft.report)) if text is not None else None
        if page and (page.name in made or page.name.startswith(_GENERATED_FOLDERS)):
            draft.report.add("duplicate-id", Place(file), found=page.name, first=_GENERATED)
        if page:
            draft.pages[page.name] = page
        else:
            draft.broken.add(file.removeprefix("content/"))
    if HOME not in {*draft.pages, *draft.broken}:
        facts = {"found": f"content/{HOME}", "wanted": "the first page of every project"}
        draft.report.add("missing-file", Place(f"content/{HOME}"), **facts)


def _read_entries(root: Path, base: type[R], kind: str, draft: Draft, slugs: bool = True) -> dict[str, R]:
    """Return the valid entries of the file of a kind whose keys are ids; ``base`` is the shape that its shape extends."""
    declared = draft.kinds[kind]
    assert issubclass(declared.model, base)
    tree = _read_declared(root, kind, draft)
    return check_entries(declared.model, tree, draft.report, slugs) if tree else {}


def _read_declared(root: Path, kind: str, draft: Draft) -> Tree | None:
    """Return the file of a kind, or None where it is not there: then there is nothing of the kind, which some must have."""
    file = draft.kinds[kind].file
    is_absent = is_missing(root / file) and file not in draft.unsaved
    tree = None if is_absent else _read(root, file, draft)
    if is_absent:
        draft.absent.add(file)
    if kind in NEEDED and (is_absent or (tree and tree.value in ({}, []))):
        draft.report.add("nothing-declared", Place(file), found=kind, file=file, wanted=NEEDED[kind])
        draft.trees.pop(file, None)
        return None
    return tree


def _modules(tree: Tree | None, draft: Draft, known: Mapping[str, Module]) -> tuple[Module, ...]:
    """Return the modules that data/review.yml names, whatever else it says.

    Where it cannot be read they are all known ones: one mistake must not make their keys unknown in every record.
    """
    if tree is None or not isinstance(tree.value, dict):
        return tuple(known.values())
    named = tree.value.get(MODULES)
    named = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    wrong = [name for name in named if name not in known]
    for name in wrong:
        facts = {"found": name, "choices": choices(known, name), "hint": hint(name, known)}
        place = draft.place(REVIEW, MODULES, tree.value[MODULES].index(name))
        draft.report.add("unknown-choice", place, same(name, known), **facts)
    return tuple(module for name, module in known.items() if name in named or wrong)


def read_modules(root: Path, known: Mapping[str, Module]) -> tuple[Module, ...]:
    """Return the modules of a project, as far as data/review.yml can be read."""
    draft = Draft(Report())
    return _modules(_read(root, REVIEW, draft), draft, known)


def read_draft(
    root: Path, report: Report, known: Mapping[str, Module], generated: Iterable[str], unsaved: Mapping[str, str]
) -> Draft:
    """Read all files of a project and check their shape.

    ``known`` are the modules that a review may switch on, ``generated`` the paths that no hand-written page may have,
    ``unsaved`` the texts of data files that are to stand instead of those that are there.
    """
    draft = Draft(report, unsaved=unsaved)
    odd = report_odd_folders(root, report)
    draft.broken |= {file.removeprefix("content/") if file.endswith(".md") else Path(file).stem for file in odd}
    tree = _read(root, REVIEW, draft)
    draft.modules = _modules(tree, draft, known)
    report.codes = codes_of(draft.modules)
    if tree:
        draft.review = check_shape(cast(type[Review], draft.kinds["review"].model), tree, report)
    draft.units = _read_entries(root, Unit, "unit", draft, slugs=False)
    draft.conditions = _read_entries(root, Condition, "condition", draft)
    draft.metrics = _read_entries(root, Metric, "metric", draft)
    draft.families = _read_entries(root, Family, "family", draft)
    draft.references = _read_entries(root, Reference, "reference", draft)
    draft.terms = _read_entries(root, Term, "term", draft)
    draft.vocabularies = _read_entries(root, Vocabulary, "vocabulary", draft)
    draft.charts = _read_entries(root, ChartEntry, "chart", draft)
    draft.roles = _read_entries(root, Role, "role", draft)
    draft.schematics = _read_entries(root, Schematic, "schematic", draft)
    for name in added_kinds(draft.modules):
        draft.module_records[name] = _read_entries(root, Record, name, draft)
    if tree := _read_declared(root, "chapter", draft):
        draft.outline = check_list(Chapter, tree, report)
    _check_suffixes(root, draft)
    _read_materials(root, draft)
    _read_pages(root, draft, generated)
    return draft
