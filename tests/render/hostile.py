"""A tiny review whose every free text is something that could break a page."""

import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from tests.projects import project

# What works wherever it stands in a text shares a string with others alike; what must begin a text has one of its own.
STRINGS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</figure></svg><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    "{{ 7*7 }} {% include 'x' %}",
    "[x](javascript:alert(1)) [x](JaVaScRiPt&colon;alert(1)) [x](data:text/html;base64,AAAA)",
    "[x](http://evil.example) ![x](http://evil.example/x.png)",
    "](http://evil.example)",
    "*[a]: b",
    "[a]: http://evil.example",
    "[^1]: a note",
    "{: #stolen .x onclick=alert(1) }",
    "x {: onclick=x }",
    "---\ntitle: x",
    "title: x\n---\n\n# other",
    "line one\n\n    line two\n\n<b>three</b>",
    "# heading",
    "    code",
    "| a | b |",
    "<!-- comment",
    "<![CDATA[ x",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
    "\\1 \\g<0> klzzwxh:0000 wzxhzdk:0 \\",
    "`code` ``` ~~~ ***__**",
    "1. one",
    "- one",
    "> quote",
    '!!! note "x"',
    "[TOC]",
    "http://evil.example <http://evil.example> a@evil.example",
    "%s {0} $x$ ]]>",
    "-->",
    "javascript:alert(1)",
]
# Those that could break a chart; drawing charts takes most of the time, so the others go without.
CHARTED = [text for text in STRINGS if text.startswith(("<", '"', "\\", "---", "%")) or "script>" in text]
# What a person types there, by key; the rest of a record are ids, numbers, units and choices.
FREE = {
    "name", "aliases", "form", "synthesis", "summary", "mechanism", "strengths", "problems", "text", "note", "place",
    "definition", "term", "title", "sentence", "alternative", "subtitle", "cited-as", "cited-for", "publisher", "given",
    "container-title", "volume", "page", "by", "P004", "why",
}  # fmt: skip
Next = Callable[[], str]


def _spoil(value: Any, take: Next, key: str = "") -> Any:
    """Return data with every free text replaced; what a chart shows is said in ids."""
    if key == "with":
        return value
    if isinstance(value, dict):
        return {name: _spoil(item, take, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_spoil(item, take, key) for item in value]
    if key == "as-printed":
        return take()[:120]
    return take() if key in FREE else value


def _spoil_file(path: Path, take: Next) -> None:
    data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    if path.name == "units.yml":
        return
    data = _spoil(data, take)
    if path.name == "conditions.yml":
        data["water"] = {"name": take(), "kind": "text", "definition": take()}
    if path.name == "hosts.yml":
        data["zinc-metal"]["kind"] = take()
    if path.name == "handbook.yml":
        data |= {"container-title": take(), "volume": take(), "issue": take(), "page": take()}
        data["author"].append({"literal": take()})
    if path.name == "outline.yml":
        claim = {"source": {"reference": "handbook", "place": take()}, "state": "misleading", "support": ["lost"]}
        data[0]["claims"] = [{"id": "hard", "text": take(), "note": take(), **claim}]
    if path.name == "charts.yml":
        # Braces in the sentence of a chart are calls, as in a chapter.
        data = {key: entry | {"sentence": take().replace("{", "(")} for key, entry in data.items()}
    if path.name == "zn-al.yml":
        data["formula"] = take()
    if path.parent.parent.name == "materials":
        for item in data["measurements"]:
            item["conditions"]["water"] = take()
            item.setdefault("note", take())
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


def hostile_project(folder: Path, *strings: str, charts: bool = True) -> Path:
    """Return the root of a tiny review in which these strings stand, in turn, in every free text."""
    root = project(folder)
    turn = cycle(strings)
    for path in sorted((root / "data").rglob("*.yml")):
        _spoil_file(path, lambda: next(turn))
    for page in (root / "content").glob("*.md"):
        text = page.read_text("utf-8") + ('\n{{ check("metals", "hard") }}\n' if page.stem == "metals" else "")
        page.write_text(text if charts else re.sub(r"\{\{ (?:chart|figure)\(.*?\}\}", "", text), "utf-8")
    if not charts:
        (root / "data" / "charts.yml").write_text("{}\n", "utf-8")
        review = root / "data" / "review.yml"
        review.write_text(re.sub("record-chart:.*\n", "", review.read_text("utf-8")), "utf-8")
    return root
