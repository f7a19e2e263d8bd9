"""Characters that print alike made one, each for one, so that what was pasted is read and its places stay."""

import re

# The sign that is read, and those that programs and publishers print in its place.
_ALIKE = {
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "-": "\u2010\u2011\u2212\ufe63\uff0d\u02c9\u02d7¯",
    "~": "≈∼≃≅≊∽～",
    ">": "＞",
    "<": "＜",
    "≥": "⩾≧",
    "≤": "⩽≦",
    "°": "º˚",
    "Å": "\u212b",
    "Ω": "\u2126",
    "µ": "μ",
    "·": "⋅∙•・‧",
    "×": "✕╳",
    "/": "∕⁄",
    ":": "∶：",
    "–": "—\u2012\u2015",
    "…": "⋯",
    "%": "％",
}
_ONE = str.maketrans({alike: sign for sign, many in _ALIKE.items() for alike in many})
# Blanks that hold the groups of one number together, as in 1 000; an ordinary blank may stand between two numbers.
_GROUPED = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "-+01234567890123456789")
GROUP = "'"


def plain_signs(text: str) -> str:
    """Return a text of the same length with one sign for all that print alike; ``'`` stands between groups of digits."""
    return _GROUPED.sub(GROUP, text).translate(_ONE)


def lowered(text: str) -> str:
    """Return a text of the same length whose raised and lowered digits and signs stand on the line."""
    return text.translate(_RAISED)


def inside_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence; one such as X-ray keeps its capital."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
