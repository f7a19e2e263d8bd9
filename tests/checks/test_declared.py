"""Checks that a review declares object to what their formulas exclude, whatever the field, and to nothing else."""

from pathlib import Path

import pytest

from living_review.render.components.parts import Parts
from living_review.render.components.provenance import checks_of
from living_review.site.links import Links
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.checks.samples import AL, CHECKS, PARTS, ZT, checks_with, found, numbers, record, value, with_checks, zt
from tests.projects import codes, library_of, project

pytestmark = pytest.mark.usefixtures("no_empty_charts")

FIRST = [
    value("uptake", "first-charge", "500 Ah/kg", "half-round: in"),
    value("given", "cell-capacity", "400 Ah/kg", "rounds: 1, half-round: out, water: sea water"),
]
MASS = value("per-mass", "cell-capacity", "500 Ah/kg", "water: sea water, coat: 2 mg/cm²")
PLAIN = value("per-mass", "cell-capacity", "500 Ah/kg", "water: sea water")
# Check, the other values, the value that is checked, what just passes, what just does not.
EDGES = [
    ("above-all", [], ("metal-use", ""), "100 %", "100.2 %"),
    ("above-all", [], ("metal-use", ""), "~100 %", ">100.1 %"),
    ("above-all", [], ("metal-use", ""), "101 ± 1 %", "102 ± 1 %"),
    ("outside-breadth", [], ("mean-potential", "breadth: 0.2–1.0 V"), "0.2 V", "0.19 V"),
    ("outside-breadth", [], ("mean-potential", "breadth: 0.2–1.0 V"), "0.4–1.0 V", "0.4–1.1 V"),
    ("outside-breadth", [], ("mean-potential", "breadth: 1.0 V"), "5 V", ""),
    ("drain-of-rate", [], ("cell-capacity", "water: sea water, drain: 0.55 A/g, tempo: 1 cph, rated-drain: 500 mA/g"), "50 Ah/kg", ""),
    ("charge-of-area", [MASS], ("charge-per-area", "water: sea water, coat: 2 mg/cm²"), "1.10 mAh/cm²", "1.11 mAh/cm²"),
    ("density-of-both", [PLAIN], ("charge-per-volume", "water: sea water"), "6000 mAh/cm³", "6010 mAh/cm³"),
    ("density-of-both", [PLAIN], ("charge-per-volume", "water: sea water"), "100 mAh/cm³", "99 mAh/cm³"),
    ("energy-at-most", [PLAIN, value("volts", "mean-potential", "1.0 V", "water: sea water")], ("energy-per-mass", "water: sea water"), "550 Wh/kg", "579 Wh/kg"),
    ("both-parts", [PLAIN, value("steep", "steep-part", "200 Ah/kg", "water: sea water")], ("flat-part", "water: sea water"), "325 Ah/kg", "327 Ah/kg"),
    ("power-of-time", [value("energy", "energy-per-mass", "100 Wh/kg"), value("power", "power-per-mass", "1000 W/kg")], ("run-time", ""), "7.2 min", "7.4 min"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "others", "checked", "just", "beyond"), EDGES, ids=[f"{row[0]}: {row[3]}" for row in EDGES]
)
def test_a_check_objects_just_beyond_its_edge(
    tmp_path: Path, check: str, others: list[str], checked: tuple[str, str], just: str, beyond: str
) -> None:
    metric, conditions = checked
    root = project(
        tmp_path / "just",
        {CHECKS: checks_with(check), AL: record([*others, value("checked", metric, just, conditions)])},
    )
    assert codes(root) == []
    # A value that every number fits still was looked at, but for a window that is one number.
    judged = [verdict.measurement for verdict in library_of(root).verdicts if verdict.check == check]
    assert ("checked" in judged) is (conditions != "breadth: 1.0 V")
    if beyond:
        wrong = {CHECKS: checks_with(check), AL: record([*others, value("checked", metric, beyond, conditions)])}
        assert [item.split()[0] for item in codes(project(tmp_path / "beyond", wrong))] == [f"C-{check}"]


def test_the_terms_of_a_formula_have_their_own_selections(tmp_path: Path) -> None:
    def of(*values: str) -> list[str]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        return [
            item.split()[0] for item in codes(project(folder, {CHECKS: checks_with("first-round"), AL: record(values)}))
        ]

    assert of(*FIRST, value("efficiency", "metal-use", "82 %", "rounds: 1")) == ["W413"]
    # The capacity alone asks for the water, so the others may leave it out only where the check says so.
    stated = [text.replace("half-round: in", "half-round: in, water: sea water") for text in FIRST]
    wrong = value("efficiency", "metal-use", "84 %", "rounds: 1, water: sea water")
    assert of(*stated, wrong) == ["C-first-round"]
    assert of(stated[0], stated[1].replace("rounds: 1", "rounds: 2"), wrong) == ["W413"]
    assert of(stated[0], stated[1].replace("half-round: out", "half-round: in"), wrong) == ["W413"]


