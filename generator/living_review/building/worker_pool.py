"""Makes what takes long, records, figures and cards: on all processors, and never again what was made before."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, MutableMapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from living_review.building.cache_keys import figure_key
from living_review.building.record_job import Converter, Order, Product, make_product, product_of, record_job_key
from living_review.drawing.vega import javascript_bundle, prepare
from living_review.explore.files import TABLE, whole_table
from living_review.render.cards import Card, draw_card
from living_review.render.components.figures import Figure, draw_figure, put_figures
from living_review.site.site import Site, cache_key

Work = Figure | Card | Order
# Gives a file with these bytes for a while.
Lend = Callable[[bytes], AbstractContextManager[Path]]
# With less to make, other processes take longer to start than the work here.
WORTH_STARTING = 40
# A chart of so many records takes as long as a record.
RECORDS_OF_A_CHART = 100
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
        return make_product(self.site, work, self.converter).to_bytes()

    def name(self, work: Work) -> str:
        """Return a name for all that the work is made of."""
        if isinstance(work, Card):
            return cache_key(work)
        if isinstance(work, Figure):
            return figure_key(self.site, work)
        assert self.converter
        return record_job_key(self.site, work, self.converter)


def _settle(file: Path) -> None:
    """Make a process ready for work with what lies in a file of ours."""
    library, settings, converter, bundle = pickle.loads(file.read_bytes())
    prepare(bundle)
    _shops[:] = [_Shop(Site(library, settings), converter)]


def _make_there(work: Work) -> bytes:
    return _shops[0].make(work)


class Studio:
    """Works for one rendering of a library; ``cache`` keeps what was made, by a name for all that it was made of.

    Records are made only with a converter, and other processes work only where ``lend`` gives them a file to read.
    """

    def __init__(
        self,
        site: Site,
        cache: MutableMapping[str, bytes],
        converter: Converter | None = None,
        lend: Lend | None = None,
    ) -> None:
        self.site, self.cache = site, cache
        self._lend, self._lent = lend, ExitStack()
        self._shop = _Shop(site, converter)
        self.charts: set[tuple[str, str]] = set()
        self._was_known: dict[str, bool] = {}
        self._names: dict[Work, str] = {}
        self._running: dict[str, Future[bytes]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def start(self, works: Iterable[Work]) -> None:
        """Begin to work in other processes, if it is worth it; what is asked for meanwhile is waited for."""
        missing = {key: work for work in works if (key := self._name(work)) not in self.cache}
        if self._pool is None:
            if self._lend is None or sum(map(self._effort, missing.values())) < WORTH_STARTING:
                return
            self._pool = self._new_pool(self._lend, len(missing))
        self._running |= {key: self._pool.submit(_make_there, work) for key, work in missing.items()}

    def _new_pool(self, lend: Lend, count: int) -> ProcessPoolExecutor:
        needed = (self.site.library, self.site.settings, self._shop.converter, javascript_bundle())
        # Not through a pipe: a process that ends before it has read so much lets its parent wait for ever.
        file = self._lent.enter_context(lend(pickle.dumps(needed)))
        # A fork of a process that runs an engine for scripts hangs.
        spawn = multiprocessing.get_context("spawn")
        # For few things one is enough beside this one, which goes on meanwhile.
        processes = min(os.cpu_count() or 1, 1 + count // WORTH_STARTING)
        return ProcessPoolExecutor(processes, spawn, _settle, (file,))

    def close(self) -> None:
        """Stop: what nobody has asked for is not made."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._lent.close()

    @property
    def counts(self) -> tuple[int, int]:
        """Return how many of the things that were asked for were made now, and how many there were."""
        return sum(not known for known in self._was_known.values()), len(self._was_known)

    def figure(self, figure: Figure) -> str:
        """Return a figure as HTML, which is empty where there is nothing to show."""
        if shown := self._get(figure).decode():
            self.charts.add((figure.chart, figure.focus))
        return shown

    def completed(self, text: str) -> str:
        """Return a page with its figures, and with the table of all measurements where it belongs."""
        if TABLE in text:
            text = text.replace(TABLE, whole_table(self.site))
        return put_figures(text, self.figure)

    def card(self, card: Card) -> bytes:
        """Return a card as PNG."""
        return self._get(card)

    def product(self, order: Order) -> Product:
        """Return everything that the site holds of a record."""
        product = product_of(self._get(order))
        if product.has_chart:
            self.charts.add((self.site.library.review.record_chart or "", order.record))
        return product

    def _name(self, work: Work) -> str:
        return self._names.get(work) or self._names.setdefault(work, self._shop.name(work))

    def _effort(self, work: Work) -> int:
        """Return about how many records could be made in the time of a piece of work."""
        shows_all = isinstance(work, Figure) and not work.focus
        return 1 + len(self.site.library.materials) // RECORDS_OF_A_CHART if shows_all else 1

    def _get(self, work: Work) -> bytes:
        key = self._name(work)
        known = self.cache.get(key)
        self._was_known.setdefault(key, known is not None)
        if known is not None:
            return known
        made = self._made_elsewhere(key)
        self.cache[key] = data = self._shop.make(work) if made is None else made
        return data

    def _made_elsewhere(self, key: str) -> bytes | None:
        """Return what another process made; what failed there is made again here, where its cause can be told."""
        if running := self._running.pop(key, None):
            with suppress(Exception):
                return running.result()
        return None
