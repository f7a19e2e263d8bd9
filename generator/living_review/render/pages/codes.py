"""The problems that a check can find: an index of all codes, and a page for each, that of a declared check with what it compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup

from living_review.diagnostics.codes import Code, Level, address_of
from living_review.diagnostics.explanation import Example, Explanation, read_explanation
from living_review.model.library import CHECKED, CODES_INDEX, FIELDS, Library
from living_review.render.templating import render_document, render_page
from living_review.site.links import Links
from living_review.site.page import Asset, Page
from living_review.site.site import Site, front_matter_text
from living_review.text.markup import escape, show_backticks, show_code, show_ours, show_words

# Title of each stage by the first digit of its codes.
STAGES = {
    "0": "Files and YAML",
    "1": "The shape of a record",
    "2": "Links between records",
    "3": "Chapters",
    "4": "Chemistry and physics",
    "5": "The program itself",
    "6": "Tables to import",
    "7": "Settings of the site",
    "P": "Checks of the measured values",
    "C": "Checks that this review declares",
}
# What a reader must know about the form of an example that is more than some lines of a file.
FORMS = {
    "": "",
    "whole": "the whole file",
    "missing": "",
    "unreadable": "",
    "link": "",
    "named": r"\t stands for a tab",
    "faulty": "",
    "latin-1": "saved as Latin-1",
    "escapes": r"\t stands for a tab",
    "imported": "a table to import",
}


@dataclass(frozen=True)
class ExampleView:
    """A block of code and the file it belongs to."""

    file: str
    form: str
    code: Markup


@dataclass(frozen=True)
class ComparedView:
    """How often a formula of a declared check compared values, and in how many records."""

    formula: str
    values: int
    records: int
    objections: int


@dataclass(frozen=True)
class CodeView:
    """One code as its page shows it."""

    number: str
    title: str
    front_title: str
    description: str
    is_error: bool
    summary: Markup
    message: str
    expected: str
    remedy: str
    text: Markup
    examples: list[tuple[str, ExampleView]]
    after: Markup
    address: str
    index: str
    formerly: str = ""
    compared: Sequence[ComparedView] = ()
    answer: str = ""
    checked: str = ""


@dataclass(frozen=True)
class IndexView:
    """All codes by stage."""

    groups: list[tuple[str, list[CodeView]]]
    count: int
    fields: str


def code_page(code: Code) -> str:
    """Return the path of the page of a code."""
    return code.page.removesuffix(".html") + ".md"


def _example(example: Example) -> ExampleView:
    return ExampleView(example.file, FORMS[example.form], show_code(example.text))


def _declared_text(text: str) -> Markup:
    """Return the paragraphs of a declared check, which is data: nothing in them but `code` is markup."""
    return Markup("\n\n").join(show_backticks(paragraph) for paragraph in text.split("\n\n"))


def _view(code: Code, explanation: Explanation, page: str) -> CodeView:
    links = Links(page)
    return CodeView(
        number=code.number,
        title=code.title,
        front_title=front_matter_text(f"{code.number}: {code.title}"),
        description=front_matter_text(explanation.summary.replace("`", "")),
        is_error=code.level is Level.ERROR,
        summary=show_backticks(explanation.summary),
        message=code.plain_message,
        expected=code.plain_expected,
        remedy=code.plain_remedy,
        text=_declared_text(explanation.text) if code.declared else show_ours(explanation.text),
        examples=[(name, _example(item)) for name, item in explanation.named_examples],
        after=show_ours(explanation.after) if explanation.after else escape(""),
        address=links.to(code_page(code)),
        index=links.to(CODES_INDEX),
        formerly=" and ".join(code.formerly),
    )


@cache
def render_codes(codes: tuple[Code, ...]) -> tuple[Page, ...]:
    """Return the index of all codes, and the page of each that no review declares."""
    explained = {code: read_explanation(code) for code in codes}
    views = {code: _view(code, explanation, CODES_INDEX) for code, explanation in explained.items()}
    groups = [(title, [view for code, view in views.items() if code.stage == stage]) for stage, title in STAGES.items()]
    index = IndexView([group for group in groups if group[1]], len(views), Links(CODES_INDEX).to(FIELDS))
    pages = [Page(CODES_INDEX, render_page("codes", index), "")]
    for code, explanation in explained.items():
        if code.declared:
            continue
        page = code_page(code)
        pages.append(Page(page, render_page("code", _view(code, explanation, page)), ""))
    return tuple(pages)


@dataclass(frozen=True)
class MovedView:
    """A page that has another address now."""

    old: str
    new: str
    address: str


def moved_codes(library: Library) -> list[Asset]:
    """Return a page at each former address of a code, which leads to that of now."""
    found = []
    for code in library.codes.values():
        for number in code.formerly:
            page = address_of(number)
            view = MovedView(number, f"{code.number}: {code.title}", Links(page).to(code_page(code)))
            found.append(Asset(page, render_document("moved", view).encode()))
    return found


def _compared(library: Library, key: str) -> list[ComparedView]:
    """Return what each formula of a declared check compared."""
    found = []
    for place, formula in enumerate(library.checks[key].formulas):
        verdicts = [item for item in library.verdicts if (item.check, item.formula) == (key, place)]
        records = len({item.owner for item in verdicts})
        found.append(ComparedView(formula, len(verdicts), records, sum(not item.holds for item in verdicts)))
    return found


def render_check(site: Site, code: Code) -> Page:
    """Return the page of a declared check."""
    page = code_page(code)
    view = replace(
        _view(code, read_explanation(code), page),
        compared=_compared(site.library, code.name),
        answer=show_words(" ".join(site.library.checks[code.name].answers.values())),
        checked=Links(page).to(CHECKED, "checks"),
    )
    return Page(page, render_page("code", view), "")
