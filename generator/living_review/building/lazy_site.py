"""A site of which each page and each file is made when somebody asks for it, for a preview of any size."""

from collections.abc import Iterator, Sequence
from typing import Any

from living_review.building.assets import asset_groups
from living_review.building.page_job import PageJob
from living_review.building.worker_pool import WorkerPool
from living_review.exports.citing import cited_record
from living_review.search.entries import record_entries, render_entries, title_entries
from living_review.search.index import render_search
from living_review.site.links import embedded_page, material_page
from living_review.site.page import Asset, finished
from living_review.site.site import Site


class LazySite:
    """A site as a preview serves it; ``attachments`` lie beside its hand-written pages."""

    def __init__(
        self,
        site: Site,
        pool: WorkerPool,
        navigation: list[dict[str, Any]],
        attachments: Sequence[Asset],
    ) -> None:
        self.site, self.navigation = site, navigation
        self._pool = pool
        self._pages = {finished(path): path for path in pool.paths}
        self._files = {asset.path: asset.data for asset in attachments}
        self._groups = self._asset_groups()

    def file(self, path: str) -> bytes | None:
        """Return a page or another file of the site, or None where there is none; raise what making it raises."""
        if path in self._pages:
            return self._output(self._pages[path])[path]
        if page := embedded_page(path):
            return self._output(self._pages[page]).get(path) if page in self._pages else None
        record = cited_record(path)
        if record and record in self.site.library.materials:
            return self._output(material_page(record)).get(path)
        while path not in self._files and (group := next(self._groups, None)) is not None:
            self._files |= group
        return self._files.get(path)

    def _output(self, path: str) -> dict[str, bytes]:
        return self._pool.output(PageJob(path)).files

    def _asset_groups(self) -> Iterator[dict[str, bytes]]:
        for group in asset_groups(self.site, self._pool.cache):
            yield {asset.path: asset.data for asset in group}
        yield render_search(self._pool.converter.search_config, self.entries)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Return what search finds without the pages: records by names and prose, other pages by their titles."""
        library = self.site.library
        return [*record_entries(library), *title_entries(self.navigation), *render_entries(library)]
