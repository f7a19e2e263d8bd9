"""The picture that stands for a page where its address is shared: one design, drawn while the site is built."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from living_review.diagnostics.fault import at
from living_review.drawing.svg import draw_png
from living_review.model.base import State
from living_review.model.library import FIELDS, GUIDE, GUIDE_TITLE
from living_review.model.material import Material, Measurement
from living_review.render.templating import render_part
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.formula import split_label

FOLDER = "cards"
# How broad a line may be in pixels, and how many lines of a title there may be in which size, the largest first.
WIDTH = 1020
TITLE_SIZES = {72: 2, 60: 3, 48: 4}
FORMULA_SIZE, VALUE_SIZE, SMALL_SIZE = 42, 64, 32
MOST_OF_FOOT, NAME_WIDTH, LABEL_WIDTH, VALUE_WIDTH = 2, 620, 360, 750
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
    lines: tuple[str, ...]
    size: int
    formula: tuple[tuple[str, bool], ...]
    value: Value | None
    foot: tuple[str, ...]


def card_path(page: str) -> str:
    """Return the path of the card of a page; all pages of the guide share one."""
    return f"{FOLDER}/{GUIDE}index.png" if page.startswith(GUIDE) else f"{FOLDER}/{page.removesuffix('.md')}.png"


def _clean(text: str) -> str:
    """Return text on one line, without signs that no font shows."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _breadth(text: str) -> float:
    """Return about how broad a text in bold type is, in multiples of its size."""
    return sum(_breadth_of(sign) for sign in text)


def _breadth_of(sign: str) -> float:
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in "mwMW@%—":
        return 0.92
    if sign in "fijlrtI.,:;'|!()[]/- ":
        return 0.34
    return 0.72 if sign.isupper() else 0.58


def _cut(word: str, width: float) -> Iterator[str]:
    """Cut a word into pieces no broader than a width in multiples of the size of its type."""
    while word:
        end = next((end for end in range(2, len(word) + 1) if _breadth(word[:end]) > width), len(word) + 1) - 1
        yield word[:end]
        word = word[end:]


def wrap(text: str, width: float) -> list[str]:
    """Break text into lines between words, and inside too long ones; ``width`` is in multiples of the size of its type."""
    lines = [""]
    for piece in (piece for word in text.split() for piece in _cut(word, width)):
        longer = f"{lines[-1]} {piece}".strip()
        lines[-1:] = [longer] if _breadth(longer) <= width else [lines[-1], piece]
    return [line for line in lines if line]


def _shortened(lines: list[str], most: int) -> list[str]:
    """Return the first lines; where there are more, the last of them says so."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]


def _line(text: str, size: int, width: float = WIDTH) -> str:
    """Return as much of a text of this size as fits on one line; both in pixels."""
    return "".join(_shortened(wrap(_clean(text), width / size), 1))


def _title(text: str) -> tuple[tuple[str, ...], int]:
    """Return the lines of a title, and the largest size in pixels in which it fits and no word is cut."""
    for size, most in TITLE_SIZES.items():
        lines = wrap(text, WIDTH / size)
        if len(lines) <= most and " ".join(lines) == text:
            return tuple(lines), size
    size, most = list(TITLE_SIZES.items())[-1]
    return tuple(_shortened(wrap(text, WIDTH / size), most)), size


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
    shown = _line(item.value.text, VALUE_SIZE, VALUE_WIDTH)
    return Value(_line(metric, SMALL_SIZE), shown, item.state.value, STATES[item.state])


def _formula(material: Material) -> tuple[tuple[str, bool], ...]:
    """Return the formula of a material in pieces, with those below the line marked, where the name is not the same."""
    formula = material.formula_shown or ""
    return tuple(split_label(_line(formula, FORMULA_SIZE))) if formula != material.name else ()


def _card(site: Site, page: Page) -> Card:
    """Return what the card of a page shows."""
    library, is_guide = site.library, page.path.startswith(GUIDE)
    name, title = library.review.name, _clean(GUIDE_TITLE if is_guide else page.title)
    site_name = _line(name, SMALL_SIZE, NAME_WIDTH) if name != title else ""
    lines, size = _title(title)
    if material := site.material_of(page.path):
        family = library.families[material.family]
        label, formula, value = _line(family.name, SMALL_SIZE, LABEL_WIDTH), _formula(material), _value(site, material)
        return Card(site_name, family.colour.light, label, lines, size, formula, value, ())
    treated = site.family_of(page.path)
    about = _clean((not is_guide and page.description) or library.review.subtitle)
    foot = _shortened(wrap(about, WIDTH / SMALL_SIZE), MOST_OF_FOOT)
    colour = treated.colour.light if treated else INK
    return Card(site_name, colour, "", lines, size, (), None, tuple(foot))


def draw_card(card: Card) -> bytes:
    """Return a card as a PNG."""
    return draw_png(render_part("card", card))


def card_of(site: Site, page: Page) -> tuple[str, Card] | None:
    """Return path and content of the card that a page brings along, or None where it brings none.

    Whoever shows a link needs the whole address of its picture, so without an address of the site there are no cards. The
    card that all pages of the guide share comes with one that every review has.
    """
    if not site.settings.site or (page.path.startswith(GUIDE) and page.path != FIELDS):
        return None
    path = card_path(page.path)
    with at(f"the picture {path}", page.source):
        return path, _card(site, page)
