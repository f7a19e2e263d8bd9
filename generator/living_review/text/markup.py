"""The one place that decides which markup the text of a record may use, and escapes the rest.

The result is safe inside Markdown that is converted to HTML later: whatever either of them could
read as markup becomes a numeric character reference.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from living_review.text.formula import split_charge, split_formulas, split_ions, split_label, split_subscripts

_PLAIN = re.compile(r"[^\w\s,;()/%°–—’·×→≈≤≥±.-]|_|^\s*\d+[.)]|^\s*-")
_SPACES = re.compile(r"[ \t\n\r\f\v\u0085\u2028\u2029]+")
_ALLOWED_LINK = re.compile(r"https://[^\s\"'<>]+\Z")

_POWER = re.compile(r"(?<=\d)\s*(?:[eE]|[×x]\s*10\^?)\s*([-+−]?\d+)")
_COMPARATOR = re.compile(r"^([<>~≈≤≥])\s*")

Weave = Callable[[str], Markup]


def _referenced(text: str) -> str:
    """Return text in which whatever could be read as markup is a numeric character reference."""
    return _PLAIN.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), text)


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> Markup:
    return Markup(_referenced(_SPACES.sub(" ", text)))


def escape(text: object) -> Markup:
    """Return text that neither Markdown nor HTML reads as anything but itself."""
    if isinstance(text, Markup):
        return text
    return _escaped(str(text))


def _subscripted(pieces: list[tuple[str, bool]]) -> Markup:
    return Markup("").join(
        Markup("<sub>{}</sub>").format(escape(piece)) if low else escape(piece) for piece, low in pieces
    )


def _charged(pieces: list[tuple[str, bool]]) -> Markup:
    return Markup("").join(
        Markup("<sup>{}</sup>").format(escape(piece)) if high else escape(piece) for piece, high in pieces
    )


def show_formula(formula: str) -> Markup:
    """Return a formula or sample label with its subscripts."""
    return _subscripted(split_label(formula))


@lru_cache(maxsize=1 << 16)
def show_words(text: str) -> Markup:
    """Return escaped running text whose chemical formulas have subscripts, and whose metal ions raised charges."""
    return Markup("").join(
        _subscripted(split_subscripts(piece)) if is_formula else _charged(split_ions(piece))
        for piece, is_formula in split_formulas(text)
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    return parser.use(sub_plugin).use(superscript_plugin)


_PARSER = _parser()
_TAGS = {
    "em_open": "<em>", "em_close": "</em>",
    "strong_open": "<strong>", "strong_close": "</strong>",
    "sub_open": "<sub>", "sub_close": "</sub>",
    "sup_open": "<sup>", "sup_close": "</sup>",
}  # fmt: skip
_IN_SVG = {"em": "italic", "strong": "bold"}


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the pieces of record text; the same text stands on many pages."""
    return tuple(_PARSER.parseInline(text)[0].children or ())


def _show_token(token: Token, weave: Weave, links: list[bool]) -> Markup:
    if token.type == "link_open":
        address = str(token.attrGet("href") or "")
        links.append(bool(_ALLOWED_LINK.match(address)))
        return Markup('<a href="{}" rel="nofollow">').format(escape(address)) if links[-1] else Markup("")
    if token.type == "link_close":
        return Markup("</a>" if links.pop() else "")
    if token.type in _TAGS:
        return Markup(_TAGS[token.type])
    return weave(token.content) if not links else show_words(token.content)


def show_prose(text: str, weave: Weave = show_words) -> Markup:
    """Return record text with its allowed markup: emphasis, sub- and superscript, https links.

    ``weave`` turns a piece of plain text into markup; it is where glossary terms get their link.
    """
    links: list[bool] = []
    pieces = [_show_token(token, weave, links) for token in _tokens(text)]
    return Markup("").join(pieces)


def show_svg(text: str, size: float) -> Markup:
    """Return record text as it stands in a text of an SVG at a size; links are words there.

    HTML would end the drawing. What is lowered or raised is followed by a sign without width that leads back to the line.
    """

    def shifted(found: re.Match[str]) -> str:
        step = size * (0.25 if found[1] == "sub" else -0.38)
        back = "" if found.end() == len(html) else f'<tspan dy="{-step:.2f}">&#8203;</tspan>'
        return f'<tspan dy="{step:.2f}" font-size="{0.72 * size:.2f}">{found[2]}</tspan>{back}'

    html = re.sub(r"</?a\b[^>]*>", "", show_prose(text))
    html = re.sub(r"<(em|strong)>", lambda found: f'<tspan class="{_IN_SVG[found[1]]}">', html)
    html = re.sub(r"</(?:em|strong)>", "</tspan>", html)
    return Markup(re.sub(r"<(sub|sup)>(.*?)</\1>", shifted, html))


def show_value(text: str) -> Markup:
    """Return a written value with its power of ten raised and its parts kept on one line."""
    plain = text.replace(">=", "≥").replace("<=", "≤")
    shown = _POWER.sub(r" × 10^\1", _COMPARATOR.sub("\\1\u202f", plain)).replace(" ", "\u00a0")
    pieces = re.split(r"10\^([-+−]?\d+)", shown)
    return Markup("").join(
        Markup("10<sup>{}</sup>").format(piece.replace("-", "−").lstrip("+")) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def part_unit(shown: Markup) -> Markup:
    """Let the line of a shown value break before its unit, for where there is too little room for both."""
    return Markup(re.sub(r"\u00a0(?=[^\W\d])", " ", shown, count=1))


def show_reaction(text: str) -> Markup:
    """Return a half reaction with arrow, subscripts and raised charges."""
    pieces = []
    for word in text.replace("->", "→").split(" "):
        formula, charge = split_charge(word)
        shown = _subscripted(split_subscripts(formula))
        pieces.append(shown + Markup("<sup>{}</sup>").format(charge.replace("-", "−")) if charge else shown)
    return Markup(" ").join(pieces)


def show_code(text: str) -> Markup:
    """Return a block of code as it was typed, on one line, so that it stands in a page as one block of HTML."""
    shown = "&#10;".join(map(_referenced, text.split("\n"))).replace("\t", "&#9;")
    return Markup("<pre><code>{}</code></pre>").format(Markup(shown))


def script_json(value: object) -> Markup:
    """Return data as JSON that can stand in a script of a page: nothing in it ends the script or starts a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def show_backticks(text: str) -> Markup:
    """Return words of our own code, escaped; what stands between `backticks` is code."""
    pieces = re.split(r"`+([^`]+)`+", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(escape(piece)) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def show_ours(text: str) -> Markup:
    """Return Markdown of our own, not of a record, as it is."""
    return Markup(text)
