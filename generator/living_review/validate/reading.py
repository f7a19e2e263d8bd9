"""Reads all files of a project into a draft and checks their shape."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import cast

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.content import read_content
from living_review.load.files import read_text
from living_review.load.folders import is_missing, is_plain, list_files, report_odd_folders
from living_review.load.yaml_tree import Tree, read_sound_part, read_tree
from living_review.model.base import Record, is_slug
from living_review.model.check import Check, codes_of_checks
from living_review.model.content import ContentPage
from living_review.model.domain import Chapter, ChartEntry, Condition, Family, Metric, Review, Term, Unit
from living_review.model.extension import Module, codes_of, extensions_of
from living_review.model.kinds import Form, RecordKind, added_kinds, kind_of, kinds_of
from living_review.model.library import CODES_INDEX, HOME, MATERIALS
from living_review.model.material import Material
from living_review.model.reference import Reference
from living_review.model.schematic import Role, Schematic
from living_review.model.vocabulary import Vocabulary
from living_review.validate.draft import MODULES, NEEDED, REVIEW, AddedRules, Draft
from living_review.validate.format_version import is_of_another_format, report_left_over
from living_review.validate.shape import R, check_entries, check_list, check_shape

_GENERATED = "the page that is made by the generator"
_GENERATED_FOLDERS = tuple(f"{PurePosixPath(page).parent}/" for page in (MATERIALS, CODES_INDEX))


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
    if file not in draft.unsaved and not is_plain(root / file):
        if is_missing(root / file):
            draft.report.add("missing-file", Place(file), found=file, wanted="this file in every project")
        return None
    text = draft.unsaved[file] if file in draft.unsaved else read_text(root, file, draft.report)
    # What is to be said of another file is asked again, for this report.
    tree = (_sound_tree(text, file) or read_tree(text, file, draft.report)) if text is not None else None
    if tree:
        draft.trees[file] = tree
    elif text is not None:
        _check_sound_part(text, file, draft)
    return tree


def _check_sound_part(text: str, file: str, draft: Draft) -> None:
    """Report what else is wrong with the shape of a file of which a part is no YAML; what it says counts for nothing."""
    kind = kind_of(file, kinds_of(draft.modules).values())
    tree = read_sound_part(text, file, draft.report) if kind and file != REVIEW else None
    if kind is None or tree is None:
        return
    if kind.form is Form.ENTRIES:
        check_entries(kind.model, tree, draft.report, slugs=kind.model is not Unit)
    elif kind.form is Form.LIST:
        check_list(kind.model, tree, draft.report)
    else:
        check_shape(kind.model, tree, draft.report, is_part=True)


def _files(root: Path, folder: str, draft: Draft) -> list[str]:
    """Return the paths of the files of records below a folder, those that are not written yet too."""
    unsaved = (file for file in draft.unsaved if file.startswith(f"{folder}/"))
    return sorted({*list_files(root, folder, ".yml"), *unsaved})


def _read_materials(root: Path, draft: Draft) -> None:
    shape = cast(type[Material], draft.kinds["material"].model)
    for file in _files(root, "data/materials", draft):
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
    if declared.form is Form.FILES:
        return _read_files(root, base, declared, draft)
    tree = _read_declared(root, kind, draft)
    return check_entries(declared.model, tree, draft.report, slugs) if tree else {}


def _read_declared(root: Path, kind: str, draft: Draft) -> Tree | None:
    """Return the file of a kind, or None where it is not there: then there is nothing of the kind, which some must have."""
    file = draft.kinds[kind].file
    is_absent = is_missing(root / file) and file not in draft.unsaved
    tree = None if is_absent else _read(root, file, draft)
    if tree and tree.value is None:
        # Comments alone declare nothing, and are no mistake.
        tree = draft.trees[file] = Tree(file, [] if draft.kinds[kind].form is Form.LIST else {})
    if is_absent:
        draft.absent.add(file)
    if kind in NEEDED and (is_absent or (tree and tree.value in ({}, []))):
        draft.report.add("nothing-declared", Place(file), found=kind, file=file, wanted=NEEDED[kind])
        draft.trees.pop(file, None)
        return None
    return tree


def read_checks(root: Path) -> Mapping[str, Check]:
    """Return the checks that a project declares, as far as they can be read."""
    return _read_entries(root, Check, "check", Draft(Report()))


def read_references(root: Path, report: Report) -> Mapping[str, Reference]:
    """Return the references of a project, whatever else it holds, and report what is wrong with them."""
    draft = Draft(report)
    tree = _read(root, REVIEW, draft)
    if tree and is_of_another_format(tree, report):
        return {}
    report_left_over(root, report)
    return _read_entries(root, Reference, "reference", draft)


def _new_checks(draft: Draft) -> dict[str, Check]:
    """Return the declared checks without those whose id is the name of a problem that the program knows."""
    known = codes_of(draft.modules)
    for key in draft.checks:
        if key in known:
            first = f"{known[key].number}, a problem that the program finds by itself"
            draft.report.add("duplicate-id", draft.key_place(draft.kinds["check"].file, key), found=key, first=first)
    return {key: check for key, check in draft.checks.items() if key not in known}


def _read_files(root: Path, base: type[R], declared: RecordKind, draft: Draft) -> dict[str, R]:
    """Return the valid records of a kind that has a file for each, by the names of the files."""
    assert issubclass(declared.model, base)
    folder = declared.file.rstrip("/")
    if is_missing(root / folder) and not any(file.startswith(declared.file) for file in draft.unsaved):
        draft.absent.add(declared.file)
        return {}
    files = {file.removeprefix(declared.file).removesuffix(".yml"): file for file in _files(root, folder, draft)}
    draft.ids_of_files[declared.file] = dict.fromkeys(draft.broken, "") | files
    found: dict[str, R] = {}
    for key, file in files.items():
        if not is_slug(key):
            draft.report.add("bad-id", Place(file), found=key)
        tree = _read(root, file, draft)
        if tree and (record := check_shape(declared.model, tree, draft.report)) is not None:
            found[key] = record
    return found


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
        place = draft.place(REVIEW, MODULES, tree.value[MODULES].index(name))
        draft.report.add_unknown("unknown-choice", place, name, known)
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
    if tree and is_of_another_format(tree, report):
        return draft
    report_left_over(root, report)
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
    draft.checks = _read_entries(root, Check, "check", draft)
    report.codes = codes_of(draft.modules, codes_of_checks(_new_checks(draft)))
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
