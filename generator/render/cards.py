"""The picture that stands for a page where its address is shared: one design, drawn while the site is built."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from generator.model.base import State
from generator.model.library import GUIDE
from generator.model.material import Material, Measurement
from generator.render.navigation import GUIDE_TITLE
from generator.render.page import Asset, Page
from generator.render.site import Site
from generator.render.svg import draw_png
from generator.render.templating import render_part
from generator.text.formula import unicode_formula

FOLDER = "cards"
WIDTH, HEIGHT = 1200, 630
MARGIN = 90
TITLE_SIZES, MOST_LINES = (72, 60, 48), 3
INK = "#22303a"
STATES = {
    State.VERIFIED: "#1b6a3c",
    State.UNVERIFIED: "#6a5200",
    State.MISLEADING: "#a13a10",
    State.SUPERSEDED: "#8a1f3d",
}


@dataclass(frozen=True)
class Value:
    """The value that a record leads with."""

    metric: str
    text: str
    state: str
    colour: str


@dataclass(frozen=True)
class Card:
    """What a card shows."""

    site: str
    colour: str
    label: str
    lines: list[str]
    size: int
    formula: str
    value: Value | None
    foot: str


def card_path(page: str) -> str:
    """Return the path of the card of a page; all pages of the guide share one."""
    return f"{FOLDER}/{GUIDE}index.png" if page.startswith(GUIDE) else f"{FOLDER}/{page.removesuffix('.md')}.png"


def _clean(text: str) -> str:
    """Return text on one line, without what no font shows and XML does not allow."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _breadth(sign: str) -> float:
    """Return about how broad a sign is, as a share of the size of the type."""
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in "mwMW@%—":
        return 0.92
    if sign in "fijlrtI.,:;'|!()[]/- ":
        return 0.34
    return 0.72 if sign.isupper() else 0.6


def _fitting(text: str, room: float) -> int:
    """Return how many signs of a text have room."""
    for index, sign in enumerate(text):
        room -= _breadth(sign)
        if room < 0:
            return index
    return len(text)


def wrap(text: str, room: float) -> Iterator[str]:
    """Break text into lines, at blanks where there are any."""
    while text:
        end = _fitting(text, room)
        if end < len(text):
            end = text.rfind(" ", 0, end + 1) if " " in text[: end + 1].strip() else max(end, 1)
        yield text[:end].strip()
        text = text[end:].strip()


def _title(text: str) -> tuple[list[str], int]:
    """Return the lines of a title and the largest size at which they have room; the end of a very long one is left out."""
    lines: list[str] = []
    for size in TITLE_SIZES:
        lines = list(wrap(text, (WIDTH - 2 * MARGIN) / size))
        if len(lines) <= MOST_LINES:
            return lines, size
    return [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"], TITLE_SIZES[-1]


def leading_value(site: Site, material: Material) -> Measurement | None:
    """Return the value that a record leads with: the first of the metric that the review watches most."""
    watched = site.library.review.watched
    return min(
        material.measurements,
        key=lambda item: watched.index(item.metric) if item.metric in watched else len(watched),
        default=None,
    )


def _value(site: Site, material: Material) -> Value | None:
    item = leading_value(site, material)
    if item is None:
        return None
    metric = site.library.metrics[item.metric].name
    return Value(_clean(metric), _clean(item.value.text), item.state.value, STATES[item.state])


def _card(site: Site, page: Page) -> Card:
    """Return what the card of a page shows."""
    library = site.library
    lines, size = _title(_clean(GUIDE_TITLE if page.path.startswith(GUIDE) else page.title))
    name, foot = _clean(library.review.name), next(wrap(_clean(library.review.subtitle), 34), "")
    material = site.material_of(page.path)
    if material is None:
        treated = site.family_of(page.path)
        return Card(name, treated.colour.light if treated else INK, "", lines, size, "", None, foot)
    family, formula = library.families[material.family], unicode_formula(_clean(material.formula_shown or ""))
    formula = next(wrap(formula if formula != material.name else "", 24), "")
    return Card(name, family.colour.light, _clean(family.name), lines, size, formula, _value(site, material), foot)


def draw_card(card: Card) -> bytes:
    """Return a card as a picture."""
    return draw_png(render_part("card", card))


def render_cards(site: Site, pages: Iterable[Page]) -> list[Asset]:
    """Return the cards of all pages; the preview has none."""
    if site.settings.defers_charts:
        return []
    different = {card_path(page.path): page for page in pages}
    return [Asset(path, draw_card(_card(site, page))) for path, page in different.items()]
