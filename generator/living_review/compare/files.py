"""What the page that compares knows beside the table of all measurements: facts, sets and the order of metrics."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from living_review.compare.plot import overlay
from living_review.derive.comparison import ComparableSet
from living_review.derive.facets import condition_key
from living_review.explore.files import once, record_words
from living_review.explore.table import columns
from living_review.model.facets import VALUE
from living_review.model.library import COMPARE, Library
from living_review.model.material import Material
from living_review.model.named_views import MOST_COMPARED
from living_review.render.components.parts import Parts
from living_review.render.pages.material import record_facts
from living_review.site.page import Asset
from living_review.site.site import Site
from living_review.text.markup import show_words

DATA = "assets/comparison.js"


def _facts_of(site: Site, parts: Parts, material: Material) -> dict[str, Markup]:
    """Return the facts of a record as its page shows them, with what speaks for and against it."""
    sides = {"Strengths": material.strengths, "Problems": material.problems}
    lists = {
        name: Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(parts.prose(x)) for x in texts))
        for name, texts in sides.items()
        if texts
    }
    return dict(record_facts(site, parts, material)) | lists


def merged_names(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return the names of several lists, each once, so that the names of each list keep their order."""
    merged: list[str] = []
    for names in lists:
        place = 0
        for name in names:
            if name not in merged:
                merged.insert(place, name)
            place = merged.index(name) + 1
    return merged


def _facts(site: Site, parts: Parts) -> list[dict[str, Any]]:
    """Return each fact: what it may be, and which of these each record has, -1 where it has none."""
    records = [_facts_of(site, parts, material) for material in site.library.materials.values()]
    facts = []
    for name in merged_names(records):
        shown = {
            text: place for place, text in enumerate(dict.fromkeys(item[name] for item in records if name in item))
        }
        at = [shown[item[name]] if name in item else -1 for item in records]
        facts.append({"name": name, "shown": list(shown), "at": at})
    return facts


def _records(library: Library) -> dict[str, Any]:
    materials = library.materials.values()
    return {
        "ids": list(library.materials),
        "names": [show_words(item.name) for item in materials],
        "words": [" ".join([item.formula_shown or "", *record_words(library, item)]) for item in materials],
        "families": once([library.families[item.family].name for item in materials]),
    }


def _sets(library: Library, found: Mapping[str, ComparableSet]) -> list[dict[str, Any]]:
    """Return what each set of comparable values shares: its tier, by its place among the tiers, and in words."""
    tiers = {tier.id: place for place, tier in enumerate(library.review.tiers)}
    return [
        {
            "tier": tiers[each.tier.id] if each.tier else -1,
            "within": [condition_key(key) for key, _ in each.shared],
            "shared": "; ".join(f"{library.conditions[key].inline} {text}" for key, text in each.shared),
        }
        for each in found.values()
    ]


def _metrics(library: Library) -> dict[str, dict[str, Any]]:
    """Return the metrics, those first that the review watches, with the direction that is wanted."""
    watched = library.review.watched
    ordered = [*watched, *(key for key in library.metrics if key not in watched)]
    return {
        key: {"better": better.value if (better := library.metrics[key].better) else "", "watched": key in watched}
        for key in ordered
    }


def _data(site: Site) -> dict[str, Any]:
    library, parts, found = site.library, Parts.without_terms(site, COMPARE), site.catalogue
    return {
        "most": MOST_COMPARED,
        "address": parts.links.material("RECORD"),
        "name": library.review.name,
        "records": _records(library),
        "facts": _facts(site, parts),
        "metrics": _metrics(library),
        "tiers": [{"id": tier.id, "shown": tier.shown} for tier in library.review.tiers],
        "sets": _sets(library, found.sets),
        "inline": {condition_key(key): each.inline for key, each in library.conditions.items()},
        "titles": {each.key: each.name for each in columns(parts, found.entries) if each.key != VALUE},
        "chart": overlay(library),
    }


def render_comparison(site: Site) -> list[Asset]:
    """Return the file of the page "Compare", which reads the values themselves from the file of all measurements."""
    text = json.dumps(_data(site), ensure_ascii=False, separators=(",", ":"))
    return [Asset(DATA, f"window.comparison={text};\n".encode())]
