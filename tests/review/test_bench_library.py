"""The libraries that benchmarks are run on: sound, of the size that was asked for, and no two values the same."""

from pathlib import Path

import pytest

from living_review.diagnostics.report import Report
from living_review.model.library import Library
from living_review.pipeline import validate
from tests.bench.library import make

COPIES = 60


def made(folder: Path, count: int) -> Library:
    """Return a library of a size, of which nothing is wrong.

    Copies have other numbers than their sources print; charts and checks of records that are left out have no values.
    """
    report = Report()
    library = validate(make(folder, count), report)
    assert {item.code.name for item in report} <= {"not-as-printed", "empty-chart", "compares-nothing"}
    assert library is not None
    assert len(library.materials) == count
    return library


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, real_library: Library) -> Library:
    return made(tmp_path_factory.mktemp("grown") / "made", len(real_library.materials) + COPIES)


def test_a_small_library_has_real_records_alone(tmp_path: Path, real_library: Library) -> None:
    for key, item in made(tmp_path / "made", 100).materials.items():
        assert item == real_library.materials[key]


def test_a_larger_library_has_every_real_record(grown: Library, real_library: Library) -> None:
    assert {key: grown.materials[key] for key in real_library.materials} == real_library.materials


def test_copies_have_values_of_their_own_under_the_same_conditions(grown: Library, real_library: Library) -> None:
    copies = [item for key, item in grown.materials.items() if key not in real_library.materials]
    assert len(copies) == COPIES
    for copy in copies:
        original = real_library.materials[copy.id.rpartition("-")[0]]
        pairs = list(zip(copy.measurements, original.measurements, strict=True))
        assert all(one.value != other.value for one, other in pairs)
        assert all(one.conditions == other.conditions and one.source == other.source for one, other in pairs)
    assert len({item.name for item in grown.materials.values()}) == len(grown.materials)
