"""The page of the architecture: packages in the order of the imports, each with its modules, and what was found in them."""

import pytest

from living_review.charts import chart_kinds
from living_review.modules import MODULES
from living_review.render.pages import architecture
from living_review.render.pages.architecture import PACKAGES, first_sentence, render_architecture
from tests.projects import ROOT
from tests.render.reading import Reader, read_page


@pytest.fixture(scope="module")
def page() -> Reader:
    return read_page(render_architecture(tuple(MODULES.values())))


def test_packages_stand_in_the_order_of_imports(page: Reader) -> None:
    headings = [item.text.removesuffix("¶") for item in page.all("h2")]
    packages = [name if name.endswith(".py") else f"{name}/" for name in PACKAGES]
    assert headings == [*packages, "Kinds of charts", "Kinds of pages"]


def test_a_package_of_one_file_has_no_table(page: Reader) -> None:
    assert [
        *(f"Modules of {name}/" for name in PACKAGES if not name.endswith(".py")),
        "Kinds of charts",
        "Kinds of pages",
    ] == [item.attributes["aria-label"] for item in page.all("div", role="region")]


def test_the_kinds_of_charts_and_pages_are_found(page: Reader) -> None:
    names = [item.text for item in page.all("th", scope="row")]
    pages = sorted(
        path.stem for path in (ROOT / "generator/living_review/render/pages").glob("*.py") if path.stem != "__init__"
    )
    assert names[-len(pages) :] == pages
    assert names[-len(pages) - len(chart_kinds(MODULES.values())) : -len(pages)] == list(chart_kinds(MODULES.values()))


def test_the_sentence_is_the_first_of_the_docstring(page: Reader) -> None:
    assert first_sentence('"""One sentence.\n\nMore of it.\n"""\n') == "One sentence."
    assert first_sentence("x = 1\n") == ""
    shown = [item.text for item in page.all("td")]
    assert (architecture.__doc__ or "").strip() in shown
