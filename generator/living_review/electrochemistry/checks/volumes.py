"""A volume change must be the volume added, not the final volume.

Both follow from the unit cells of phases, which no formula of data/checks.yml knows.
"""

from collections.abc import Iterator

from living_review.electrochemistry.lookup import role_of
from living_review.electrochemistry.records import Role
from living_review.electrochemistry.volume import changes_of
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a volume change with the volumes of the phases: nearer to the final volume than to the added one is a slip."""
    changes = changes_of(library, material)
    if role_of(library, item) is not Role.VOLUME_CHANGE or not changes:
        return
    stated = library.converter.convert(item.value, "%").middle
    to_added = min(abs(stated - change.percent) for change in changes)
    to_final = min(abs(stated - 100 * change.ratio) for change in changes)
    ratios = " or ".join(f"{change.ratio:.2f}" for change in changes)
    added = " or ".join(f"{change.percent:+.0f} %" for change in changes)
    reason = f"the phases give {ratios} times the first volume, so {added} are added"
    yield Verdict("final-volume", material.id, item.id, ("value",), to_added <= to_final, item.value.text, reason)
