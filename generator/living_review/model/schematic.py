"""Schematics: drawings of what words describe badly, as shapes on panels; a role says what a shape stands for."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from living_review.model.base import Record, ReferenceId, RoleId, Slug, Text
from living_review.model.domain import Tones

# So many marks make a drawing that a browser shows at once; repeated shapes and parts count as often as they are drawn.
MOST_MARKS = 2000
_MOST_COPIES = 60
_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,3})?\Z")
# The commands of a path, each with how many numbers it takes, or a multiple of that.
_COMMANDS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

Numbers = tuple[float, ...]


def _refuse(reason: str, wanted: str) -> PydanticCustomError:
    return PydanticCustomError("bad-shape", "not a shape", {"reason": reason, "wanted": wanted})


def _read(value: Any, wanted: str, fits: Callable[[Numbers], bool]) -> Numbers:
    """Return numbers with blanks between them: the form in which SVG has them."""
    pieces = str(value).split() if isinstance(value, str | int | float) else []
    numbers = tuple(float(piece) for piece in pieces if _NUMBER.match(piece))
    if not numbers or len(numbers) != len(pieces) or not fits(numbers):
        raise _refuse(f'"{value}" is not {wanted.partition(":")[0]}' if pieces else "numbers are missing", wanted)
    return numbers


def _reader(wanted: str, fits: Callable[[Numbers], bool]) -> BeforeValidator:
    return BeforeValidator(lambda value: _read(value, wanted, fits))


def _one(value: Any, wanted: str, fits: Callable[[Numbers], bool]) -> float:
    return _read(value, wanted, fits)[0]


def _are(count: int) -> Callable[[Numbers], bool]:
    return lambda numbers: len(numbers) == count


def _is_count(number: float) -> bool:
    return number == int(number) and 1 <= number <= _MOST_COPIES


_AS_TEXT = WithJsonSchema({"type": ["string", "number"]})
Place = Annotated[Numbers, _reader("two numbers: x and y", _are(2)), _AS_TEXT]
Circle = Annotated[
    Numbers,
    _reader("three numbers: x and y of its centre, and its radius", lambda n: len(n) == 3 and n[2] > 0),
    _AS_TEXT,
]
Rectangle = Annotated[
    Numbers,
    _reader("four numbers: x and y of its corner, width and height", lambda n: len(n) == 4 and min(n[2:]) > 0),
    _AS_TEXT,
]
Points = Annotated[
    Numbers,
    _reader("pairs of numbers: x and y of two points or more", lambda n: len(n) > 3 and not len(n) % 2),
    _AS_TEXT,
]
Repeat = Annotated[
    Numbers,
    _reader(
        f"four numbers: columns and rows, at most {_MOST_COPIES} each, and the steps to the right and down",
        lambda n: len(n) == 4 and _is_count(n[0]) and _is_count(n[1]),
    ),
    _AS_TEXT,
]
Size = Annotated[
    Numbers, _reader("two numbers: width and height, from 40 to 1200", lambda n: len(n) == 2 and 40 <= min(n) <= max(n) <= 1200),
    _AS_TEXT,
]  # fmt: skip
Number = Annotated[float, BeforeValidator(lambda value: _one(value, "one number", _are(1))), _AS_TEXT]
Above = Annotated[
    float,
    BeforeValidator(lambda value: _one(value, "one number: more than 0", lambda n: len(n) == 1 and n[0] > 0)),
    _AS_TEXT,
]


def _is_path(text: str) -> bool:
    runs: list[tuple[str, int]] = []
    for piece in text.split():
        if piece.upper() in _COMMANDS:
            runs.append((piece.upper(), 0))
        elif runs and _NUMBER.match(piece):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            return False
    fits = (count > 0 and count % _COMMANDS[name] == 0 if _COMMANDS[name] else count == 0 for name, count in runs)
    return bool(runs) and runs[0][0] == "M" and all(fits)


def _check_path(text: str) -> str:
    if not _is_path(text):
        wanted = "the data of an SVG path, with blanks between all letters and numbers, such as M 0 0 C 10 0 10 20 0 20"
        raise _refuse(f'"{text}" is not a path', wanted)
    return text


PathData = Annotated[str, BeforeValidator(lambda value: _check_path(str(value))), WithJsonSchema({"type": "string"})]
Lines = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Fill(StrEnum):
    """How a shape is filled: in its colour, in a tint of it, with the colour of the page, or not at all."""

    SOLID = "solid"
    TINT = "tint"
    GROUND = "ground"
    NONE = "none"


class Look(StrEnum):
    """What else a shape is."""

    DASHED = "dashed"
    SMOOTH = "smooth"
    CLOSED = "closed"
    BOTH_ENDS = "both-ends"
    BARE = "bare"
    BOLD = "bold"
    ITALIC = "italic"


class Anchor(StrEnum):
    """Which end of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Role(Record):
    """What shapes of schematics stand for, with its colour."""

    name: Text = Field(description="What readers see in the key of a drawing.", examples=["solvent"])
    colour: Tones = Field(description="Its colour in all schematics.")


