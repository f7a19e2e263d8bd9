"""The modules that a review can switch on, by their names: the only place that knows what each field of science adds."""

from living_review.electrochemistry.module import ELECTROCHEMISTRY
from living_review.model.extension import Module, codes_of

MODULES: dict[str, Module] = {module.name: module for module in (ELECTROCHEMISTRY,)}
# All codes of problems, whichever modules a review has.
ALL_CODES = codes_of(MODULES.values())
