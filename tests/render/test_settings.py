"""Where a repository is known pages lead into it to edit and report; where none is they still say how."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from living_review.model.library import Library
from living_review.site.page import Page, Settings
from tests.projects import ROOT
from tests.render.reading import Reader, read_page, rendered_pages

REPOSITORY = "https://example.org/them/review"
FILE = "data/materials/zinc/zn-pure.yml"


@pytest.fixture(scope="module", params=[REPOSITORY, f"{REPOSITORY}/"])
def with_repository(request: pytest.FixtureRequest, tiny_library: Library) -> dict[str, Page]:
    pages = rendered_pages(tiny_library, Settings(request.param, "edit/main/"))
    return {page.path: page for page in pages}


def links(page: Reader, words: str) -> list[str]:
    return [item.attributes["href"] for item in page.all("a") if item.text.startswith(words)]


@pytest.mark.parametrize(
    ("repository", "path", "address"),
    [
        ("https://a.org/x", "edit/main/", "https://a.org/x/edit/main/data/a.yml"),
        ("https://a.org/x/", "/edit/main", "https://a.org/x/edit/main/data/a.yml"),
        ("https://a.org/x", "_edit/main/review/", "https://a.org/x/_edit/main/review/data/a.yml"),
        ("", "edit/main/", ""),
        ("https://a.org/x", "", ""),
        ("", "", ""),
    ],
)
def test_edit_address(repository: str, path: str, address: str) -> None:
    assert Settings(repository, path).edit_address("data/a.yml") == address


def test_a_record_leads_to_its_file(with_repository: dict[str, Page]) -> None:
    page = read_page(with_repository["materials/zn-pure.md"])
    assert links(page, "Edit this record") == [f"{REPOSITORY}/edit/main/{FILE}"]


def test_a_record_names_its_file_where_no_repository_is_known(tiny_html: dict[str, Reader]) -> None:
    page = tiny_html["materials/zn-pure.html"]
    assert links(page, "Edit this record") == []
    assert page.all("code")[-1].text == FILE


@pytest.mark.parametrize(
    ("words", "subject", "value"),
    [
        ("Report a problem with this record", "Wrong value in zn-pure", ""),
        ("Report a problem with this value", "Wrong value in zn-pure (capacity)", "capacity: 780 Ah/kg"),
    ],
)
def test_a_report_is_filled_in(
    with_repository: dict[str, Page], tiny_html: dict[str, Reader], words: str, subject: str, value: str
) -> None:
    issue = links(read_page(with_repository["materials/zn-pure.md"]), words)[0]
    mail = links(tiny_html["materials/zn-pure.html"], words)[0]
    assert issue.startswith(f"{REPOSITORY}/issues/new?template=wrong-value.yml&title=")
    assert mail.startswith("mailto:editors@anodes.example?subject=")
    asked, written = parse_qs(urlsplit(issue).query), parse_qs(mail.partition("?")[2])
    assert asked["title"] == written["subject"] == [subject]
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/wrong-value.yml").read_text("utf-8"))
    anchor = f"#m-{value.partition(':')[0]}" if value else ""
    known = {"page": f"materials/zn-pure.html{anchor}", "record": FILE, "shown": value}
    assert set(known) < {field["id"] for field in form["body"] if "id" in field}
    assert {key: asked.get(key, [""]) for key in known} == {key: [text] for key, text in known.items()}
    lines = [f"{key.capitalize()}: {text}" for key, text in known.items()]
    assert written["body"][0].splitlines() == [*lines, "Right value: ", "Source: "]


@pytest.mark.parametrize(
    ("contact", "address"), [(None, None), ("https://anodes.example/write", "https://anodes.example/write")]
)
def test_what_cannot_reach_anybody_is_not_shown(
    tiny_library: Library, contact: str | None, address: str | None
) -> None:
    review = tiny_library.review.model_copy(update={"contact": contact})
    library = replace(tiny_library, review=review)
    page = read_page({page.path: page for page in rendered_pages(library)}["materials/zn-pure.md"])
    found = {item.attributes["href"] for item in page.all("a") if item.text.startswith("Report a problem")}
    assert found == ({address} if address else set())


def test_every_value_can_be_reported(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    for material in tiny_library.materials.values():
        found = links(tiny_html[f"materials/{material.id}.html"], "Report a problem with this value")
        assert len(found) == len(material.measurements)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("materials/zn-pure.md", FILE),
        ("materials/mg.md", "data/materials/light/mg.yml"),
        ("metals.md", "content/metals.md"),
        ("materials/index.md", "data/families.yml"),
        ("references.md", ""),
        ("glossary.md", "data/glossary.yml"),
        ("checked.md", ""),
    ],
)
def test_each_page_knows_what_it_is_made_from(tiny_pages: dict[str, Page], path: str, source: str) -> None:
    assert tiny_pages[path].source == source
