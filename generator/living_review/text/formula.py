"""Chemical formulas: composition and molar mass (by molmass), and how they are shown."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import molmass

# Two or more capitalised groups with digits between them; which of them are elements is asked of molmass.
_GROUP = r"(?:[A-Z][a-z]?\d*(?:\.\d+)?|\((?:[A-Z][a-z]?\d*)+\)\d*)"
_CANDIDATE = re.compile(rf"(?<![\w~^])({_GROUP}{{2,}})(?![a-z~^])")
_DIGITS = re.compile(r"(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)")
_DECIMAL = re.compile(r"(?<=[A-Za-z)\]])\d+\.\d+")
_ELEMENT = re.compile(r"[A-Z][a-z]?\Z")
_ION = re.compile(r"(\S*?[A-Za-z0-9)\]])(?:\^(\d*)|(\d?))([+-])\Z")
MOST_DECIMALS, LONGEST = 8, 200


class FormulaError(ValueError):
    """The text is not a chemical formula; the message says where reading stopped."""


def _count_atoms(formula: str) -> dict[str, Fraction]:
    """Return the number of atoms of each element; molmass knows whole numbers only, and reads 1.5VO2 as 5 VO2 beside 1."""
    decimal = _DECIMAL.search(formula)
    if decimal is None:
        return {symbol: Fraction(item.count) for symbol, item in molmass.Formula(formula).composition().items()}
    # Each count enters linearly: what 1 and 2 in its place give tells what any number gives.
    one, two = (_count_atoms(formula[: decimal.start()] + digit + formula[decimal.end() :]) for digit in "12")
    share = Fraction(decimal[0]) - 1
    return {symbol: one[symbol] + share * (two[symbol] - one[symbol]) for symbol in one}


@lru_cache(maxsize=4096)
def read_composition(formula: str) -> Mapping[str, Fraction]:
    """Return the number of atoms of each element, e.g. ``{"Na": 3, "Sb": 1}``; raise FormulaError."""
    if len(formula) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST} characters")
    if blank := re.search(r"\s|\.\d+\.", formula):
        raise FormulaError("there is a blank in it" if blank[0].isspace() else "a number has two points")
    if len(_DECIMAL.findall(formula)) > MOST_DECIMALS:
        raise FormulaError(f"more than {MOST_DECIMALS} decimal numbers")
    try:
        counts = _count_atoms(formula)
    except (molmass.FormulaError, ValueError, KeyError, ArithmeticError, RecursionError) as error:
        raise FormulaError(str(error).partition("\n")[0]) from None
    if not counts:
        raise FormulaError("it is empty")
    if not all(_ELEMENT.match(symbol) for symbol in counts):
        raise FormulaError("isotopes and charges are not written here")
    return counts


@lru_cache(maxsize=4096)
def molar_mass(formula: str) -> float:
    """Return the molar mass in g/mol from the standard atomic weights that molmass carries."""
    return float(sum(count * molmass.ELEMENTS[symbol].mass for symbol, count in read_composition(formula).items()))


def split_charge(word: str) -> tuple[str, str]:
    """Cut an ion into formula and charge: ``Zn2+`` is Zn and 2+, ``PF6-`` PF6 and -, ``SO4^2-`` (or ``SO42-``) SO4 and 2-.

    A lone digit belongs to the charge of a lone element or of [brackets], else to the formula; ``^`` says otherwise.
    """
    match = _ION.match(word)
    if not match:
        return word, ""
    formula, raised, digit, sign = match[1], match[2], match[3] or "", match[4]
    if raised is None and not (_ELEMENT.match(formula) or formula[-1].isdigit() or formula[-1] == "]"):
        formula, digit = formula + digit, ""
    return formula, f"{raised or digit}{sign}"


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


def unicode_words(text: str) -> str:
    """Return running text whose compound formulas have subscript digits, for text that cannot hold markup."""
    return "".join(unicode_formula(piece) if is_formula else piece for piece, is_formula in split_formulas(text))


def split_label(label: str) -> list[tuple[str, bool]]:
    """Like split_subscripts for a label such as ``Fe7Se8@CNFs-40``: only its compound parts get subscripts."""
    pieces: list[tuple[str, bool]] = []
    for part in re.split(r"([^A-Za-z0-9().]+)", label):
        pieces += split_subscripts(part) if is_compound(part) else [(part, False)]
    return [piece for piece in pieces if piece[0]]
