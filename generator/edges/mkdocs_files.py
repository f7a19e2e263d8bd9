"""The files that we give to MkDocs, which know whether they differ from those of the build before."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.emit.tree import remove_files
from generator.render.page import Asset, Page


class GeneratedFile(File):
    """A page in memory that knows whether it differs from the one built before, as files on disk do by their time."""

    changed: bool = True

    def is_modified(self) -> bool:
        return self.changed


class Supply:
    """Gives files to one build after another. To MkDocs a page that is made elsewhere is one that did not change."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._built: dict[str, str] = {}

    def begin(self, files: Files, config: MkDocsConfig) -> None:
        """Take hand-written files out of a build: ours come in their place."""
        self._before, self._built = self._built, {}
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)

    def end(self, config: MkDocsConfig) -> None:
        """Remove what the build before made, and this one does not, from the folder of the site."""
        remove_files(Path(config.site_dir), set(self._before) - set(self._built))

    def add_pages(self, files: Files, config: MkDocsConfig, pages: Iterable[Page], frame: str) -> None:
        """Give pages to MkDocs to convert; they change with the frame, all that they have in common, too."""
        for page in pages:
            file = self._add(files, config, page.path, page.text, f"{frame}{page.text}".encode())
            file.edit_uri = page.source if page.source and config.repo_url else None

    def add_assets(self, files: Files, config: MkDocsConfig, assets: Iterable[Asset]) -> None:
        """Give files to MkDocs to copy."""
        for asset in assets:
            self._add(files, config, asset.path, asset.data, asset.data)

    def add_made_elsewhere(self, files: Files, config: MkDocsConfig, paths: Iterable[str]) -> None:
        """Let MkDocs know of pages that it does not convert: others lead to them, and the site map lists them."""
        for path in paths:
            self._add(files, config, path, "", b"").changed = False

    def _add(self, files: Files, config: MkDocsConfig, path: str, content: str | bytes, data: bytes) -> GeneratedFile:
        file = GeneratedFile.generated(config, path, content=content)
        assert isinstance(file, GeneratedFile)
        digest = hashlib.sha256(data).hexdigest()
        self._built[file.dest_uri] = digest
        file.changed = self._before.get(file.dest_uri) != digest
        files.append(file)
        return file
