"""Builders for tests: small projects made from the tiny review of another field, with changes."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from living_review.diagnostics.report import Diagnostic, Report
from living_review.model.library import Library
from living_review.modules import ALL_CODES
from living_review.pipeline import validate
from living_review.render.pages.guide import TITLES

# Pages of the guide of the tiny review: those with words, one for each code and each check that it declares, their index, all
# keys, the architecture, the licences.
DECLARED_CHECKS = 9
GUIDE_PAGES = len(ALL_CODES) + DECLARED_CHECKS + len(TITLES) + 4
ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
TINY = CASES / "other-review"

Replacement = tuple[str, str]
Change = str | bytes | None | Replacement | list[Replacement]

_RECORD = """id: {id}
name: {name}
formula: not applicable
family: {family}
kind: material
form: not stated
synthesis: not stated
summary: Invented for the tests.
measurements:
{values}"""
_VALUE = (
    "  - {{id: {id}, metric: {id}, value: {value}, source: {{reference: handbook, place: page 1}}, note: Invented.}}\n"
)


def _bare(key: str, family: str, **values: str) -> str:
    shown = "".join(_VALUE.format(id=name, value=value) for name, value in values.items())
    return _RECORD.format(id=key, name=key.capitalize(), family=family, values=shown)


# What makes of the tiny review one that has only what every review needs: no file, key or call more.
BARE: dict[str, Change] = {
    **{f"data/{name}.yml": None for name in ("charts", "checks", "conditions", "glossary", "hosts")},
    **{f"data/{name}.yml": None for name in ("phases", "roles", "schematics", "units")},
    **{f"data/materials/zinc/{name}.yml": None for name in ("zn-cell", "zn-pure", "zn-al")},
    "data/materials/oxide-electrodes/mno2.yml": None,
    "data/materials/light/mg.yml": _bare("mg", "light", merit="0.9", leak="-200 µV/K", flow="1.4 W/(m K)"),
    "data/materials/zinc/zn.yml": _bare("zn", "zinc", merit="1.2", leak="180 µV K⁻¹", flow="12 mW/(cm K)"),
    "data/review.yml": "name: Heat\nsubtitle: A review with nothing that it can do without\nformat: 3\n"
    "contact: someone@heat.example\n",
    "data/metrics.yml": "merit: {name: ZT, better: higher, definition: Figure of merit.}\n"
    "leak: {name: Seebeck coefficient, in-sentence: Seebeck coefficient, unit: µV/K, definition: Voltage for a kelvin.}\n"
    "flow: {name: Thermal conductivity, unit: W/(m K), better: lower, definition: How heat flows.}\n",
    "data/families.yml": "".join(
        f'{key}: {{name: {key}, chapter: metals, summary: One., colour: {{light: "#224466", dark: "#88aacc"}}}}\n'
        for key in ("zinc", "light")
    ),
    "data/outline.yml": "- {id: metals, title: Metals, file: metals.md}\n",
    "data/references/handbook.yml": "type: book\nstatus: identified\ntitle: A handbook\nissued: 2001\nread: full text\n",
    **{f"data/references/{name}.yml": None for name in ("atlas", "lost", "survey")},
    "content/index.md": "# {{ review.name }}\n\n{{ facts() }}\n\n{{ ask() }}\n",
    "content/metals.md": '{{ heading() }}\n\n{{ best("merit") }}\n\n{{ best("leak") }}\n\n{{ value("zn", "merit") }}\n',
}


def project(folder: Path, changes: Mapping[str, Change] | None = None) -> Path:
    """Copy the tiny review into a folder, change it, and return its root.

    A change is the new text (or bytes) of a file, None to remove it, or one or more (old, new)
    replacements; what is replaced must stand in the file exactly once.
    """
    root = folder / "project"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("site", "build", ".*"))
    for path, change in (changes or {}).items():
        _apply(root / path, change)
    return root


def with_cache(root: Path, built: Path) -> Path:
    """Give a project the cache of one that was built, and return its root: what is alike is not made again."""
    shutil.copytree(built / "build", root / "build")
    return root


def _apply(file: Path, change: Change) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if change is None:
        file.unlink()
    elif isinstance(change, bytes):
        file.write_bytes(change)
    elif isinstance(change, str):
        file.write_text(change, "utf-8")
    else:
        file.write_text(replaced(file.read_text("utf-8"), change), "utf-8")


def replaced(text: str, change: Replacement | list[Replacement]) -> str:
    """Return a text with replacements; each old text must stand in it exactly once."""
    for old, new in [change] if isinstance(change, tuple) else change:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times in the file")
        text = text.replace(old, new)
    return text


def problems(root: Path) -> list[Diagnostic]:
    """Return everything that is wrong with a project, in the order of the report."""
    report = Report()
    library = validate(root, report)
    found = list(report)
    if bool(report) == bool(library):
        raise AssertionError("a project has either a library or something that must be fixed")
    return found


def numbers_and_places(found: Iterable[Diagnostic]) -> list[str]:
    """Return problems as ``E103 data/metrics.yml:3:9``."""
    return [f"{item.code.number} {item.place}" for item in found]


def codes(root: Path) -> list[str]:
    """Return what is wrong with a project, as numbers and places."""
    return numbers_and_places(problems(root))


def library_of(root: Path) -> Library:
    """Return the library of a project that must be valid."""
    report = Report()
    library = validate(root, report)
    if library is None:
        shown = "\n".join(f"{item.place}: {item.code.number} {item.message}" for item in report)
        raise AssertionError(f"{root} is not valid:\n{shown}")
    return library
