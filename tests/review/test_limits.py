"""Hosts of positive electrodes: their limits are those that articles print, and every record with a composition has one."""

import pytest

from living_review.electrochemistry.capacity import limit_of, limits
from living_review.electrochemistry.lookup import host_id, is_negative
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.library import Library


# Printed as theoretical capacities: Ma 2023 and Zhao 2018 (introductions), Wang 2019 (introduction), Mandai 2024 (a rate of 1 C
# of 120 mA/g), Zhao 2023 (V2O3), Liu 2018 (NaMnO2).
@pytest.mark.parametrize(
    ("host", "printed"),
    [
        ("sodium-vanadium-phosphate", 117.6),
        ("sodium-vanadium-fluorophosphate", 128),
        ("sodium-iron-fluorophosphate", 124),
        ("vanadium-trioxide", 356),
        ("sodium-manganese-oxide-layered", 243),
    ],
)
def test_the_limit_is_what_articles_print(real_library: Library, host: str, printed: float) -> None:
    assert limits(real_library)[host].capacity == pytest.approx(printed, rel=0.006)


# Additives that give their sodium once, and mixtures of two phases in shares that no source gives.
WITHOUT_LIMIT = ("Na2O", "Na2S", "NaLNMFT-0.02", "NaLNMFT-0.04")


def test_positive_electrodes_are_held_to_their_own_limits(real_library: Library) -> None:
    positive = [item for item in real_library.materials.values() if not is_negative(real_library, item)]
    assert sum(limit_of(real_library, item) is not None for item in positive) >= 60
    judged = {verdict.owner for verdict in real_library.verdicts if verdict.check == "above-limit"}
    assert sum(item.id in judged for item in positive) >= 50
    formulas = {item.formula for item in positive if host_id(item) is None}
    assert formulas <= {NOT_STATED, NOT_APPLICABLE, *WITHOUT_LIMIT}
