"""What narrows a long list: words, choices, a count, and pages; a script does it, and without one the whole list stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.model.library import Library
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.site.links import ASSETS
from living_review.text.markup import escape

# What an entry is chosen by: the words that it has under the key of each chooser, such as ``{"family": ("tin", "alloy")}``.
Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Chooser:
    """Something that entries can be chosen by; ``words`` has the name of each word, in the order in which they show."""

    key: str
    name: str
    words: Mapping[str, str]


def families_in_order(library: Library) -> list[str]:
    """Return the families, those first whose materials charts and rankings compare."""
    compared = {key for item in library.compared_materials for key in library.family_line(item.family)}
    return sorted(library.families, key=lambda key: key not in compared)


def family_chooser(library: Library) -> Chooser:
    """Return what chooses by family; a family holds those below it."""
    return Chooser("family", "Family", {key: library.families[key].name for key in families_in_order(library)})


def as_entry(choices: Choices) -> Markup:
    """Return the attributes by which the script knows an entry of a list; its words hold no blanks."""
    named = [Markup(' data-{}="{}"').format(key, escape(" ".join(words))) for key, words in choices.items() if words]
    return Markup(" data-entry") + Markup("").join(named)


def show_narrowing(
    parts: Parts, names: tuple[str, str], hint: str, choosers: Sequence[Chooser], entries: Sequence[Choices]
) -> Markup:
    """Return what narrows the list below it; ``names`` are those of one entry and of several, ``hint`` says what to type.

    A chooser shows the words that occur; where that is one alone, there is nothing to choose.
    """
    shown = []
    for chooser in choosers:
        occurring = {word for entry in entries for word in entry.get(chooser.key, ())}
        words = [(word, name) for word, name in chooser.words.items() if word in occurring]
        if len(words) > 1:
            shown.append({"key": chooser.key, "name": chooser.name, "words": words})
    view = {
        "one": names[0],
        "many": names[1],
        "hint": hint,
        "choosers": shown,
        "style": parts.links.file(f"{ASSETS}/narrow.css"),
        "script": parts.links.file(f"{ASSETS}/narrow.js"),
    }
    return render_part("narrow", view)
