"""Which values a chart shows: those of its metric, within its selection, of the materials that are compared or that it names."""

from collections.abc import Iterable

from living_review.derive.comparison import why_not_counted
from living_review.derive.points import Point, collect_points
from living_review.derive.selection import may_hold, selections
from living_review.model.assertion import Filters, metric_filter, parse_selection
from living_review.model.chart_settings import ValueSettings
from living_review.model.facets import FAMILY, RECORD
from living_review.model.library import Library
from living_review.model.material import Material


def filters_of(settings: ValueSettings) -> Filters:
    """Return what the values of a chart pass: the filters of its selection, and first that of its metric."""
    return (metric_filter(settings.metric), *(parse_selection(settings.selection) if settings.selection else ()))


def _names_materials(settings: ValueSettings) -> bool:
    return any(each.key.text in (FAMILY, RECORD) and each.sign.text == "=" for each in filters_of(settings))


def _materials(library: Library, settings: ValueSettings) -> list[Material]:
    """Return the materials whose values may be shown: those that are compared, or all where the selection names some."""
    return list(library.materials.values()) if _names_materials(settings) else library.compared_materials


def stated_filters(library: Library, settings: ValueSettings) -> Filters:
    """Return what the values of a chart pass, and that families which are not compared are left out."""
    filters = filters_of(settings)
    compared = {family for item in library.compared_materials for family in library.family_line(item.family)}
    others = [key for key in library.families if key not in compared and library.members(key)]
    if _names_materials(settings) or not others or any(each.key.text == FAMILY for each in filters):
        return filters
    return (*filters, *parse_selection(f"{FAMILY} != {', '.join(others)}"))


def shown_points(library: Library, settings: ValueSettings) -> list[Point]:
    """Return the values of a chart as points in the unit of the metric."""
    points = collect_points(library, settings.metric, _materials(library, settings))
    if not settings.selection:
        return points
    found = library.computed(selections)
    chosen = {
        (material.id, item.id) for material, item in (found.values[at] for at in found.select(filters_of(settings)))
    }
    return [point for point in points if (point.material.id, point.measurement.id) in chosen]


def counted_points(library: Library, settings: ValueSettings) -> tuple[list[Point], tuple[str, ...]]:
    """Return the values of a chart that count, and the names of those that do not, with the reason."""
    points = [(point, why_not_counted(library, point.measurement)) for point in shown_points(library, settings)]
    others = (f"{point.material.name} ({point.measurement.value.text}: {reason})" for point, reason in points if reason)
    return [point for point, reason in points if reason is None], tuple(others)


def counted_beside(library: Library, metric: str, points: Iterable[Point]) -> list[Point]:
    """Return the values of another metric that count, of the materials of some points."""
    materials = {point.material.id: point.material for point in points}
    found = collect_points(library, metric, materials.values())
    return [point for point in found if why_not_counted(library, point.measurement) is None]


def asked_materials(library: Library, settings: ValueSettings) -> list[Material]:
    """Return the materials that a chart is about, whether they report its metric or not."""
    filters = filters_of(settings)
    return [item for item in _materials(library, settings) if may_hold(library, filters, item)]


def name_silent(library: Library, settings: ValueSettings) -> tuple[str, ...]:
    """Return the names of the materials that a chart is about and that report no value of its metric."""
    return tuple(
        item.name
        for item in asked_materials(library, settings)
        if all(found.metric != settings.metric for found in item.measurements)
    )
