"""Snippets as they are copied, by keyboard and from a folder, and as they look on a foreign page."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import OpenVisit
from tests.render.test_embeds import snippets
from tests.site.auditing import audit


def of(folder: Path, page: str) -> dict[str, str]:
    return snippets((folder / "embed" / page).read_text("utf-8"))


def test_embeds_on_a_foreign_page_look_right(browser: Browser, folder: Path) -> None:
    """The page lets nothing be loaded or run; in the second case no styles either, and its ground is dark."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    record, chapter = of(folder, "materials/zn-pure.html"), of(folder, "metals.html")
    pasted = [record[key] for key in ("record", "chart-material-zn-pure", "m-swelling")]
    pasted += [chapter["chart-speed"], chapter["chart-speed"]]
    for ground, policy in (("light", "style-src-attr 'unsafe-inline'"), ("dark", "style-src 'none'")):
        head = (
            f"<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; {policy}\"><title>A host</title>"
        )
        body = f"<main><h1>A host</h1>{''.join(pasted)}</main>"
        page.emulate_media(color_scheme=ground)  # type: ignore[arg-type]
        page.set_content(
            f'<!doctype html><html lang="en"><head><meta name="color-scheme" content="{ground}">{head}</head>{body}</html>'
        )
        assert page.locator("svg").count() == 3
        grounds = page.locator("svg > rect").evaluate_all("rects => rects.map(rect => getComputedStyle(rect).fill)")
        assert set(grounds) == {"rgb(255, 255, 255)"}
        assert audit(page) == []
        if ground == "light":
            assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    page.context.close()


def test_a_snippet_is_copied_by_keyboard_from_a_folder(visit: OpenVisit, folder: Path) -> None:
    seen = visit()
    page = seen.open("materials/zn-pure.html")
    page.locator("#m-capacity + tr details").evaluate("details => { details.open = true; }")
    page.locator("#m-capacity + tr a", has_text="Embed").press("Enter")
    page.wait_for_url("**/embed/materials/zn-pure.html#m-capacity")
    button = page.locator("#m-capacity button")
    button.press("Enter")
    page.wait_for_function("button => button.textContent === 'Copied'", arg=button.element_handle())
    area = page.locator("#m-capacity textarea")
    area.focus()
    page.keyboard.press("Control+a")
    chosen = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == of(folder, "materials/zn-pure.html")["m-capacity"]
    assert seen.errors == []
