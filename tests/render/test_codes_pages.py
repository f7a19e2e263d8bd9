"""The page of a code is found by its number, shows its examples as they were typed, and leads back to the index."""

from pathlib import Path

import pytest

from living_review.diagnostics.codes import Code, Level
from living_review.diagnostics.explanation import read_explanation
from living_review.model.library import CODES_INDEX
from living_review.modules import ALL_CODES
from living_review.render.pages.codes import FORMS, STAGES, code_page, moved_codes, render_check, render_codes
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.edges.running import run
from tests.projects import TINY, library_of, problems, project
from tests.render.reading import Reader, broken_links, read_pages, split_page

# With the checks that the tiny review declares.
SITE = Site(library_of(TINY), Settings())
CODES = SITE.library.codes
MADE = [*render_codes(tuple(CODES.values())), *(render_check(SITE, code) for code in CODES.values() if code.declared)]
PAGES: dict[str, Page] = {page.path: page for page in MADE}
HTML = read_pages(PAGES.values())
INDEX = HTML["guide/codes/index.html"]


def page_of(code: Code) -> Reader:
    return HTML[code.page]


def test_every_code_has_a_stage() -> None:
    assert {code.stage for code in CODES.values()} == set(STAGES)
    headings = [item.text.removesuffix("¶") for item in INDEX.all("h2")]
    assert headings == list(STAGES.values())


def test_the_index_has_each_code_once_in_its_stage() -> None:
    rows = [item.text.strip() for item in INDEX.all("th", scope="row")]
    assert sorted(rows) == sorted(code.number for code in CODES.values())
    assert len(INDEX.all("table")) == len(STAGES)
    for code in CODES.values():
        assert read_explanation(code).summary.replace("`", "") in [
            item.text for item in INDEX.all("span", cls="metric")
        ]


def test_warnings_are_marked_in_the_index() -> None:
    warnings = [code for code in CODES.values() if code.level is Level.WARNING]
    assert len(INDEX.all("span", cls="level")) == len(warnings) > 0


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_search_finds_the_number(code: Code) -> None:
    front, _ = split_page(PAGES[code_page(code)].text)
    assert front["title"] == f"{code.number}: {code.title}"
    assert front["description"]
    assert front["search"] == {"boost": 0.5}
    (heading,) = page_of(code).all("h1")
    assert heading.text.removesuffix("¶") == front["title"]


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_the_level_is_said_in_words(code: Code) -> None:
    text = " ".join(item.text for item in page_of(code).all("p"))
    assert ("stops the build" in text) is (code.level is Level.ERROR)
    assert ("a warning" in text) is (code.level is Level.WARNING)


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=ALL_CODES)
def test_examples_are_shown_as_they_were_typed(code: Code) -> None:
    explained = read_explanation(code)
    wrong, right = page_of(code).all("pre")
    assert (wrong.text, right.text) == (explained.wrong.text, explained.right.text)
    files = [item.text for item in page_of(code).all("p", cls="code-file")]
    for example, line in zip((explained.wrong, explained.right), files, strict=True):
        assert line.strip() == f"{example.file} {FORMS[example.form]}".strip()


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_the_facts_of_a_case_are_marked(code: Code) -> None:
    said = [item.text for item in page_of(code).all("dd")]
    assert said == [code.plain_message, code.plain_expected, code.plain_remedy]


def test_pages_lead_to_the_index_and_the_index_to_them() -> None:
    assert broken_links(HTML, ["guide/fields.html", "checked.html"]) == []
    assert all("index.html" in page_of(code).links for code in CODES.values())
    assert CODES_INDEX in PAGES


def test_the_page_of_a_declared_check_says_what_it_compared() -> None:
    def compared(check: str) -> list[str]:
        return [" ".join(item.text.split()) for item in page_of(CODES[check]).all("li")]

    assert compared("above-all") == [
        "capacity-left <= 100 %: 1 value in 1 record, of which none contradicts it.",
        "metal-use <= 100 %: 2 values in 1 record, of which none contradicts it.",
    ]
    assert compared("power-of-time") == [
        "run-time = energy-per-mass / power-per-mass: nothing yet. No record has a power."
    ]


def test_a_former_number_of_a_check_leads_to_its_page(tmp_path: Path) -> None:
    was = ("outside-breadth:\n", "outside-breadth:\n  formerly: [P009]\n")
    root = project(tmp_path, {"data/checks.yml": was})
    site = Site(library_of(root), Settings())
    (moved,) = moved_codes(site.library)
    assert moved.path == "guide/codes/p009.html"
    assert 'content="0; url=c-outside-breadth.html"' in moved.data.decode()
    assert "It was P009 before." in render_check(site, site.library.codes["outside-breadth"]).text
    explained = run("explain", "P009", "--project", str(root)).output
    assert explained.startswith("C-outside-breadth The potential lies in the window")


def test_an_answer_to_a_former_number_names_the_one_of_now(tmp_path: Path) -> None:
    answered = ("{P004: The source prints the final volume.}", "{P004: The source prints it., P009: Why.}")
    was = ("outside-breadth:\n", "outside-breadth:\n  formerly: [P009]\n")
    (item,) = problems(project(tmp_path, {"data/checks.yml": was, "data/materials/zinc/zn-pure.yml": answered}))
    assert (item.code.number, "is now called C-outside-breadth" in item.message) == ("P013", True)
