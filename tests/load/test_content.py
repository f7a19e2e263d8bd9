"""Hand-written pages: their calls are found without running anything."""

import pytest

from living_review.diagnostics.report import Report
from living_review.load.content import place_in, read_content
from living_review.model.content import ContentCall, ContentPage

FILE = "content/x.md"


def page_of(text: str) -> ContentPage:
    report = Report()
    page = read_content(text, FILE, report)
    assert not list(report)
    assert page is not None
    return page


def problems(text: str) -> list[str]:
    report = Report()
    read_content(text, FILE, report)
    return [f"{item.code.number} {item.place.line}:{item.place.column}" for item in report]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("nothing", []),
        ("{{ facts() }}", [("facts", (), 1)]),
        ("a\n\n{{ value('m', \"c\") }} and {{cite('a','b')}}\n", [("value", ("m", "c"), 3), ("cite", ("a", "b"), 3)]),
        ("{{ cite(\n  'a',\n  'b',\n) }}", [("cite", ("a", "b"), 1)]),
        ("{{ review.name }}", [("review.name", (), 1)]),
        ("{# {{ facts() }} #}{% raw %}{{ facts() }}{% endraw %}", []),
        ("```\n{{ facts() }}\n```", [("facts", (), 2)]),
        ("{{ nobody('knows') }}", [("nobody", ("knows",), 1)]),
    ],
)
def test_calls(text: str, calls: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert page_of(text).calls == tuple(ContentCall(*call) for call in calls)
    assert page_of(text).text == text


def test_the_page_is_called_by_its_path_in_the_site() -> None:
    assert page_of("").name == "x.md"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n{{ facts( }}", ["E301 2:1"]),
        ("{{ facts() ", ["E301 1:1"]),
        ("{% endraw %}", ["E301 1:1"]),
        ("{{ facts }}", ["E301 1:1"]),
        ("{{ 1 + 1 }}", ["E301 1:1"]),
        ("a\n{% if true %}{{ facts() }}{% endif %}", ["E301 2:1"]),
        ("{% set x = 1 %}{% import 'a' as b %}", ["E301 1:1"]),
        ("{{ facts()() }}", ["E301 1:1"]),
        ("{{ facts().x }}", ["E301 1:1"]),
        ("{{ cite('a') ~ cite('b') }}", ["E301 1:1"]),
        ("see {{ cite(a) }}", ["E303 1:8"]),
        ("see {{ cite(1) }}", ["E303 1:8"]),
        ("see {{ cite(None) }}", ["E303 1:8"]),
        ("see {{ cite(key='a') }}", ["E303 1:8"]),
        ("see {{ cite(*['a']) }}", ["E303 1:8"]),
        ("see {{ cite(**{'a': 'b'}) }}", ["E303 1:8"]),
        ("see {{ cite(cite('a')) }}", ["E303 1:8"]),
        ("a\u202eb", ["E007 1:2"]),
        ("a\tb", ["E007 1:2"]),
        ("{{ 1 }}\n{{ cite(a) }}\n{{ x }}", ["E301 1:1", "E303 2:4", "E301 3:1"]),
    ],
)
def test_what_is_refused(text: str, found: list[str]) -> None:
    assert problems(text) == found


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("a {{ cite('ab') }}", "ab", "content/x.md:1:12"),
        ("\n\n{{ cite('ab-c', 'ab') }}", "ab", "content/x.md:3:18"),
        ("{{ cite('x',\n  'ab') }}", "ab", "content/x.md:2:4"),
        ("ab\n{{ cite('ab') }}", "ab", "content/x.md:2:10"),
        ("{{ cite('a\\x62') }}", "ab", "content/x.md:1:1"),
    ],
)
def test_the_place_of_a_word(text: str, word: str, place: str) -> None:
    page = page_of(text)
    assert str(place_in(page, page.calls[0], word)) == place


def test_the_place_of_a_word_is_in_its_call() -> None:
    page = page_of("{{ holds('x', 'max(metric = a) > 1') }} {{ value('b', 'a') }}, {{ value('c', 'a') }}")
    assert [place_in(page, call, "a").column for call in page.calls[1:]] == [56, 79]
    spread = page_of("{{ cite(\n  'b',\n  'a',\n) }}")
    assert place_in(spread, spread.calls[0], "a").line == 3
