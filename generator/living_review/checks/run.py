"""All checks over a library."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from living_review.checks.sources import check_dois, check_duplicates, check_evidence
from living_review.diagnostics.fault import at
from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

CheckOfValue = Callable[[Library, Material, Measurement], Iterator[Verdict]]
OF_VALUES: tuple[CheckOfValue, ...] = (check_evidence,)
OF_LIBRARIES: tuple[Callable[[Library], Iterator[Verdict]], ...] = (check_duplicates, check_dois)


@dataclass(frozen=True)
class AddedChecks(Extension):
    """Checks of a module."""

    of_values: tuple[CheckOfValue, ...]


def run_checks(library: Library) -> Iterator[Verdict]:
    """Yield what each check says of each value that it can judge."""
    of_values = [check for added in library.extensions(AddedChecks) for check in added.of_values]
    for key, material in library.materials.items():
        for item in material.measurements:
            for check in (*of_values, *OF_VALUES):
                with at(f'the checks of the value "{item.id}"', library.files[key]):
                    verdicts = tuple(check(library, material, item))
                yield from verdicts
    for check_all in OF_LIBRARIES:
        yield from check_all(library)