class Shape(Record):
    """A shape of a schematic: it has one of the keys circle, rectangle, line, arrow, path, text and part."""

    circle: Circle | None = Field(None, description="X and y of the centre, and the radius.", examples=["40 50 6"])
    rectangle: Rectangle | None = Field(
        None, description="X and y of the upper left corner, width and height.", examples=["10 20 100 40"]
    )
    line: Points | None = Field(None, description="X and y of each of its points.", examples=["10 20 60 20 60 80"])
    arrow: Points | None = Field(None, description="The same for a line that ends in a head.", examples=["10 20 60 20"])
    path: PathData | None = Field(
        None,
        description="The data of an SVG path, with blanks between all letters and numbers.",
        examples=["M 0 0 C 10 0 10 20 0 20"],
    )
    text: Lines | None = Field(
        None, description="Words, or a list of lines, with ~subscripts~ and ^superscripts^; formulas are set by themselves.",
        examples=["closed pore", "Na^+^"],
    )  # fmt: skip
    part: Slug | None = Field(None, description="A part of the same schematic.")
    at: Place | None = Field(None, description="Where a text or part stands: x and y.", examples=["40 50"])
    role: RoleId | None = Field(
        None, description="What it stands for; without one it has that of the part it is in, or the colour of text."
    )
    fill: Fill | None = Field(
        None, description="How it is filled; circles are solid, rectangles and closed lines tinted."
    )
    look: tuple[Look, ...] = Field(
        (), description="What else it is: a dashed line, a smooth curve through its points, closed; an arrow with "
        "heads at both ends; bare, without an outline; bold or italic text.",
    )  # fmt: skip
    weight: Above = Field(1.5, description="How thick its line is.")
    size: Above = Field(12, description="How large its text is.")
    anchor: Anchor | None = Field(
        None, description="Which end of a text stands where it is placed; its middle without this key."
    )
    turn: Number = Field(0, description="By how many degrees it is turned to the right, about its middle or place.")
    scale: Above = Field(1, description="How many times as large a part is drawn.")
    repeat: Repeat | None = Field(
        None, description="Columns, rows, and the steps to the right and down, of a shape that is drawn several times.",
        examples=["5 2 20 16"],
    )  # fmt: skip

    @property
    def copies(self) -> int:
        """Return how often it is drawn."""
        return int(self.repeat[0] * self.repeat[1]) if self.repeat else 1

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        forms = [name for name in FORMS if getattr(self, name) is not None]
        wanted = f"one of {', '.join(FORMS)}"
        if len(forms) != 1:
            raise _refuse(f"it is {' and '.join(forms)} at once" if forms else "it says not what it is", wanted)
        if forms[0] in ("text", "part") and self.at is None:
            raise _refuse(f"the {forms[0]} has no place", "the key at, with two numbers: x and y")
        return self


FORMS = ("circle", "rectangle", "line", "arrow", "path", "text", "part")


class Panel(Record):
    """A part of a schematic that stands beside the others where the page is wide, and below them where it is not."""

    title: Text = Field(description="What it shows, in a few words.")
    alternative: Text = Field(description="What can be seen in it, for readers who cannot see it.")
    size: Size = Field(
        description="Width and height; at most 340 are as wide as a phone, where a unit is a pixel.",
        examples=["330 240"],
    )
    shapes: tuple[Shape, ...] = Field(min_length=1, description="Its shapes, the lowest first.")


class Schematic(Record):
    """A drawing that a chapter shows."""

    title: Text = Field(description="Heading of its caption.")
    sentence: Text = Field(description="What a reader sees in it.")
    support: tuple[ReferenceId, ...] = Field((), description="References that bear it out.")
    parts: dict[Slug, tuple[Shape, ...]] = Field(
        {}, description="Groups of shapes about the place 0 0 that stand in the drawing several times; none has parts."
    )
    panels: tuple[Panel, ...] = Field(min_length=1, description="What it consists of.")

    @property
    def shapes(self) -> Iterator[tuple[tuple[str | int, ...], Shape]]:
        """Yield all shapes with the path of each in the entry, those of the parts first."""
        for name, part in self.parts.items():
            yield from ((("parts", name, index), shape) for index, shape in enumerate(part))
        for number, panel in enumerate(self.panels):
            yield from ((("panels", number, "shapes", index), shape) for index, shape in enumerate(panel.shapes))

    @model_validator(mode="after")
    def _is_bounded(self) -> Self:
        sizes = {name: sum(shape.copies for shape in part) for name, part in self.parts.items()}
        marks = sum(
            shape.copies * (sizes.get(shape.part, 1) if shape.part else 1)
            for panel in self.panels
            for shape in panel.shapes
        )
        if marks > MOST_MARKS:
            raise _refuse(f"{marks:,} marks would be drawn", f"at most {MOST_MARKS:,} marks in a schematic")
        if any(shape.part for part in self.parts.values() for shape in part):
            raise _refuse("a part has a part", "parts of circles, rectangles, lines, arrows, paths and texts")
        return self
