"""Synthetic libraries for benchmarks: projects of any size, made of the real records with varied values.

Run by itself it writes one: ``python -m tests.bench.library FOLDER COUNT``.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from itertools import count as numbers
from itertools import islice
from pathlib import Path

import yaml

from tests.projects import ROOT

MATERIALS, REFERENCES = "data/materials", "data/references"
_BLOCK = re.compile(r"^(?=  - id: )", re.MULTILINE)
_METRIC = re.compile(r"^    metric: (\S+)$", re.MULTILINE)
# The value of a measurement, and those of the rows of a series.
_VALUE = re.compile(r"^((?:    |      - \{.*?\b)value: )([^,}\n]+(?:,[0-9][^,}\n]*)*)", re.MULTILINE)
# A number with its exponent; not the digits of a unit, nor a power of ten written out.
_NUMBER = re.compile(r"(?<![\w.^])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[eE][-−]?[0-9]+)?(?![0-9⁻⁰¹²³⁴⁵⁶⁷⁸⁹^])")
_HOLDS = re.compile(r"\{\{\s*holds\(\"([^\"]*)\",\s+\"[^\"]*\"\)\s*\}\}")
# What a page says of a record; that must be there where the page names it.
_OF_RECORDS = re.compile(r"\{\{\s*(?:value|condition|material|check)\([^{}]*\)\s*\}\}")
_WORD = re.compile(r"[\w-]+")
# Steps of the golden section come back to no factor, however many there are, and fill the range evenly.
GOLDEN = 0.6180339887498949
# The least share of a value that a copy keeps. What a check compares with something that stays, and all values of a
# record that answers an objection, vary only as much as makes them values of their own.
LEAST, LEAST_COMPARED = 0.7, 0.99
COMPARED = ("retention", "rate", "current", "voltage", "efficiency", "fade")


def _varied(text: str, number: int, compared: set[str]) -> str:
    """Return a record as the copy of some number, with other values; ``compared`` are the metrics that hardly vary."""
    share = number * GOLDEN % 1

    def vary(block: str) -> str:
        found = _METRIC.search(block)
        if not found:
            return block
        least = LEAST_COMPARED if found[1] in compared or "answers:" in text else LEAST
        factor = 1 - (1 - least) * share

        def scaled(number: re.Match[str]) -> str:
            return f"{_float(number[0]) * factor:.7g}"

        return _VALUE.sub(lambda value: value[1] + _NUMBER.sub(scaled, value[2]), block)

    text = re.sub(r"(?m)^id: (.*)$", rf"id: \1-{number:04}", text, count=1)
    text = re.sub(r"(?m)^(name: .*?)([\"']?)$", rf"\1, sample {number}\2", text, count=1)
    return "".join(vary(block) for block in _BLOCK.split(text))


def _float(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def _copies(originals: list[Path]) -> Iterator[tuple[Path, int]]:
    """Yield each original once, as itself, then again and again with the number of its copy."""
    for number in numbers():
        for original in originals:
            yield original, number


def _named(root: Path) -> set[str]:
    """Return all words of the chapters and of what the field declares: the ids of records that must be there are among them."""
    files = [*(root / "content").rglob("*.md"), *(root / "data").glob("*.yml")]
    return {word for file in files for word in _WORD.findall(file.read_text("utf-8"))}


def _drop_unused(root: Path) -> None:
    """Drop the references that nothing cites any more."""
    # Examples in the guide cite nothing.
    chapters = (path for path in (root / "content").rglob("*.md") if "guide" not in path.parts)
    references = sorted((root / REFERENCES).iterdir())
    others = [*chapters, *(path for path in (root / "data").rglob("*.yml") if path not in references)]
    used = {word for path in others for word in _WORD.findall(path.read_text("utf-8"))}
    for path in references:
        if path.stem not in used:
            path.unlink()


def make(root: Path, count: int) -> Path:
    """Write a project of about ``count`` records into a folder that does not exist yet, and return it.

    The first are the real ones, those first that chapters name, and these are always there; the others are copies
    of them with values of their own. All conditions and references are those of the originals.
    """
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    # Copies vary the data, which then bear out no sentence about them. A small library has not all that chapters name.
    for page in (*(root / "content").glob("*.md"), root / "data/charts.yml"):
        page.write_text(_OF_RECORDS.sub("…", _HOLDS.sub(r"\1", page.read_text("utf-8"))), "utf-8")
    metrics = yaml.safe_load((root / "data/metrics.yml").read_text("utf-8"))
    compared = {key for key, metric in metrics.items() if metric.get("role") in COMPARED}
    named = _named(root)
    originals = sorted((root / MATERIALS).rglob("*.yml"), key=lambda path: (path.stem not in named, path))
    texts = {path: path.read_text("utf-8") for path in originals}
    needed = sum(path.stem in named for path in originals)
    wanted = list(islice(_copies(originals), max(count, needed)))
    for path in originals[len(wanted) :]:
        path.unlink()
    for path, number in wanted[len(originals) :]:
        path.with_stem(f"{path.stem}-{number:04}").write_text(_varied(texts[path], number, compared), "utf-8")
    if len(wanted) < len(originals):
        _drop_unused(root)
    return root


def main() -> None:
    """Write the library that the command line asks for."""
    if len(sys.argv) != 3 or not sys.argv[2].isdecimal():
        sys.exit(__doc__)
    make(Path(sys.argv[1]), int(sys.argv[2]))


if __name__ == "__main__":
    main()
