"""The navigation holds chapters and overviews, not records, so that it does not grow with them."""

import html
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from living_review.building.navigation import render_navigation
from living_review.model.content import ContentPage
from living_review.model.library import Library
from living_review.render.pages.guide import TITLES
from living_review.site.page import Settings
from living_review.site.site import Site

WRITTEN = ["guide/index.md", *sorted(f"guide/{name}.md" for name in TITLES if name != "index")]
GUIDE = ["guide/fields.md", "guide/codes/index.md", "guide/architecture.md", "guide/licences.md"]
OVERVIEWS = [
    "materials/index.md",
    "explore.md",
    "compare.md",
    "query.md",
    "cell-estimate.md",
    "checked.md",
    "corrections.md",
    "unknown.md",
]
OVERVIEWS += ["references.md", "glossary.md"]


def files(entries: list[Any]) -> Iterator[str]:
    """Yield the pages of a navigation in order."""
    for entry in entries:
        for below in [entry] if isinstance(entry, str) else entry.values():
            yield from [below] if isinstance(below, str) else files(below)


def titles(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        for title, below in entry.items():
            yield title
            if isinstance(below, list):
                yield from titles(below)


def navigation(library: Library) -> list[dict[str, Any]]:
    return render_navigation(Site(library, Settings()))


def with_page(library: Library, text: str) -> Library:
    return replace(library, pages={**library.pages, "about.md": ContentPage("content/about.md", text, ())})


def test_the_navigation_of_the_tiny_review(tiny_library: Library) -> None:
    assert list(files(navigation(tiny_library))) == ["index.md", "metals.md", "paper.md", *OVERVIEWS, *WRITTEN, *GUIDE]


def test_no_material_is_in_the_navigation(tiny_library: Library) -> None:
    found = list(files(navigation(tiny_library)))
    assert [name for name in found if name.startswith("materials/") and name != "materials/index.md"] == []
    assert len(found) == len(set(found))
    assert set(tiny_library.pages) <= set(found)


def test_a_chapter_carries_its_number(tiny_library: Library) -> None:
    assert "1 Metals" in list(titles(navigation(tiny_library)))


@pytest.mark.parametrize(
    ("text", "title"), [("# About us\n\nText.", "About us"), ("{{ facts() }}", "Sacrificial anodes")]
)
def test_other_pages_come_last_under_their_heading(tiny_library: Library, text: str, title: str) -> None:
    assert navigation(with_page(tiny_library, text))[-1] == {title: "about.md"}


PAGES = {
    "guide/records.md": "# Fix a record\n",
    "guide/index.md": "# Take part\n",
    "guide/charts.md": "# Draw a chart\n",
    "talks/one.md": "# A talk\n",
    "about.md": "# About\n",
}


def test_the_pages_of_a_folder_are_one_group(tiny_library: Library) -> None:
    pages = {name: ContentPage(f"content/{name}", text, ()) for name, text in PAGES.items()}
    found = navigation(replace(tiny_library, pages={**tiny_library.pages, **pages}))
    assert [next(iter(entry)) for entry in found[12:]] == ["Take part", "Talks", "About"]
    guide, talks = (entry[title] for entry, title in zip(found[12:], ("Take part", "Talks"), strict=False))
    own = ["guide/charts.md", "guide/records.md"]
    assert list(files(guide)) == ["guide/index.md", *sorted([*WRITTEN[1:], *own]), *GUIDE]
    assert [name for name in titles(guide) if name in ("Draw a chart", "Fix a record")] == [
        "Draw a chart",
        "Fix a record",
    ]
    assert next(iter(titles(guide))) == "Take part"
    assert talks == [{"A talk": "talks/one.md"}]


def test_a_review_without_a_guide_of_its_own_has_the_generated_one(tiny_library: Library) -> None:
    assert navigation(tiny_library)[-1] == {
        "Contribute": [
            {"Contribute": WRITTEN[0]},
            *({TITLES[page.removeprefix("guide/").removesuffix(".md")]: page} for page in WRITTEN[1:]),
            {"All keys": GUIDE[0]},
            {"Problems": GUIDE[1]},
            {"Architecture": GUIDE[2]},
            {"Licences": GUIDE[3]},
        ]
    }


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", 'a "b" & c', "<b>"])
def test_titles_are_safe_where_the_theme_prints_them(tiny_library: Library, hostile: str) -> None:
    """The theme prints the titles of the navigation as they are, and in the head with their entities resolved."""
    chapter = tiny_library.outline[0].model_copy(update={"title": hostile})
    library = with_page(replace(tiny_library, outline=(chapter,)), f"# {hostile}\n")
    for title in titles(navigation(library)):
        assert not set(title) & set('<>"'), title
        assert not set(html.unescape(title)) & set("<>"), title
