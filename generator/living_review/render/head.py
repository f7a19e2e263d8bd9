"""What the head of each page tells machines and those who share it, carried in its front matter to the theme."""

import json
from dataclasses import replace
from typing import Any

from living_review.exports.feeds import ALL, ONLY_CORRECTIONS, Feed, family_feed, feeds_of
from living_review.exports.linked_data import (
    CONTEXT,
    Node,
    describe_chapter,
    describe_page,
    describe_record,
    describe_review,
)
from living_review.exports.scholarly_tags import scholarly_tags
from living_review.exports.signposting import signposts
from living_review.model.library import HOME
from living_review.model.material import Material
from living_review.render.cards import card_path
from living_review.render.components.figures import figures_of
from living_review.site.page import Page
from living_review.site.site import Site, front_matter_text

KEY, FENCE = "head", "---\n"


def _description(site: Site, page: Page) -> str:
    """Return what a page says of itself, else the summary of the family that it treats, else what the review is about."""
    family = site.family_of(page.path)
    return page.description or (family.summary if family else site.library.review.subtitle)


def _is_about(feed: Feed, material: Material | None) -> bool:
    """Tell whether a page leads to a feed: each to all changes and to corrections, that of a record to its family."""
    return feed.path in (ALL, ONLY_CORRECTIONS) or bool(material and feed.path == family_feed(material.family))


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
        data = describe_record(site, material)
    elif site.chapter_of(page.path):
        data = describe_chapter(site, page.path, title, description)
    else:
        data = describe_page(site, page.path, title, description)
    if tags := scholarly_tags(site, page.path):
        head["tags"] = tags
    if links := signposts(site, page.path):
        head["links"] = links
    if feeds := [(feed.title, feed.path) for feed in feeds_of(site) if _is_about(feed, material)]:
        head["feeds"] = feeds
    if site.settings.site:
        head["card"] = card_path(page.path)
    if figures := figures_of(page.text):
        head["expects"] = figures[0].anchor
    return head | {"data": {"@context": CONTEXT, **data}}


def _yaml(value: object) -> str:
    """Return a value for a line of front matter."""
    return json.dumps(value, ensure_ascii=False)


def with_head(site: Site, page: Page) -> Page:
    """Return a page whose front matter says what its head tells."""
    head = _head(site, page)
    lines = [f"{KEY}: {_yaml(head)}"]
    if not page.description and head["description"] != site.library.review.subtitle:
        lines.insert(0, f"description: {_yaml(front_matter_text(head['description']))}")
    front, fence, text = page.text.partition(f"\n{FENCE}")
    if not (page.text.startswith(FENCE) and fence):
        front, text = FENCE.rstrip(), f"\n{page.text}"
    return replace(page, text="\n".join([front, *lines, FENCE + text]))