def test_a_zt_that_its_parts_do_not_give_is_found(tmp_path: Path) -> None:
    (item,) = found(tmp_path, ZT, [zt("12"), *PARTS])
    assert str(item.place) == f"{AL}:17:13"
    assert item.message == (
        '12 contradicts "ZT is what its parts give": (210 µV/K)^2 × 1.1e3 S/cm × 300 K ÷ 1.2 W/m/K = 1.213 (1.106 to 1.329), '
        "stated 12; with seebeck-300, sigma-300, kappa-300"
    )
    assert item.expected == "zt = seebeck^2 * conductivity * temperature / thermal-conductivity, within 10 %"
    assert '"answers: {C-zt-of-its-parts: why it stands all the same}"' in item.remedy
    assert item.more == "living-review explain C-zt-of-its-parts"


def test_a_zt_that_its_parts_give_within_all_that_they_leave_open_is_left_alone(tmp_path: Path) -> None:
    for number, right in enumerate(("1.2", "1.4", "1.5(1)", "1.2–1.3", "~1", ">1", "5 ± 4")):
        assert numbers(tmp_path / str(number), ZT, [zt(right), *PARTS]) == [], right
    for number, wrong in enumerate(("1.6", "1.7(1)", "2–3", "~2", ">2", "<0.9")):
        assert numbers(tmp_path / f"wrong{number}", ZT, [zt(wrong), *PARTS]) == ["C-zt-of-its-parts"], wrong


def test_a_record_answers_a_warning_and_not_an_error(tmp_path: Path) -> None:
    answered = zt("12", more="    answers: {C-zt-of-its-parts: The source says so.}\n")
    assert numbers(tmp_path / "a", ZT, [answered, *PARTS]) == []
    assert numbers(tmp_path / "b", f"{ZT}  level: error\n", [answered, *PARTS]) == ["C-zt-of-its-parts"]
    sound = answered.replace('"12"', '"1.2"')
    assert numbers(tmp_path / "c", ZT, [sound, *PARTS]) == ["P013"]


def test_the_page_of_the_record_shows_what_was_checked(tmp_path: Path) -> None:
    library = library_of(project(tmp_path, with_checks(ZT.replace("ZT is", "<b>ZT</b> is"), [zt("1.2"), *PARTS])))
    site, material = Site(library, Settings()), library.materials["zn-al"]
    (shown,) = checks_of(Parts.without_terms(site, "materials/zn-al.md"), material, material.measurements[0])
    assert (shown.holds, shown.is_declared, shown.title) == (True, True, "<b>ZT</b> is what its parts give")
    assert shown.address == Links("materials/zn-al.md").to("guide/codes/c-zt-of-its-parts.md")


@pytest.mark.parametrize(
    ("selection", "objects"),
    [("family = zinc; temperature <= 400 K", True), ("family = light", False), ("temperature >= 400 K", False), ("state = verified", False)],
)  # fmt: skip
def test_a_bound_may_depend_on_family_and_conditions(tmp_path: Path, selection: str, objects: bool) -> None:
    bound = f"high:\n  title: None is so high\n  formulas: [zt <= 2]\n  selection: {selection}\n  why: None was seen.\n"
    assert numbers(tmp_path, bound, [zt("2.5")]) == (["C-high"] if objects else ["W413"])


def test_constants_and_functions_are_computed_with_their_units(tmp_path: Path) -> None:
    """The wavelength of a photon of 1.55 eV is 800 nm; a band gap is held against it."""
    text = "photon:\n  title: The gap is that of the photon\n  formulas: ['{}']\n  tolerance: 1 %\n  why: It absorbs no other.\n"
    gap = [value("gap", "band-gap", "1.55 eV")]
    right = (
        "band-gap = planck * speed-of-light / 800 nm",
        "sqrt(band-gap^2) = 1 eV * 1.55",
        "ln(band-gap / 1 eV) = 0.438",
    )
    for number, formula in enumerate(right):
        assert numbers(tmp_path / str(number), text.format(formula), gap) == [], formula
    assert numbers(tmp_path / "wrong", text.format("band-gap = planck * speed-of-light / 900 nm"), gap) == ["C-photon"]
    # The root of a negative number is no result.
    assert numbers(tmp_path / "none", text.format("band-gap = sqrt(band-gap - 2 eV) * 1 eV^2 / 1 eV^1"), gap) == [
        "E412"
    ]
    assert numbers(tmp_path / "no", text.format("band-gap / 1 eV = sqrt(band-gap / 1 eV - 2)"), gap) == ["W413"]
