"""The bill of materials of the site, in the form of CycloneDX: what ships in it, and the programs it was made with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from living_review.licences.shipped import OWN, Part, licence_of, shipped_packages
from living_review.model.library import Library
from living_review.site.links import BILL
from living_review.site.page import Asset, Settings


def _needed(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names and extras of what a package needs on this machine."""
    for line in package.requires or ():
        needed = Requirement(line)
        if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield canonicalize_name(needed.name), frozenset(needed.extras)


def installed_tree(root: str) -> dict[str, tuple[Distribution, set[str]]]:
    """Return an installed package and all that it needs, directly or not: each with the names of what it needs itself."""
    tree: dict[str, tuple[Distribution, set[str]]] = {}
    seen, waiting = set(), [(root, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            package, needs = tree.get(name) or (distribution(name), set())
        except PackageNotFoundError:
            continue
        needed = list(_needed(package, extras))
        tree[name] = package, needs | {other for other, _ in needed}
        waiting += needed
    return dict(sorted(tree.items()))


def _component(name: str, version: str, licence: str, purl: PackageURL | None, **more: object) -> Component:
    licences = [LicenseFactory().make_from_string(licence)] if licence else []
    reference = str(purl or name)
    return Component(name=name, version=version or None, licenses=licences, purl=purl, bom_ref=reference, **more)  # type: ignore[arg-type]


def _part(part: Part) -> Component:
    """Return a part of a package; some npm names begin with a scope."""
    scope, _, name = part.name.rpartition("/")
    purl = PackageURL("npm", scope or None, name, part.version or None) if part.is_published else None
    return _component(part.name, part.version, part.licence, purl, copyright=part.holder)


def bill_of_materials(library: Library, settings: Settings) -> Asset:
    """Return the bill of materials of a site; the same packages and the same date give the same bytes."""
    bom = Bom()
    shipped = {package.name: package for package in shipped_packages()}
    tree = installed_tree(OWN)
    known: dict[str, Component] = {}
    for name, (installed, _) in tree.items():
        ships = name == OWN or name in shipped
        known[name] = _component(
            name,
            installed.version,
            licence_of(installed.metadata),
            PackageURL("pypi", None, name, installed.version),
            scope=ComponentScope.REQUIRED if ships else ComponentScope.EXCLUDED,
            components=[_part(part) for part in shipped[name].parts] if name in shipped else [],
        )
    for name, package in shipped.items():
        if name not in tree:
            purl = PackageURL(package.registry, None, name, package.version)
            parts = [_part(part) for part in package.parts]
            known[name] = _component(
                name, package.version, package.licence, purl, scope=ComponentScope.REQUIRED, components=parts
            )
    site = Component(
        name=library.review.name, version=settings.date or None, type=ComponentType.APPLICATION, bom_ref="site"
    )
    bom.metadata.component = site
    bom.components.update(known.values())
    bom.register_dependency(site, [known[name] for name in (OWN, *shipped) if name in known])
    for name, (_, needs) in tree.items():
        bom.register_dependency(known[name], [known[other] for other in sorted(needs) if other in known])
    bom.metadata.timestamp = datetime.fromisoformat(settings.date or "1970-01-01").replace(tzinfo=UTC)
    bom.serial_number = uuid5(
        NAMESPACE_URL, " ".join([site.name, settings.date, *(str(package.purl) for package in known.values())])
    )
    return Asset(BILL, JsonV1Dot6(bom).output_as_string(indent=1).encode() + b"\n")
