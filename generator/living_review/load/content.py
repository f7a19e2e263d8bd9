"""Hand-written pages: their text and the calls in them, found without running anything."""

import re
from bisect import bisect_right
from functools import lru_cache

import jinja2
from jinja2 import nodes

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import report_hidden
from living_review.model.content import ContentCall, ContentPage

# A chapter has some hundreds.
MOST_CALLS = 5000
_ENVIRONMENT = jinja2.Environment(autoescape=False)


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return where each line starts in a text; its calls are many, and it is one."""
    return (0, *(end + 1 for end, sign in enumerate(text) if sign == "\n"))


def _start_of(text: str, line: int) -> int:
    """Return where a line starts in a text, counted from one; behind the last one its end."""
    starts = _line_starts(text)
    return starts[line - 1] if line <= len(starts) else len(text)


def _place_at(text: str, file: str, start: int, length: int) -> Place:
    """Return the place of what starts somewhere in a text."""
    line = bisect_right(_line_starts(text), start)
    return Place(file, line, start - _start_of(text, line) + 1, length)


def _place_of(text: str, file: str, line: int, word: str, start: int | None = None) -> Place:
    """Return the place of a word on a line or after it, or the line itself; ``start`` says where on the line to begin."""
    at = text.find(word, _start_of(text, line) if start is None else start)
    while at >= 0 and (_is_inner(text[at - 1 : at]) or _is_inner(text[at + len(word) : at + len(word) + 1])):
        at = text.find(word, at + 1)
    return _place_at(text, file, at, len(word)) if at >= 0 else Place(file, line)


def _is_inner(sign: str) -> bool:
    """Tell whether a sign beside a word makes it a part of a longer one."""
    return sign.isalnum() or sign in ("_", "-")


def place_in(page: ContentPage, call: ContentCall, word: str) -> Place:
    """Return the place of a word of a call; where its words are written otherwise, of the same one on its line."""
    words = r"\s*,\s*".join(rf"""["']{re.escape(each)}["']""" for each in call.words)
    found = re.compile(rf"\b{re.escape(call.name)}\s*\(\s*{words}").search(page.text, _start_of(page.text, call.line))
    return _place_of(page.text, page.file, call.line, word, found.start() if found else None)


def place_within(page: ContentPage, call: ContentCall, text: str, at: int, length: int) -> Place:
    """Return the place of a part of a text of a call, or the line of the call where the text is written otherwise."""
    start = page.text.find(text, _start_of(page.text, call.line))
    if start < 0:
        return Place(page.file, call.line)
    return _place_at(page.text, page.file, start + at, max(length, 1))


def read_content(text: str, file: str, report: Report) -> ContentPage | None:
    """Return a page with its calls, or None after reporting what cannot be read in it."""
    if report_hidden(text, file, report):
        return None
    if (count := text.count("{{")) > MOST_CALLS:
        report.add("too-large", Place(file), found=f"{count:,} calls", limit=f"{MOST_CALLS:,} calls")
        return None
    try:
        tree = _ENVIRONMENT.parse(text)
    except jinja2.TemplateSyntaxError as error:
        report.add("template-syntax", Place(file, error.lineno or 1), reason=error.message or "syntax error")
        return None
    calls = []
    for node in tree.body:
        parts: list[nodes.Node] = list(node.nodes) if isinstance(node, nodes.Output) else [node]
        for part in parts:
            if isinstance(part, nodes.TemplateData):
                continue
            if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name):
                words = _words(part)
                if words is None:
                    place = _place_of(text, file, part.lineno, part.node.name)
                    report.add("wrong-arguments", place, found=part.node.name, wanted="words in quotation marks")
                else:
                    calls.append(ContentCall(part.node.name, words, part.lineno))
            elif isinstance(part, nodes.Getattr) and isinstance(part.node, nodes.Name):
                calls.append(ContentCall(f"{part.node.name}.{part.attr}", (), part.lineno))
            else:
                report.add(
                    "template-syntax", Place(file, part.lineno), reason="something other than a call is in braces"
                )
    return ContentPage(file, text, tuple(calls))


def calls_in(text: str) -> tuple[ContentCall, ...]:
    """Return the calls in a text that was found to be sound."""
    page = read_content(text, "", Report())
    return page.calls if page else ()


def _words(call: nodes.Call) -> tuple[str, ...] | None:
    """Return the words of a call, or None where they are not plain words in quotation marks."""
    values = [word.value for word in call.args if isinstance(word, nodes.Const)]
    if call.kwargs or call.dyn_args or call.dyn_kwargs or len(values) < len(call.args):
        return None
    return tuple(values) if all(isinstance(value, str) for value in values) else None
