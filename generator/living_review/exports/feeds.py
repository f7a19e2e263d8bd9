"""What changes of the values, as Atom feeds (RFC 4287): all of it, that of each family, and corrections alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from living_review.history.changes import Change, by_record
from living_review.history.timeline import ChangeSet
from living_review.history.wording import names_of, say_change, tally
from living_review.model.library import CORRECTIONS, HOME
from living_review.site.links import Links, material_page
from living_review.site.page import Asset, finished
from living_review.site.site import Site

FOLDER, MEDIA_TYPE = "feeds", "application/atom+xml"
ALL, ONLY_CORRECTIONS = f"{FOLDER}/all.xml", f"{FOLDER}/corrections.xml"
# A feed has the latest entries; an entry tells so many changes one by one.
ENTRIES, LINES = 50, 60
_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Feed:
    """A feed: its path in the site, its title, which changes it tells, and the name of the family that it is about."""

    path: str
    title: str
    tells: Callable[[Change], bool]
    family: str = ""


def family_feed(family: str) -> str:
    """Return the path of the feed of a family."""
    return f"{FOLDER}/family-{family}.xml"


def feeds_of(site: Site) -> list[Feed]:
    """Return the feeds of a review; it has none where nothing is known of its history."""
    if not site.history.change_sets:
        return []
    lines = {key: site.library.family_line(key) for key in site.library.families}

    def is_within(family: str, change: Change) -> bool:
        return family in lines.get(change.family, ())

    families = [
        Feed(family_feed(key), f"Changes: {family.name}", partial(is_within, key), family.name)
        for key, family in site.library.families.items()
    ]
    return [
        Feed(ALL, "All changes", lambda _: True),
        Feed(ONLY_CORRECTIONS, "Corrections", lambda change: change.is_correction),
        *families,
    ]


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, name, clean)
    child.text = _NO_XML.sub("\ufffd", text) or None
    return child


def _identity(site: Site, *things: str) -> str:
    """Return an id that stays what it is wherever the site lies: it is made of the review, the commit and the feed."""
    return uuid5(NAMESPACE_URL, "\0".join([site.library.review.name, *things])).urn


def _items(site: Site, changes: list[Change], address: Callable[[str], str]) -> Iterator[str]:
    """Yield the items of a list of HTML: a record, and below it what changed of it, one by one as far as there is room for it."""
    names, left = site.library.computed(names_of), LINES
    for key, own in by_record(changes).items():
        if left <= 0:
            break
        shown = own[:left] if len(own) <= left else []
        lines = "".join(f"<li>{escape(say_change(change, names))}</li>" for change in shown if change.value)
        left -= len(shown) + 1
        title = escape(own[0].name)
        if key in site.library.materials:
            title = f'<a href="{escape(address(key))}">{title}</a>'
        yield f"<li>{title}: {escape(tally(own))}{f'<ul>{lines}</ul>' if lines else ''}</li>"


def _content(site: Site, changes: list[Change], address: Callable[[str], str]) -> str:
    items = list(_items(site, changes, address))
    rest = len(by_record(changes)) - len(items)
    more = f"<p>And {rest} more records.</p>" if rest else ""
    return f"<ul>{''.join(items)}</ul>{more}"


def _address(site: Site, feed: Feed, page: str) -> str:
    """Return the address of a page in a feed: relative to that where the site does not know its own."""
    return site.settings.address(finished(page)) if site.settings.site else Links(feed.path).to(page)


def _add_entry(root: ElementTree.Element, site: Site, feed: Feed, each: ChangeSet, changes: list[Change]) -> None:
    def address(key: str) -> str:
        return _address(site, feed, material_page(key))

    entry = _add(root, "entry")
    _add(entry, "id", _identity(site, each.commit, feed.path))
    _add(entry, "title", tally(changes))
    _add(entry, "updated", each.time)
    _add(entry, "link", rel="alternate", type="text/html", href=_address(site, feed, CORRECTIONS))
    request = f" (#{each.request})" if each.request else ""
    _add(entry, "summary", f"{each.title}{request}" if each.title else tally(changes), type="text")
    _add(entry, "content", _content(site, changes, address), type="html")


def feed_file(site: Site, feed: Feed) -> Asset:
    """Return a feed with its latest entries; a commit that changes none of its values has no entry.

    Without any its time is that of the last commit, for the history of a feed has at least one.
    """
    settings = site.settings
    chosen = [
        (each, [item for item in each.changes if feed.tells(item)]) for each in reversed(site.history.change_sets)
    ]
    entries = [(each, changes) for each, changes in chosen if changes][:ENTRIES]
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE})
    _add(root, "id", _identity(site, feed.path))
    _add(root, "title", f"{site.library.review.name}: {feed.title[:1].lower()}{feed.title[1:]}")
    _add(root, "updated", (entries or chosen)[0][0].time)
    author = _add(root, "author")
    _add(author, "name", ", ".join(name.shown for name in site.library.review.authors))
    own = settings.address(feed.path) if settings.site else feed.path.rpartition("/")[2]
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=own)
    _add(root, "link", rel="alternate", type="text/html", href=_address(site, feed, HOME))
    if licence := site.library.review.records_licence:
        _add(root, "rights", licence)
    for each, changes in entries:
        _add_entry(root, site, feed, each, changes)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, "unicode")
    return Asset(feed.path, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode())


def comparison_feed(site: Site, title: str) -> str:
    """Return the change set of a comparison as a feed of one entry, or of none where nothing changed."""
    return feed_file(site, Feed("changes.xml", f"Changes from {title}", lambda _: True)).data.decode().rstrip()
