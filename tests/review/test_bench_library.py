"""The libraries that benchmarks are run on: sound, of the size that was asked for, and no two values the same."""

from pathlib import Path

import pytest

from living_review.diagnostics.codes import Level
from living_review.model.library import Library
from tests.bench.library import make
from tests.projects import library_of, problems


@pytest.mark.parametrize("count", [100, 700])
def test_a_library_of_any_size_is_sound(tmp_path: Path, real_library: Library, count: int) -> None:
    root = make(tmp_path / "made", count)
    # Copies have other numbers than their sources print, and charts of records that are left out are empty: both are warnings.
    assert [item for item in problems(root) if item.code.level is Level.ERROR] == []
    library = library_of(root)
    assert len(library.materials) == count
    originals = set(library.materials) & set(real_library.materials)
    assert len(originals) == min(count, len(real_library.materials))
    assert all(library.materials[key] == real_library.materials[key] for key in originals)


def test_copies_have_values_of_their_own_under_the_same_conditions(tmp_path: Path, real_library: Library) -> None:
    library = library_of(make(tmp_path / "made", len(real_library.materials) + 300))
    copies = [item for key, item in library.materials.items() if key not in real_library.materials]
    assert len(copies) == 300
    for copy in copies:
        original = real_library.materials[copy.id.rpartition("-")[0]]
        pairs = list(zip(copy.measurements, original.measurements, strict=True))
        assert all(one.value != other.value for one, other in pairs)
        assert all(one.conditions == other.conditions and one.source == other.source for one, other in pairs)
    assert len({item.name for item in library.materials.values()}) == len(library.materials)
