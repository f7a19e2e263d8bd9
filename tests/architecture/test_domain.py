"""The domain is data: no id of a family, metric, unit, host, reference, material, condition or chapter is in the code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from living_review.electrochemistry.records import Role
from tests.architecture.source import GENERATOR
from tests.projects import ROOT, TINY

KINDS = ["families", "metrics", "units", "hosts", "references", "conditions"]
SHORTEST = 3
# Ids that are also words of the generator's own language, with the reason.
ALLOWED = {
    "paper": "the key of data/review.yml, and the word for what the review starts from",
    "cell": "a unit cell of crystallography, and the cell of a table",
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
    return found | {path.stem for path in (data / "materials").rglob("*.yml")}


IDS = ids_of(ROOT) | ids_of(TINY)
WORDS = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        re.escape(key) for key in sorted(IDS, key=len, reverse=True) if len(key) >= SHORTEST and key not in ALLOWED
    )
    + r")(?![\w-])"
)
TEMPLATES = sorted(
    path
    for suffix in ("j2", "html", "css", "js", "svg")
    for path in (ROOT / "generator/living_review").rglob(f"*.{suffix}")
)


def test_there_are_ids_and_places_to_look_for_them() -> None:
    assert len(IDS) > 100
    assert set(ALLOWED) <= IDS | set(Role), "an exception that is no id any more"
    assert len(TEMPLATES) > 5


def test_no_id_is_in_the_code() -> None:
    offenders = [
        f"{module.name}:{line} {found[0]!r} in {text[:60]!r}"
        for module in GENERATOR
        for line, text in module.texts()
        for found in WORDS.finditer(text)
    ]
    assert offenders == []


def test_no_short_id_is_a_constant_in_the_code() -> None:
    short = {key for key in IDS if len(key) == SHORTEST - 1}
    offenders = [
        f"{module.name}:{line} {text!r}" for module in GENERATOR for line, text in module.texts() if text in short
    ]
    assert short
    assert offenders == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.name))
def test_no_id_is_in_a_template(path: Path) -> None:
    assert WORDS.findall(path.read_text("utf-8")) == []
