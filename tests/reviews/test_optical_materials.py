"""The example says what its sources say: each number is computed again from the formula that stands beside it."""

import math
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from tests.edges.running import replace_in
from tests.projects import ROOT, codes, library_of

EXAMPLE = ROOT / "examples" / "optical-materials"
FILES = "https://github.com/polyanskiy/refractiveindex.info-database/blob/"
# The lines d, F, C and g in µm, as tables of spectra give them; records round them to 0.01 nm.
LINES = {"587.56 nm": 0.5875618, "486.13 nm": 0.4861327, "656.27 nm": 0.6562725, "435.83 nm": 0.4358343}
SPEED_OF_LIGHT = 0.299792458  # µm/fs
Index = Callable[[float], float]


@pytest.fixture(scope="module")
def optics() -> Library:
    return library_of(EXAMPLE)


def _terms(kind: int, c: list[float], square: float) -> Iterator[float]:
    """Yield the resonances of a formula of refractiveindex.info at the square of a wavelength in µm."""
    wavelength = math.sqrt(square)
    if kind in (1, 2):
        for strength, place in zip(c[1::2], c[2::2], strict=True):
            yield strength * square / (square - (place**2 if kind == 1 else place))
        return
    for strength, power, place, exponent in (c[1:5], c[5:9]):
        yield strength * wavelength**power / (square - place**exponent) if strength else 0
    for strength, power in zip(c[9::2], c[10::2], strict=True):
        yield strength * wavelength**power


def formula(printed: str) -> Index:
    """Return the index by the wavelength in µm, of a formula as the records print it."""
    match = re.fullmatch(r"formula ([124]); wavelength_range: [\d.]+ [\d.]+; coefficients: (.+)", printed)
    assert match, printed
    kind, c = int(match[1]), [float(number) for number in match[2].split()]
    if kind == 4:
        c += [0.0] * (9 - len(c))
    return lambda wavelength: math.sqrt((kind != 4) + c[0] + sum(_terms(kind, c, wavelength**2)))


def micrometres(text: str) -> float:
    number, unit = text.split()
    return LINES.get(text) or float(number) * (0.001 if unit == "nm" else 1)


def bent(index: Index, at: float, step: float = 0.002) -> float:
    """Return the second derivative of the index by the wavelength, by differences of the fourth order."""
    near, far = index(at + step) + index(at - step), index(at + 2 * step) + index(at - 2 * step)
    return (16 * near - far - 30 * index(at)) / (12 * step**2)


def expected(item: Measurement, index: Index) -> float:
    """Return what a formula gives for a value, in the unit in which records state it."""
    d, f, c, g = (
        (index(line) for line in LINES.values()) if item.metric in ("abbe-number", "partial-dispersion") else [0.0] * 4
    )
    at = micrometres(item.conditions["wavelength"]) if "wavelength" in item.conditions else 0.0
    match item.metric:
        case "refractive-index":
            return index(at)
        case "abbe-number":
            return (d - 1) / (f - c)
        case "partial-dispersion":
            return (g - f) / (f - c)
        case "reflectance":
            return 100 * ((index(at) - 1) / (index(at) + 1)) ** 2
        case "group-velocity-dispersion":
            return 1000 * at**3 / (2 * math.pi * SPEED_OF_LIGHT**2) * bent(index, at)
    raise AssertionError(item.metric)


def number(item: Measurement) -> tuple[float, float]:
    """Return the number of a value and half of its last digit."""
    text = item.value.text.split()[0].rstrip("%")
    return float(text), 0.5 * 10 ** -len(text.partition(".")[2])


def values(library: Library) -> list[tuple[Material, Measurement]]:
    return [(material, item) for material in library.materials.values() for item in material.measurements]


def test_it_is_a_review_and_no_sketch(optics: Library) -> None:
    found = values(optics)
    assert len(optics.materials) >= 30
    assert len(found) >= 100
    assert {material.family for material, _ in found} == set(optics.families)
    assert {item.metric for _, item in found} == set(optics.metrics)


def test_every_value_names_the_file_that_was_read(optics: Library) -> None:
    for material, item in values(optics):
        assert item.source.via == "refractiveindex-info", (material.id, item.id)
        assert item.state is State.UNVERIFIED
        assert item.note, (material.id, item.id)
        assert item.evidence is not None
        assert (item.evidence.read or "").startswith(FILES), (material.id, item.id)


def test_numbers_follow_from_the_formulas_beside_them(optics: Library) -> None:
    recomputed = 0
    for material, item in values(optics):
        printed = item.evidence.as_printed if item.evidence else ""
        if not printed.startswith("formula") or item.metric in ("formula-range", "zero-dispersion-wavelength"):
            continue
        stated, half = number(item)
        assert stated == pytest.approx(expected(item, formula(printed)), abs=1.02 * half), (material.id, item.id)
        recomputed += 1
    assert recomputed > 800


def test_dispersion_vanishes_where_it_is_said_to(optics: Library) -> None:
    found = [item for _, item in values(optics) if item.metric == "zero-dispersion-wavelength"]
    assert len(found) > 40
    for item in found:
        assert item.evidence
        index, (at, _) = formula(item.evidence.as_printed), number(item)
        assert bent(index, at - 0.005) > 0 > bent(index, at + 0.005), item.id


def test_copied_numbers_stand_in_what_was_read(optics: Library) -> None:
    for material, item in values(optics):
        printed = item.evidence.as_printed if item.evidence else ""
        if item.metric == "formula-range":
            ends = re.search(r"wavelength_range: (\S+) (\S+);", printed)
            assert ends
            assert item.value.text == f"{ends[1]}–{ends[2]} µm", (material.id, item.id)
        elif item.metric == "nonlinear-index":
            at = micrometres(item.conditions["wavelength"])
            rows = [row.split() for row in printed.removeprefix("tabulated n2: ").split("; ")]
            own = [stated for wavelength, stated in rows if float(wavelength) == at]
            assert [item.value.text.removesuffix(" m²/W")] == own, (material.id, item.id)


def test_wrong_numbers_are_found_by_the_checks_of_the_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "example"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("site", "build"))
    monkeypatch.setenv("REVIEW_REPOSITORY", "https://example.org/r")
    assert codes(root) == []
    records = root / "data/materials"
    replace_in(records / "fluorides/mgf2.yml", "value: 106.2", "value: 108.2")
    replace_in(records / "glasses/n-bk7.yml", "4.22 %", "8.3 %")
    replace_in(records / "oxides/calcite.yml", "-0.1723", "0.1723")
    found = {code.split()[0] for code in codes(root)}
    assert {"C-abbe-number-of-the-indices", "C-fresnel", "C-difference-of-two-indices"} <= found
