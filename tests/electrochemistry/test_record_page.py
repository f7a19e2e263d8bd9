"""What chapters and records show of hosts."""

from living_review.electrochemistry.record_page import show_change, show_limit
from living_review.model.library import Library
from tests.render.test_parts import parts, shown, text_of


def test_computed_numbers_say_what_they_follow_from(tiny_library: Library) -> None:
    page = parts(tiny_library)
    assert text_of(show_limit(page, "zinc-metal")) == "820\u00a0mAh/g"
    assert "Zn -> Zn2+ + 2 e-" in shown(show_limit(page, "zinc-metal")).all("span")[0].attributes["title"]
    assert text_of(show_change(page, "zinc-metal")) == "+59\u00a0%"
