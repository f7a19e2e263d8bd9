"""The words of the field instead of those that this review once used, and where prose of the review stands."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.projects import ROOT

GENERATOR = ROOT / "generator/living_review"
# Ids in the calls of pages, and classes of their headings.
_ID = re.compile(r'"[a-z0-9-]+"|\{: [^}]*\}')
# Keys whose text is not ours: what a source prints, titles, names of people, names by which search finds a record; and ids.
NOT_OURS = {
    "formulas",
    "family",
    "given",
    "metric",
    "as-printed",
    "title",
    "container-title",
    "aliases",
    "synonyms",
    "id",
    "reference",
    "support",
    "read",
    "cited-as",
}


@dataclass(frozen=True)
class Replaced:
    """Words that were replaced, the term to write instead, and phrases in which they mean something else."""

    words: str
    term: str
    elsewhere: str = "(?!)"

    def found_in(self, text: str) -> list[str]:
        return re.findall(rf"\b(?:{self.words})\b", re.sub(self.elsewhere, "", text))


REPLACED = (
    Replaced("(?i:poles?)", "electrode"),
    Replaced(
        "(?i:(?:capacity|host|theoretical|electron) limits?|limits? of (?:the |its |each |a )?hosts?)",
        "theoretical capacity",
    ),
    Replaced("(?i:t(?:ak(?:es?|en|ing)|ook) up)", "sodiation, store"),
    Replaced("(?i:g(?:ives?|iven|iving|ave) back)", "desodiation, recover"),
    Replaced(
        "(?i:speed(?:s|ed|y)?)",
        "rate capability, rate",
        "(?i:(?:stirring|spinning|rotation|scan) speed|packs for speed)|speed-of-light",
    ),
    Replaced(
        "(?i:fronts?)",
        "Pareto front",
        '(?i:pareto fronts?|in front of|up front|front (?:page|matter))|class="tally front"',
    ),
    Replaced("(?i:mend(?:s|ed|ing)?)", "fix, remedy"),
    Replaced("(?i:swell(?:s|ed|ing)?)", "volume expansion, expand", "gel-swelling|With PVDF the electrode swells"),
    Replaced("coulombic", "Coulombic"),
    Replaced(r"(?i:(?:di)?sulph\w*|thiosulph\w*)", "sulf…", "/sulph/g"),
    Replaced("(?i:non-active|dead) (?:mass|weight)|(?i:ballast)", "inactive mass"),
    Replaced("(?:called|calls|defines?|definition of) 1 C", "1C"),
    Replaced("(?i:passports?)", "provenance"),
    Replaced("(?i:tak(?:e|en) (?:away|back))", "Remove"),
    Replaced("(?i:narrow(?:s|ed)? down)", "Filter"),
    Replaced("(?i:words in any column)", "Search"),
    Replaced("(?i:rectangle in numbers)", "Axis range"),
    Replaced("(?i:no \\w+ is like that)", "No results"),
)


def _texts_of(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts of a record that are ours."""
    if key in NOT_OURS:
        return
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _texts_of(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of(item, key)
    elif isinstance(value, str):
        yield value


def _without_examples(text: str) -> str:
    """Return a page without its blocks of code, which are examples from the tiny review."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def _messages(path: Path) -> Iterator[str]:
    """Yield the texts of a module: what it shows, and its docstrings, of which the page of the architecture shows some."""
    yield from (
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    )


def prose() -> Iterator[tuple[str, str]]:
    """Yield file and text of all that a visitor reads."""
    for path in sorted((ROOT / "data").rglob("*.yml")):
        for text in _texts_of(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)):
            yield str(path.relative_to(ROOT)), text
    for path in sorted((ROOT / "content").rglob("*.md")):
        yield str(path.relative_to(ROOT)), _ID.sub("", path.read_text("utf-8"))
    for path in sorted(path for kind in ("j2", "js", "md", "html") for path in GENERATOR.rglob(f"*.{kind}")):
        yield str(path.relative_to(ROOT)), _without_examples(path.read_text("utf-8"))
    for path in sorted(GENERATOR.rglob("*.py")):
        yield from ((str(path.relative_to(ROOT)), text) for text in _messages(path))
    yield from ((name, (ROOT / name).read_text("utf-8")) for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))
