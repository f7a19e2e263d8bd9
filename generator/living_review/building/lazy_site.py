"""A site of which each page and each file is made when somebody asks for it, for a preview of any size."""

from collections.abc import MutableMapping, Sequence
from typing import Any

from living_review.building.assets import render_assets
from living_review.building.page_registry import page_makers, record_maker
from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.building.record_job import Converter
from living_review.building.worker_pool import Studio
from living_review.explore.files import render_measurements
from living_review.exports.citing import render_citations
from living_review.model.library import Library
from living_review.render.navigation import render_navigation
from living_review.search.entries import record_entries, render_entries, title_entries
from living_review.site.links import material_page
from living_review.site.page import Asset
from living_review.site.site import Site


class Proof:
    """One rendering of a library; ``cache`` keeps the figures, ``attachments`` lie beside the hand-written pages."""

    def __init__(self, site: Site, cache: MutableMapping[str, bytes], attachments: Sequence[Asset]) -> None:
        self.site, self.attachments = site, attachments
        self.navigation = render_navigation(site)
        self._studio = Studio(site, cache)
        records = {material_page(item.id): record_maker(site, item) for item in site.library.materials.values()}
        self._makers = page_makers(site) | records
        self._files: dict[str, bytes] = {}
        self._groups = [
            lambda: render_assets(site.library),
            lambda: render_measurements(site),
            lambda: render_citations(site),
        ]

    @property
    def library(self) -> Library:
        return self.site.library

    @property
    def pages(self) -> Sequence[str]:
        """Return the paths of all pages, as Markdown."""
        return list(self._makers)

    def page(self, path: str, converter: Converter) -> str:
        """Return a page as HTML; raise FaultError, or what the converter raises."""
        (shown,), kept = extract_blocks([self._makers[path]()])
        return self._studio.completed(restore_blocks(converter.convert(shown).html, kept))

    def file(self, path: str) -> bytes | None:
        """Return a file of the site that is no page and no attachment, or None where there is none."""
        while path not in self._files and self._groups:
            self._files |= {asset.path: asset.data for asset in self._groups.pop(0)()}
        return self._files.get(path)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Return what search finds without the pages."""
        titles = title_entries(self.navigation)
        return [*record_entries(self.library), *titles, *render_entries(self.library)]
