"""Links and anchors hold wherever a call stands: on a page in a folder, twice on a page, or nowhere."""

from pathlib import Path

import pytest

from tests.projects import Change, library_of, project
from tests.render.reading import Reader, broken_links, files_beside, finished_pages, read_pages

CLAIM = "{id: bold, text: It holds., source: {reference: handbook, place: p}, state: misleading, note: No., support: [lost]}"
WITH_CLAIM = ("  file: metals.md\n", f"  file: metals.md\n  claims: [{CLAIM}]\n")
IN_SECTION = ("      title: Light metals\n", f"      title: Light metals\n      claims: [{CLAIM}]\n")
NOTHING = "Nothing is known."
EVERY_CALL = """# Everything

{{ facts() }}

{{ value("zn-pure", "capacity") }} {{ limit("zinc-metal") }} {{ change("zinc-metal") }} {{ cite("lost", "handbook") }}
{{ material("mg") }} {{ term("passivation", "this film") }} {{ formula("ZnO2") }} {{ review.name }} {{ cite("lost") }}

{{ check("zn-pure", "classic") }}

{{ records("zinc", "light") }}

{{ chart("limits") }}
"""
VARIANTS: dict[str, dict[str, Change]] = {
    "every call on a page in a folder": {"content/some/where/page.md": EVERY_CALL},
    "every call on a page beside": {"content/beside.md": EVERY_CALL},
    "a claim of a chapter, shown": {
        "data/outline.yml": WITH_CLAIM,
        "content/metals.md": (NOTHING, '{{ check("metals", "bold") }}'),
    },
    "a claim of a chapter, shown twice": {
        "data/outline.yml": WITH_CLAIM,
        "content/metals.md": (NOTHING, '{{ check("metals", "bold") }}\n\n{{ check("metals", "bold") }}'),
    },
    "a claim of a chapter, shown elsewhere": {
        "data/outline.yml": WITH_CLAIM,
        "content/index.md": ("{{ facts() }}", '{{ check("metals", "bold") }}'),
    },
    "a claim of a chapter, shown nowhere": {"data/outline.yml": WITH_CLAIM},
    "a claim of a section, shown": {
        "data/outline.yml": IN_SECTION,
        "content/metals.md": (NOTHING, '{{ check("light-metals", "bold") }}'),
    },
    "a claim of a section, shown nowhere": {"data/outline.yml": IN_SECTION},
    "the same check on two pages": {"content/index.md": ("{{ facts() }}", '{{ check("zn-pure", "classic") }}')},
    "a reference cited on two pages": {"content/index.md": ("{{ facts() }}", '{{ cite("lost") }} {{ cite("lost") }}')},
}  # fmt: skip


@pytest.fixture(params=VARIANTS.values(), ids=list(VARIANTS))
def rendered(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, Reader], set[str]]:
    """Return the pages of a variant of the tiny review, and the files beside them."""
    library = library_of(project(tmp_path, request.param))
    return read_pages(finished_pages(library)), files_beside(library)


def test_links_lead_somewhere(rendered: tuple[dict[str, Reader], set[str]]) -> None:
    pages, files = rendered
    assert len(pages) >= 9
    assert broken_links(pages, files) == []


def test_anchors_stay_unique(rendered: tuple[dict[str, Reader], set[str]]) -> None:
    for page in rendered[0].values():
        assert len(page.ids) == len(set(page.ids))


def test_every_numbered_citation_is_led_back_to(rendered: tuple[dict[str, Reader], set[str]]) -> None:
    pages, _ = rendered
    back = set(pages["references.html"].links)
    for address, page in pages.items():
        for anchor in page.ids:
            if anchor.startswith("cite-"):
                assert f"{address}#{anchor}" in back


@pytest.mark.parametrize(
    ("variant", "address"),
    [
        ("a claim of a chapter, shown", "metals.html#c-metals-bold"),
        ("a claim of a chapter, shown elsewhere", "metals.html#metals"),
        ("a claim of a chapter, shown nowhere", "metals.html#metals"),
        ("a claim of a section, shown", "metals.html#c-light-metals-bold"),
        ("a claim of a section, shown nowhere", "metals.html#light-metals"),
    ],
)
def test_the_list_of_checks_leads_to_a_claim_of_a_chapter(tmp_path: Path, variant: str, address: str) -> None:
    library = library_of(project(tmp_path, VARIANTS[variant]))
    pages = read_pages(finished_pages(library))
    assert address in pages["checked.html"].links
