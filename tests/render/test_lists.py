"""What a list gives to the script that narrows it: its entries, the words by which they are chosen, and ticks where it has them."""

import pytest

from living_review.model.library import Library
from living_review.render.components.narrow import families_in_order
from tests.render.reading import Reader

LISTS = ("references.html", "checked.html", "materials/index.html", "unknown.html", "glossary.html")


@pytest.mark.parametrize("address", LISTS)
def test_every_choice_leaves_an_entry(tiny_html: dict[str, Reader], address: str) -> None:
    page = tiny_html[address]
    entries = [item.attributes for item in page.elements if "data-entry" in item.attributes]
    named: dict[str, set[str]] = {}
    for item in page.elements:
        if item.tag == "select" and "data-choose" in item.attributes:
            offered = named.setdefault(item.attributes["name"], set())
        elif item.tag == "option" and item.attributes.get("data-name") and item.attributes["value"]:
            offered.add(item.attributes["value"])
    assert entries
    for name, offered in named.items():
        occurring = {word for entry in entries for word in entry.get(f"data-{name}", "").split()}
        assert offered == occurring, name
        assert len(offered) > 1, name


def test_what_is_compared_comes_first(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    compared = {item.family for item in tiny_library.compared_materials}
    assert families_in_order(tiny_library)[-1] not in compared
    headings = [item.text for item in tiny_html["materials/index.html"].all("h2")]
    assert headings[-1].startswith("Oxides")


def test_every_material_can_be_ticked_for_a_comparison(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    page = tiny_html["materials/index.html"]
    ticks = [item.attributes["value"] for item in page.all("input") if item.attributes["type"] == "checkbox"]
    assert sorted(ticks) == sorted(tiny_library.materials)
    assert [item.attributes["data-compare"] for item in page.all("p", cls="ticked")] == ["../compare.html"]
