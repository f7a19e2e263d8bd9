"""The formatters for machines: annotations of GitHub and JSON say the same as the terminal."""

import json
import re

from living_review.diagnostics.formatters.github import show_annotations
from living_review.diagnostics.formatters.json_format import VERSION, show_json
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report, count_levels

SITE = "https://review.example/"


def report() -> Report:
    found = Report(SITE)
    found.add("bad-id", Place("data/a.yml", 3, 5, 4), found="50 %\nof: a,b")
    found.add("unused-reference", Place("data/b.yml", 1, 1, 2), found="x")
    found.add("unknown-key", Place("data/c.yml", 2, 2, 3), "key", found="Key", choices="key")
    return found


def test_an_annotation_has_its_place_title_and_words() -> None:
    first, second, _ = show_annotations(report()).split("\n")
    assert first.startswith("::error file=data/a.yml,line=3,col=5,endColumn=9,title=E108 bad-id::")
    assert second.startswith("::warning file=data/b.yml,line=1,col=1,endColumn=3,title=W212 unused-reference::")
    assert "more: https://review.example/guide/codes/e108.html or living-review explain E108" in first


def test_nothing_in_an_annotation_ends_it_early() -> None:
    first = show_annotations(report()).split("\n")[0]
    assert '"50 %25%0Aof: a,b" is not an id%0Aexpected: ' in first
    hostile = Report()
    hostile.add("bad-id", Place("data/a,b:c%.yml"), found="x")
    assert "file=data/a%2Cb%3Ac%25.yml,line" in show_annotations(hostile)
    assert show_annotations(Report()) == ""


def test_json_holds_everything() -> None:
    answer = json.loads(show_json(report()))
    assert (answer["version"], answer["errors"], answer["warnings"]) == (VERSION, 2, 1)
    first, second, third = answer["problems"]
    assert (first["file"], first["line"], first["column"], first["length"]) == ("data/a.yml", 3, 5, 4)
    assert (first["code"], first["name"], first["level"]) == ("E108", "bad-id", "error")
    assert first["facts"] == {"hint": "", "found": "50 %\nof: a,b"}
    assert (second["level"], second["fix"]) == ("warning", None)
    assert third["fix"] == "key"
    assert all(item[key] for item in answer["problems"] for key in ("message", "expected", "remedy", "more"))
    assert re.search(r"[^\x20-\x7e\n]", show_json(report())) is None
    assert json.loads(show_json(Report()))["problems"] == []


def test_only_errors_stop_a_build() -> None:
    warned = Report()
    warned.add("unused-reference", Place("data/b.yml"), found="x")
    assert not warned
    assert len(warned) == 1
    assert report()
    assert count_levels(report()) == (2, 1)


def test_what_is_not_shown_is_counted_for_programs_too() -> None:
    assert json.loads(show_json([], {"data/a.yml": 7}))["more"] == {"data/a.yml": 7}
    assert show_annotations([], {"data/a.yml": 7}) == "::notice file=data/a.yml::7 more problems are not shown"
