"""What units measure, by the powers of its parts, and in words."""

from living_review.model.units import Dimension


def is_same_dimension(one: Dimension, other: Dimension) -> bool:
    """Tell whether two dimensions are one; roots of them may be off in the last digit."""
    return is_plain_number(one / other)


def is_plain_number(dimension: Dimension) -> bool:
    """Tell whether nothing is measured."""
    return not _powers(dimension)


def _powers(dimension: Dimension) -> list[tuple[str, float]]:
    """Return what a dimension is made of with its powers, without what only rounding leaves."""
    found = ((name.strip("[]").replace("_", " "), float(str(power))) for name, power in sorted(dimension.items()))
    return [(name, power) for name, power in found if abs(power) > 1e-9]


def dimension_in_words(dimension: Dimension) -> str:
    """Return a dimension as people write it, such as mass·length^2/time^3."""
    over, under = (
        "·".join(
            name if abs(power) == 1 else f"{name}^{abs(power):g}"
            for name, power in _powers(dimension)
            if (power > 0) is is_over
        )
        for is_over in (True, False)
    )
    if not over and not under:
        return "a plain number"
    divisor = f"({under})" if "·" in under else under
    return f"{over or '1'}/{divisor}" if under else over
