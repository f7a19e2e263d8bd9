"""The pages of the guide that are made of the code: all codes, all keys, all modules."""

import configparser
import html
import re
import shlex
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from living_review.building.page_registry import page_registry
from living_review.diagnostics.codes import Code
from living_review.diagnostics.explanation import read_explanation
from living_review.licences.page import render_licences
from living_review.model.calls import calls_of
from living_review.model.kinds import kinds_of
from living_review.model.library import ARCHITECTURE, CODES_INDEX, FIELDS, LICENCES
from living_review.model.units import CONSTANTS
from living_review.modules import ALL_CODES, MODULES
from living_review.render.pages.architecture import PACKAGES, first_sentence, render_architecture
from living_review.render.pages.codes import code_page, render_check, render_codes
from living_review.render.pages.fields import render_fields
from living_review.render.pages.guide import TITLES, render_guide
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from living_review.text.formula_tree import FUNCTIONS
from tests.edges.running import run
from tests.projects import GUIDE_PAGES, ROOT, TINY, codes, library_of, problems, project
from tests.render.reading import Reader, read_pages

KINDS = kinds_of(MODULES.values())


@cache
def site() -> Site:
    """Return the tiny review; like the pages of it not before it is needed, for every process of the suite reads this file."""
    return Site(library_of(TINY), Settings())


@cache
def pages() -> dict[str, Page]:
    made = [
        *(render_guide(site(), name) for name in TITLES),
        *render_codes(tuple(site().library.codes.values())),
        *(render_check(site(), code) for code in site().library.codes.values() if code.declared),
        render_fields(tuple(MODULES.values())),
        render_architecture(tuple(MODULES.values())),
        render_licences(site()),
    ]
    return {page.path: page for page in made}


@cache
def read() -> dict[str, Reader]:
    return read_pages(pages().values())


def words(path: str) -> str:
    """Return the text of a page, with single blanks."""
    elements = read()[path.removesuffix(".md") + ".html"].elements
    texts = [element.text for element in elements if element.tag in ("h1", "h2", "p", "dt", "dd", "td", "th", "pre")]
    return " ".join(" ".join(texts).split())


def test_these_are_all_pages() -> None:
    assert set(pages()) == {
        CODES_INDEX,
        FIELDS,
        ARCHITECTURE,
        LICENCES,
        *(f"guide/{name}.md" for name in TITLES),
        *(code_page(code) for code in site().library.codes.values()),
    }
    assert len(pages()) == GUIDE_PAGES


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=ALL_CODES)
def test_the_page_of_a_code_says_everything(code: Code) -> None:
    assert code_page(code).removesuffix(".md") + ".html" == code.page
    text, explained = words(code_page(code)), read_explanation(code)
    source = html.unescape(pages()[code_page(code)].text)
    assert f"{code.number}: {code.title}" in text
    assert explained.wrong.text in source
    assert explained.right.text in source
    assert explained.wrong.file in text
    assert not re.search(r"\bNone\b|object at 0x|Markup\(", source)
    assert "‹" not in explained.text


def test_the_index_leads_to_every_code() -> None:
    index = pages()[CODES_INDEX].text
    found = re.findall(r'href="([\w-]+)\.html">([\w-]+)</a></th>', index)
    assert sorted(found) == sorted((code.number.lower(), code.number) for code in site().library.codes.values())


def test_every_key_of_every_record_is_listed() -> None:
    text = pages()[FIELDS].text
    for kind in KINDS.values():
        schema = kind.model.model_json_schema(by_alias=True)
        for shape in [schema, *schema.get("$defs", {}).values()]:
            for key in shape.get("properties", ()):
                assert f"<code>{html.escape(key)}</code>" in html.unescape(text), key
    assert all(f"<code>{name}</code>" in text for name in calls_of(MODULES.values()))
    anchors = set(re.findall(r"\{: #([\w-]+) \}", text))
    assert set(re.findall(r'href="#([\w-]+)"', text)) <= anchors
    assert len(anchors) > len(KINDS)


def test_the_packages_are_those_of_the_import_contract() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    layers = contracts["importlinter:contract:layers"]["layers"].replace("|", " ").split()
    assert [package.removesuffix(".py") for package in PACKAGES] == layers[::-1]


def test_every_module_is_listed_with_its_sentence() -> None:
    text = words(ARCHITECTURE)
    for path in (ROOT / "generator/living_review").rglob("*.py"):
        sentence = first_sentence(path.read_text("utf-8"))
        if path.parent == ROOT / "generator/living_review" and path.name == "__init__.py":
            continue
        assert sentence.replace("``", "") in text.replace("``", ""), path


