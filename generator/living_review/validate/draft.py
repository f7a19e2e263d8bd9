"""What could be read of a project: well-shaped records with their trees, before anything is linked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.content import read_content
from living_review.load.files import read_text
from living_review.load.folders import is_missing, is_plain, list_files, report_odd_folders
from living_review.load.yaml_tree import Path as TreePath
from living_review.load.yaml_tree import Tree, read_tree
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Host, Metric, Phase, Review, Term, Unit
from living_review.model.library import (
    ARCHITECTURE,
    CELL_ESTIMATE,
    CHECKED,
    CODES_INDEX,
    EXPLORE,
    FIELDS,
    GLOSSARY,
    HOME,
    LICENCES,
    MATERIALS,
    REFERENCES,
    UNKNOWN,
    ContentPage,
    Section,
    number_outline,
)
from living_review.model.material import Material
from living_review.model.reference import Reference
from living_review.validate.shape import R, check_entries, check_list, check_shape

OUTLINE = "data/outline.yml"
_GENERATED = "the page that is made by the generator"
_GENERATED_PAGES = (REFERENCES, GLOSSARY, CHECKED, UNKNOWN, EXPLORE, CELL_ESTIMATE, FIELDS, ARCHITECTURE, LICENCES)
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
    ``cited`` collects the references that something names.

    Materials are broken by the name of their file, pages by their path in the site.
    """

    report: Report
    review: Review | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    phases: Mapping[str, Phase] = field(default_factory=dict)
    hosts: Mapping[str, Host] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    outline: tuple[Chapter, ...] = ()
    charts: Mapping[str, ChartEntry] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, ContentPage] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)

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


@lru_cache(maxsize=1 << 15)
def _sound_tree(text: str, file: str) -> Tree | None:
    """Return what a sound file holds; between two looks of the preview all files but one are as they were."""
    return read_tree(text, file, Report())


@lru_cache(maxsize=1 << 10)
def _sound_page(text: str, file: str) -> ContentPage | None:
    """Return a sound hand-written page, or None where anything of it is to be reported."""
    report = Report()
    page = read_content(text, file, report)
    return None if report else page


def _read(root: Path, file: str, draft: Draft) -> Tree | None:
    if not is_plain(root / file):
        if is_missing(root / file):
            draft.report.add("missing-file", Place(file), found=file)
        return None
    text = read_text(root, file, draft.report)
    # What is wrong with an unsound file is asked again, for this report.
    tree = (_sound_tree(text, file) or read_tree(text, file, draft.report)) if text is not None else None
    if tree:
        draft.trees[file] = tree
    return tree


def _read_materials(root: Path, draft: Draft) -> None:
    for file in list_files(root, "data/materials", ".yml"):
        tree = _read(root, file, draft)
        stem = Path(file).stem
        material = check_shape(Material, tree, draft.report) if tree else None
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


def _read_pages(root: Path, draft: Draft) -> None:
    for file in list_files(root, "content", ".md"):
        text = read_text(root, file, draft.report)
        page = (_sound_page(text, file) or read_content(text, file, draft.report)) if text is not None else None
        if page and (page.name in _GENERATED_PAGES or page.name.startswith(_GENERATED_FOLDERS)):
            draft.report.add("duplicate-id", Place(file), found=page.name, first=_GENERATED)
        if page:
            draft.pages[page.name] = page
        else:
            draft.broken.add(file.removeprefix("content/"))
    if HOME not in {*draft.pages, *draft.broken}:
        draft.report.add("missing-file", Place(f"content/{HOME}"), found=f"content/{HOME}")


def _read_entries(root: Path, file: str, model: type[R], draft: Draft, slugs: bool = True) -> dict[str, R]:
    """Return the valid entries of a data file whose keys are ids."""
    tree = _read(root, file, draft)
    return check_entries(model, tree, draft.report, slugs) if tree else {}


def read_draft(root: Path, report: Report) -> Draft:
    """Read all files of a project and check their shape."""
    draft = Draft(report)
    odd = report_odd_folders(root, report)
    draft.broken |= {file.removeprefix("content/") if file.endswith(".md") else Path(file).stem for file in odd}
    if tree := _read(root, "data/review.yml", draft):
        draft.review = check_shape(Review, tree, report)
    draft.units = _read_entries(root, "data/units.yml", Unit, draft, slugs=False)
    draft.conditions = _read_entries(root, "data/conditions.yml", Condition, draft)
    draft.metrics = _read_entries(root, "data/metrics.yml", Metric, draft)
    draft.families = _read_entries(root, "data/families.yml", Family, draft)
    draft.phases = _read_entries(root, "data/phases.yml", Phase, draft)
    draft.hosts = _read_entries(root, "data/hosts.yml", Host, draft)
    draft.references = _read_entries(root, "data/references.yml", Reference, draft)
    draft.terms = _read_entries(root, "data/glossary.yml", Term, draft)
    draft.charts = _read_entries(root, "data/charts.yml", ChartEntry, draft)
    if tree := _read(root, OUTLINE, draft):
        draft.outline = check_list(Chapter, tree, report)
    _check_suffixes(root, draft)
    _read_materials(root, draft)
    _read_pages(root, draft)
    return draft
