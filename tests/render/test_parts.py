"""The pieces of pages: what each call of a chapter becomes, and when a piece is left out."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from living_review.model.base import State
from living_review.model.content import ContentPage
from living_review.model.domain import Term
from living_review.model.library import Library
from living_review.render.components.parts import Parts
from living_review.render.pages.content import render_content_page
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.render.reading import Reader, read_html


def parts(library: Library, page: str = "index.md") -> Parts:
    return Parts(Site(library, Settings()), page)


def shown(markup: Markup) -> Reader:
    return read_html(f"<div>{markup}</div>")


def text_of(markup: Markup) -> str:
    return shown(markup).elements[0].text


def with_terms(library: Library, **terms: str) -> Library:
    """Return the library with other terms; aliases follow their term after a bar."""
    made = {}
    for key, words in terms.items():
        term, *aliases = words.split("|")
        made[key] = Term(term=term, aliases=tuple(aliases), definition=f"What {term} is.")
    return replace(library, terms=made)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Passivation ends it.", ["Passivation"]),
        ("A passive film ends it.", ["passive film"]),
        ("Passivation, passivation and the passive film.", ["Passivation"]),
        ("Unpassivation, passivations and passivation-like.", []),
        ("No such word.", []),
        ("In *passivation* it stops.", ["passivation"]),
        ("[passivation](https://example.org/)", []),
    ],
)
def test_a_term_is_linked_once_and_only_as_a_word(tiny_library: Library, text: str, linked: list[str]) -> None:
    assert [item.text for item in shown(parts(tiny_library).prose(text)).all("a", cls="term")] == linked


def test_a_term_is_linked_once_on_a_page(tiny_library: Library) -> None:
    page = parts(tiny_library)
    found = [len(shown(page.prose("Passivation.")).all("a")) for _ in range(3)]
    assert found == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("An ion pair.", ["ion pair"]),
        ("An ion.", ["ion"]),
        ("An ION.", ["ION"]),
        ("An İon and an ıon.", []),
        ("SEI (layer) and C++.", ["SEI (layer)", "C++"]),
        ("An sei (layer) and c++.", ["c++"]),
        ("ICE, not ice.", ["ICE"]),
        ("Ice, then ICE.", ["ICE"]),
    ],
)
def test_the_longest_term_wins(tiny_library: Library, text: str, linked: list[str]) -> None:
    """Abbreviations are linked as they are written."""
    library = with_terms(tiny_library, ion="ion", pair="ion pair", sei="SEI (layer)", cpp="C++", ice="efficiency|ICE")
    assert [item.text for item in shown(parts(library).prose(text)).all("a", cls="term")] == linked


def test_a_review_without_terms_links_none(tiny_library: Library) -> None:
    assert parts(with_terms(tiny_library)).prose("Passivation.") == "Passivation."


@pytest.mark.parametrize("text", ["not stated", "not applicable"])
def test_what_is_not_known_is_marked(tiny_library: Library, text: str) -> None:
    (element,) = shown(parts(tiny_library).prose(text)).all("span", cls="absent")
    assert element.text == text


@pytest.mark.parametrize(
    ("material", "measurement", "text"),
    [("zn-pure", "capacity", "780\u00a0Ah/kg"), ("zn-al", "capacity", ">\u202f760\u00a0mAh/g unverified")],
)
def test_a_value_carries_its_state_unless_it_is_verified(
    tiny_library: Library, material: str, measurement: str, text: str
) -> None:
    value = parts(tiny_library).value(material, measurement)
    assert text_of(value) == text
    assert shown(value).links == [f"materials/{material}.html#m-{measurement}"]


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_named_in_words(tiny_library: Library, state: State) -> None:
    (element,) = shown(parts(tiny_library).state(state)).all("span")
    assert element.text == state.value
    assert element.attributes["title"] == state.meaning


def test_citations_are_numbered_and_each_has_its_anchor(tiny_library: Library) -> None:
    page = parts(tiny_library)
    first, second = page.cite("handbook", "lost"), page.cite("handbook")
    assert text_of(first) == "[2, 1]"
    assert shown(first).ids + shown(second).ids == ["cite-handbook-1", "cite-lost-1", "cite-handbook-2"]


@pytest.mark.parametrize(
    ("words", "text"), [(None, "Zinc with aluminium"), ("this alloy", "this alloy"), ("ZnO2", "ZnO2")]
)
def test_a_record_is_linked_under_any_words(tiny_library: Library, words: str | None, text: str) -> None:
    link = parts(tiny_library, "materials/mg.md").material("zn-al", words)
    assert text_of(link) == text
    assert shown(link).links == ["zn-al.html"]


def test_the_records_of_a_family_include_those_below_it(tiny_library: Library) -> None:
    page = parts(tiny_library)
    zinc, light = (shown(page.records(family)) for family in ("zinc", "light"))
    assert [item.text for item in zinc.all("th", scope="row")] == [
        "Magnesium alloys",
        "Zinc with aluminium",
        "Zinc sponge",
        "Pure zinc",
    ]
    assert [item.text for item in light.all("th", scope="row")] == ["Magnesium alloys"]


@pytest.mark.parametrize(
    ("owner", "claim", "paper", "link"),
    [
        ("zn-pure", "classic", "handbook", "paper.html#c-zn-pure-classic"),
        ("zn-pure", "classic", "survey", "materials/zn-pure.html#c-classic"),
        ("passivation", "always", "handbook", "paper.html#c-passivation-always"),
        ("passivation", "always", "survey", "glossary.html#c-passivation-always"),
    ],
)
def test_a_check_says_in_a_line_what_the_source_says_and_leads_to_what_holds(
    tiny_library: Library, owner: str, claim: str, paper: str, link: str
) -> None:
    review = tiny_library.review.model_copy(update={"paper": paper})
    note = shown(parts(replace(tiny_library, review=review)).check(owner, claim))
    item = next(item for item in tiny_library.claims_of(owner) if item.id == claim)
    assert item.note is not None
    assert note.elements[0].text == f"What the source says: {item.text} {item.state.value} What holds"
    assert note.links[-1] == link


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("# Plain\n\nNo call.\n", "# Plain\n\nNo call.\n"),
        ("{{ review.name }}: {{ review.subtitle }}", "Sacrificial anodes: A tiny review of another field, invented for the tests"),
        ('{{ formula("ZnO2") }}', "ZnO<sub>2</sub>"),
        ("{# a remark #}Text", "Text"),
        ('{{ material("mg", "it") }}', '<a href="materials/mg.html">it</a>'),
    ],
)  # fmt: skip
def test_calls_in_a_chapter(tiny_library: Library, text: str, rendered: str) -> None:
    page = render_content_page(Site(tiny_library, Settings()), "index.md", ContentPage("content/index.md", text, ()))
    assert page.text == rendered
    assert (page.path, page.source, page.address) == ("index.md", "content/index.md", "index.html")


@pytest.mark.parametrize(
    ("section", "heading"),
    [("", "# 1 Metals {: #metals }"), ('"light-metals"', "## &#49;&#46;1 Light metals {: #light-metals }")],
)
def test_a_heading_is_numbered_and_keeps_its_anchor(tiny_library: Library, section: str, heading: str) -> None:
    content = ContentPage("content/metals.md", f"{{{{ heading({section}) }}}}", ())
    text = render_content_page(Site(tiny_library, Settings()), "metals.md", content).text
    assert text.partition("\n")[0] == heading
