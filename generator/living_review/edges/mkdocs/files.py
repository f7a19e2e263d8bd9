"""The files that we give to MkDocs."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from living_review.emit.tree import remove_files
from living_review.site.page import Asset, Page


class FileMadeElsewhere(File):
    """A page that is made elsewhere: to MkDocs one that did not change since it was built."""

    def is_modified(self) -> bool:
        return False


class Supply:
    """Gives files to one build after another."""

    def __init__(self) -> None:
        self._before: set[str] = set()
        self._built: set[str] = set()

    def begin(self, files: Files, config: MkDocsConfig) -> None:
        """Take hand-written files out of a build: ours come in their place."""
        self._before, self._built = self._built, set()
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)

    def end(self, config: MkDocsConfig) -> None:
        """Remove what the build before made, and this one does not, from the folder of the site."""
        remove_files(Path(config.site_dir), self._before - self._built)

    def add_pages(self, files: Files, config: MkDocsConfig, pages: Iterable[Page]) -> None:
        """Give pages to MkDocs to convert."""
        for page in pages:
            file = File.generated(config, page.path, content=page.text)
            file.edit_uri = page.source if page.source and config.repo_url else None
            self._add(files, file)

    def add_assets(self, files: Files, config: MkDocsConfig, assets: Iterable[Asset]) -> None:
        """Give files to MkDocs to copy."""
        for asset in assets:
            self._add(files, File.generated(config, asset.path, content=asset.data))

    def add_made_elsewhere(self, files: Files, config: MkDocsConfig, paths: Iterable[str]) -> None:
        """Let MkDocs know of pages that it does not convert: others lead to them, and the site map lists them."""
        for path in paths:
            self._add(files, FileMadeElsewhere.generated(config, path, content=""))

    def _add(self, files: Files, file: File) -> None:
        self._built.add(file.dest_uri)
        files.append(file)
