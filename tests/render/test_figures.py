"""Figures: their marks in pages, what stands below them, and that each is drawn once, here or in another process."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from living_review.building import worker_pool as studios
from living_review.building.worker_pool import Studio
from living_review.diagnostics.report import Report
from living_review.emit.cache import Cache
from living_review.emit.files import lent
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.pipeline import generate, render_review
from living_review.render.components.figures import Figure, draw_figure, figures_of, put_figures
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import TINY
from tests.render.reading import Reader, read_html

SPEED = Figure("speed", "", "./")


def site_of(library: Library) -> Site:
    return Site(library, Settings())


def shown(library: Library, figure: Figure) -> Reader:
    return read_html(draw_figure(site_of(library), figure))


def figures(library: Library) -> list[Figure]:
    pages, _ = render_review(library, Settings())
    return [figure for page in pages for figure in figures_of(page.text)]


def with_material(library: Library, material: Material) -> Library:
    return replace(library, materials={**library.materials, material.id: material})


def test_a_mark_gives_its_figure_back_whatever_it_is_called() -> None:
    for figure in (SPEED, Figure("material", "zn-al", "../"), Figure('a"b', "c&d", "../../")):
        assert figures_of(f"# Title\n\n{figure.mark}\n") == [figure]
        assert put_figures(f"<p>{figure.mark}</p>", repr) == f"<p>{figure!r}</p>"


def test_a_figure_without_anything_to_show_is_nothing(tiny_library: Library) -> None:
    empty = replace(tiny_library, materials={}, files={})
    assert draw_figure(site_of(empty), Figure("limits", "", "./")) == ""


def test_a_figure_of_very_many_points_is_a_picture_that_says_where_the_values_are(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shown(tiny_library, SPEED)
    count = len(whole.all("td")) // len(whole.all("th"))
    monkeypatch.setattr("living_review.charts._drawing.MOST_POINTS", count - 1)
    cut = shown(tiny_library, SPEED)
    assert [len(page.all("svg")) for page in (whole, cut)] == [2, 2]
    assert [len(page.all("path")) for page in (whole, cut)] == [len(whole.all("path"))] * 2
    assert [bool(page.all("script") and page.all("table")) for page in (whole, cut)] == [True, False]
    assert cut.links == ["./explore.html"]
    assert cut.all("p", cls="chart-missing")[-1].text.startswith(f"Each of the {count} values")
    assert [item.text for item in cut.all("button")] == ["SVG", "PNG"]
    monkeypatch.setattr("living_review.charts._drawing.MOST_POINTS", count)
    assert shown(tiny_library, SPEED).elements == whole.elements


def test_a_chart_whose_table_is_short_is_a_picture_too_and_keeps_the_table(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = next(key for key, entry in tiny_library.charts.items() if entry.kind == "pareto")
    whole = shown(tiny_library, Figure(chart, "", "./"))
    count = len(whole.all("td")) // len(whole.all("th"))
    monkeypatch.setattr("living_review.charts._drawing.MOST_POINTS", count)
    cut = shown(tiny_library, Figure(chart, "", "./"))
    assert [item.text for item in cut.all("td")] == [item.text for item in whole.all("td")]
    assert [bool(page.all("script")) for page in (whole, cut)] == [True, False]
    assert "./explore.html" in cut.links
    assert [item.text for item in cut.all("button")] == ["CSV", "SVG", "PNG"]


def test_missing_values_are_named_below_a_figure(tiny_library: Library) -> None:
    material = tiny_library.materials["zn-pure"]
    rate = material.measurements[1].model_copy(update={"id": "other", "conditions": {"speed": "not stated"}})
    both: tuple[Measurement, ...] = (*material.measurements, rate)
    library = with_material(tiny_library, material.model_copy(update={"measurements": both}))
    missing, silent = shown(library, SPEED).all("p", cls="chart-missing")
    assert missing.text == "Not shown: Pure zinc (~2 mpy)."
    assert silent.text == "No value reported: Magnesium alloys; Zinc with aluminium; Zinc sponge."
    assert len(shown(tiny_library, SPEED).all("p", cls="chart-missing")) == 1


def test_of_very_many_materials_that_are_left_out_only_the_first_are_named(tiny_library: Library) -> None:
    material = tiny_library.materials["mg"]
    herd = {f"mg-{number}": material.model_copy(update={"id": f"mg-{number}"}) for number in range(100)}
    library = replace(tiny_library, materials={**tiny_library.materials, **herd})
    text = draw_figure(site_of(library), SPEED)
    assert "No value reported: 103 materials" in text
    assert "; and 43 more.</p>" in text


def test_the_name_of_a_figure_on_a_record_page_names_the_record(tiny_library: Library) -> None:
    chart = shown(tiny_library, Figure("material", "zn-al", "../"))
    assert {item.attributes["aria-label"] for item in chart.all("svg")} == {"Among its family: Zinc with aluminium"}


def test_figures_are_counted_once_each_and_empty_ones_not(tiny_library: Library) -> None:
    studio = Studio(site_of(tiny_library), {})
    for figure in figures(tiny_library):
        studio.figure(figure)
    assert studio.charts == {
        ("limits", ""),
        ("speed", ""),
        ("swelling", ""),
        ("material", "zn-al"),
        ("material", "zn-cell"),
        ("material", "zn-pure"),
    }


# --- the studio


def test_other_processes_draw_the_same(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studios, "WORTH_STARTING", 1)
    works = figures(tiny_library)
    here = [draw_figure(site_of(tiny_library), figure) for figure in works]
    studio = Studio(site_of(tiny_library), {}, lend=lent)
    monkeypatch.setattr(studios._Shop, "make", None)
    studio.start(works)
    there = [studio.figure(figure) for figure in works]
    studio.close()
    assert there == here


def test_a_chart_of_many_records_is_worth_another_process(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studios, "WORTH_STARTING", 5)
    monkeypatch.setattr(studios, "RECORDS_OF_A_CHART", 1)
    begun: list[int] = []

    class Pool:
        """Takes work and does none."""

        def __init__(self, _studio: Studio, _lend: object, count: int) -> None:
            begun.append(count)

        def submit(self, *_work: object) -> Future[bytes]:
            return Future()

    monkeypatch.setattr(Studio, "_new_pool", lambda *given: Pool(*given))
    all_records = [figure for figure in figures(tiny_library) if not figure.focus]
    one_record = [figure for figure in figures(tiny_library) if figure.focus]
    Studio(site_of(tiny_library), {}, lend=lent).start(one_record[:4])
    assert begun == []
    Studio(site_of(tiny_library), {}).start(all_records)
    assert begun == []
    Studio(site_of(tiny_library), {}, lend=lent).start(all_records[:1])
    assert begun == [1]


def test_what_is_remembered_is_not_drawn_again(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, bytes] = {}
    first = [Studio(site_of(tiny_library), memory).figure(figure) for figure in figures(tiny_library)]
    monkeypatch.setattr(studios._Shop, "make", None)
    again = [Studio(site_of(tiny_library), memory).figure(figure) for figure in figures(tiny_library)]
    assert again == first


CHANGES: dict[str, Callable[[Material], Material]] = {
    "a value of the record": lambda item: item.model_copy(
        update={
            "measurements": tuple(found.model_copy(update={"state": State.MISLEADING}) for found in item.measurements)
        }
    ),
    "its name": lambda item: item.model_copy(update={"name": "Another name"}),
    "its family": lambda item: item.model_copy(update={"family": "light"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("key", ["zn-pure", "zn-al"])
def test_a_remembered_figure_is_never_stale(
    tiny_library: Library, key: str, change: Callable[[Material], Material]
) -> None:
    """Whatever changes, the figures from one memory are those that a fresh studio draws."""
    memory: dict[str, bytes] = {}
    for library in (tiny_library, with_material(tiny_library, change(tiny_library.materials[key]))):
        studio = Studio(site_of(library), memory)
        for figure in figures(library):
            assert studio.figure(figure) == draw_figure(site_of(library), figure), figure


def test_a_build_draws_nothing_that_the_cache_of_the_last_one_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complete() -> list[str]:
        review = generate(TINY, Settings(), Report(), Cache(tmp_path, "this code"))
        assert review is not None
        assert len(list(review.draw_cards())) > 10
        return [review.completed(page.text) for page in review.pages]

    first = complete()
    monkeypatch.setattr(studios._Shop, "make", None)
    assert complete() == first


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_was_started_is_stopped_where_rendering_ends_early(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail(_site: Site) -> None:
        raise error

    closed: list[Studio] = []
    monkeypatch.setattr(Studio, "close", lambda studio: closed.append(studio))
    assert generate(TINY, Settings(), Report()) is not None
    assert closed == []
    monkeypatch.setattr("living_review.pipeline._render_pages", fail)
    report = Report()
    with pytest.raises(KeyboardInterrupt) if error is KeyboardInterrupt else nullcontext():
        assert generate(TINY, Settings(), report) is None
    assert len(closed) == 1
    assert [item.code.number for item in report] == ([] if error is KeyboardInterrupt else ["E501"])
