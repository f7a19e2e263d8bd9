"""Words that say something about the data, with a mark that opens what was counted."""

from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.assertions import Counted, judge
from living_review.derive.selection import explore_fields
from living_review.derive.wording import selection_in_words
from living_review.model.assertion import parse_assertion
from living_review.model.facets import RECORD
from living_review.model.library import EXPLORE, Library
from living_review.render.templating import render_part
from living_review.site.links import Links
from living_review.text.markup import escape, show_words


def _selection(library: Library, links: Links, counted: Counted) -> dict[str, object]:
    """Return a selection, the way to it in the table of all measurements, or what that cannot be filtered by."""
    fields, left_out = explore_fields(library, counted.filters)
    is_there = fields and counted.values and not left_out
    return {
        "words": show_words(selection_in_words(library, counted.filters)),
        "count": counted.values,
        "address": f"{links.to(EXPLORE)}#{urlencode(fields)}" if is_there else "",
        "left_out": " and ".join(left_out),
        "records": [
            _record(library, links, key) for each in counted.filters if each.key.text == RECORD for key in each.texts
        ],
    }


def _record(library: Library, links: Links, key: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(links.material(key), show_words(library.materials[key].name))


def _last_word(words: Markup) -> tuple[Markup, Markup]:
    """Return words and the last one of them, which stays on one line with the mark; nothing where it is more than text."""
    before, blank, last = str(words).rpartition(" ")
    if "<" in last or ">" in last:
        return words, Markup("")
    return Markup(before + blank), Markup(last)


def show_holds(library: Library, links: Links, words: Markup, text: str, anchor: str) -> Markup:
    """Return words and what the data say of them; ``anchor`` is that of the note on its page."""
    found = judge(library, parse_assertion(text))
    shown, last = _last_word(words)
    view = {
        "words": shown,
        "name": escape(words.striptags()),
        "last": last,
        "id": anchor,
        "asserted": show_words(found.asserted[:1].upper() + found.asserted[1:]),
        "says": show_words(found.says),
        "selections": [_selection(library, links, each) for each in found.counted],
    }
    return render_part("holds", view)
