"""Chemical formulas: composition and molar mass (by molmass), and how they are shown."""

import re
from collections.abc import Mapping
from functools import lru_cache

import molmass

# Two or more capitalised groups with digits between them; which of them are elements is asked of molmass.
_GROUP = r"(?:[A-Z][a-z]?\d*(?:\.\d+)?|\((?:[A-Z][a-z]?\d*)+\)\d*)"
_CANDIDATE = re.compile(rf"(?<![\w~^])({_GROUP}{{2,}})(?![a-z~^])")
_DIGITS = re.compile(r"(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)")


class FormulaError(ValueError):
    """The text is not a chemical formula; the message says where reading stopped."""


@lru_cache(maxsize=4096)
def read_composition(formula: str) -> Mapping[str, int]:
    """Return the number of atoms of each element, e.g. ``{"Na": 3, "Sb": 1}``; raise FormulaError."""
    try:
        return {symbol: item.count for symbol, item in molmass.Formula(formula).composition().items()}
    except (molmass.FormulaError, ValueError, KeyError) as error:
        raise FormulaError(str(error).partition("\n")[0]) from None


@lru_cache(maxsize=4096)
def molar_mass(formula: str) -> float:
    """Return the molar mass in g/mol from the standard atomic weights that molmass carries."""
    try:
        return float(molmass.Formula(formula).mass)
    except (molmass.FormulaError, ValueError, KeyError) as error:
        raise FormulaError(str(error).partition("\n")[0]) from None


def is_compound(text: str) -> bool:
    """Tell whether a word is a formula of at least two elements with a count, such as ``Sb2O3``."""
    if not any(character.isdigit() for character in text):
        return False
    try:
        return len(read_composition(text)) > 1
    except FormulaError:
        return False


def split_formulas(text: str) -> list[tuple[str, bool]]:
    """Cut running text into (piece, is it a compound formula)."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _CANDIDATE.finditer(text):
        if not is_compound(match[1]):
            continue
        pieces.append((text[end : match.start()], False))
        pieces.append((match[1], True))
        end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def split_subscripts(formula: str) -> list[tuple[str, bool]]:
    """Cut a formula into (piece, is it a subscript): ``Na3Sb`` gives Na, 3 below the line, Sb."""
    return [(piece, index % 2 == 1) for index, piece in enumerate(_DIGITS.split(formula)) if piece]


def unicode_formula(formula: str) -> str:
    """Return a formula with subscript digits, for text that cannot hold markup (charts): ``Na₃Sb``."""
    low = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return "".join(piece.translate(low) if is_low else piece for piece, is_low in split_subscripts(formula))


def split_label(label: str) -> list[tuple[str, bool]]:
    """Like split_subscripts for a label such as ``Fe7Se8@CNFs-40``: only its compound parts get subscripts."""
    pieces: list[tuple[str, bool]] = []
    for part in re.split(r"([^A-Za-z0-9().]+)", label):
        pieces += split_subscripts(part) if is_compound(part) else [(part, False)]
    return [piece for piece in pieces if piece[0]]
