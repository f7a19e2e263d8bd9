"""The problems that a check can find: an index of all codes, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.diagnostics.codes import CODES, Code, Level
from generator.diagnostics.explanation import Explanation, read_explanation
from generator.model.library import CODES_INDEX
from generator.render.links import Links
from generator.render.page import Page
from generator.render.templating import render_page
from generator.text.markup import escape, show_code, show_ours

STAGES = {
    "0": "Files and YAML",
    "1": "The shape of a record",
    "2": "Links between records",
    "3": "Chapters",
    "4": "Chemistry and physics",
}


@dataclass(frozen=True)
class CodeView:
    """One code as its page shows it."""

    number: str
    title: str
    name: str
    level: str
    address: str
    summary: Markup
    message: str
    expected: str
    remedy: str
    text: Markup
    wrong: Markup
    wrong_file: str
    right: Markup
    right_file: str
    after: Markup
    index: str


@dataclass(frozen=True)
class IndexView:
    """All codes by stage."""

    groups: list[tuple[str, list[CodeView]]]
    count: int


def code_page(code: Code) -> str:
    """Return the path of the page of a code."""
    return code.page.removesuffix(".html") + ".md"


def _view(code: Code, explanation: Explanation, page: str) -> CodeView:
    links = Links(page)
    return CodeView(
        number=code.number,
        title=code.title,
        name=code.name,
        level="stops the build" if code.level is Level.ERROR else "is a warning",
        address=links.to(code_page(code)),
        summary=show_ours(explanation.summary),
        message=code.plain_message,
        expected=code.plain_expected,
        remedy=code.plain_remedy,
        text=show_ours(explanation.text),
        wrong=show_code(explanation.wrong.text),
        wrong_file=explanation.wrong.file,
        right=show_code(explanation.right.text),
        right_file=explanation.right.file,
        after=show_ours(explanation.after) if explanation.after else escape(""),
        index=links.to(CODES_INDEX),
    )


def render_codes() -> Iterator[Page]:
    """Yield the index of all codes and the page of each."""
    explained = {code: read_explanation(code) for code in CODES.values()}
    views = [_view(code, explanation, CODES_INDEX) for code, explanation in explained.items()]
    groups = [(title, [view for view in views if view.number[1] == stage]) for stage, title in STAGES.items()]
    yield Page(CODES_INDEX, render_page("codes", IndexView(groups, len(views))), "")
    for code, explanation in explained.items():
        page = code_page(code)
        yield Page(page, render_page("code", _view(code, explanation, page)), "")
