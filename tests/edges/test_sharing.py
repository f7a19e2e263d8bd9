"""Where the address of the site is known, pages tell it to those who share them; what strangers wrote stays text."""

import json
import struct
from pathlib import Path

import pytest

from tests.conftest import ADDRESS, AT_ADDRESS, REPOSITORY
from tests.edges.running import built
from tests.projects import Change, project, with_cache
from tests.render.reading import Reader, read_html

NAME = "Pure \"zinc\" & </script><script>alert('1')</script>"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, tiny_published: Path) -> Path:
    """Return the site of a project whose address is known, with a record that has a hostile name."""
    changes: dict[str, Change] = {
        "data/materials/zinc/zn-pure.yml": ("name: Pure zinc", f"name: {json.dumps(NAME)}"),
        "mkdocs.yml": AT_ADDRESS,
    }
    root = with_cache(project(tmp_path_factory.mktemp("published"), changes), tiny_published)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEW_REPOSITORY", REPOSITORY)
        patch.setenv("SOURCE_DATE_EPOCH", "1795599580")
        built(root)
    return root / "site"


@pytest.fixture(scope="module")
def record(published: Path) -> Reader:
    return read_html((published / "materials" / "zn-pure.html").read_text("utf-8"))


def test_addresses_are_whole(record: Reader, published: Path) -> None:
    place = f"{ADDRESS}materials/zn-pure.html"
    assert [item.attributes["content"] for item in record.all("meta", property="og:url")] == [place]
    assert [item.attributes["href"] for item in record.all("link", rel="canonical")] == [place]
    (picture,) = (item.attributes["content"] for item in record.all("meta", property="og:image"))
    assert picture == f"{ADDRESS}cards/materials/zn-pure.png"
    assert (published / picture.removeprefix(ADDRESS)).is_file()


@pytest.mark.parametrize("path", ["index", "metals", "materials/zn-pure", "guide/codes/e103"])
def test_each_kind_of_page_has_a_picture_of_the_size_that_it_states(published: Path, path: str) -> None:
    page = read_html((published / f"{path}.html").read_text("utf-8"))
    (address,) = (item.attributes["content"] for item in page.all("meta", property="og:image"))
    data = (published / address.removeprefix(ADDRESS)).read_bytes()
    stated = [page.all("meta", property=f"og:image:{side}")[0].attributes["content"] for side in ("width", "height")]
    assert [str(number) for number in struct.unpack(">II", data[16:24])] == stated == ["1200", "630"]
    assert [item.attributes["content"] for item in page.all("meta", name="twitter:card")] == ["summary_large_image"]


def test_a_hostile_name_is_shown_as_it_is(record: Reader) -> None:
    (title,) = (item.attributes["content"] for item in record.all("meta", property="og:title"))
    (script,) = record.all("script", type="application/ld+json")
    data = json.loads(script.text)
    assert title == data["name"] == NAME
    assert "</script" not in script.text
    assert data["url"] == f"{ADDRESS}materials/zn-pure.html"


def test_a_citation_has_address_and_version(published: Path) -> None:
    text = (published / "citations" / "zn-pure" / "capacity.bib").read_text("utf-8")
    assert f'url = "{ADDRESS}materials/zn-pure.html#m-capacity"' in text
    assert 'year = "2026"' in text


def test_the_front_page_and_a_missing_page(published: Path) -> None:
    front = read_html((published / "index.html").read_text("utf-8"))
    assert [item.attributes["content"] for item in front.all("meta", property="og:url")] == [f"{ADDRESS}index.html"]
    missing = read_html((published / "404.html").read_text("utf-8"))
    assert missing.all("meta", property="og:title") == []


def test_a_chapter_is_tagged_for_scholarly_search_and_a_record_is_not(published: Path, record: Reader) -> None:
    def tags(page: Reader) -> list[tuple[str, str]]:
        found = [
            (item.attributes.get("name", ""), item.attributes["content"])
            for item in page.all("meta")
            if "content" in item.attributes
        ]
        return [(name, content) for name, content in found if name.startswith("citation_")]

    address = f"{ADDRESS}metals.html"
    assert tags(read_html((published / "metals.html").read_text("utf-8"))) == [
        ("citation_title", "Metals"),
        ("citation_author", "The contributors"),
        ("citation_publication_date", "2026/11/25"),
        ("citation_inbook_title", "Sacrificial anodes"),
        ("citation_public_url", address),
        ("citation_fulltext_html_url", address),
    ]
    front = dict(tags(read_html((published / "index.html").read_text("utf-8"))))
    assert front["citation_title"] == "Sacrificial anodes: A tiny review of another field, invented for the tests"
    assert "citation_inbook_title" not in front
    assert tags(record) == []


def test_signposts_have_whole_addresses_of_files_that_are_there(published: Path, record: Reader) -> None:
    links = [item.attributes for item in record.all("link")]
    place = f"{ADDRESS}materials/zn-pure.html"
    assert [item["href"] for item in links if item["rel"] == "cite-as"] == [place]
    (document,) = (item["href"] for item in links if item.get("type") == "application/json")
    assert json.loads((published / document.removeprefix(ADDRESS)).read_bytes())["address"] == place
    (linkset,) = (item["href"] for item in links if item["rel"] == "linkset")
    contexts = json.loads((published / linkset.removeprefix(ADDRESS)).read_bytes())["linkset"]
    own = [context for context in contexts if context["anchor"] == place]
    assert [item["href"] for item in own[0]["item"]] == [document]
    assert {"anchor": document, "collection": [{"href": place, "type": "text/html"}]} in contexts
