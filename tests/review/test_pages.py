"""Every kind of page opens from a folder and from a server, without errors and without another host, for everybody."""

from pathlib import Path

from living_review.model.library import Library
from tests.browser import OpenVisit
from tests.render.reading import read_html
from tests.site.auditing import audits

# What the small review has not, or not so much of it; every kind of page is opened there.
PAGES = (
    "index.html",
    "phosphorus.html",
    "antimony.html",
    "materials/bi-c.html",
    "materials/titanium-based-anodes.html",
    "references.html",
    "cell-estimate.html",
    "guide/commands.html",
)
# Those that have elements of their own; lists have an audit of their own.
UNLIKE = {"index.html", "antimony.html", "materials/bi-c.html", "cell-estimate.html", "guide/commands.html"}


def test_pages_open_quietly_on_a_server(visit: OpenVisit) -> None:
    seen = visit(served=True)
    for address in PAGES[::3]:
        page = seen.open(address)
        seen.settle()
        assert page.locator("article h1").count() == 1, address
    assert seen.errors == []
    assert seen.foreign == []


def test_pages_open_quietly_from_a_folder_fit_a_phone_and_an_audit_finds_nothing(visit: OpenVisit) -> None:
    """In light and in dark colours."""
    seen, known, faults = visit(), set[int](), dict[str, list[str]]()
    for address in PAGES:
        if address in UNLIKE:
            faults |= audits(seen, [address], both=True, known=known)
        else:
            seen.open(address)
        page = seen.page
        seen.settle()
        assert page.locator("article h1").count() == 1, address
        page.set_viewport_size({"width": 360, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.locator(f"body[data-md-color-scheme={'default' if scheme == 'light' else 'slate'}]").wait_for()
            assert page.evaluate("document.scrollingElement.scrollWidth") <= 360, address
            backdrop = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (backdrop == "rgb(255, 255, 255)") is (scheme == "light"), address
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
    assert faults == {}
    assert seen.errors == []
    assert seen.foreign == []


def test_navigation_goes_through_the_chapters_in_order(folder: Path, real_library: Library) -> None:
    chapters = [section.number for section in real_library.sections.values() if section.is_page]
    address, titles = "introduction.html", list[str]()
    while len(titles) < len(chapters):
        page = read_html((folder / address).read_text("utf-8"))
        (title,) = page.all("h1")
        titles.append(title.text.strip())
        (following,) = (item for item in page.all("a") if "md-footer__link--next" in item.attributes.get("class", ""))
        address = following.attributes["href"]
    assert [title.split(" ")[0] for title in titles] == chapters


def test_citation_leads_to_the_reference_and_back(visit: OpenVisit) -> None:
    page = visit().open("antimony.html")
    page.locator("article a.citation#cite-ref-07-1").click()
    page.wait_for_url("**/references.html#ref-07")
    entry = page.locator("#ref-07")
    assert "not identified" in entry.inner_text()
    entry.locator("a", has_text="Antimony").first.click()
    page.wait_for_url("**/antimony.html#cite-ref-07-1")
    assert page.locator("#cite-ref-07-1").is_visible()


def test_term_shows_its_definition_and_leads_to_the_glossary(visit: OpenVisit) -> None:
    page = visit(script=False).open("antimony.html")
    term = page.locator("article a.term").first
    assert len(term.get_attribute("title") or "") > 20
    term.click()
    assert "glossary.html#" in page.url


def test_value_in_a_chapter_leads_to_its_measurement(visit: OpenVisit) -> None:
    page = visit().open("antimony.html")
    page.locator("article a.value").first.click()
    anchor = page.url.partition("#")[2]
    assert anchor.startswith("m-")
    page.locator(f"#{anchor}").wait_for(state="visible")
    assert page.locator(f"#{anchor} .stated-value").inner_text()


def test_a_report_is_offered_only_where_somebody_receives_it(visit: OpenVisit, real_library: Library) -> None:
    """The tests build without the address of a repository."""
    page = visit(script=False).open("materials/bi-c.html")
    is_received = bool(real_library.review.repository or real_library.review.contact)
    assert (page.locator("a", has_text="Report a problem").count() > 0) is is_received
    assert page.locator("a[href^='mailto:?']").count() == 0


def test_colours_can_be_switched_by_hand(visit: OpenVisit) -> None:
    page = visit(alone=True).open("antimony.html")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    seen = {page.evaluate(scheme)}
    for _ in range(3):
        page.locator("label[for^=__palette]:visible").click()
        seen.add(page.evaluate(scheme))
    assert seen == {"default", "slate"}
