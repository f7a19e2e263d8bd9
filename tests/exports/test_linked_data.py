"""Pages say in the vocabulary of schema.org what they are about, and only with what that vocabulary knows."""

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec_schemaorg.models as vocabulary
import pytest
from msgspec_schemaorg.base import SchemaOrgBase

from living_review.model.library import Library
from living_review.render.head import KEY, with_head
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.render.reading import rendered_pages, split_page

OPEN = "https://licence.example/open/"
SITE = "https://review.example/"
Node = dict[str, Any]


def heads(library: Library, settings: Settings) -> dict[str, Node]:
    pages = rendered_pages(library, settings)
    return {page.path: split_page(page.text)[0][KEY] for page in pages}


@pytest.fixture(scope="module")
def tiny(tiny_library: Library) -> dict[str, Node]:
    return {path: head["data"] for path, head in heads(tiny_library, Settings(site=SITE, date="2026-11-25")).items()}


def kinds(node: Node) -> list[type[SchemaOrgBase]]:
    names = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    return [getattr(vocabulary, name) for name in names]


def ranges(node: Node, name: str) -> str:
    """Return the types that a property may have on a node, as the vocabulary declares them; empty where it has no such property."""
    declared = (
        vars(base).get("__annotations__", {}).get(name) for kind in kinds(node) for base in inspect.getmro(kind)
    )
    return next((str(found) for found in declared if found), "")


def wrong(node: Node, place: str = "") -> Iterator[str]:
    """Yield every property that the vocabulary does not give to its node, and every value of a type it does not allow."""
    for name, value in node.items():
        here = f"{place}/{name}"
        if name in ("@type", "@context"):
            continue
        allowed = set(re.findall(r"\w+", ranges(node, name)))
        if not allowed:
            yield f"{here} is unknown on {node['@type']}"
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                names = {base.__name__ for kind in kinds(item) for base in inspect.getmro(kind)}
                if not names & allowed:
                    yield f"{here} is no {item['@type']}"
                yield from wrong(item, here)
            elif isinstance(item, str):
                if not allowed & {"str", "URL", "date", "datetime"}:
                    yield f"{here} is no text"
            elif not allowed & {"int", "float"}:
                yield f"{here} is no number"


def test_every_page_speaks_schema_org(tiny: dict[str, Node]) -> None:
    for data in tiny.values():
        assert data["@context"] == "https://schema.org"
        assert list(wrong(data)) == []
    assert len(tiny) > 11


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ({"@type": "Dataset", "colour": "red"}, "/colour is unknown on Dataset"),
        ({"@type": "Dataset", "creator": {"@type": "Dataset"}}, "/creator is no Dataset"),
        ({"@type": "PropertyValue", "minValue": "7"}, "/minValue is no text"),
        ({"@type": "Dataset", "isPartOf": {"@type": "WebSite", "unitText": "V"}}, "/isPartOf/unitText is unknown on WebSite"),
    ],
)  # fmt: skip
def test_what_the_vocabulary_does_not_know_would_be_found(node: Node, problem: str) -> None:
    assert list(wrong(node)) == [problem]


def test_each_kind_of_page_is_what_it_is(tiny: dict[str, Node]) -> None:
    found = {path: data["@type"] for path, data in tiny.items()}
    assert found["index.md"] == ["WebSite", "DataCatalog"]
    assert found["metals.md"] == "ScholarlyArticle"
    assert found["glossary.md"] == found["guide/codes/e103.md"] == "WebPage"
    assert {kind for path, kind in found.items() if path.startswith("materials/z")} == {"Dataset"}


def test_a_record_is_described_with_its_values_and_sources(tiny: dict[str, Node]) -> None:
    data = tiny["materials/zn-pure.md"]
    assert (data["name"], data["url"]) == ("Pure zinc", f"{SITE}materials/zn-pure.html")
    assert data["dateModified"] == "2020-02-03"
    assert data["creator"] == [{"@type": "Organization", "name": "The contributors"}]
    assert data["isPartOf"] == {"@type": "DataCatalog", "name": "Sacrificial anodes", "url": SITE}
    capacity = data["variableMeasured"][0]
    assert (capacity["value"], capacity["unitText"], capacity["measurementTechnique"]) == (780, "Ah/kg", "measured")
    assert capacity["url"] == f"{SITE}materials/zn-pure.html#m-capacity"
    sponge = tiny["materials/zn-cell.md"]["citation"]
    assert {item["sameAs"] for item in sponge} == {"https://doi.org/10.1000/atlas", "https://doi.org/10.1000/survey"}


def test_bounds_stay_bounds(tiny: dict[str, Node]) -> None:
    (capacity,) = tiny["materials/zn-al.md"]["variableMeasured"]
    assert capacity["minValue"] == 760
    assert not {"value", "maxValue"} & set(capacity)


def test_the_licences_are_those_of_the_review(tiny: dict[str, Node], tiny_library: Library) -> None:
    licences = {"records_licence": OPEN, "prose_licence": f"{OPEN}by/"}
    found = heads(replace(tiny_library, review=tiny_library.review.model_copy(update=licences)), Settings(site=SITE))
    assert found["materials/mg.md"]["data"]["license"] == OPEN
    assert found["metals.md"]["data"]["license"] == f"{OPEN}by/"
    assert "license" not in tiny["materials/mg.md"]


def test_without_an_address_nothing_has_one(tiny_library: Library) -> None:
    for head in heads(tiny_library, Settings()).values():
        data = head["data"]
        assert "url" not in data
        assert "review.example" not in json.dumps(data)


def test_text_beyond_16_bits_survives_front_matter(tiny_library: Library) -> None:
    pure = tiny_library.materials["zn-pure"].model_copy(update={"name": "𝛼-zinc π"})
    library = replace(tiny_library, materials={**tiny_library.materials, "zn-pure": pure})
    page = next(page for page in rendered_pages(library) if page.path == "materials/zn-pure.md")
    front, _ = split_page(page.text)
    assert front["title"] == front[KEY]["title"] == page.title == "𝛼-zinc π"


def test_titles_and_descriptions_are_read_from_a_page() -> None:
    front = Page("a.md", '---\ntitle: "a &lt;b&gt; &amp; c"\ndescription: "d"\n---\n\n# Other\n', "")
    assert (front.title, front.description) == ("a <b> & c", "d")
    heading = Page("a.md", "# 3.1 Na<sub>3</sub>Sb {: #x }\n\ndescription: no\n", "")
    assert (heading.title, heading.description) == ("3.1 Na3Sb", "")


@pytest.mark.parametrize(
    ("text", "front", "rest"),
    [
        ("# A\n", {}, "\n# A\n"),
        ("---\nhide: [navigation]\n---\n\n# A\n", {"hide": ["navigation"]}, "\n# A\n"),
        ("---\n\nA rule above, and no front matter.\n", {}, "\n---\n\nA rule above, and no front matter.\n"),
    ],
)
def test_front_matter_is_kept(tiny_library: Library, text: str, front: Node, rest: str) -> None:
    found, body = split_page(with_head(Site(tiny_library, Settings()), Page("other.md", text, "")).text)
    assert found.pop(KEY)["type"] == "article"
    assert (found, body) == (front, rest)
