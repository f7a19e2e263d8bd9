"""The schematics of this review: colours that stand out, words for those who cannot see, and drawings that fit a phone."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from coloraide import Color
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from living_review.building.assets import render_colours
from living_review.electrochemistry.volume import all_volume_changes
from living_review.model.library import Library
from living_review.model.schematic import Fill
from living_review.render.components.schematics import show_schematic

GROUNDS = {"light": "#ffffff", "dark": "#1e2129"}
# WCAG 2.2: the contrast of shapes (1.4.11) and of words (1.4.3) to what they stand on.
LEAST, LEAST_OF_WORDS = 3, 4.5
EXPECTED = {"hard-carbon-storage", "alloying-steps", "cointercalation", "cell-and-sei", "anode-free"}
# What stands in a drawing but not wholly in it, and words that leave the drawing.
BEYOND = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect()
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect()
    return box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5
  }).map((text) => text.textContent)
})"""


def test_the_schematics_that_chapters_need_are_there(real_library: Library) -> None:
    assert set(real_library.schematics) >= EXPECTED


@pytest.mark.parametrize("tone", GROUNDS)
def test_every_role_stands_out_from_the_page(real_library: Library, tone: str) -> None:
    ground = Color(GROUNDS[tone])
    found = {key: ground.contrast(str(getattr(role.colour, tone))) for key, role in real_library.roles.items()}
    assert {key for key, contrast in found.items() if contrast < LEAST} == set()


@pytest.mark.parametrize("tone", GROUNDS)
def test_words_in_a_colour_and_on_a_colour_can_be_read(real_library: Library, tone: str) -> None:
    """Words in the colour of the page stand on shapes of roles: of which is not declared, so each part with such words counts."""
    spoken = set()
    for schematic in real_library.schematics.values():
        for _, shape in schematic.shapes:
            if shape.text and shape.role:
                spoken.add(shape.role)
        for part in schematic.parts.values():
            if any(shape.text and shape.fill is Fill.GROUND for shape in part):
                spoken |= {shape.role for shape in part if shape.circle and shape.circle[2] > 5 and shape.role}
    assert len(spoken) >= 4
    ground = Color(GROUNDS[tone])
    found = {key: ground.contrast(str(getattr(real_library.roles[key].colour, tone))) for key in spoken}
    assert {key for key, contrast in found.items() if contrast < LEAST_OF_WORDS} == set()


@pytest.mark.parametrize("tone", GROUNDS)
def test_words_on_a_tint_can_be_read(real_library: Library, tone: str) -> None:
    """A tint covers 18 % of the page (review.css); words on it are nearly black or nearly white."""
    ink = {"light": "#212121", "dark": "#c5c7cc"}[tone]
    for role in real_library.roles.values():
        tint = Color(GROUNDS[tone]).mix(str(getattr(role.colour, tone)), 0.18, space="srgb")
        assert tint.contrast(ink) >= LEAST_OF_WORDS


def test_every_role_is_used(real_library: Library) -> None:
    used = {shape.role for item in real_library.schematics.values() for _, shape in item.shapes}
    assert set(real_library.roles) - used == set()


def test_every_panel_is_described_in_words(real_library: Library) -> None:
    for key, schematic in real_library.schematics.items():
        figure = show_schematic(real_library, key, Markup(""), Markup("Figure 1"))
        assert figure.count("<title>") == figure.count("<desc>") == figure.count('role="img"') == len(schematic.panels)
        assert min(len(panel.alternative.split()) for panel in schematic.panels) >= 12


def test_particles_grow_by_the_computed_volumes(real_library: Library) -> None:
    parts = real_library.schematics["alloying-steps"].parts
    radii = {name: part[0].circle[2] for name, part in parts.items() if part[0].circle}
    for host, last in (("antimony", "three-to-one-sb"), ("bismuth", "three-to-one-bi")):
        ratios = [change.ratio for change in all_volume_changes(real_library)[host]]
        drawn = (radii[last] / radii["crystal"]) ** 3
        assert min(ratios) * 0.97 <= drawn <= max(ratios) * 1.03, host


@pytest.fixture
def page(real_library: Library, browser: Browser) -> Iterator[Page]:
    """Yield a page of all schematics, as wide as the text of a phone."""
    style = render_colours(real_library) + (files("living_review.render") / "assets/review.css").read_text("utf-8")
    figures = Markup("").join(
        show_schematic(real_library, key, Markup(""), Markup("Figure 1")) for key in real_library.schematics
    )
    variables = "--md-default-bg-color: #fff; --md-default-fg-color: #000"
    shell = f'<style>{style} html {{ font-size: 125% }}</style><body style="margin: 0 16px; {variables}" class="md-typeset">'
    found = browser.new_page(viewport={"width": 360, "height": 640})
    found.set_content(f'<!doctype html><html lang="en"><meta charset="utf-8">{shell}{figures}')
    yield found
    found.close()


@pytest.mark.parametrize("width", [360, 720])
def test_drawings_fit_the_page_and_their_words_the_drawings(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("svg").count() >= 2 * len(EXPECTED)
    assert page.evaluate(BEYOND) == []


def test_panels_stand_beside_each_other_only_where_they_fit(page: Page) -> None:
    tops = "(id) => [...document.querySelectorAll(`#figure-${id} svg`)].map((svg) => Math.round(svg.getBoundingClientRect().top))"
    assert len(set(page.evaluate(tops, "cell-and-sei"))) == 2
    page.set_viewport_size({"width": 760, "height": 640})
    assert len(set(page.evaluate(tops, "cell-and-sei"))) == 1


def test_words_are_large_enough_on_a_phone(page: Page) -> None:
    sizes = """() => [...document.querySelectorAll("svg")].map((svg) =>
      svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
    assert min(page.evaluate(sizes)) > 0.97


def test_no_colour_but_those_of_roles_and_the_page(real_library: Library) -> None:
    for key in real_library.schematics:
        figure = show_schematic(real_library, key, Markup(""), Markup("Figure 1"))
        assert "#" not in figure.replace("&#", "")
        assert "style=" not in figure
        assert "fill=" not in figure
