"""Everything that a site holds of one record, made in one piece of work that needs no other and can be done anywhere."""

import json
import zlib
from dataclasses import astuple, dataclass
from typing import Any, Protocol

from living_review.building.cache_keys import figure_key, record_key
from living_review.building.packed import Packed, pack
from living_review.building.page_registry import record_maker
from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.diagnostics.fault import at
from living_review.exports.citing import record_files
from living_review.model.material import Material
from living_review.render.cards import compose_cards, draw_card
from living_review.render.components.figures import Figure, draw_figure, put_figures
from living_review.site.links import outgoing_links
from living_review.site.page import Page
from living_review.site.site import Site, cache_key


@dataclass(frozen=True)
class Converted:
    """A Markdown page as HTML: whole, its content alone, its anchors, and what search finds of it."""

    html: str
    content: str
    anchors: list[str]
    entries: list[dict[str, Any]]


class Converter(Protocol):
    """Turns Markdown pages into pages of the site, here or in another process to which it goes."""

    @property
    def name(self) -> str:
        """Return a name for all that a page of the site depends on besides the Markdown page."""

    def convert(self, page: Page) -> Converted:
        """Return a page of the site; what is marked for later stays marked."""


@dataclass(frozen=True)
class Product:
    """What the site holds of a record, and what others need of it.

    Files by their path below the site; the content of the page, if it was asked for; its anchors; what search finds; the
    addresses outside of the site to which it leads.
    """

    files: dict[str, Packed]
    content: str
    anchors: list[str]
    entries: list[dict[str, Any]]
    outgoing: list[str]
    has_chart: bool

    def to_bytes(self) -> bytes:
        """Return it as bytes."""
        files = {path: [len(file.data), *astuple(file)[1:]] for path, file in self.files.items()}
        told = [files, self.anchors, self.entries, self.outgoing, self.has_chart]
        data = [file.data for file in self.files.values()]
        return b"".join([json.dumps(told).encode(), b"\n", *data, zlib.compress(self.content.encode())])


def product_of(data: bytes) -> Product:
    """Return the product that was made into bytes."""
    told, _, rest = data.partition(b"\n")
    sizes, *more = json.loads(told)
    files, start = {}, 0
    for path, (size, *facts) in sizes.items():
        files[path] = Packed(rest[start : start + size], *facts)
        start += size
    return Product(files, zlib.decompress(rest[start:]).decode(), *more)


@dataclass(frozen=True)
class Order:
    """What is asked for: the record, and whether the content of its page is wanted too."""

    record: str
    with_content: bool


def record_job_key(site: Site, order: Order, converter: Converter) -> str:
    """Return a name for all that a product is made of."""
    material = site.library.materials[order.record]
    chart = site.library.review.record_chart
    figure = figure_key(site, Figure(chart, material.id, "")) if chart else ""
    return cache_key(order, record_key(site, material), figure, converter.name)


def make_product(site: Site, order: Order, converter: Converter) -> Product:
    """Make everything that the site holds of a record."""
    material = site.library.materials[order.record]
    page = record_maker(site, material)()
    with at(f"the page {page.address}", page.source):
        return _make(site, material, page, converter, order.with_content)


def _make(site: Site, material: Material, page: Page, converter: Converter, with_content: bool) -> Product:
    (shown,), kept = extract_blocks([page])
    made = converter.convert(shown)
    drawn: dict[Figure, str] = {}

    def draw(figure: Figure) -> str:
        if figure not in drawn:
            drawn[figure] = draw_figure(site, figure)
        return drawn[figure]

    def completed(text: str) -> str:
        return put_figures(restore_blocks(text, kept), draw)

    html = completed(made.html)
    files = {page.address: html.encode()}
    files |= {path: draw_card(card) for path, card in compose_cards(site, [page]).items()}
    files |= {asset.path: asset.data for asset in record_files(site, material)}
    content = completed(made.content) if with_content else ""
    packed = {path: pack(path, data) for path, data in files.items()}
    return Product(packed, content, made.anchors, made.entries, outgoing_links(html), any(drawn.values()))
