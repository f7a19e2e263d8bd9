"""The content of a page finds its place in one document: anchors, links, headings, pictures; the rest stays as written."""

import pytest

from living_review.render.relocation import Addresses, relocate, within_whole
from living_review.site.page import Asset

PAGES = ["metals.md", "materials/zn.md"]
SITE = "https://example.org/review/"


def move(content: str, page: str = "metals.md", level: int = 2, site: str = "") -> str:
    addresses = Addresses(PAGES, {"index.md": "top"}, [Asset("materials/zn.svg", b"<svg/>")], site)
    return str(relocate(content, page, level, addresses))


@pytest.mark.parametrize(
    ("page", "href", "found"),
    [
        ("metals.md", "#wear", "#metals:wear"),
        ("metals.md", "materials/zn.html", "#materials/zn"),
        ("metals.md", "materials/zn.html#m-mass", "#materials/zn:m-mass"),
        ("materials/zn.md", "../metals.html#wear", "#metals:wear"),
        ("materials/zn.md", "../index.html#ways", "#top"),
        ("materials/zn.md", "https://doi.org/10.1000/1", "https://doi.org/10.1000/1"),
        ("metals.md", "mailto:?subject=a&amp;body=b", "mailto:?subject=a&amp;body=b"),
    ],
)
def test_a_link_leads_to_the_same_place(page: str, href: str, found: str) -> None:
    assert move(f'<a href="{href}">x</a>', page) == f'<a href="{found}">x</a>'


def test_a_link_to_what_is_not_there_leads_to_the_site_or_nowhere() -> None:
    link = '<a class="c" href="../guide/codes/e103.html#why">E103</a>'
    assert move(link, "materials/zn.md") == '<a class="c">E103</a>'
    assert move(link, "materials/zn.md", site=SITE) == f'<a class="c" href="{SITE}guide/codes/e103.html#why">E103</a>'


def test_anchors_are_told_apart_and_drawings_keep_their_own() -> None:
    drawing = '<svg viewBox="0 0 1 1"><clipPath id="c1"><path d="M0"/></clipPath><g clip-path="url(#c1)"/></svg>'
    found = move(f'<p id="a">&amp; &#96; a</p>{drawing}')
    assert '<p id="metals:a">&amp; &#96; a</p><svg viewBox="0 0 1 1">' in found
    assert 'id="metals:c1"' in found
    assert '<g clip-path="url(#metals:c1)"/>' in found


def test_what_only_the_document_shows_is_a_comment_on_the_page() -> None:
    assert move(f"<p>Figure {within_whole('3.1-')}2<!-- a note --></p>") == "<p>Figure 3.1-2</p>"


def test_boxes_that_scroll_are_no_landmarks_there() -> None:
    """Their names are those of one page only."""
    assert move('<div role="region" aria-label="A"></div>') == '<div role="group" aria-label="A"></div>'


def test_headings_take_their_level() -> None:
    assert move("<h1>A</h1><h2>B</h2><h5>C</h5>", level=3) == "<h3>A</h3><h4>B</h4><h6>C</h6>"


def test_what_serves_the_screen_is_left_out() -> None:
    left = '<script>if (a < b) "</p>";</script><div class="chart-view chart-narrow"><p>x<br>y<img src="q"></p></div>'
    assert move(f'<p>a{left}<button type="button">b</button><a class="headerlink" href="#a">#</a>c</p>') == "<p>ac</p>"


def test_a_picture_is_held_and_a_foreign_one_is_not_asked_for() -> None:
    assert move('<img src="zn.svg" alt="Zn">', "materials/zn.md") == (
        '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="Zn">'
    )
    assert move('<img src="https://example.org/a.png" alt="Zn">') == '<img alt="Zn">'


def test_a_value_of_an_attribute_stays_escaped() -> None:
    assert move('<p id="a" title="&quot;&gt;&lt;script&gt;">x</p>') == (
        '<p id="metals:a" title="&quot;&gt;&lt;script&gt;">x</p>'
    )
