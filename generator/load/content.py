"""Hand-written pages: their text and the calls in them, found without running anything."""

import re

import jinja2
from jinja2 import nodes

from generator.diagnostics.place import Place
from generator.diagnostics.report import Report
from generator.load.files import report_hidden
from generator.model.library import ContentCall, ContentPage

_ENVIRONMENT = jinja2.Environment(autoescape=False)


def _place_of(text: str, file: str, line: int, word: str) -> Place:
    """Return the place of a word on a line, or the line itself."""
    lines = text.splitlines()
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", shown)
    return Place(file, line, match.start() + 1 if match else 1, len(word) if match else max(len(shown), 1))


def place_in(page: ContentPage, call: ContentCall, word: str) -> Place:
    """Return the place of a word of a call."""
    return _place_of(page.text, page.file, call.line, word)


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
    for node in tree.find_all(nodes.Call):
        if not isinstance(node.node, nodes.Name):
            report.add("unknown-call", Place(file, node.lineno), found="this", choices="the calls of the guide")
            continue
        if node.kwargs or not all(isinstance(word, nodes.Const) and isinstance(word.value, str) for word in node.args):
            place = _place_of(text, file, node.lineno, node.node.name)
            report.add("wrong-arguments", place, found=node.node.name, wanted="words in quotation marks")
            continue
        words = tuple(str(word.value) for word in node.args if isinstance(word, nodes.Const))
        calls.append(ContentCall(node.node.name, words, node.lineno))
    return ContentPage(file, text, tuple(calls))
