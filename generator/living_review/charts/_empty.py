"""Why a chart has nothing to show, and what would fill it."""

from collections.abc import Sequence

from living_review.charts._values import counted_beside, counted_points
from living_review.derive.conditions import condition_number
from living_review.derive.points import Point
from living_review.model.chart_settings import ChartSettings, ValueSettings
from living_review.model.library import Library

Why = tuple[str, str]
NO_PLACE: Why = ("no value has a place on its axes", "Widen the domain, or leave domain and scale out. ")
NOT_COMPARED: Why = (
    "no two records of a family report one of its metrics",
    "Name a metric that several records report. ",
)


def why_empty(library: Library, settings: ChartSettings) -> Why:
    """Return why a chart is empty that shows nothing, and a remedy."""
    if not isinstance(settings, ValueSettings):
        return NOT_COMPARED
    return likely_empty(library, settings) or NO_PLACE


def likely_empty(library: Library, settings: ValueSettings) -> Why | None:
    """Return why a chart of values can have none, and a remedy; None where it has some, as far as is known before it is drawn."""
    name = f'"{library.metrics[settings.metric].name}"'
    if all(item.metric != settings.metric for item in library.measurements()):
        return f"no record has a value of {name}", "Enter one, or name another metric. "
    counted, others = counted_points(library, settings)
    if counted:
        return _lacks_condition(library, settings, counted) or _lacks_partner(library, settings, counted)
    if others:
        return f"no value of {name} counts: they are misleading, superseded or withdrawn", "Enter others. "
    if settings.selection:
        return f"its selection holds no value of {name}", "Widen the selection. "
    return f"charts of all materials leave out those that report {name}", "Name their family in a selection. "


def _lacks_condition(library: Library, settings: ValueSettings, points: Sequence[Point]) -> Why | None:
    """Return that no value gives a condition that the chart cannot do without."""
    for setting in ("condition", "at", "by"):
        key = getattr(settings, setting, None)
        if key is None:
            continue
        is_number = library.conditions[key].kind.is_number
        given = condition_number if is_number else Library.stated
        if all(given(library, point.measurement, key) is None for point in points):
            count = f"none of its {len(points)} values gives" if len(points) > 1 else "its one value does not give"
            name = f'"{library.conditions[key].name}"{" as a number" if is_number else ""}'
            return f"{count} {name}", "State it in the records, or name another condition. "
    return None


def _lacks_partner(library: Library, settings: ValueSettings, points: Sequence[Point]) -> Why | None:
    """Return that no record reports both metrics of a chart."""
    against = getattr(settings, "against", None)
    if against is None or counted_beside(library, against, points):
        return None
    one, other = (f'"{library.metrics[key].name}"' for key in (settings.metric, against))
    return f"no record reports both {one} and {other}", "Name metrics that the same records report. "
