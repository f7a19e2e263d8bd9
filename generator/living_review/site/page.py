"""What rendering produces: pages and assets, the only things that are ever written."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from living_review.model.extension import Extension
from living_review.model.library import Library

# Of the icons of the theme: https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/
LOGO = "material/book-open-variant"
_TITLE = re.compile(r"^(?:title: (?P<given>.+)|# (?P<heading>.+?)(?: \{:.*\})?)$", re.MULTILINE)
_DESCRIPTION = re.compile(r"\A---\n(?:(?!---).+\n)*?description: (.+)$", re.MULTILINE)


def finished(path: str) -> str:
    """Return the path of the finished page for the path of a Markdown page."""
    return path.removesuffix(".md") + ".html"


def _plain(text: str) -> str:
    """Return a line of a page or of its front matter as plain text."""
    return Markup(json.loads(text) if text.startswith('"') else text).striptags()


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path below the site, its text, and the project file to edit for it."""

    path: str
    text: str
    source: str

    @property
    def address(self) -> str:
        """Return the path of the finished page."""
        return finished(self.path)

    @property
    def title(self) -> str:
        """Return its title as plain text: that of its front matter, else its heading."""
        found = _TITLE.search(self.text)
        return _plain(found["given"] or found["heading"]) if found else ""

    @property
    def description(self) -> str:
        """Return the description in its front matter as plain text, or nothing."""
        found = _DESCRIPTION.search(self.text)
        return _plain(found[1]) if found else ""


@dataclass(frozen=True)
class Asset:
    """A file that is copied as it is."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Settings:
    """What the outlet knows and the library does not: where the records can be edited and problems reported.

    ``date`` is that of the version, as 2026-11-25, where it is known.
    With ``makes_copies`` the outlet also makes the review in one page and the archive, so that pages may lead to them.
    """

    repository: str = ""
    edit_path: str = ""
    site: str = ""
    date: str = ""
    makes_copies: bool = False

    def address(self, path: str) -> str:
        """Return the whole address of a path in the site, or the path alone where the address of the site is not known."""
        return f"{self.site.rstrip('/')}/{path}" if self.site else path

    def edit_address(self, file: str) -> str:
        """Return the address at which a project file is edited, or nothing where no repository is known."""
        if not (self.repository and self.edit_path):
            return ""
        return f"{self.repository.rstrip('/')}/{self.edit_path.strip('/')}/{file}"


@dataclass(frozen=True)
class AddedAssets(Extension):
    """Style sheets and scripts of a module: those in the folder ``assets`` of its package, and those that are computed.

    A file of the package stands in the place of ours of the same name; ``logo`` is an icon of the theme.
    """

    package: str
    make: Callable[[], Iterable[Asset]]
    logo: str = ""


def logo_of(library: Library) -> str:
    """Return the icon that stands before the name of the site: that of a module, or a book."""
    return next((item.logo for item in library.extensions(AddedAssets) if item.logo), LOGO)
