"""Draws what takes long, figures and cards: on all processors, and never again what was drawn before."""

import multiprocessing
import os
import pickle
from collections.abc import Iterable, MutableMapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress

from generator.render.cards import Card, draw_card
from generator.render.figures import Figure, draw_figure
from generator.render.identity import figure_name
from generator.render.page import Settings
from generator.render.site import Site, name_of
from generator.render.vega import javascript_bundle, prepare

Work = Figure | Card
# With less to draw, other processes take longer to start than the work here.
WORTH_STARTING = 40
_sites: list[Site] = []


def _draw(site: Site, work: Work) -> bytes:
    return draw_card(work) if isinstance(work, Card) else draw_figure(site, work).encode()


def _settle(library: bytes, settings: Settings, bundle: bytes) -> None:
    """Make a process ready for work."""
    prepare(bundle)
    _sites[:] = [Site(pickle.loads(library), settings)]


def _draw_there(work: Work) -> bytes:
    return _draw(_sites[0], work)


class Studio:
    """Draws for one rendering of a library; ``memory`` keeps what was drawn, by a name for all that it was made of."""

    def __init__(self, site: Site, memory: MutableMapping[str, bytes]) -> None:
        self.site, self.memory = site, memory
        self.charts: set[tuple[str, str]] = set()
        self._running: dict[str, Future[bytes]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def start(self, works: Iterable[Work]) -> None:
        """Begin to draw in other processes, if it is worth it; what is asked for meanwhile is waited for."""
        missing = {key: work for work in works if (key := self._key(work)) not in self.memory}
        if len(missing) < WORTH_STARTING:
            return
        self._pool = ProcessPoolExecutor(
            os.cpu_count(),
            # A fork of a process that runs an engine for scripts hangs.
            multiprocessing.get_context("spawn"),
            _settle,
            (pickle.dumps(self.site.library), self.site.settings, javascript_bundle()),
        )
        self._running = {key: self._pool.submit(_draw_there, work) for key, work in missing.items()}

    def close(self) -> None:
        """Stop drawing: what nobody has asked for is not drawn."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def figure(self, figure: Figure) -> str:
        """Return a figure as HTML, which is empty where there is nothing to show."""
        if shown := self._get(figure).decode():
            self.charts.add((figure.chart, figure.focus))
        return shown

    def card(self, card: Card) -> bytes:
        """Return a card as PNG."""
        return self._get(card)

    def _get(self, work: Work) -> bytes:
        key = self._key(work)
        if (known := self.memory.get(key)) is not None:
            return known
        drawn = self._drawn_elsewhere(key)
        self.memory[key] = data = _draw(self.site, work) if drawn is None else drawn
        return data

    def _drawn_elsewhere(self, key: str) -> bytes | None:
        """Return what another process drew; what failed there is drawn again here, where its cause can be told."""
        if running := self._running.pop(key, None):
            with suppress(Exception):
                return running.result()
        return None

    def _key(self, work: Work) -> str:
        return name_of(work) if isinstance(work, Card) else figure_name(self.site, work)