# --- pages with examples of the review


def test_the_guide_speaks_of_the_review_at_hand() -> None:
    assert pages()["guide/change-a-value.md"].title == TITLES["change-a-value"]
    text = words("guide/change-a-value.md")
    assert "data/materials/oxide-electrodes/mno2.yml" in text
    assert 'unknown unit "Ah/kgg"' in text
    assert "metric: cell-capacity value: 300 Ah/kg conditions: water: not stated" in words("guide/index.md")
    assert "evidence: read: " in words("guide/index.md")
    assert '{{ value("mno2", "capacity") }}' in words("guide/index.md")
    assert "--family oxide-electrodes" in words("guide/add-a-material.md")
    assert '--host "not stated"' in words("guide/add-a-material.md")


def test_the_examples_of_the_guide_are_accepted(root: Path) -> None:
    metric, condition, family = re.findall(
        r"```yaml\n(.*?)```", pages()["guide/add-a-metric-or-a-family.md"].text, re.DOTALL
    )
    (reference,) = re.findall(r"```yaml\n(.*?)```", pages()["guide/add-a-reference.md"].text, re.DOTALL)
    (root / "data/references/doe-2020.yml").write_text(reference, "utf-8")
    for file, entry in (("metrics", metric), ("conditions", condition), ("families", family)):
        path = root / f"data/{file}.yml"
        path.write_text(path.read_text("utf-8") + entry, "utf-8")
    page, called = root / "content/metals.md", read()["guide/index.html"].elements
    (call,) = (element.text for element in called if element.tag == "pre" and "cite(" in element.text)
    (said,) = (
        element.text for element in read()["guide/sentences-about-the-data.html"].elements if element.tag == "pre"
    )
    page.write_text(f"{page.read_text('utf-8')}\n{call}\n{said}\n", "utf-8")
    assert [code.split()[0] for code in codes(root)] == ["W212"]
    bare, new = (element.text for element in read()["guide/add-a-material.html"].elements if element.tag == "pre")
    typed = root / f"data/materials/{re.findall('family: (.*)', bare)[0]}/novelty.yml"
    typed.write_text(bare, "utf-8")
    assert [code.split()[0] for code in codes(root)] == ["W212"]
    typed.unlink()
    assert run(*shlex.split(new)[1:], "--project", root).exit_code == 0


def shown(page: str, words: str) -> str:
    """Return the block of code of a page that has some words in it."""
    (found,) = (item.text for item in read()[page].elements if item.tag == "pre" and words in item.text)
    return found


def test_the_checks_of_the_guide_are_of_the_review_and_find_what_it_shows(root: Path) -> None:
    page = "guide/declare-a-check.html"
    checks = root / "data/checks.yml"
    bound, said = shown(page, "highest-cell-capacity:\n"), shown(page, "LINE:COLUMN")
    (own,) = yaml.safe_load(shown(page, "apart-from: [drain")).items()
    assert own in yaml.safe_load(checks.read_text("utf-8")).items()
    checks.write_text(f"{checks.read_text('utf-8')}{bound}\n", "utf-8")
    assert codes(root) == []
    record = root / said.partition(":")[0]
    record.write_text(record.read_text("utf-8").replace("300 Ah/kg", "1400 Ah/kg"), "utf-8")
    (item,) = problems(root)
    for part in (item.code.number, item.message, item.expected, item.remedy, item.more):
        assert part in said


def test_a_review_without_checks_has_a_page_that_tells_how_one_is_declared() -> None:
    bare = Site(replace(site().library, checks={}), Settings())
    text = render_guide(bare, "declare-a-check").text
    assert "highest-cell-capacity" in text
    assert "One of this review" not in text
    assert all(f"`{name}`" in text for name in (*CONSTANTS, *FUNCTIONS))


def test_a_review_without_a_value_has_a_guide() -> None:
    library = library_of(TINY)
    empty = Site(replace(library, materials={}, files={}), Settings())
    for name in TITLES:
        assert "# " in render_guide(empty, name).text


def test_a_page_of_a_review_stands_in_the_place_of_ours(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/guide/commands.md": "# My own commands\n"})
    entries = page_registry(Site(library_of(root), Settings()))
    assert entries["guide/commands.md"].file == "content/guide/commands.md"
    assert entries["guide/index.md"].file == ""
