"""Chemical formulas: composition and molar mass (by molmass), and how they are shown."""

import re
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache

import molmass

# A count may have an unknown part, as in MnO2−y(OH)2y; the terminations of MXenes are Tx.
# Some counts are fractions, as in NaNi1/3Fe1/3Mn1/3O2; 3D in MoS2/3D is a word, and rarer ones have an element behind them.
_RARE = "2/[5-9]|3/[4578]|4/[579]|5/[6-9]|7/[89]|8/9"
_COUNT = rf"(?:(?:1/[2-9]|2/3)(?![\dD])|(?:{_RARE})(?=[A-CE-Z()\[\]])|\d+(?:\.\d+)?)(?:(?:−[xyzδ])+|[xyzδ](?![a-z]))?"
_ATOM = rf"[A-Z][a-z]?(?:{_COUNT})?"
_PART = rf"(?:{_ATOM}|\((?:{_ATOM})+\)(?:{_COUNT})?)"
_GROUP = rf"(?:{_PART}|\[(?:{_PART})+\](?:{_COUNT})?)"
# Two or more capitalised groups with digits between them; which of them are elements is asked of molmass.
# The water of a hydrate has a number before it: FeCl3·6H2O.
_CANDIDATE = re.compile(rf"(?:(?<![\w~^])|(?<=·)(?:\d+(?:\.\d+)?|[nx]))({_GROUP}{{2,}})(?![a-z~^])")
_UNKNOWN = re.compile(r"(?<=[A-Za-z)\]]\d)/\d|(?<=\d)(?:−[xyzδ]|[xyzδ](?![a-z]))+|Tx\Z")
_DIGITS = re.compile(rf"((?<=[A-Za-z)\]]){_COUNT}|(?<=T)x\Z)")
_DECIMAL = re.compile(r"(?<=[A-Za-z)\]])\d+\.\d+")
_CAPITALS = re.compile(r"([A-Z]+)\d+\Z")
_NO_COUNT = re.compile(r"\d{3}|(?<![\d.])0\d")
_ELEMENT = re.compile(r"[A-Z][a-z]?\Z")
_METAL_ION = re.compile(r"(?<![\w~^])([A-Z][a-z]?)(\d?\+)(?![\w+])")
_NO_METALS = "BCNOFPSI"
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


def _is_sample(text: str) -> bool:
    """Tell whether a word that could be a formula names a sample, a stacking or a glass, as HC1400, OP4 and BK7 do.

    Their numbers are none that molecules have, or one stands after capitals that are neither an oxide nor a fluoride. Of two
    capitals, as in SF11 and BK7, the second is no potassium, which stands first, and more than nine are only of carbon: KC24.
    """
    if re.match(r"[A-Z](?:K\d|[^C\d]\d\d)\d*\Z", text):
        return True
    letters = match[1] if (match := _CAPITALS.match(text)) else ""
    is_short = len(letters) < 3 and letters[:1] != "O" and letters != "HC"
    return bool(_NO_COUNT.search(text)) or not (is_short or letters[-1] in "OF")


@lru_cache(maxsize=1 << 14)
def is_compound(text: str) -> bool:
    """Tell whether a word is a formula of at least two elements with a count, such as ``Sb2O3``."""
    if not any(character.isdigit() for character in text) or _is_sample(text):
        return False
    try:
        return len(read_composition(_UNKNOWN.sub("", text))) > 1
    except FormulaError:
        return False


def elements_in(text: str) -> list[str]:
    """Return the symbols of the elements in the formulas of a text; what may be the name of a sample is no formula."""
    symbols: dict[str, None] = {}
    for word in re.split(r"[^\w.()\[\]−]+", re.sub(r"\d/\d", "", text)):
        if is_compound(word) or _ELEMENT.match(word):
            with suppress(FormulaError):
                symbols |= dict.fromkeys(read_composition(_UNKNOWN.sub("", word)))
    return list(symbols)


def element_names(text: str) -> list[str]:
    """Return the English names of the elements in the formulas of a text."""
    return [molmass.ELEMENTS[symbol].name.lower() for symbol in elements_in(text)]


def compounds_in(text: str) -> list[frozenset[str]]:
    """Return the elements of each compound that stands in the formula of a record, such as ``SnS2/C`` or ``FeS@C``.

    Capitals alone, as in NC or CNF, are short for names; a compound without a count has a small letter in it.
    """
    found = []
    for word in re.split(r"[^\w.()\[\]−]+", re.sub(r"\d/\d", "", text)):
        if is_compound(word) or (word.isalpha() and not word.isupper()):
            with suppress(FormulaError):
                found.append(frozenset(read_composition(_UNKNOWN.sub("", word))))
    return [elements for elements in found if len(elements) > 1]


def split_formulas(text: str) -> list[tuple[str, bool]]:
    """Cut running text into (piece, is it a compound formula)."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _CANDIDATE.finditer(text):
        if not is_compound(match[1]):
            continue
        pieces.append((text[end : match.start(1)], False))
        pieces.append((match[1], True))
        end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def split_subscripts(formula: str) -> list[tuple[str, bool]]:
    """Cut a formula into (piece, is it a subscript): ``Na3Sb`` gives Na, 3 below the line, Sb."""
    return [(piece, index % 2 == 1) for index, piece in enumerate(_DIGITS.split(formula)) if piece]


def unicode_formula(formula: str) -> str:
    """Return a formula with subscript digits, for text that cannot hold markup (charts): ``Na₃Sb``."""
    low = str.maketrans("0123456789x−", "₀₁₂₃₄₅₆₇₈₉ₓ₋")
    return "".join(piece.translate(low) if is_low else piece for piece, is_low in split_subscripts(formula))


@lru_cache(maxsize=1 << 14)  # names and conditions stand on many pages
def unicode_words(text: str) -> str:
    """Return running text whose compound formulas have subscript digits, for text that cannot hold markup."""
    return "".join(unicode_formula(piece) if is_formula else piece for piece, is_formula in split_formulas(text))


def split_label(label: str) -> list[tuple[str, bool]]:
    """Like split_subscripts for a label such as ``Fe7Se8@CNFs-40``: only its compound parts get subscripts."""
    parts = split_formulas(label)
    return [
        piece for part, is_formula in parts for piece in (split_subscripts(part) if is_formula else [(part, False)])
    ]


def split_ions(text: str) -> list[tuple[str, bool]]:
    """Cut running text into (piece, is it the charge of a metal ion): ``Ti4+`` gives Ti and, above the line, 4+."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _METAL_ION.finditer(text):
        if match[1] in molmass.ELEMENTS and match[1] not in _NO_METALS:
            pieces += [(text[end : match.start(2)], False), (match[2], True)]
            end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]
