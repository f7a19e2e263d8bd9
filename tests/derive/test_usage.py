"""Every use of a reference and every mention of a record is found, each once."""

from dataclasses import replace

import pytest

from living_review.derive.usage import metric_uses, pages_about, reference_uses, references_of, stated
from living_review.model.base import Claim, Source, State
from living_review.model.content import ContentCall, ContentPage
from living_review.model.library import Library


def page(name: str, *calls: tuple[str, ...]) -> ContentPage:
    return ContentPage(f"content/{name}", "", tuple(ContentCall(call[0], call[1:], 1) for call in calls))


def with_pages(library: Library, *pages: ContentPage) -> Library:
    return replace(library, pages={item.name: item for item in pages})


@pytest.mark.parametrize(
    ("source", "support", "keys"),
    [
        (Source(reference="a", place="x"), (), ("a",)),
        (Source(reference="a", via="b", place="x"), (), ("a", "b")),
        (Source(reference="a", via="b", place="x"), ("c", "a", "c"), ("a", "b", "c")),
        (Source(reference="a", place="x"), ("b",), ("a", "b")),
    ],
)
def test_references_of_a_claim(source: Source, support: tuple[str, ...], keys: tuple[str, ...]) -> None:
    claim = Claim(id="it", text="It holds.", source=source, state=State.VERIFIED, support=support)
    assert tuple(references_of(claim)) == keys


def test_stated_holds_values_and_claims(tiny_library: Library) -> None:
    found = [item.id for item in stated(tiny_library.materials["zn-pure"])]
    assert found == ["capacity", "rate", "swelling", "classic"]


def test_who_uses_a_reference(tiny_library: Library) -> None:
    uses = reference_uses(tiny_library)
    assert list(uses["handbook"].materials) == ["mno2", "zn-pure"]
    assert list(uses["handbook"].terms) == ["passivation"]
    assert list(uses["handbook"].behind) == ["zn-al", "zn-cell", "zn-pure"]
    assert list(uses["lost"].materials) == ["zn-al", "zn-pure"]
    assert not uses["lost"].terms


def test_citations_are_counted_by_page(tiny_library: Library) -> None:
    pages = (
        page("one.md", ("cite", "handbook", "lost"), ("cite", "handbook"), ("value", "zn-pure", "rate")),
        page("two.md", ("cite", "lost")),
    )
    uses = reference_uses(with_pages(tiny_library, *pages))
    assert uses["handbook"].pages == {"one.md": 2}
    assert uses["lost"].pages == {"one.md": 1, "two.md": 1}


def test_an_unused_reference_has_no_uses(tiny_library: Library) -> None:
    bare = replace(tiny_library, materials={}, terms={}, pages={})
    assert dict(reference_uses(bare)) == {}


@pytest.mark.parametrize("call", [("value", "zn-al", "capacity"), ("material", "zn-al"), ("check", "zn-al", "it")])
def test_a_page_that_names_a_record_is_about_it(tiny_library: Library, call: tuple[str, ...]) -> None:
    assert pages_about(with_pages(tiny_library, page("one.md", call))) == {"zn-al": ["one.md"]}


@pytest.mark.parametrize("call", [("cite", "zn-al"), ("formula", "zn-al"), ("records", "zn-al"), ("chart", "zn-al")])
def test_other_calls_are_not_about_a_record(tiny_library: Library, call: tuple[str, ...]) -> None:
    assert pages_about(with_pages(tiny_library, page("one.md", call))) == {}


def test_pages_about_a_record_come_in_order_and_once(tiny_library: Library) -> None:
    twice = page("one.md", ("material", "zn-pure"), ("value", "zn-pure", "rate"))
    later = page("two.md", ("material", "zn-al"), ("material", "zn-pure"))
    found = pages_about(with_pages(tiny_library, twice, later))
    assert found == {"zn-pure": ["one.md", "two.md"], "zn-al": ["two.md"]}


def test_the_source_of_a_claim_of_a_chapter_is_used_on_the_page_of_the_paper(tiny_library: Library) -> None:
    claim = Claim(id="it", text="It holds.", source=Source(reference="lost", place="x"), state=State.UNVERIFIED)
    chapter = tiny_library.outline[0].model_copy(update={"claims": (claim,)})
    uses = reference_uses(with_pages(replace(tiny_library, outline=(chapter,), materials={})))
    assert uses["lost"].pages == {"paper.md": 0}


def test_a_chart_uses_each_metric_that_it_names(tiny_library: Library) -> None:
    settings = {"metric": ["swelling", "cell-capacity"], "x": {"scale": "log"}, "against": "corrosion-rate"}
    charts = {"own": tiny_library.charts["material"].model_copy(update={"settings": settings})}
    library = with_pages(replace(tiny_library, charts=charts), page("own.md", ("chart", "own")))
    assert metric_uses(library) == {key: ["own.md"] for key in ("swelling", "cell-capacity", "corrosion-rate")}
