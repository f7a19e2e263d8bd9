"""Makes what takes long, records, figures and cards: on all processors, and never again what was made before."""

import multiprocessing
import os
import pickle
from collections.abc import Iterable, MutableMapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from generator.render.cards import Card, draw_card
from generator.render.figures import Figure, draw_figure
from generator.render.identity import figure_name
from generator.render.page import Settings
from generator.render.product import Converter, Order, Product, make_product, product_name, unpacked
from generator.render.site import Site, name_of
from generator.render.vega import javascript_bundle, prepare

Work = Figure | Card | Order
# With less to make, other processes take longer to start than the work here.
WORTH_STARTING = 40
_shops: list["_Shop"] = []


@dataclass(frozen=True)
class _Shop:
    """What all work needs, here or in another process."""

    site: Site
    converter: Converter | None

    def make(self, work: Work) -> bytes:
        if isinstance(work, Card):
            return draw_card(work)
        if isinstance(work, Figure):
            return draw_figure(self.site, work).encode()
        assert self.converter
        return make_product(self.site, work, self.converter).packed()

    def name(self, work: Work) -> str:
        """Return a name for all that the work is made of."""
        if isinstance(work, Card):
            return name_of(work)
        if isinstance(work, Figure):
            return figure_name(self.site, work)
        assert self.converter
        return product_name(self.site, work, self.converter)


def _settle(library: bytes, settings: Settings, converter: Converter | None, bundle: bytes) -> None:
    """Make a process ready for work."""
    prepare(bundle)
    _shops[:] = [_Shop(Site(pickle.loads(library), settings), converter)]


def _make_there(work: Work) -> bytes:
    return _shops[0].make(work)


class Studio:
    """Works for one rendering of a library; ``memory`` keeps what was made, by a name for all that it was made of.

    Records are made only with a converter.
    """

    def __init__(self, site: Site, memory: MutableMapping[str, bytes], converter: Converter | None = None) -> None:
        self.site, self.memory = site, memory
        self._shop = _Shop(site, converter)
        self.charts: set[tuple[str, str]] = set()
        self._was_known: dict[str, bool] = {}
        self._running: dict[str, Future[bytes]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def start(self, works: Iterable[Work]) -> None:
        """Begin to work in other processes, if it is worth it; what is asked for meanwhile is waited for."""
        missing = {key: work for work in works if (key := self._shop.name(work)) not in self.memory}
        if self._pool is None and len(missing) < WORTH_STARTING:
            return
        self._pool = self._pool or self._new_pool()
        self._running |= {key: self._pool.submit(_make_there, work) for key, work in missing.items()}

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            os.cpu_count(),
            # A fork of a process that runs an engine for scripts hangs.
            multiprocessing.get_context("spawn"),
            _settle,
            (pickle.dumps(self.site.library), self.site.settings, self._shop.converter, javascript_bundle()),
        )

    def close(self) -> None:
        """Stop: what nobody has asked for is not made."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def counts(self) -> tuple[int, int]:
        """Return how many of the things that were asked for were made now, and how many there were."""
        return sum(not known for known in self._was_known.values()), len(self._was_known)

    def figure(self, figure: Figure) -> str:
        """Return a figure as HTML, which is empty where there is nothing to show."""
        if shown := self._get(figure).decode():
            self.charts.add((figure.chart, figure.focus))
        return shown

    def card(self, card: Card) -> bytes:
        """Return a card as PNG."""
        return self._get(card)

    def product(self, order: Order) -> Product:
        """Return everything that the site holds of a record."""
        product = unpacked(self._get(order))
        if product.has_chart:
            self.charts.add((self.site.library.review.record_chart or "", order.record))
        return product

    def _get(self, work: Work) -> bytes:
        key = self._shop.name(work)
        known = self.memory.get(key)
        self._was_known.setdefault(key, known is not None)
        if known is not None:
            return known
        made = self._made_elsewhere(key)
        self.memory[key] = data = self._shop.make(work) if made is None else made
        return data

    def _made_elsewhere(self, key: str) -> bytes | None:
        """Return what another process made; what failed there is made again here, where its cause can be told."""
        if running := self._running.pop(key, None):
            with suppress(Exception):
                return running.result()
        return None
