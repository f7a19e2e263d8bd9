"""Makes pages on all processors, and never again what a cache already holds."""

import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from living_review.building.page_job import Converter, PageBuilder, PageJob, PageOutput
from living_review.drawing.vega import javascript_bundle, prepare
from living_review.site.site import Site
from living_review.site.version_date import DATE

# Puts bytes into a file for as long as the context lasts.
TemporaryFile = Callable[[bytes], AbstractContextManager[Path]]
# With fewer pages to make for each, other processes take longer to start than the work here.
WORTH_STARTING = 200
# The builder of pages of a worker process.
_builder: list[PageBuilder] = []


def _start_worker(file: Path) -> None:
    """Prepare a worker process with what its parent pickled into a file."""
    site, converter, cache, bundle, thresholds = pickle.loads(file.read_bytes())
    gc.set_threshold(*thresholds)
    prepare(bundle)
    _builder[:] = [PageBuilder(Site(*site), converter, cache)]


def _make_in_worker(job: PageJob) -> bytes:
    return _builder[0].make(job).to_bytes()


class WorkerPool:
    """Makes the pages of one site.

    ``cache`` keeps outputs by their cache keys, without the date of the version. Other processes work only where
    ``temporary_file`` is given, through which they get what they need. Close the pool when all is done.
    """

    def __init__(
        self,
        site: Site,
        cache: MutableMapping[str, bytes],
        converter: Converter,
        temporary_file: TemporaryFile | None = None,
    ) -> None:
        self.date = site.settings.date
        undated = replace(site.settings, date=DATE if self.date else "")
        self._builder = PageBuilder(Site(site.library, undated, site.history), converter, cache)
        self.cache, self._temporary_file, self._resources = cache, temporary_file, ExitStack()
        self._running: dict[PageJob, Future[bytes]] = {}
        self.made = self.found = 0

    @property
    def converter(self) -> Converter:
        return self._builder.converter

    @property
    def paths(self) -> list[str]:
        """Return the paths of all pages, as Markdown."""
        return list(self._builder.registry)

    def start(self, jobs: Iterable[PageJob]) -> None:
        """Begin jobs in other processes, if it is worth it: the last ones first, while this process begins with the first."""
        missing = [job for job in jobs if self._builder.key(job) not in self.cache]
        others = min((os.cpu_count() or 1) - 1, len(missing) // WORTH_STARTING)
        if self._temporary_file is None or not others:
            return
        builder, bundle = self._builder, javascript_bundle()
        needed = (
            (builder.site.library, builder.site.settings, builder.site.history),
            builder.converter,
            builder.cache,
            bundle,
            gc.get_threshold(),
        )
        # Not through a pipe: a process that ends before it has read so much lets its parent wait for ever.
        file = self._resources.enter_context(self._temporary_file(pickle.dumps(needed)))
        # A fork of a process that runs an engine for scripts hangs.
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(others, spawn, _start_worker, (file,))
        self._resources.callback(pool.shutdown, cancel_futures=True)
        self._running = {job: pool.submit(_make_in_worker, job) for job in reversed(missing)}

    def close(self) -> None:
        """Stop: jobs that nobody has asked for are not done."""
        self._resources.close()

    def output(self, job: PageJob) -> PageOutput:
        """Return the output of a job, from the cache, from another process, or made here."""
        key = self._builder.key(job)
        if (known := self.cache.get(key)) is not None:
            self.found += 1
            return PageOutput.from_bytes(known, self.date)
        self.made += 1
        data = self._made_in_worker(job) or self._builder.make(job).to_bytes()
        output = PageOutput.from_bytes(data, self.date)
        # What a warning was about is to be warned of again.
        if not output.converted.warnings:
            self.cache[key] = data
        return output

    def outputs(self, jobs: Iterable[PageJob]) -> Iterator[tuple[PageJob, PageOutput]]:
        """Yield jobs with their outputs, in their order."""
        return ((job, self.output(job)) for job in jobs)

    def _made_in_worker(self, job: PageJob) -> bytes | None:
        """Return what another process made, or None where it is to be made here.

        What failed there is made again here, where its cause can be reported.
        """
        running = self._running.pop(job, None)
        if running and not running.cancel():
            with suppress(Exception):
                return running.result()
        return None
