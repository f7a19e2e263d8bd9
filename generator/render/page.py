"""What rendering produces: pages and assets, the only things that are ever written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path below the site, its text, and the project file to edit for it."""

    path: str
    text: str
    source: str

    @property
    def address(self) -> str:
        """Return the path of the finished page."""
        return self.path.removesuffix(".md") + ".html"


@dataclass(frozen=True)
class Asset:
    """A file that is copied as it is."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Settings:
    """What the outlet knows and the library does not: where the records can be edited and problems reported.

    With ``defers_charts`` pages hold marks where their charts belong, and the site keeps what draws them.
    """

    repository: str = ""
    edit_path: str = ""
    site: str = ""
    defers_charts: bool = False

    def edit_address(self, file: str) -> str:
        """Return the address at which a project file is edited, or nothing where no repository is known."""
        if not (self.repository and self.edit_path):
            return ""
        return f"{self.repository.rstrip('/')}/{self.edit_path.strip('/')}/{file}"
