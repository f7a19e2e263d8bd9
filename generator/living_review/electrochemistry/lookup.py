"""What the records of a review of electrodes say by their roles: hosts, electrodes, and conditions such as the current."""

from collections.abc import Mapping
from typing import cast

from living_review.derive.similar import Trait
from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.records import Condition, Electrode, Family, Host, Metric, Phase, Review, Role
from living_review.electrochemistry.records import Material as MaterialOfHost
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval


def hosts_of(library: Library) -> Mapping[str, Host]:
    return cast(Mapping[str, Host], library.module_records["host"])


def phases_of(library: Library) -> Mapping[str, Phase]:
    return cast(Mapping[str, Phase], library.module_records["phase"])


def words_for_host(library: Library) -> list[str]:
    """Return what may stand as the host of a record."""
    return [*hosts_of(library), NOT_STATED, NOT_APPLICABLE]


def host_id(material: Material) -> str | None:
    """Return the id of what stores the charge carrier, or None where that is not stated."""
    return cast(MaterialOfHost, material).host_id


def host_of(library: Library, material: Material) -> Host | None:
    """Return what stores the charge carrier, or None where that is not stated."""
    return hosts_of(library).get(host_id(material) or "")


def traits(library: Library, material: Material) -> list[Trait]:
    """Return what a record shares with others of its host."""
    host = host_of(library, material)
    return [Trait(f"host {host_id(material)}", f"same host ({host.name})")] if host else []


def estimate_of(library: Library) -> CellEstimate | None:
    """Return what the page of the cell estimate starts from, or None where the review has none."""
    return cast(Review, library.review).cell_estimate


def _condition_roles(library: Library) -> dict[Role, str]:
    conditions = cast(Mapping[str, Condition], library.conditions)
    return {item.role: key for key, item in reversed(list(conditions.items())) if item.role}


def condition_with(library: Library, role: Role) -> str | None:
    """Return the first condition that has a role, or None where the review knows none."""
    return library.computed(_condition_roles).get(role)


def condition_role(library: Library, condition: str) -> Role | None:
    return cast(Condition, library.conditions[condition]).role


def metrics_with(library: Library, role: Role) -> list[str]:
    """Return the metrics that have a role."""
    return [key for key, item in cast(Mapping[str, Metric], library.metrics).items() if item.role is role]


def role_of(library: Library, measurement: Measurement) -> Role | None:
    """Return what a measurement means to the checks and computations."""
    return cast(Metric, library.metrics[measurement.metric]).role


def condition_of(library: Library, measurement: Measurement, role: Role) -> Interval | None:
    """Return the condition of a measurement that has a role, in the unit of that condition."""
    key = condition_with(library, role)
    return library.condition_value(measurement, key) if key else None


def stated_number(library: Library, measurement: Measurement, role: Role, unit: str | None = None) -> float | None:
    """Return the number of a condition in a unit (else its own), or None where it is not stated."""
    found, key = condition_of(library, measurement, role), condition_with(library, role)
    if found is None or key is None:
        return None
    factor = library.converter.factor(library.conditions[key].unit, unit) if unit else 1.0
    return found.middle * factor


def electrode_of(library: Library, material: Material) -> Electrode:
    """Return for which electrode a material is: what its family says, or the nearest family above it."""
    families = cast(Mapping[str, Family], library.families)
    said = (families[family].electrode for family in library.family_line(material.family))
    return next((electrode for electrode in said if electrode), Electrode.NEGATIVE)


def is_negative(library: Library, material: Material) -> bool:
    """Tell whether a material is for the negative electrode; charts and rankings of all materials show only these."""
    return electrode_of(library, material) is Electrode.NEGATIVE
