"""A worker pool makes pages here or in other processes, the same in both, and stops what nobody wants any more."""

import os
from concurrent.futures import Future
from contextlib import nullcontext

import pytest

from living_review.building import worker_pool as worker_pools
from living_review.building.page_job import Converted, MarkdownOnly, PageBuilder, PageJob, PageOutput
from living_review.building.worker_pool import TemporaryFile, WorkerPool
from living_review.diagnostics.report import Report
from living_review.emit.files import temporary_file
from living_review.model.library import Library
from living_review.pipeline import generate
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.projects import TINY

SETTINGS = Settings(date="2026-11-25", site="https://review.example/")
RECORDS = [PageJob(f"materials/{name}.md") for name in ("mg", "zn-al", "zn-pure")]


def pool_of(
    library: Library, cache: dict[str, bytes] | None = None, temporary_file: TemporaryFile | None = None
) -> WorkerPool:
    return WorkerPool(Site(library, SETTINGS), {} if cache is None else cache, MarkdownOnly(), temporary_file)


def test_other_processes_make_the_same(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_pools, "WORTH_STARTING", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    here = [pool_of(tiny_library).output(job) for job in RECORDS]
    pool = pool_of(tiny_library, temporary_file=temporary_file)
    pool.start(RECORDS)
    monkeypatch.setattr(Future, "cancel", lambda _: False)
    monkeypatch.setattr(PageBuilder, "make", None)
    there = [output for _, output in pool.outputs(RECORDS)]
    pool.close()
    assert there == here
    assert {"materials/zn-pure.md", "cards/materials/zn-pure.png", "citations/zn-pure.bib"} <= set(here[-1].files)


def test_few_pages_are_made_here(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[PageJob] = []

    class Pool:
        """Takes jobs and does none."""

        def __init__(self, *_given: object) -> None:
            """Need nothing."""

        def submit(self, _make: object, job: PageJob) -> Future[bytes]:
            begun.append(job)
            return Future()

        def shutdown(self, **_how: object) -> None:
            """Have nothing to stop."""

    monkeypatch.setattr(worker_pools, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(worker_pools, "WORTH_STARTING", len(RECORDS))
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    for jobs, in_file in ((RECORDS[1:], temporary_file), (RECORDS, None)):
        pool = pool_of(tiny_library, temporary_file=in_file)
        pool.start(jobs)
        pool.close()
    assert begun == []
    pool = pool_of(tiny_library, temporary_file=temporary_file)
    pool.start(RECORDS)
    assert begun == RECORDS[::-1]
    assert [job for job, _ in pool.outputs(RECORDS)] == RECORDS, "what nobody has begun is made here"
    pool.close()


def test_what_a_cache_holds_is_counted_and_not_made_again(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache: dict[str, bytes] = {}
    first = [output for _, output in pool_of(tiny_library, cache).outputs(RECORDS)]
    monkeypatch.setattr(PageBuilder, "make", None)
    pool = pool_of(tiny_library, cache)
    assert [output for _, output in pool.outputs(RECORDS)] == first
    assert (pool.made, pool.found) == (0, 3)


def test_a_page_with_a_warning_is_made_again_each_time(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MarkdownOnly, "convert", lambda _, page: Converted(page.text, warnings=["a link to nowhere"]))
    cache: dict[str, bytes] = {}
    for _ in range(2):
        pool = pool_of(tiny_library, cache)
        assert pool.output(RECORDS[0]).converted.warnings == ["a link to nowhere"]
        assert (pool.made, cache) == (1, {})


def test_an_output_comes_back_from_its_bytes() -> None:
    entries = [{"location": "a.html", "title": "b"}]
    converted = Converted("", "Ü\n{", ["a"], {"b.md": {"c": "b.md#c"}}, entries, ["careful"])
    files = {"a.html": b"<p>" * 99, "ü.png": b"\0\n", "empty.bib": b""}
    for output in (
        PageOutput(files, converted, ["https://example.org/"], ["speed"]),
        PageOutput({}, Converted(""), [], []),
    ):
        assert PageOutput.from_bytes(output.to_bytes(), "2026-11-25") == output


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_was_started_is_stopped_where_rendering_ends_early(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail(_site: Site, _cache: object) -> None:
        raise error

    def made(report: Report) -> object:
        return generate(TINY, SETTINGS, report, {}, lambda *_: MarkdownOnly())

    closed: list[WorkerPool] = []
    monkeypatch.setattr(worker_pools, "WORTH_STARTING", 10_000)
    monkeypatch.setattr(WorkerPool, "close", lambda pool: closed.append(pool))
    assert made(Report()) is not None
    assert closed == []
    monkeypatch.setattr("living_review.pipeline.asset_groups", fail)
    report = Report()
    with pytest.raises(KeyboardInterrupt) if error is KeyboardInterrupt else nullcontext():
        assert made(report) is None
    assert len(closed) == 1
    assert [item.code.number for item in report] == ([] if error is KeyboardInterrupt else ["E501"])


def test_the_charts_of_pages_are_named_and_empty_ones_not(tiny_library: Library) -> None:
    pool = pool_of(tiny_library)
    charts = {chart for path in pool.paths for chart in pool.output(PageJob(path)).charts}
    assert charts == {"limits", "speed", "swelling", "material-zn-al", "material-zn-cell", "material-zn-pure"}


def test_markdown_stays_as_it_is() -> None:
    page = Page("a.md", "# A", "")
    assert MarkdownOnly().address(page) == "a.md"
    assert MarkdownOnly().convert(page) == Converted("# A")
