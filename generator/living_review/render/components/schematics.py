"""Schematics as figures: each panel an SVG that takes its colours from the style sheet, with its text alternative."""

from collections.abc import Iterator, Mapping
from math import hypot
from string import ascii_lowercase

from markupsafe import Markup

from living_review.model.library import Library
from living_review.model.schematic import Anchor, Fill, Look, Numbers, Panel, Schematic, Shape
from living_review.render.components.figures import figure_anchor
from living_review.render.templating import render_part
from living_review.text.markup import escape, show_prose, show_svg

Point = tuple[float, float]
Parts = Mapping[str, tuple[Shape, ...]]

_LINE_HEIGHT = 1.2


def _number(value: float) -> str:
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def _pairs(numbers: Numbers) -> list[Point]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _joined(*values: float) -> str:
    return " ".join(map(_number, values))


def _straight(points: list[Point], is_closed: bool) -> str:
    steps = " L ".join(_joined(*point) for point in points)
    return f"M {steps}{' Z' if is_closed else ''}"


def _smooth(points: list[Point], is_closed: bool) -> str:
    """Return a curve through points: a Catmull-Rom spline as cubic Bézier curves."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if is_closed else points[max(0, min(count - 1, index))]

    pieces = [f"M {_joined(*points[0])}"]
    for index in range(count if is_closed else count - 1):
        before, start, end, after = (at(index + step) for step in (-1, 0, 1, 2))
        first = [start[axis] + (end[axis] - before[axis]) / 6 for axis in (0, 1)]
        second = [end[axis] - (after[axis] - start[axis]) / 6 for axis in (0, 1)]
        pieces.append(f"C {_joined(*first, *second, *end)}")
    return " ".join([*pieces, "Z"] if is_closed else pieces)


def _course(shape: Shape, points: list[Point]) -> str:
    draw = _smooth if Look.SMOOTH in shape.look and len(points) > 2 else _straight
    return draw(points, Look.CLOSED in shape.look)


def _head(shape: Shape, tip: Point, before: Point) -> tuple[str, Point]:
    """Return the head of an arrow, and where its line ends so that it does not show beyond the tip."""
    length = 4 + 2.2 * shape.weight
    far = hypot(tip[0] - before[0], tip[1] - before[1]) or 1
    x, y = (tip[0] - before[0]) / far, (tip[1] - before[1]) / far
    back = (tip[0] - length * x, tip[1] - length * y)
    side = 0.42 * length
    corners = [(back[0] - side * y, back[1] + side * x), tip, (back[0] + side * y, back[1] - side * x)]
    return _straight(corners, is_closed=True), (tip[0] - 0.8 * length * x, tip[1] - 0.8 * length * y)


def _arrow(shape: Shape, numbers: Numbers) -> Markup:
    points = _pairs(numbers)
    heads, shortened = [], list(points)
    head, shortened[-1] = _head(shape, points[-1], points[-2])
    heads.append(head)
    if Look.BOTH_ENDS in shape.look:
        head, shortened[0] = _head(shape, points[0], points[1])
        heads.append(head)
    line = Markup('<path class="none{}" d="{}"/>').format(_dashed(shape), _course(shape, shortened))
    return line + Markup("").join(Markup('<path class="head" d="{}"/>').format(head) for head in heads)


def _dashed(shape: Shape) -> str:
    return " dashed" if Look.DASHED in shape.look else ""


def _classes(shape: Shape, fill: Fill) -> str:
    return " ".join([fill.value, *(look.value for look in shape.look if look in (Look.DASHED, Look.BARE))])


def _text(shape: Shape, at: Numbers) -> Markup:
    size, looks = shape.size, [look.value for look in shape.look if look in (Look.BOLD, Look.ITALIC)]
    classes = " ".join(
        [(shape.anchor or Anchor.MIDDLE).value, *(["ground"] if shape.fill is Fill.GROUND else []), *looks]
    )
    lines = [
        Markup('<text class="{}" x="{}" y="{}" font-size="{}">{}</text>').format(
            classes, _number(at[0]), _number(at[1] + index * size * _LINE_HEIGHT), _number(size), show_svg(line, size)
        )
        for index, line in enumerate(shape.text or ())
    ]
    return Markup("").join(lines)


def _mark(shape: Shape, parts: Parts) -> tuple[Markup, Point]:
    """Return what one copy of a shape is, and the place about which it turns."""
    fill = shape.fill or (
        Fill.SOLID if shape.circle else Fill.TINT if shape.rectangle or Look.CLOSED in shape.look else Fill.NONE
    )
    classes = _classes(shape, fill)
    if shape.circle:
        x, y, radius = shape.circle
        drawn = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(classes, *map(_number, (x, y, radius)))
        return drawn, (x, y)
    if shape.rectangle:
        x, y, width, height = shape.rectangle
        form = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
        return form.format(classes, *map(_number, (x, y, width, height))), (x + width / 2, y + height / 2)
    if shape.arrow:
        return _arrow(shape, shape.arrow), (shape.arrow[0], shape.arrow[1])
    if shape.line or shape.path:
        points = _pairs(shape.line or ())
        course = _course(shape, points) if points else shape.path
        return Markup('<path class="{}" d="{}"/>').format(classes, course), points[0] if points else (0, 0)
    at = shape.at or (0, 0)
    if shape.text:
        return _text(shape, at), (at[0], at[1])
    inner = Markup("").join(_drawn(each, {}) for each in parts[shape.part or ""])
    scaled = f" scale({_number(shape.scale)})" if shape.scale != 1 else ""
    return Markup('<g transform="translate({}){}">{}</g>').format(_joined(*at), scaled, inner), (at[0], at[1])


def _steps(shape: Shape) -> Iterator[Point]:
    columns, rows, right, down = shape.repeat or (1, 1, 0, 0)
    for row in range(int(rows)):
        for column in range(int(columns)):
            yield column * right, row * down


def _drawn(shape: Shape, parts: Parts) -> Markup:
    """Return a shape with all its copies."""
    mark, middle = _mark(shape, parts)
    if angle := shape.turn:
        mark = Markup('<g transform="rotate({})">{}</g>').format(_joined(angle, *middle), mark)
    copies = [
        Markup('<g transform="translate({})">{}</g>').format(_joined(*step), mark) if any(step) else mark
        for step in _steps(shape)
    ]
    attributes = Markup(' class="role-{}"').format(Markup(shape.role)) if shape.role else Markup("")
    if shape.weight != 1.5:
        attributes += Markup(' stroke-width="{}"').format(_number(shape.weight))
    whole = Markup("").join(copies)
    return Markup("<g{}>{}</g>").format(attributes, whole) if attributes else whole


def _panel(schematic: Schematic, panel: Panel, letter: str) -> dict[str, object]:
    width, height = panel.size
    return {
        "letter": letter,
        "title": show_prose(panel.title),
        "name": escape(panel.title),
        "alternative": escape(panel.alternative),
        "width": _number(width),
        "height": _number(height),
        "drawing": Markup("").join(_drawn(shape, schematic.parts) for shape in panel.shapes),
    }


def show_schematic(library: Library, key: str, cited: Markup, called: Markup) -> Markup:
    """Return a schematic as a figure; ``cited`` are its references, ``called`` is its number in words."""
    schematic = library.schematics[key]
    used = {shape.role for _, shape in schematic.shapes}
    letters = ascii_lowercase if len(schematic.panels) > 1 else " "
    view = {
        "anchor": figure_anchor(key),
        "called": called,
        "title": show_prose(schematic.title),
        "sentence": show_prose(schematic.sentence),
        "cited": cited,
        "panels": [_panel(schematic, panel, letters[index].strip()) for index, panel in enumerate(schematic.panels)],
        "roles": [(role, show_prose(item.name)) for role, item in library.roles.items() if role in used],
    }
    # The drawings stand on a line of their own, by which no converter reads them and no search finds their words.
    return Markup("\n").join(piece.strip() for piece in render_part("schematic", view).split("<!--panels-->"))
