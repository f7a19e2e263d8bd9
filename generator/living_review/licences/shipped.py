"""What ships in the site that others wrote: read from the installed packages, and completed by shipped.toml."""

import mmap
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageMetadata, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from living_review.drawing.vega import VERSION
from living_review.query.engine import NAME as ENGINE
from living_review.query.engine import installed_engine

# The package of this program.
OWN = "living-review"
# Of several Vega-Lites in one package the site gets that which the charts are written for.
_USED = {"vega-lite": VERSION}
_HOME = re.compile(r"(?:home-?page|source(?: code)?|repository), *(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a package: an SPDX expression tells its licence; empty is what nobody tells.

    ``within`` names the package or part into which it is packed; ``is_published`` whether npm knows it by its name.
    """

    name: str
    version: str
    licence: str
    holder: str
    within: str
    is_published: bool = True


@dataclass(frozen=True)
class Package:
    """An installed package, the licence it is under with its whole text, and the parts it brings into the site.

    ``registry`` is where it comes from, as package URLs name it.
    """

    name: str
    version: str
    licence: str
    home: str
    brings: str
    text: str
    parts: tuple[Part, ...]
    registry: str = "pypi"


def _said(metadata: PackageMetadata, key: str) -> str:
    return str(next(iter(metadata.get_all(key) or ()), ""))


def licence_of(metadata: PackageMetadata) -> str:
    """Return what a package says of its licence in one line: an SPDX expression where it has one."""
    classes: list[str] = metadata.get_all("Classifier") or []
    named = [value.rpartition(" :: ")[2] for value in classes if value.startswith("License ::")]
    for said in (_said(metadata, "License-Expression"), _said(metadata, "License"), *named):
        line = said.strip().partition("\n")[0].removesuffix(" License")
        if line and line != "UNKNOWN" and not line.lower().startswith("copyright"):
            return line
    return ""


def home_of(metadata: PackageMetadata) -> str:
    """Return the address at which a package is made, or nothing."""
    found = (_HOME.fullmatch(value) for value in metadata.get_all("Project-URL") or ())
    return _said(metadata, "Home-Page") or next((match[1] for match in found if match), "")


def licence_text(package: Distribution) -> str:
    """Return the files in which an installed package holds its licence."""
    names = package.metadata.get_all("License-File") or ()
    found = (package.read_text(f"licenses/{name}") or package.read_text(name) for name in names)
    return "\n\n".join(text.strip() for text in found if text)


def _look(package: Distribution, names: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield the names and versions that a pattern finds in the files of a package."""
    sought = re.compile(pattern.encode())
    for file in sorted(Path(str(package.locate_file(""))).glob(names)):
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            for match in sought.finditer(content):
                yield match["name"].decode(), (match.groupdict().get("version") or b"").decode()


def found_parts(package: Distribution, looks: list[dict[str, str]]) -> dict[str, str]:
    """Return the versions of all parts that are found in a package, empty where it does not tell them."""
    found: dict[str, str] = {}
    for look in looks:
        for name, version in _look(package, look["files"], look["pattern"]):
            if version.startswith(_USED.get(name, "")):
                found[name] = found.get(name) or version
    return dict(sorted(found.items()))


@cache
def declared() -> dict[str, list[dict[str, Any]]]:
    """Return the table of shipped.toml: for each package, where its parts are found."""
    return tomllib.loads((files("living_review.licences") / "shipped.toml").read_text("utf-8"))


def _parts(package: str, found: dict[str, str]) -> Iterator[Part]:
    """Yield the parts of a package: those that were found, and what is packed into them or it."""
    known = {name: entry for entry in declared()["part"] for name in entry["names"]}
    names = dict(found)
    holds = {package, *names}
    for name, entry in known.items():
        if entry.get("within") in holds:
            names[name] = ""
            holds.add(name)
    for name, version in names.items():
        entry = known.get(name, {})
        within = entry.get("within", package)
        yield Part(
            name, version, entry.get("licence", ""), entry.get("holder", ""), within, entry.get("is_published", True)
        )


def _package(name: str, brings: str, looks: list[dict[str, str]]) -> Package:
    installed = distribution(name)
    return Package(
        name=name,
        version=installed.version,
        licence=licence_of(installed.metadata),
        home=home_of(installed.metadata),
        brings=brings,
        text=licence_text(installed),
        parts=tuple(_parts(name, found_parts(installed, looks))),
    )


@cache
def own_package() -> Package:
    """Return this program, which brings scripts and styles of its own."""
    return _package(OWN, "The program that makes this site, with scripts and styles of its own.", [])


def _engine() -> Package | None:
    """Return what answers questions in SQL, where it is installed."""
    engine = installed_engine()
    if engine is None:
        return None
    return Package(
        name=ENGINE,
        version=engine.version,
        licence=engine.licence,
        home=engine.home,
        brings="SQLite as one script, which answers on the page Query.",
        text=engine.licence_text.strip(),
        parts=tuple(_parts(ENGINE, {})),
        registry="npm",
    )


@cache
def shipped_packages() -> tuple[Package, ...]:
    """Return the packages of which something ships in the site."""
    found = tuple(_package(entry["name"], entry["brings"], entry["look"]) for entry in declared()["package"])
    engine = _engine()
    return (*found, engine) if engine else found
