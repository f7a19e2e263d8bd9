"""The domain is data: no id of a family, metric, unit, host, reference, material, condition or chapter is in the code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from living_review.electrochemistry.records import Role
from tests.architecture.source import GENERATOR
from tests.projects import ROOT, TINY

KINDS = ["families", "metrics", "units", "hosts", "conditions"]
SHORTEST = 3
# Ids that are also words of the generator's own language, with the reason.
ALLOWED = {
    "paper": "the key of data/review.yml, and the word for what the review starts from",
    "electrolyte": "a part of every cell, as its electrodes are, and the condition that says which one it is",
    **dict.fromkeys(
        ("wt%", "vol%", "mol%"), "a share as papers print it, which tells the basis of a ratio of solvents"
    ),
    "structure": "the key of data/review.yml for metrics of the material itself, and the facets that these make",
    "light": "a colour scheme of CSS",
    **{role.value: "a role: the checks' own word, to which data gives an id of its own" for role in Role},
}


def chapters(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield entry["id"]
        yield from chapters(entry.get("parts", []))


def ids_of(root: Path) -> set[str]:
    data = root / "data"
    loaded = [yaml.safe_load((data / f"{kind}.yml").read_text("utf-8")) for kind in KINDS]
    found = {str(key) for entries in loaded for key in entries}
    found |= set(chapters(yaml.safe_load((data / "outline.yml").read_text("utf-8"))))
    return found | {path.stem for folder in ("materials", "references") for path in (data / folder).rglob("*.yml")}


IDS = ids_of(TINY)
TEMPLATES = sorted(
    path
    for suffix in ("j2", "html", "css", "js", "svg")
    for path in (ROOT / "generator/living_review").rglob(f"*.{suffix}")
)


def places(ids: set[str]) -> list[str]:
    """Return where the generator says one of some ids, in a text of its code or in a template."""
    long = [key for key in sorted(ids, key=len, reverse=True) if len(key) >= SHORTEST and key not in ALLOWED]
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, long))})(?![\w-])")
    short = {key for key in ids if len(key) == SHORTEST - 1}
    texts = [(f"{module.name}:{line}", text) for module in GENERATOR for line, text in module.texts()]
    found = [f"{place} {text!r}" for place, text in texts if text in short or words.search(text)]
    return found + [f"{path.name} {word}" for path in TEMPLATES for word in words.findall(path.read_text("utf-8"))]


def test_there_are_ids_and_places_to_look_for_them() -> None:
    assert len(IDS) > 30
    assert len(TEMPLATES) > 5
    assert [place.split()[0] for place in places({"materials"})] != []


def test_no_id_is_in_the_code() -> None:
    assert places(IDS) == []
