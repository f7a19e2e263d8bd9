"""Links and anchors hold wherever a call stands: on a page in a folder, twice on a page, or nowhere."""

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


Rendered = tuple[dict[str, Reader], set[str]]


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """Return the pages of each variant of the tiny review, and the files beside them."""
    folder = tmp_path_factory.mktemp("variants")
    found = {}
    for name, changes in VARIANTS.items():
        library = library_of(project(folder / name, changes))
        found[name] = read_pages(finished_pages(library)), files_beside(library)
    return found


def test_links_lead_somewhere(variants: dict[str, Rendered]) -> None:
    assert all(len(pages) >= 9 for pages, _ in variants.values())
    found = {name: broken_links(pages, files) for name, (pages, files) in variants.items()}
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_anchors_stay_unique(variants: dict[str, Rendered]) -> None:
    for name, (pages, _) in variants.items():
        for address, page in pages.items():
            assert len(page.ids) == len(set(page.ids)), (name, address)


def test_every_numbered_citation_is_led_back_to(variants: dict[str, Rendered]) -> None:
    for name, (pages, _) in variants.items():
        back = set(pages["references.html"].links)
        cited = {
            f"{address}#{anchor}" for address, page in pages.items() for anchor in page.ids if anchor[:5] == "cite-"
        }
        assert cited - back == set(), name


@pytest.mark.parametrize(
    ("variant", "address"),
    [
        ("a claim of a chapter, shown", "paper.html#c-metals-bold"),
        ("a claim of a chapter, shown elsewhere", "paper.html#c-metals-bold"),
        ("a claim of a chapter, shown nowhere", "paper.html#c-metals-bold"),
        ("a claim of a section, shown", "paper.html#c-light-metals-bold"),
        ("a claim of a section, shown nowhere", "paper.html#c-light-metals-bold"),
    ],
)
def test_the_list_of_checks_leads_to_a_claim_of_a_chapter(
    variants: dict[str, Rendered], variant: str, address: str
) -> None:
    assert address in variants[variant][0]["checked.html"].links
