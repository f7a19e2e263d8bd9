"""The place of one material among its family, with the theoretical capacity of its host."""

from living_review.charts import place
from living_review.charts._drawing import Canvas, Drawing
from living_review.charts.place import TITLE, Settings
from living_review.electrochemistry.capacity import UNIT, limit_of
from living_review.model.library import Library
from living_review.model.material import Material

__all__ = ["SENTENCE", "TITLE", "Settings", "draw", "made_of"]

SENTENCE = (
    "Reported values of the family, those of this record in full colour; "
    "a line, where there is one, is the theoretical capacity of its host."
)


def _limit(library: Library, material: Material, metric: str) -> float | None:
    """Return the theoretical capacity of the host in the unit of a metric, or None where that is no capacity."""
    unit, limit = library.metrics[metric].unit, limit_of(library, material)
    return (
        limit.capacity * library.converter.factor(UNIT, unit) if limit and library.converter.fits(UNIT, unit) else None
    )


def made_of(library: Library, settings: Settings, focus: Material) -> tuple[list[Material], object]:
    """Return the records that are drawn, and those that are only named or counted below it, and by which metric."""
    return place.made_of(library, settings, focus, _limit)


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each relative; None where nothing can be compared."""
    return place.draw_with_limit(canvas, settings, _limit)
