"""What the head of each page tells machines and those who share it, carried in its front matter to the theme."""

import json
import re
from dataclasses import replace
from typing import Any

from generator.model.library import HOME
from generator.render.cards import card_path
from generator.render.citing import MEDIA_TYPES, record_citation
from generator.render.linked_data import (
    CONTEXT,
    Node,
    describe_chapter,
    describe_page,
    describe_record,
    describe_review,
)
from generator.render.page import Page
from generator.render.site import Site, front_matter_text

KEY, FENCE = "head", "---\n"
# JSON writes a character beyond 16 bits as a pair, which YAML does not know.
_PAIR = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


def _description(site: Site, page: Page) -> str:
    """Return what a page says of itself, else the summary of the family that it treats, else what the review is about."""
    family = site.family_of(page.path)
    return page.description or (family.summary if family else site.library.review.subtitle)


def _head(site: Site, page: Page) -> dict[str, Any]:
    """Return everything that the head of a page tells."""
    material = site.material_of(page.path)
    title = site.library.review.name if page.path == HOME else page.title
    description = _description(site, page)
    head: dict[str, Any] = {"title": title, "description": description, "type": "article"}
    data: Node
    if page.path == HOME:
        head["type"], data = "website", describe_review(site)
    elif material:
        data, cited = describe_record(site, material), record_citation(site, material)
        head["alternates"] = {media: cited.path(suffix) for suffix, media in MEDIA_TYPES.items()}
    elif site.chapter_of(page.path):
        data = describe_chapter(site, page.path, title, description)
    else:
        data = describe_page(site, page.path, title, description)
    if not site.settings.defers_charts:
        head["card"] = card_path(page.path)
    return head | {"data": {"@context": CONTEXT, **data}}


def _yaml(value: object) -> str:
    """Return a value for a line of front matter."""
    return _PAIR.sub(lambda pair: json.loads(f'"{pair[0]}"'), json.dumps(value))


def with_head(site: Site, page: Page) -> Page:
    """Return a page whose front matter says what its head tells."""
    head = _head(site, page)
    lines = [f"{KEY}: {_yaml(head)}"]
    if not page.description and head["description"] != site.library.review.subtitle:
        lines.insert(0, f"description: {_yaml(front_matter_text(head['description']))}")
    if page.text.startswith(FENCE):
        front, text = page.text.removeprefix(FENCE).split(FENCE, 1)
    else:
        front, text = "", f"\n{page.text}"
    return replace(page, text="".join([FENCE, front, *(f"{line}\n" for line in lines), FENCE, text]))
