"""A review with a record of every kind for each of many strings, which stands in all its texts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.projects import problems
from tests.render.hostile import hostile_project

KINDS = ("families", "years", "limits", "scatter")
EXPLORED = 12
# So many strings have their sections in one chapter.
SECTIONS = 8
# What is read beside HTML and Markdown: files named by a page, formulas of a spreadsheet, of TeX and of charts, YAML.
OTHERS = [
    '--8<-- "mkdocs.yml"',
    '=HYPERLINK("https://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\uff1d1+1",
    "\\input{/etc/passwd} $x$ } @book{x,",
    "ER  - \nTY  - BOOK",
    '"]; datum.x || open("https://evil.example") //',
    '{"signal": "datum.x", "href": "javascript:alert(1)"}',
    "\\",
    'x" onload="alert(1)',
    "!!python/object/apply:os.system [id]",
    "[[https://evil.example]] <https://evil.example> https://evil.example ![x](https://evil.example/x.png)",
    "# x {: onclick=alert(1) }",
    '<div markdown="1">*x*</div>',
]
# Fields that are no free text, each with the reason why no string of a list stands in them.
READ = {
    ("Chapter", "file"): "the name of a file",
    ("Chapter", "selection"): "a selection of values",
    ("Check", "formerly"): "numbers of codes",
    ("Check", "formulas"): "formulas",
    ("Check", "selection"): "a selection of values",
    ("Check", "tolerance"): "a number",
    ("Term", "selection"): "a selection of values",
    ("Shape", "path"): "the data of an SVG path",
    ("Condition", "unit"): "a unit",
    ("Condition", "groups"): "ids and formulas",
    ("Host", "formula"): "a formula",
    ("Host", "reaction"): "a reaction",
    ("Material", "host"): "an id",
    ("Metric", "unit"): "a unit",
    ("Phase", "formula"): "a formula",
    ("NamedQuery", "sql"): "a question in SQL, which asks for each string",
    ("Unit", "definition"): "a unit",
}
Entry = dict[str, Any]


def _written(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def _address(text: str) -> str:
    """Return what of a string may stand in an address."""
    return re.sub(r"[\s\"'<>]", "", text)[:80]


def _claim(number: int, text: str) -> Entry:
    source = {"reference": f"r-{number}", "place": text}
    return {"id": "hard", "text": text, "source": source, "state": "misleading", "note": text, "support": ["handbook"]}


def _measurement(number: int, text: str, key: str, metric: str, value: str, **conditions: str) -> Entry:
    return {
        "id": key,
        "metric": metric,
        "value": value,
        "conditions": conditions | {f"c-{number}": text, f"d-{number}": text},
        "source": {"reference": f"r-{number}", "place": text},
        "state": "superseded" if key == "own" else "unverified",
        "note": text,
        "support": ["handbook"],
        "evidence": {
            "read": f"https://example.org/{_address(text)}",
            "kind": "original",
            "read-on": "2020-01-02",
            "as-printed": text[:120],
            "method": "measured",
            "by": text,
        },
    }


def _series(number: int, text: str) -> Entry:
    entry = _measurement(number, text, "rows", f"q-{number}", "", drain="1 A/g")
    row = {
        "value": f"{number + 1} Ah/kg",
        "water": text,
        "note": text,
        "as-printed": text[:120],
        "answers": {"P004": text},
    }
    return {key: value for key, value in entry.items() if key not in ("value", "support")} | {"rows": [row]}


def _material(number: int, text: str) -> Entry:
    own = _measurement(number, text, "own", f"q-{number}", f"{number + 1} Ah/kg", drain="1 A/g")
    capacity = _measurement(number, text, "capacity", "cell-capacity", "500 Ah/kg", water="not stated", drain="1 A/g")
    return {
        "id": f"m-{number}",
        "name": text,
        "formula": text,
        "aliases": [text],
        "family": f"f-{number}",
        "kind": "composite",
        "host": f"h-{number}",
        **dict.fromkeys(("form", "synthesis", "summary", "mechanism"), text),
        "strengths": [text],
        "problems": [text],
        "measurements": [own, capacity],
        "series": [_series(number, text)],
        "claims": [_claim(number, text)],
    }


def _reference(number: int, text: str) -> Entry:
    return {
        "type": text if number % 2 else "article-journal",
        "status": "identified",
        "read": "full text",
        **dict.fromkeys(("cited-as", "cited-for", "title", "container-title", "publisher"), text),
        "author": [{"family": text, "given": text}, {"literal": text}],
        "issued": 1990 + number % 30,
        **dict.fromkeys(("volume", "issue", "page", "language", "note"), text),
        "DOI": f"10.1000/{number}{_address(text)}",
        "URL": f"https://example.org/{number}{_address(text)}",
        "notice": {
            "kind": "corrected",
            "read": f"https://example.org/{_address(text)}",
            "read-on": "2020-01-02",
            "note": text,
        },
    }


def _records(number: int, text: str) -> dict[str, Entry]:
    """Return the records of a string by the file that they belong to."""
    named = {"name": text, "in-sentence": text, "definition": text}
    density = {"formula": "ZnO", "density": "5.6 g/cm³"}
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    source = {"reference": f"r-{number}", "place": text}
    return {
        "families": {
            f"f-{number}": {
                "name": text,
                "aliases": [text],
                "chapter": f"s-{number}",
                "summary": text,
                "colour": {"light": "#224466", "dark": "#88aacc"},
            }
        },
        "metrics": {f"q-{number}": named | {"aliases": [text], "unit": "Ah/kg", "better": "higher", "conditions": []}},
        "conditions": {
            f"c-{number}": named | {"aliases": [text], "columns": [text], "kind": "text"},
            f"d-{number}": named
            | {"kind": "choice", "choices": [text, "another"], "synonyms": {text: [f"other {text}"]}},
        },
        "units": {
            f"zq{letters}zq": {"name": text, "definition": "0.0254 millimeter / year", "aliases": [text], "note": text}
        },
        "hosts": {f"h-{number}": {"name": text, "formula": "Zn", "shown-as": text, "kind": text, "note": text}},
        "phases": {f"p-{number}": density | {"source": source, "note": text}},
        "glossary": {
            f"t-{number}": {
                "term": text,
                "aliases": [f"{text} {number}"],
                "definition": text,
                "claims": [_claim(number, text)],
            }
        },
        "vocabularies": {
            f"v-{number}": {
                "name": text,
                "prefix": text,
                "source": text,
                "metrics": {f"q-{number}": {"id": text, "label": text, "line": text}},
            }
        },
        "checks": {
            f"k-{number}": {
                "title": text,
                "formulas": [f"q-{number} >= 0 Ah/kg", f"q-{number} <= first-charge"],
                "why": text,
                "answers": {"W413": text},
            }
        },
        "charts": {
            f"x-{number}": {
                "kind": KINDS[number % len(KINDS)],
                "title": text,
                "sentence": text,
                "with": {"metric": f"q-{number}"}
                | ({"condition": "drain"} if KINDS[number % len(KINDS)] == "scatter" else {}),
            }
        },
    }


def _query(text: str) -> str:
    """Return a question whose answer is a string, under the same heading."""
    value, heading = text.replace("'", "''"), text.replace('"', '""')
    return f"SELECT '{value}' AS \"{heading}\""


def _review(review: Entry, strings: Sequence[str]) -> Entry:
    """Return the record of the review with each string in its lists."""
    numbers = range(len(strings))
    review["explored"] += [f"{kind}-{number}" for number in numbers[:EXPLORED] for kind in "cd"]
    review["views"] += [
        {"name": text, "description": text, "families": [f"f-{number}"], "metrics": [f"q-{number}"]}
        for number, text in enumerate(strings)
    ]
    review["author"] = strings[0]
    review["editors"] = [{"family": strings[0], "given": strings[-1]}, {"literal": strings[0]}]
    review["questions"] = list(strings)
    review["similar"] = {"words": list(strings)}
    review["comparisons"] += [{"name": text, "description": text, "materials": ["zn-cell", "mno2"]} for text in strings]
    review["queries"] += [{"name": text, "description": text, "sql": _query(text)} for text in strings]
    review["tiers"] = [
        {"id": f"t-{number}", "name": text, "within": {"drain": []}} for number, text in enumerate(strings)
    ]
    estimate = review["cell-estimate"]
    estimate["reference"] = strings[-1]
    estimate["cautions"] = list(strings)
    estimate["published"] += [
        {"source": {"reference": f"r-{number}", "place": text}, "note": text} for number, text in enumerate(strings)
    ]
    return review


def _calls(number: int) -> str:
    """Return the section of a string: all that a chapter can show of its records."""
    calls = [
        f'heading("s-{number}")',
        f'chart("x-{number}")',
        f'check("s-{number}", "hard")',
        f'material("m-{number}")',
        f'value("m-{number}", "own")',
        f'cite("r-{number}")',
        f'term("t-{number}")',
        f'records("f-{number}")',
    ]
    return "".join(f"\n\n{{{{ {call} }}}}" for call in calls)


def _chapters(content: Path, strings: Sequence[str]) -> Iterator[Entry]:
    """Write the chapters, and yield their entries: each stands in the navigation of all pages, so a few strings share one."""
    sections = [
        {"id": f"s-{number}", "title": text, "claims": [_claim(number, text)]} for number, text in enumerate(strings)
    ]
    for number, start in enumerate(range(0, len(strings), SECTIONS)):
        numbers = range(len(strings))[start : start + SECTIONS]
        title = " ".join(strings[start : start + SECTIONS])
        page = "{{ heading() }}" + "".join(map(_calls, numbers))
        (content / f"o-{number}.md").write_text(f"{page}\n", "utf-8")
        yield {
            "id": f"o-{number}",
            "title": title,
            "file": f"o-{number}.md",
            "parts": sections[start : start + SECTIONS],
        }


def flooded(folder: Path, strings: Sequence[str], others: Sequence[str] = ()) -> Path:
    """Return the root of a review with a record of every kind for each string; a section each shows what it can.

    ``others`` stand in turn in the few records that the review has anyway.
    """
    root = hostile_project(folder, *(others or strings))
    data = root / "data"
    grown = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in data.glob("*.yml")}
    grown["outline"] += _chapters(root / "content", strings)
    for number, text in enumerate(strings):
        for name, entries in _records(number, text).items():
            grown.setdefault(name, {}).update(entries)
        _written(data / "materials" / f"f-{number}" / f"m-{number}.yml", _material(number, text))
        _written(data / "references" / f"r-{number}.yml", _reference(number, text))
    grown["review"] = _review(grown["review"], strings)
    for name, entries in grown.items():
        _written(data / f"{name}.yml", entries)
    return root


def accepted(root: Path, strings: Sequence[str]) -> Iterator[str]:
    """Yield the strings that a record of a project may hold; each other must be refused in words, not by a traceback."""
    file = root / "data/materials/light/mg.yml"
    record = yaml.safe_load(file.read_text("utf-8"))
    for text in strings:
        _written(file, record | {"summary": text})
        if not problems(root):
            yield text
