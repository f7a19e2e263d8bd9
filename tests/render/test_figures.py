"""Figures: their placeholders in pages, and what stands below them."""

import html
from collections.abc import Callable
from dataclasses import replace

import pytest

from living_review.building.cache_keys import figure_key
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.render.components.figures import EMBEDS, Figure, draw_figure, figures_of, put_figures
from living_review.render.pages.content import render_content_page
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.render.reading import Reader, read_html, rendered_pages

SPEED = Figure("speed", "", "./")


def site_of(library: Library) -> Site:
    return Site(library, Settings())


def shown(library: Library, figure: Figure) -> Reader:
    return read_html(draw_figure(site_of(library), figure))


def figures(library: Library) -> list[Figure]:
    return [figure for page in rendered_pages(library) for figure in figures_of(page.text)]


def with_material(library: Library, material: Material) -> Library:
    return replace(library, materials={**library.materials, material.id: material})


def test_a_mark_gives_its_figure_back_whatever_it_is_called() -> None:
    for figure in (SPEED, Figure("material", "zn-al", "../"), Figure('a"b', "c&d", "../../")):
        assert figures_of(f"# Title\n\n{figure.mark}\n") == [figure]
        assert put_figures(f"<p>{figure.mark}</p>", repr) == f"<p>{figure!r}</p>"


def test_a_figure_without_anything_to_show_is_nothing(tiny_library: Library) -> None:
    empty = replace(tiny_library, materials={}, files={})
    assert draw_figure(site_of(empty), Figure("limits", "", "./")) == ""


def test_figures_of_a_page_are_numbered_in_their_order(tiny_library: Library) -> None:
    drawn = {
        figure.chart: shown(tiny_library, figure)
        for page in rendered_pages(tiny_library)
        for figure in figures_of(page.text)
        if page.path == "metals.md"
    }
    captions = {chart: page.all("strong")[0].text for chart, page in drawn.items()}
    assert captions == {"speed": "Figure 1. Corrosion against speed.", "swelling": "Figure 2. Swelling of the metals."}
    assert all(page.all("figure")[0].attributes["id"] == f"figure-{chart}" for chart, page in drawn.items())


def test_a_figure_is_named_by_its_number_and_leads_to_it(tiny_library: Library) -> None:
    page = tiny_library.pages["metals.md"]
    text = page.text.replace('figure("speed")', 'figure("swelling")')
    again = render_content_page(site_of(tiny_library), page.name, replace(page, text=text)).text
    assert '<a class="figure" href="#figure-swelling">Figure <!--whole:1--->2</a> shows how.' in again


def test_a_figure_says_which_values_it_shows(tiny_library: Library) -> None:
    entry = tiny_library.charts["yields"]
    chosen = entry.model_copy(update={"settings": entry.settings | {"selection": "family = zinc; record = zn-cell"}})
    chart = shown(replace(tiny_library, charts={**tiny_library.charts, "yields": chosen}), Figure("yields", "", "./"))
    (words,) = chart.all("p", cls="chart-selection")
    assert (
        words.text == "Selection: family Zinc alloys, record Zinc sponge (in Explore, which cannot choose by record)."
    )
    assert "./explore.html#metric=metal-use&family=zinc" in chart.links
    assert not shown(tiny_library, Figure("yields", "", "./")).all("p", cls="chart-selection")


@pytest.mark.parametrize(("title", "wanted"), [("How deep is it?", "How deep is it?"), ("Depth", "Depth.")])
def test_a_title_that_asks_has_no_dot_behind_it(tiny_library: Library, title: str, wanted: str) -> None:
    charts = {**tiny_library.charts, "limits": tiny_library.charts["limits"].model_copy(update={"title": title})}
    chart = shown(replace(tiny_library, charts=charts), Figure("limits", "", "./"))
    assert chart.all("strong")[0].text == wanted


def test_a_figure_of_a_record_has_no_number(tiny_library: Library) -> None:
    chart = shown(tiny_library, Figure("material", "zn-al", "../"))
    assert chart.all("strong")[0].text == "Among its family."
    assert "id" not in chart.all("figure")[0].attributes


def test_a_numbered_figure_without_anything_to_show_keeps_its_number(tiny_library: Library) -> None:
    empty = replace(tiny_library, materials={}, files={})
    found = read_html(draw_figure(site_of(empty), replace(SPEED, number="2")))
    assert found.all("figure")[0].attributes["id"] == "figure-speed"
    words = 'It is empty: no record has a value of "Corrosion rate".'
    assert html.unescape(found.all("p")[0].text) == f"Figure 2. Corrosion against speed. {words}"


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
    assert cut.links == ["./explore.html", f"{EMBEDS}#chart-speed"]
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
    library = with_material(tiny_library, material.model_copy(update={"single_values": both}))
    missing, silent = shown(library, SPEED).all("details", cls="chart-missing")
    assert missing.text == "Not shown: 1 entry Pure zinc (~2 mpy)."
    assert silent.text == "No value reported: 3 materials Magnesium alloys; Zinc with aluminium; Zinc sponge."
    assert len(shown(tiny_library, SPEED).all("details", cls="chart-missing")) == 1


def test_a_figure_is_described_by_the_words_below_it(tiny_library: Library) -> None:
    chart = shown(tiny_library, SPEED)
    (words,) = chart.all("p", cls="chart-says")
    assert words.text == "1 value of 1 material. A single value: there is nothing to compare it with yet."
    assert {item.attributes["aria-describedby"] for item in chart.all("svg")} == {words.attributes["id"]}


def test_a_sentence_has_a_mark_behind_what_is_held_against_the_data(tiny_library: Library) -> None:
    sentence = 'In H2O {{ holds("<one> value", "count(metric = corrosion-rate) = 1") }}, slowly.'
    charts = {**tiny_library.charts, "speed": tiny_library.charts["speed"].model_copy(update={"sentence": sentence})}
    chart = shown(replace(tiny_library, charts=charts), replace(SPEED, root="../"))
    (mark,) = chart.all("button", cls="holds-mark")
    assert [item.attributes["id"] for item in chart.all("span", cls="holds-note page-only")] == [
        mark.attributes["popovertarget"]
    ]
    assert "<one> value" in chart.all("figcaption")[0].text
    assert "../explore.html#metric=corrosion-rate" in chart.links


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


CHANGES: dict[str, Callable[[Material], Material]] = {
    "a value of the record": lambda item: item.model_copy(
        update={
            "single_values": tuple(found.model_copy(update={"state": State.MISLEADING}) for found in item.single_values)
        }
    ),
    "its name": lambda item: item.model_copy(update={"name": "Another name"}),
    "its family": lambda item: item.model_copy(update={"family": "light"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("key", ["zn-pure", "zn-al"])
def test_the_key_of_a_figure_tells_what_it_shows(
    tiny_library: Library, key: str, change: Callable[[Material], Material]
) -> None:
    """Whatever changes, a figure whose key stays the same shows the same."""
    library = with_material(tiny_library, change(tiny_library.materials[key]))
    before, after = site_of(tiny_library), site_of(library)
    for figure in figures(library):
        if figure_key(before, figure) == figure_key(after, figure):
            assert draw_figure(before, figure) == draw_figure(after, figure), figure
