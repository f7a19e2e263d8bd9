"""The licences of all code, styles and signs that ship in the site, as the installed packages tell them."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from living_review.licences.shipped import Package, own_package, shipped_packages
from living_review.model.library import LICENCES
from living_review.render.templating import render_page
from living_review.site.links import BILL, Links
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import escape, show_code

# The page of a licence by its identifier: https://spdx.org/licenses/
_SPDX = "https://spdx.org/licenses/{}.html"
_WORD = re.compile(r"([A-Za-z0-9][\w.+-]*)")
_OPERATORS = ("AND", "OR", "WITH")


@dataclass(frozen=True)
class PartView:
    """A part of a package, in a row of a table."""

    name: str
    version: str
    licence: Markup
    holder: str
    within: str


@dataclass(frozen=True)
class PackageView:
    """A package with its parts."""

    name: str
    version: str
    licence: Markup
    home: str
    brings: str
    text: Markup
    parts: list[PartView]


@dataclass(frozen=True)
class View:
    """This program and all packages of which something ships; ``bill`` is empty where no bill of materials is made."""

    own: PackageView
    packages: list[PackageView]
    count: int
    bill: str


def show_licence(expression: str) -> Markup:
    """Return an SPDX expression whose identifiers lead to their licences."""
    shown = Markup()
    for piece in _WORD.split(expression):
        is_name = _WORD.fullmatch(piece) and piece not in _OPERATORS
        shown += Markup('<a href="{}">{}</a>').format(_SPDX.format(piece), piece) if is_name else escape(piece)
    return shown


def _view(package: Package) -> PackageView:
    parts = [
        PartView(part.name, part.version, show_licence(part.licence), part.holder, part.within)
        for part in package.parts
    ]
    return PackageView(
        package.name,
        package.version,
        show_licence(package.licence),
        package.home,
        package.brings,
        show_code(package.text),
        parts,
    )


def render_licences(site: Site) -> Page:
    """Return the page of all licences."""
    packages = shipped_packages()
    count = sum(1 + len(package.parts) for package in packages)
    bill = Links(LICENCES).file(BILL) if site.settings.makes_copies else ""
    view = View(_view(own_package()), [_view(package) for package in packages], count, bill)
    return Page(LICENCES, render_page("licences/licences", view), "")
