"""What a review does not have needs no file and no key; what it cannot do without is asked for with an example."""

from pathlib import Path

import pytest

from tests.projects import BARE, codes, library_of, problems, project


def test_a_review_needs_no_more_than_a_metric_a_family_and_a_chapter(tmp_path: Path) -> None:
    root = project(tmp_path, BARE)
    assert codes(root) == []
    library = library_of(root)
    assert not library.has_paper
    assert library.metrics["merit"].unit == ""


@pytest.mark.parametrize(
    ("file", "kind"),
    [("data/metrics.yml", "metric"), ("data/families.yml", "family"), ("data/outline.yml", "chapter")],
)
@pytest.mark.parametrize("text", [None, "{}\n", "[]\n", "# none yet\n"])
def test_what_a_review_needs_is_asked_for_with_an_example(
    tmp_path: Path, file: str, kind: str, text: str | None
) -> None:
    (found,) = problems(project(tmp_path, BARE | {file: text}))
    assert found.message == f"no {kind} is declared"
    assert found.expected.startswith(f"at least one in {file}, such as ")


def test_the_examples_are_a_review(tmp_path: Path) -> None:
    root = project(tmp_path, BARE | {name: None for name in BARE if name.startswith("data/materials/light")})
    (root / "data/materials/zinc/zn.yml").unlink()
    for file in ("metrics", "families", "outline"):
        (root / f"data/{file}.yml").unlink()
    for found in problems(root):
        (root / found.place.file).write_text(found.expected.partition("such as ")[2] + "\n", "utf-8")
    (root / "content/metals.md").rename(root / "content/introduction.md")
    (root / "content/introduction.md").write_text("{{ heading() }}\n", "utf-8")
    assert codes(root) == ["W212 data/references/handbook.yml:1:1"]


@pytest.mark.parametrize("name", ["checks", "charts", "units", "glossary", "conditions", "vocabularies"])
@pytest.mark.parametrize("text", ["", "# none yet\n"])
def test_comments_alone_declare_nothing(tmp_path: Path, name: str, text: str) -> None:
    root = project(tmp_path, BARE)
    before = codes(root)
    (root / f"data/{name}.yml").write_text(text, "utf-8")
    assert codes(root) == before


def test_a_file_that_is_missing_is_asked_for_once_where_something_of_it_is_named(tmp_path: Path) -> None:
    pages = {"content/metals.md": '{{ heading() }}\n\n{{ chart("one") }}\n\n{{ chart("two") }} {{ term("three") }}\n'}
    found = problems(project(tmp_path, BARE | pages))
    assert [(item.code.number, item.place.file) for item in found] == [
        ("E006", "data/charts.yml"),
        ("E006", "data/glossary.yml"),
    ]
    assert found[0].expected == 'this file with the chart "one", which is named at content/metals.md:3:11'


@pytest.mark.parametrize(
    ("written", "meant"), [("W/mK", "W/(m K)"), ("mW/m·K", "mW/(m K)"), ("W/m K", "W/(m K)"), ("W/m", "")]
)
def test_a_unit_below_a_stroke_without_brackets_is_understood(tmp_path: Path, written: str, meant: str) -> None:
    root = project(tmp_path, BARE)
    record = root / "data/materials/zinc/zn.yml"
    record.write_text(record.read_text("utf-8").replace("12 mW/(cm K)", f"1.2 {written}"), "utf-8")
    (found,) = problems(root)
    assert found.code.number == "E107"
    assert (f'Did you mean "{meant}"?' in found.remedy) == bool(meant)
