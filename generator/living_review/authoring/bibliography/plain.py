"""TeX, HTML and MathML in titles and names to plain text, in which formulas are typed as our records have them."""

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexMacroNode

from living_review.authoring.bibliography.entry import BibliographyError

MOST_LETTERS = 5_000
# A whole element of one name, and its end.
Element = tuple[re.Pattern[str], re.Pattern[str]]
# Commands that only say how something is set: what stands in their brackets is the text.
_SETTING = (
    *("ce", "ch", "chem", "cf", "textsubscript", "textsuperscript", "mathrm", "mathit", "mathbf", "mathsf", "mathcal"),
    *("textrm", "textsf", "textnormal", "text", "ensuremath", "mbox", "hbox", "protect", "relax", "rm", "it", "bf", "si"),
    *("bibinfo", "allowbreak", "nolinebreak", "displaystyle", "left", "right", "limits", "operatorname", "path", "upshape"),
)  # fmt: skip
_UP_OR_DOWN = re.compile(r"(?<!\\)[_^]\s*(\{[^{}]*\})?")
_UNITS = re.compile(r"\\(?:SI|qty)\{([^{}]*)\}\s*\{([^{}]*)\}")
_REACTION = re.compile(r"<?-+>")
_BARE = re.compile(r"(?<!\\)([%&#])")
# Two sums of money, and no formula between two marks of one.
_MONEY = re.compile(r"(?<!\\)\$(\d[^$\\_^{ ]* [^$\\_^{]*)\$")
# What is TeX beyond doubt; {001} alone is a plane of a crystal.
_TEX = re.compile(r"\\[^\s]|\$[^$\\_^{]*[\\_^{][^$]*\$|\{[A-Za-z]{2}")
_MATH, _ANNOTATION = (
    (
        re.compile(rf"<(?:\w+:)?{name}\b[^>]*>.*?</(?:\w+:)?{name}\s*>", re.DOTALL | re.IGNORECASE),
        re.compile(rf"</(?:\w+:)?{name}\s*>", re.IGNORECASE),
    )
    for name in ("math", "annotation")
)
_BETWEEN_TAGS = re.compile(r">\s+|(?<!\s)\s+<")
_TAG = re.compile(
    r"</?(?:\w+:)?(?:sub|sup|inf|i|b|u|em|strong|italic|bold|sc|scp|small|tt|span|p|jats|title|font|br|"
    r"inline-formula|tex-math|alternatives|math|m[a-z]{1,12}|semantics)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_UNREAD = re.compile(
    r"\\[^\s]+|\ufffd|\$[^$\\_^]*[\\_^][^$]*\$|&(?:[a-zA-Z]+|#\w+);|</?[a-zA-Z][\w:.-]*(?:\s+[\w:-]+=[^<>]*)?\s*/?>"
)


def _inside(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
    """Return the text that a command sets: what stands in its brackets, where its arguments are known."""
    arguments = node.nodeargd.argnlist if node.nodeargd else None
    return "".join(l2tobj.nodelist_to_text([item]) for item in arguments or () if item is not None)


@cache
def _converter() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    settings = [MacroTextSpec(name, simplify_repl=_inside) for name in _SETTING]
    settings.append(MacroTextSpec("textperiodcentered", simplify_repl="·"))
    known.add_context_category("settings", prepend=True, macros=settings)
    # A command that nobody knows stays as it is, so that it is noticed.
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=lambda node: node.latex_verbatim()))
    return LatexNodes2Text(latex_context=known, math_mode="text", strict_latex_spaces=True)


def _level(match: re.Match[str]) -> str:
    """Return what stands above or below the line, on it; a hyphen there is a minus sign."""
    return (match[1] or "").replace("-", "−")


@lru_cache(maxsize=4096)
def plain_tex(text: str) -> str:
    """Return a text of TeX without its commands; what cannot be read stays."""
    if not re.search(r"[\\$_^]", text):
        plainly = text.replace("{", "").replace("}", "").replace("~", " ").replace("``", "“").replace("''", "”")
        return plainly.replace("---", "—").replace("--", "–")
    text = _UNITS.sub(r"\1 \2", _MONEY.sub(r"\\$\1\\$", text))
    text = _UP_OR_DOWN.sub(_level, text)
    text = re.sub(r"\\(?:ce|ch)\{[^{}]*\}", lambda match: _REACTION.sub("→", match[0]), text)
    return str(_converter().latex_to_text(_BARE.sub(r"\\\1", text), tolerant_parsing=True))


def _in_elements(element: Element, instead: Callable[[re.Match[str]], str], text: str) -> str:
    """Return a text with something else for each element of one name; none is looked for behind the last that ends."""
    whole, end = element
    last = max((match.end() for match in end.finditer(text)), default=0)
    return whole.sub(instead, text[:last]) + text[last:]


def _laid_out(match: re.Match[str]) -> str:
    """Return mathematics without what is said of it, and without the blanks between its tags."""
    return _BETWEEN_TAGS.sub(lambda blanks: blanks[0].strip(), _in_elements(_ANNOTATION, lambda _: "", match[0]))


def plain_html(text: str) -> str:
    """Return a text without tags of HTML, JATS and MathML and without entities, were they even escaped twice."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", _in_elements(_MATH, _laid_out, text))
    return text


def _repaired(word: str) -> str | None:
    """Return a word whose UTF-8 was once read as Windows-1252, as it was before."""
    try:
        repaired = word.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return repaired if repaired != word else None


def _short(text: str) -> str:
    return text if len(text) < 100 else f"{text[:100]}…"


def plain(value: object, *, tex: bool = False) -> str:
    """Return a text as a record has it; raise BibliographyError with what in it cannot be read.

    ``tex`` says that it is TeX; elsewhere TeX is read where it stands beyond doubt.
    """
    text = str(value)
    if len(text) > MOST_LETTERS:
        raise BibliographyError(f'"{_short(text)}" has {len(text):,} letters, and no title, name or place has so many')
    if tex or _TEX.search(text):
        text = plain_tex(text)
    text = unicodedata.normalize("NFC", " ".join(plain_html(text).translate(_HIDDEN).split()))
    if unread := _UNREAD.search(text):
        raise BibliographyError(
            f'"{_short(unread[0])}" in "{_short(text)}" cannot be read; write it as plain text in FILE'
        )
    for word in text.split():
        if not word.isascii() and (repaired := _repaired(word)):
            raise BibliographyError(f'"{word}" was broken when FILE was saved; it was probably "{repaired}"')
    return text
