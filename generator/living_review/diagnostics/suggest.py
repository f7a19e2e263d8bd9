"""The nearest valid name: "did you mean"."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN, MOST_COMPARED = 12, 1000
# What is longer is compared with no name: that takes long, and it is none.
LONGEST = 100


def few_names(found: str, names: list[str]) -> list[str]:
    """Return the names that something is to be compared with: of thousands some that begin like it."""
    if len(names) <= MOST_COMPARED:
        return names
    first = found[:1].casefold()
    return [name for name in names if name[:1].casefold() == first][:MOST_COMPARED] or names[:MOST_COMPARED]


def nearest(found: str, names: Iterable[str], closeness: float = 0.6) -> str | None:
    """Return the valid name closest to what was typed, if one is close enough; at 1 both are the same."""
    if len(found) > LONGEST:
        return None
    folded = {name.casefold(): name for name in names}
    matches = get_close_matches(found.casefold(), folded, n=1, cutoff=closeness)
    return folded[matches[0]] if matches else None


def same(found: str, names: Iterable[str]) -> str | None:
    """Return the valid name that differs from what was typed only in case, blanks, hyphens and underscores.

    Only such a name may be put in without asking: for any other one, the author may have meant something else.
    """
    if len(found) > LONGEST:
        return None
    spelled = {_bare(name): name for name in names}
    return spelled.get(_bare(found))


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter not in " -_")


def hint(found: str, names: Iterable[str]) -> str:
    """Return ``Did you mean "…"? `` or nothing; it stands before the remedy."""
    name = nearest(found, names)
    return f'Did you mean "{name}"? ' if name else ""


def choices(names: Iterable[str], found: str = "", count: int = 0) -> str:
    """Return the valid names as a list for a message: the nearest few where there are many, ``count`` in all."""
    ordered = list(names)
    count = max(count, len(ordered))
    if count > SHOWN:
        near = get_close_matches(found[:LONGEST], ordered, n=5, cutoff=0.3)
        return f"{', '.join(near or ordered[:5])} … ({count} in all)"
    return ", ".join(ordered)
