"""All checks over a library."""

from collections.abc import Callable, Iterator

from living_review.checks.cycling import check_retention
from living_review.checks.rates import check_duration, check_nominal_current, check_rise, check_time
from living_review.checks.shares import check_hundred, check_limit, check_window
from living_review.checks.sources import check_dois, check_duplicates, check_evidence
from living_review.checks.volumes import check_volume
from living_review.diagnostics.fault import at
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

OF_VALUES: tuple[Callable[[Library, Material, Measurement], Iterator[Verdict]], ...] = (
    check_limit,
    check_hundred,
    check_time,
    check_volume,
    check_rise,
    check_duration,
    check_nominal_current,
    check_retention,
    check_window,
    check_evidence,
)
OF_LIBRARIES: tuple[Callable[[Library], Iterator[Verdict]], ...] = (check_duplicates, check_dois)


def run_checks(library: Library) -> Iterator[Verdict]:
    """Yield what each check says of each value that it can judge."""
    for key, material in library.materials.items():
        for item in material.measurements:
            for check in OF_VALUES:
                with at(f'the checks of the value "{item.id}"', library.files[key]):
                    verdicts = tuple(check(library, material, item))
                yield from verdicts
    for check_all in OF_LIBRARIES:
        yield from check_all(library)
