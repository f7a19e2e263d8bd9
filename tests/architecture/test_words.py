"""Words that were replaced by standard terms do not come back into names, docstrings, comments, prose, scripts and styles."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.source import GENERATOR, TESTS, Module
from tests.projects import ROOT

PROSE = ("README.md", "CONTRIBUTING.md", ".importlinter")
BROWSER = sorted(path for suffix in ("js", "css") for path in (ROOT / "generator/living_review").rglob(f"*.{suffix}"))
# A comment, or a text with its quotation marks, whichever begins first.
COMMENT_OR_TEXT = re.compile(
    r"""(?P<comment>/\*.*?\*/|(?<!:)//[^\n]*)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.DOTALL
)


@dataclass(frozen=True)
class Replaced:
    """Words in the sense that was replaced, what to say instead, and in which phrases they are ordinary words."""

    words: str
    term: str
    ordinary: str = "(?!)"

    def found_in(self, text: str) -> list[str]:
        return re.findall(rf"\b(?:{self.words})\b", re.sub(rf"\b(?:{self.ordinary})\b", "", text))


# Capitals count where nothing else is said: a class that was called so, and not the ordinary word.
REPLACED = (
    Replaced("(?i:studios?)", "worker pool"),
    Replaced("(?i:shops?)", "worker"),
    # Browsers and keyboards press keys; only the converter was called so.
    Replaced("Press|can press|(?:the|a|its|this) press|pressed", "page converter", "(?i:press a)"),
    Replaced("(?i:proofs?)", "lazy site"),
    # Reactions have products, and lists are in some order.
    Replaced("Products?|[a-z]+ product of|make product", "output of a job"),
    Replaced("Orders?|(?:make|an|each) order", "job"),
    Replaced("(?i:memory|memories)", "cache", "(?i:in memory|peak memory|memory in MB|memory is the heap)"),
    Replaced("(?i:remember(?:s|ed|ing)?)", "cache, store"),
    Replaced("(?i:told|untold)", "on_progress; reported, named, shown", "told apart"),
    Replaced("(?i:lent|lends?|lending|lender)", "borrowed resource, temporary file"),
    Replaced("(?i:asides?)", "placeholder; extract and restore"),
    # Browsers and tracebacks have frames; only what stands around a page was called so.
    Replaced("Frame|(?:page|site) frame|frame of (?:the|a) (?:page|site)", "page context"),
    Replaced("(?i:dress(?:es|ed|ing)?|clothes)", "formatter, output format"),
    Replaced("(?i:makers?)", "page registry; what makes it, by name"),
    Replaced("(?i:houses?)", "architecture"),
    # Labels, cards and disks may have no room for something.
    Replaced("(?i:rooms?)", "package, layer", "room beside|room for|no room"),
    Replaced("(?i:mend(?:s|ed|ing)?)", "fix"),
)
# Most texts have none of all these, so one look at a text is enough.
ANY = re.compile("|".join(rf"\b(?:{entry.words})\b" for entry in REPLACED))


def in_words(name: str) -> str:
    """Return a name as its words: ``CellModel``, ``cell_model`` and ``CELL_MODEL`` are two each."""
    return " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name))


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of all that a module defines; names of others are theirs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node.lineno, alias.asname) for alias in node.names if alias.asname)


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def comments(source: str) -> Iterator[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    yield from ((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)


def texts(module: Module) -> Iterator[tuple[int, str]]:
    """Yield line and words of everything in a module that says what something is."""
    yield 1, in_words(module.path.stem)
    yield from ((line, in_words(name)) for line, name in names(module.tree))
    yield from docstrings(module.tree)
    yield from comments("\n".join(module.lines) + "\n")


def browser_texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of the comments and names of a script or a style sheet, but not of what it shows."""

    def kept(match: re.Match[str]) -> str:
        return match["comment"] or '""' + "\n" * match[0].count("\n")

    for line, text in enumerate(COMMENT_OR_TEXT.sub(kept, source).split("\n"), 1):
        # In camelCase a capital begins a word, and no class.
        yield line, re.sub(r"\b[a-z]+[A-Z]\w*", lambda name: in_words(name[0]).lower(), text)


def offenders(place: str, found: Iterator[tuple[int, str]]) -> list[str]:
    """Return the replaced words of texts, each with its place and the term to write instead."""
    return [
        f'{place}:{line}: "{word}", say {entry.term}'
        for line, text in found
        if ANY.search(plain := " ".join(text.split()))
        for entry in REPLACED
        for word in entry.found_in(plain)
    ]


def test_no_replaced_word_is_in_the_code() -> None:
    assert [line for module in (*GENERATOR, *TESTS) for line in offenders(module.name, texts(module))] == []


@pytest.mark.parametrize("name", PROSE)
def test_no_replaced_word_is_in_prose(name: str) -> None:
    lines = enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
    assert offenders(name, lines) == []


def test_no_replaced_word_is_in_what_browsers_get() -> None:
    found = [line for path in BROWSER for line in offenders(path.name, browser_texts(path.read_text("utf-8")))]
    assert len(BROWSER) > 20
    assert found == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("const roomOf = 1; // what was told", ["told", "room"]),
        ("/* Remembers\n   the house. */\n.shop-sign { color: red; }", ["Remembers", "house", "shop"]),
        ("requestAnimationFrame(sortOrder); // an ordinary frame", []),
        ("show('the shop', \"it's told\", `a\nroom`); // in memory", []),
    ],
)
def test_words_are_found_in_scripts_and_styles(source: str, words: list[str]) -> None:
    assert [line.split('"')[1] for line in offenders("example", browser_texts(source))] == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("class Studio: ...", ["Studio"]),
        ("def make_product(order): ...", ["make product"]),
        ("from a import b as Press", ["Press"]),
        ("site.memory = {}", ["memory"]),
        ("told, dressed = 1, 2", ["told", "dressed"]),
        ('"""The house has rooms."""', ["house", "rooms"]),
        ("x = 1  # put aside", ["aside"]),
        ("def f(page_frame): ...", ["page frame"]),
        ('x = "The house has rooms."', []),
        ("page.keyboard.press(key)", []),
        ("def test_families_are_told_apart(order): ...", []),
        ("frame, product = 1, 2  # there is no room for it in memory", []),
        ("addresses = comrooms = clothesline = 1", []),
    ],
)
def test_words_are_found_in_what_a_module_defines_and_says(source: str, words: list[str], tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(source + "\n", "utf-8")
    module = Module(tmp_path / "example.py")
    assert [line.split('"')[1] for line in offenders("example", texts(module))] == words
