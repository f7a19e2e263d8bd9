"""The place of one material among its family, with the theoretical capacity of its host."""

from typing import ClassVar

from living_review.charts import place
from living_review.charts._drawing import Canvas, Drawing
from living_review.charts.place import TITLE, made_of
from living_review.electrochemistry.capacity import UNIT, limit_of

__all__ = ["SENTENCE", "TITLE", "Settings", "draw", "made_of"]

SENTENCE = "Reported values of the family, those of this record in full colour, with the theoretical capacity of its host as a line."


class Settings(place.Settings):
    """The metric that is compared."""

    wanted_units: ClassVar[dict[str, str]] = {"metric": UNIT}


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each relative; None where neither a value nor a limit is known."""
    library = canvas.library
    limit = limit_of(library, canvas.focus) if canvas.focus else None
    factor = library.converter.factor(UNIT, library.metrics[settings.metric].unit)
    return place.draw_with_limit(canvas, settings, limit.capacity * factor if limit else None)
