"""The figure as it is printed and the value that was entered are one number."""

import re
from collections.abc import Iterator
from functools import lru_cache

from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import ValueTextError, Written, number_within, parse_written, printed_span
from living_review.model.units import Units
from living_review.model.verdict import Verdict
from living_review.text.signs import plain_signs

# Where a unit may end: before a blank or a mark, or at the end of the text.
_END = re.compile(r"(?=[\s,;.)\]:]|\Z)")
_LONGEST_UNIT = 24
# A power of ten whose exponent is no longer raised, or a range from ten on.
_TEN_TO = re.compile(r"10-[0-9]{1,2}\Z")


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Ask of a value for the number of its figure as printed, where that holds one alone in a unit that can be read.

    The two agree where what their digits, errors and bounds leave open has something in common.
    """
    wanted = library.metrics[item.metric].unit
    if item.evidence is None or not wanted:
        return
    found = _only_amount(library.converter, item.evidence.as_printed, wanted)
    if found is None:
        return
    holds = _agree(library.converter, item.value, found)
    reason = f"the figure says {found.text}"
    yield Verdict("not-as-printed", material.id, item.id, ("value",), holds, item.value.text, reason)


def _agree(units: Units, value: Written, printed: Written) -> bool:
    spans = [[units.to_base(end, each.unit) for end in printed_span(each)] for each in (value, printed)]
    (low, high), (least, most) = spans
    return max(low, least) < min(high, most) or spans[0] == spans[1]


@lru_cache(maxsize=1 << 14)
def _only_amount(units: Units, text: str, wanted: str) -> Written | None:
    """Return the one amount in a text that measures what a unit does; None where there is none or several.

    Nor is there one beside a number without a unit that can be read: that may be the first of a list.
    """
    found = []
    start = 0
    while place := number_within(text, start):
        unit = _unit(units, text[place[1] :], wanted)
        if unit is None:
            return None
        number, start = text[slice(*place)], place[1] + len(unit)
        if units.fits(unit.strip(), wanted):
            found.append(f"{number} {unit.strip()}")
    if len(found) != 1 or _TEN_TO.match(plain_signs(found[0]).split()[0]):
        return None
    try:
        return parse_written(found[0])
    except ValueTextError:
        return None


def _unit(units: Units, text: str, wanted: str) -> str | None:
    """Return the unit with which a text begins: the longest that is wanted, else the longest that is known."""
    ends = [end.start() for end in _END.finditer(text, 0, _LONGEST_UNIT)]
    texts = [text[:end] for end in reversed(ends) if text[:end].count(")") <= text[:end].count("(")]
    known = [each for each in texts if each.strip() and units.knows(each.strip())]
    return next((each for each in known if units.fits(each.strip(), wanted)), known[0] if known else None)
