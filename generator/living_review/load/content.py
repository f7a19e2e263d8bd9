"""Hand-written pages: their text and the calls in them, found without running anything."""

import re

import jinja2
from jinja2 import nodes

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import report_hidden
from living_review.model.content import ContentCall, ContentPage

_ENVIRONMENT = jinja2.Environment(autoescape=False)


def _start_of(text: str, line: int) -> int:
    """Return where a line starts in a text."""
    return sum(len(above) + 1 for above in text.split("\n")[: line - 1])


def _place_at(text: str, file: str, start: int, length: int) -> Place:
    """Return the place of what starts somewhere in a text."""
    return Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), length)


def _place_of(text: str, file: str, line: int, word: str) -> Place:
    """Return the place of a word on a line or after it, or the line itself."""
    match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, _start_of(text, line))
    return _place_at(text, file, match.start(), len(word)) if match else Place(file, line)


def place_in(page: ContentPage, call: ContentCall, word: str) -> Place:
    """Return the place of a word of a call."""
    return _place_of(page.text, page.file, call.line, word)


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
