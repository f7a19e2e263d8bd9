"""Long pages: what narrows them, that links into them lead to their entry, and that they are whole without scripts and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from living_review.model.base import Claim, State
from living_review.model.library import Library
from tests.browser import OpenVisit, Visit
from tests.review.test_drawer import settle
from tests.site.auditing import audit, audit_in_both

REFERENCES, CHECKED, MATERIALS = "references.html", "checked.html", "materials/index.html"
NARROWED = (REFERENCES, CHECKED, MATERIALS, "unknown.html", "glossary.html")
MADE = ("explore.html", "compare.html", "query.html")
SHOWN = "[data-entry]:visible"
NAME = ".md-sidebar--primary label.md-nav__link[for=__toc]"
CONTENTS = ".md-sidebar--primary .md-nav--secondary a"
PAGE, SCREEN, MOST_SCREENS = 25, 844, 15


def open_list(seen: Visit, address: str) -> Page:
    page = seen.open(address)
    page.locator(".narrow[data-ready]").wait_for(state="attached")
    return page


def status(page: Page) -> Locator:
    return page.locator(".narrow [role=status]")


def words(page: Page) -> Locator:
    return page.locator(".narrow [name=q]")


def chooser(page: Page, name: str) -> Locator:
    return page.locator(f".narrow [name={name}]")


def is_in_sight(item: Locator) -> bool:
    return bool(
        item.evaluate(
            "item => { const box = item.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"
        )
    )


def screens(page: Page) -> float:
    return float(page.evaluate("document.scrollingElement.scrollHeight")) / SCREEN


def has_contents(page: Page) -> bool:
    """Tell whether the drawer has the contents of a page, behind the name of the page."""
    return page.locator(NAME).count() == 1 and page.locator(CONTENTS).count() > 1


def leads_into(page: Page) -> bool:
    """Tell whether a finger comes to a part of a page by its contents in the drawer."""
    page.locator("label.md-header__button[for=__drawer]").tap()
    settle(page)
    page.locator(f"{NAME} > button").tap()
    settle(page)
    page.locator(f"{CONTENTS}:visible").last.tap()
    page.wait_for_url("**#*")
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    return is_in_sight(page.locator(f'[id="{anchor}"]'))


def test_no_page_is_long_without_a_way_to_narrow_it(visit: OpenVisit, folder: Path) -> None:
    """Records have tests of their own, and the pages of codes are short; the tables without scripts have contents, see below."""
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    addresses = [
        path for path in paths if not re.match(r"materials/(?!index)|guide/codes/|explore-|whole-|embed/|404", path)
    ]
    # Scripts change the length of those that they narrow or make; a live chart is as large as its picture.
    seen, still = visit(width=390, touch=True), visit(width=390, touch=True, script=False)
    for one in (seen, still):
        one.page.set_viewport_size({"width": 390, "height": SCREEN})
    assert len(addresses) > 30
    long = []
    for address in addresses:
        page = (seen if address in (*NARROWED, *MADE) else still).open(address)
        if screens(page) > MOST_SCREENS:
            long.append(address)
            assert has_contents(page), address
            assert len(long) % 6 != 1 or leads_into(seen.open(address)), address
    assert "hard-carbon.html" in long
    assert set(long).isdisjoint((*NARROWED, *MADE))


def test_the_tables_without_scripts_lead_to_each_material(visit: OpenVisit, real_library: Library) -> None:
    page = visit(width=390, script=False).open("explore-2.html")
    assert screens(page) > MOST_SCREENS
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_in_viewport()
    contents.locator("summary", has_text="Phosphorus").click()
    record = next(item for item in real_library.materials.values() if item.family == "phosphorus")
    contents.locator(f'a[href="#material-{record.id}"]').click()
    assert is_in_sight(page.locator(f'[id="material-{record.id}"]'))


def test_references_are_found_by_their_words(visit: OpenVisit, real_library: Library) -> None:
    page = open_list(visit(), REFERENCES)
    expect(page.locator(SHOWN)).to_have_count(PAGE)
    expect(status(page)).to_have_text(f"{len(real_library.references)} references")
    words(page).fill("mortazavi SOFTENING 10.1016/j.jpowsour")
    expect(status(page)).to_have_text(f"1 of {len(real_library.references)} references")
    expect(page.locator(SHOWN)).to_have_attribute("id", "src-mortazavi-2013")
    assert page.locator("article h2:visible").count() == 1, "a group without entries has no heading"
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(SHOWN)).to_have_count(PAGE)
    assert "#" not in page.url


def test_references_are_chosen_by_year_and_by_how_much_was_read(visit: OpenVisit, real_library: Library) -> None:
    wanted = {key for key, item in real_library.references.items() if item.year == "2024" and item.is_read_in_full}
    page = open_list(visit(), f"{REFERENCES}#list:year=2024")
    page.locator(".narrow-pages [name=size]").select_option("all")
    chooser(page, "read").select_option("full")
    expect(page.locator(SHOWN)).to_have_count(len(wanted))
    assert set(page.locator(SHOWN).evaluate_all("items => items.map(item => item.id)")) == wanted != set()
    assert chooser(page, "year").locator("option:checked").inner_text() == f"2024 ({len(wanted)})"


def test_pages_of_a_list_hold_all_of_it(visit: OpenVisit) -> None:
    page = open_list(visit(), "glossary.html")
    total = page.locator("[data-entry]").count()
    position, following = page.locator(".narrow-pages span"), page.get_by_role("button", name="Next", exact=True)
    last, found = -(-total // PAGE), []
    for number in range(1, last + 1):
        expect(position).to_have_text(f"Page {number} of {last}")
        found += page.locator(SHOWN).evaluate_all("items => items.map(item => item.id)")
        if number < last:
            following.click()
            assert is_in_sight(status(page))
    assert len(found) == len(set(found)) == total
    assert following.get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize(
    ("address", "anchor"),
    [(REFERENCES, "src-mortazavi-2013"), ("glossary.html", "pareto-front"), (CHECKED, "verified"), (MATERIALS, "positive-electrode")],
)  # fmt: skip
def test_a_link_leads_to_its_entry_on_any_page_of_a_list(visit: OpenVisit, address: str, anchor: str) -> None:
    page = open_list(visit(), f"{address}#{anchor}")
    target = page.locator(f'[id="{anchor}"]')
    expect(target).to_be_visible()
    assert is_in_sight(target)
    words(page).fill("zzz")
    expect(page.locator(SHOWN)).to_have_count(0)
    page.evaluate("anchor => { location.hash = anchor; }", anchor)
    expect(target).to_be_visible()
    expect(words(page)).to_have_value("")


def test_what_does_not_hold_comes_first_and_verified_values_are_in_explore(
    visit: OpenVisit, real_library: Library
) -> None:
    page = open_list(visit(), CHECKED)
    items = [item for _, item in real_library.checked()]
    verified = [item for item in items if item.state is State.VERIFIED]
    chooser(page, "state").select_option("unverified")
    expect(status(page)).to_contain_text(f"{sum(item.state is State.UNVERIFIED for item in items)} of ")
    chooser(page, "state").select_option("verified")
    expect(page.locator(SHOWN)).to_have_count(sum(isinstance(item, Claim) for item in verified))
    headings = page.locator("article h2").evaluate_all("items => items.map(item => item.id)")
    assert headings == ["superseded", "misleading", "checks", "unverified", "verified"]
    page.locator("article a[href='explore.html#state=verified']").click()
    count = sum(not isinstance(item, Claim) for item in verified)
    expect(page.locator(".explore-bar [role=status]")).to_contain_text(f"{count} of ")


def test_the_index_starts_with_what_is_compared(visit: OpenVisit, real_library: Library) -> None:
    page = open_list(visit(), MATERIALS)
    families = page.locator("article h2").evaluate_all("items => items.map(item => item.id)")
    compared = {item.family for item in real_library.compared_materials}
    assert [key in compared for key in families] == sorted((key in compared for key in families), reverse=True)
    assert families[-1] not in compared
    assert page.locator("[data-entry]").count() == len(real_library.materials)
    words(page).fill("sulphide sb2s3")
    expect(page.locator(SHOWN).first).to_contain_text("Sb2S3")
    assert page.locator(SHOWN).count() < 10


@pytest.mark.parametrize("address", NARROWED)
def test_a_list_is_whole_without_scripts(visit: OpenVisit, address: str) -> None:
    page = visit(script=False).open(address)
    entries = page.locator("[data-entry]")
    assert entries.count() > PAGE
    assert page.locator(SHOWN).count() == entries.count()
    assert not page.locator(".narrow-bar").is_visible()


def test_all_that_is_left_of_a_list_is_printed(visit: OpenVisit, real_library: Library) -> None:
    page = open_list(visit(), f"{REFERENCES}#list:year=2024")
    expect(page.locator(SHOWN)).to_have_count(PAGE)
    page.emulate_media(media="print")
    of_year = [item for item in real_library.references.values() if item.year == "2024"]
    assert page.locator(SHOWN).count() == len(of_year) > PAGE


@pytest.mark.parametrize("width", [390, 1280])
def test_an_audit_of_lists_finds_nothing(visit: OpenVisit, width: int) -> None:
    """On a screen in both schemes, on a phone in light colours; entries that are hidden would only be passed by."""
    seen, known = visit(width=width), set[int]()
    seen.page.emulate_media(reduced_motion="reduce")
    for address in NARROWED:
        page = open_list(seen, address)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, address
        page.evaluate("document.querySelectorAll('[data-elsewhere]').forEach(item => item.remove())")
        assert (audit_in_both(page, known) if width > 1000 else audit(page, known=known)) == [], address
