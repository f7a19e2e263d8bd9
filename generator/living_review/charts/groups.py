"""The values of a metric by what a condition says: its choices, or the classes of solvents, with the median of each."""

from collections import Counter, defaultdict

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._strips import COLUMNS, by_median, draw_strips, say, tabulate
from living_review.charts._values import counted_points, name_silent
from living_review.derive.facets import word_of
from living_review.derive.points import Point
from living_review.model.base import Slug, ValueSettings
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "Reported values by condition"
SENTENCE = (
    "Each point is one reported value; the stroke is the median of a group with three values or more, "
    "and in brackets stands how many there are."
)
MOST_GROUPS = 15


class Settings(ValueSettings):
    """The metric that is compared, and the condition by whose words its values are grouped."""

    by: Slug


def _name(library: Library, point: Point, condition: str) -> str:
    """Return what the group of a value is called; a condition may say it by the id of a record."""
    word = word_of(library, point.measurement, condition)
    material = library.materials.get(word)
    return unicode_words(material.name if material else word)


def _name_without(points: list[Point], words: str) -> tuple[str, ...]:
    """Return the materials with the number of their values that have no place on the chart."""
    counts = Counter(point.material.name for point in points)
    return tuple(f"{name} ({number} value{'s' if number > 1 else ''}, {words})" for name, number in counts.items())


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each group; None where no value counts whose condition is given."""
    library = canvas.library
    metric, condition = library.metrics[settings.metric], library.conditions[settings.by]
    points, others = counted_points(library, settings)
    given = [point for point in points if library.stated(point.measurement, settings.by)]
    found: dict[str, list[Row]] = defaultdict(list)
    members: dict[str, list[Point]] = defaultdict(list)
    for row, point in zip(style.point_rows(library, given), given, strict=True):
        name = _name(library, point, settings.by)
        found[name].append(row)
        members[name].append(point)
    if not found:
        return None
    largest = sorted(found, key=lambda name: -len(found[name]))
    kept, left = set(largest[:MOST_GROUPS]), largest[MOST_GROUPS:]
    groups = {name: rows for name, rows in by_median(found, metric).items() if name in kept}
    return Drawing(
        draw_strips(canvas, metric, groups),
        (condition.name, *COLUMNS),
        tabulate(groups, metric),
        (
            *_name_without([point for point in points if point not in given], f"{condition.inline} not given"),
            *_name_without([point for name in left for point in members[name]], "no room"),
            *others,
        ),
        name_silent(library, settings),
        say(groups, metric),
    )
