"""What a check says of one value: that it holds or not, with the numbers it was computed from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check; ``check`` is the name of its code, ``path`` the key in the record that it speaks of.

    ``owner`` is the id of a material, with the id of its measurement, or that of a reference.
    """

    check: str
    owner: str
    measurement: str
    path: tuple[str, ...]
    holds: bool
    found: str
    reason: str
