"""Theoretical capacities follow Faraday's law: they meet the published values."""

import pytest

from living_review.electrochemistry.capacity import FARADAY, host_limit, limits, share_of_limit, theoretical_capacity
from living_review.electrochemistry.lookup import hosts_of
from living_review.electrochemistry.records import Host, Measurement
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.text.formula import molar_mass
from tests.electrochemistry.library import with_records


def host(formula: str, reaction: str | None) -> Host:
    return Host(name="A host", formula=formula, reaction=reaction, kind="invented")


def test_the_faraday_constant_is_that_of_the_si() -> None:
    assert pytest.approx(96485.33212, abs=1e-5) == FARADAY


@pytest.mark.parametrize(
    ("formula", "electrons", "published"),
    [
        ("Sb", 3, 660),
        ("Bi", 3, 385),
        ("Sn", 3.75, 847),
        ("P", 3, 2596),
        ("Zn", 2, 820),
        ("C6", 1, 372),
        ("Fe3O4", 8, 926),
        ("Na", 1, 1166),
        ("Li", 1, 3861),
    ],
)
def test_theoretical_capacity_meets_the_published_value(formula: str, electrons: float, published: float) -> None:
    assert theoretical_capacity(electrons, molar_mass(formula)) == pytest.approx(published, rel=0.001)


@pytest.mark.parametrize(
    ("formula", "reaction", "electrons", "published"),
    [
        ("Sb", "Sb + 3 Na+ + 3 e- -> Na3Sb", 3, 660),
        ("Bi", "Bi + 3 Na+ + 3 e- -> Na3Bi", 3, 385),
        ("Sn", "4 Sn + 15 Na+ + 15 e- -> Na15Sn4", 3.75, 847),
        ("P", "2 P + 6 Na+ + 6 e- -> 2 Na3P", 3, 2596),
        ("Fe3O4", "Fe3O4 + 8 Na+ + 8 e- -> 3 Fe + 4 Na2O", 8, 926),
        ("Zn", "Zn -> Zn2+ + 2 e-", 2, 820),
        ("Na", "2 Na -> 2 Na+ + 2 e-", 1, 1166),
        ("C6", "C6 + Li+ + e- -> LiC6", 1, 372),
    ],
)
def test_a_limit_is_counted_for_one_formula_unit_of_the_host(
    formula: str, reaction: str, electrons: float, published: float
) -> None:
    limit = host_limit("it", host(formula, reaction))
    assert limit is not None
    assert (limit.host, limit.formula, limit.reaction) == ("it", formula, reaction)
    assert limit.electrons == electrons
    assert limit.molar_mass == pytest.approx(molar_mass(formula))
    assert limit.capacity == pytest.approx(published, rel=0.001)


def test_the_coefficient_of_the_host_does_not_change_its_limit() -> None:
    one = host_limit("it", host("P", "P + 3 Na+ + 3 e- -> Na3P"))
    many = host_limit("it", host("P", "7 P + 21 Na+ + 21 e- -> 7 Na3P"))
    assert one is not None
    assert many is not None
    assert many.capacity == pytest.approx(one.capacity)


def test_a_host_without_a_reaction_has_no_limit(tiny_library: Library) -> None:
    open_ended = host("C", None)
    assert host_limit("carbon", open_ended) is None
    library = with_records(tiny_library, {**hosts_of(tiny_library), "carbon": open_ended})
    assert list(limits(library)) == ["zinc-metal"]


def measured(library: Library, metric: str, value: str, host_id: str) -> tuple[Material, Measurement]:
    """Return pure zinc with another host and one measurement of another value."""
    material = library.materials["zn-pure"]
    fields = material.measurements[0].model_dump(by_alias=True) | {"metric": metric, "value": value}
    item = Measurement.model_validate(fields)
    return material.model_copy(update={"host": host_id, "single_values": (item,)}), item


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("819.9 mAh/g", 1.0),
        ("410 mAh/g", 0.5),
        ("410 Ah/kg", 0.5),
        ("0.41 Ah/g", 0.5),
        ("1476 C/g", 0.5),
        ("400–420 mAh/g", 0.5),
        (">820 mAh/g", 1.0),
        ("1640 mAh/g", 2.0),
        ("0 mAh/g", 0.0),
    ],
)
def test_a_share_of_the_limit_in_any_unit(tiny_library: Library, value: str, share: float) -> None:
    found = share_of_limit(tiny_library, *measured(tiny_library, "current-capacity", value, "zinc-metal"))
    assert found == pytest.approx(share, abs=0.001)


@pytest.mark.parametrize(
    ("metric", "value", "host_id"),
    [
        ("corrosion-rate", "2 mpy", "zinc-metal"),
        ("swelling", "59 %", "zinc-metal"),
        ("current-capacity", "780 mAh/g", "not stated"),
        ("current-capacity", "780 mAh/g", "not applicable"),
        ("current-capacity", "780 mAh/g", "carbon"),
    ],
    ids=["a speed", "a percentage", "host not stated", "no host", "host without a limit"],
)
def test_no_share_where_it_has_no_meaning(tiny_library: Library, metric: str, value: str, host_id: str) -> None:
    library = with_records(tiny_library, {**hosts_of(tiny_library), "carbon": host("C", None)})
    assert share_of_limit(library, *measured(library, metric, value, host_id)) is None


# Published limits with the page on which each was seen; FeS2 and the tube arrays are given there in round numbers.
PUBLISHED = [
    ("Sb", "Sb + 3 Na+ + 3 e- -> Na3Sb", 660, "Hu 2015, Chemistry of Materials, abstract"),
    ("Bi", "Bi + 3 Na+ + 3 e- -> Na3Bi", 385, "doi:10.11862/CJIC.20240223, introduction"),
    (
        "Sn",
        "4 Sn + 15 Na+ + 15 e- -> Na15Sn4",
        847,
        "Highly Reversible Sodiation of Tin in Glyme Electrolytes, abstract",
    ),
    ("P", "P + 3 Na+ + 3 e- -> Na3P", 2596, "Liu 2018, Nanoporous Red Phosphorus, abstract"),
    ("Ge", "Ge + Na+ + e- -> NaGe", 369, "Nanocolumnar germanium thin films (2013), abstract"),
    ("C6", "C6 + Li+ + e- -> LiC6", 372, "doi:10.1038/ncomms5033, introduction"),
    ("Sb2S3", "Sb2S3 + 12 Na+ + 12 e- -> 2 Na3Sb + 3 Na2S", 946, "doi:10.1039/c9ra02663k, abstract"),
    ("FeS2", "FeS2 + 4 Na+ + 4 e- -> Fe + 2 Na2S", 892, "doi:10.1039/d4ce01209g, abstract"),
    ("Na2C8H4O4", "Na2C8H4O4 + 2 Na+ + 2 e- -> Na4C8H4O4", 255, "doi:10.1016/j.jpowsour.2016.05.101"),
    (
        "Na2Ti3O7",
        "Na2Ti3O7 + 2 Na+ + 2 e- -> Na4Ti3O7",
        177,
        "surface-modified Na2Ti3O7 nanotube arrays: 100 C is 17.7 A/g",
    ),
]


@pytest.mark.parametrize(("formula", "reaction", "published", "page"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_limits_of_real_hosts_meet_published_values(formula: str, reaction: str, published: float, page: str) -> None:
    limit = host_limit("it", host(formula, reaction))
    assert limit is not None
    assert limit.capacity == pytest.approx(published, rel=0.005), page
