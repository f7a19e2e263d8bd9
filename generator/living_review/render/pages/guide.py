"""The guide for contributors, with examples from the review itself; a page of the same name in content/guide/ stands in its place."""

from collections.abc import Mapping

from living_review.model.base import NOT_STATED
from living_review.model.kinds import KINDS, AskedKey, kinds_of
from living_review.model.library import GUIDE, GUIDE_TITLE, Library
from living_review.model.material import Material, Measurement
from living_review.render.components.check_examples import check_examples
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_code
from living_review.text.yaml_writing import yaml_lines

# The pages by their names, with their titles, in the order in which somebody may need them.
TITLES = {
    "index": GUIDE_TITLE,
    "change-a-value": "Change a value",
    "add-a-material": "Add a material",
    "add-a-measurement": "Add a measurement",
    "write-a-value": "Write a value",
    "import-a-table": "Import a table",
    "add-a-reference": "Add a reference",
    "add-a-metric-or-a-family": "Add a metric or a family",
    "declare-a-check": "Declare a check",
    "add-a-chart": "Add a chart",
    "sentences-about-the-data": "Sentences about the data",
    "how-a-page-is-made": "How a page is made",
    "commands": "Commands",
}


def render_guide(site: Site, name: str) -> Page:
    """Return a page of the guide by its name."""
    view = {"title": TITLES[name], **site.library.computed(_examples)}
    return Page(f"{GUIDE}{name}.md", render_page(f"guide-{name}", view), "")


def _value_of(library: Library) -> tuple[Material | None, Measurement | None]:
    """Return the first value of the review with its record, one that is a number and a unit where there is such a one."""
    found = [(item, value) for item in library.materials.values() for value in item.single_values]
    plain = (pair for pair in found if pair[1].value.text[:1].isdigit() and pair[1].value.unit)
    return next(plain, found[0] if found else (next(iter(library.materials.values()), None), None))


def _written(item: Measurement) -> str:
    """Return a value as it stands in a record, with all its keys."""
    keys = item.model_dump(mode="json", by_alias=True, exclude_unset=True) | {"value": item.value.text}
    return "\n".join(f"{'  ' if number else '- '}{line}" for number, line in enumerate(yaml_lines(keys)))


def _new_entry(metric: str, unit: str) -> Measurement:
    """Return what stands for a value in a review that has none yet."""
    entry = {"id": metric, "metric": metric, "value": f"1 {unit}".strip(), "conditions": {}}
    source = {"reference": "a-source", "place": "table 1"}
    return Measurement.model_validate({**entry, "source": source, "state": "unverified"})


def _new_records(library: Library, family: str) -> Mapping[str, str]:
    """Return how a record is begun: by a command, and as the text that somebody types in a browser."""
    asked = [f'--{item.key} "{NOT_STATED}"' for item in library.extensions(AskedKey)]
    new = [
        "living-review new material",
        "--name Novelty --id novelty",
        f"--family {family}",
        "--kind material",
        f'--formula "{NOT_STATED}"',
        *asked,
    ]
    keys = dict.fromkeys(kinds_of(library.modules)["material"].model.required_keys(), NOT_STATED)
    keys |= {"id": "novelty", "name": "Novelty", "family": family, "kind": "material"}
    return {
        "new": show_code(" ".join(new)),
        "bare": show_code("\n".join(f"{key}: {text}" for key, text in keys.items())),
    }


def _tables(library: Library, name: str, family: str, record: str, value: Measurement) -> Mapping[str, str]:
    """Return what the page of imports shows: tables, and the commands that read them."""
    reference, unit = value.source.reference, value.value.unit
    heading = library.metrics[value.metric].name + (f" ({unit})" if unit else "")
    many = [
        f"Material;Family;Kind;Source;Place;{heading}",
        f"{name};;;{reference};table 1;1",
        f"Novelty;{family};material;10.1000/xyz123;figure 2;2",
    ]
    return {
        "table": show_code(f"{heading}\n1\n2\n3" if unit else ""),
        "import": show_code(
            f'living-review import table.csv --record {record} --reference {reference} --place "figure 2"'
        ),
        "many": show_code("\n".join(many)),
        "import_many": show_code("living-review import table.csv --bibliography library.bib --dry-run"),
    }


def _examples(library: Library) -> Mapping[str, object]:
    """Return what the pages show of the review: ids and names of one of its values, and how it is written."""
    material, value = _value_of(library)
    family = material.family if material else next(iter(library.families))
    value = value or _new_entry(*next((key, metric.unit) for key, metric in library.metrics.items()))
    record, unit = material.id if material else "a-record", value.value.unit
    chapter = next(iter(library.sections.values()))
    misspelt = f"{value.value.text}{unit[-1:] or 'x'}"
    file = library.files.get(record, f"{KINDS['material'].file}{family}/{record}.yml")
    selection = f"family = {family}; metric = {value.metric}"
    words = f'{{{{ holds("there are values of it", "count({selection}) > 0") }}}}'
    called = f'{{{{ value("{record}", "{value.id}") }}}} {{{{ cite("{value.source.reference}") }}}}'
    return {
        "record": record,
        "name": material.name if material else record,
        "family": family,
        "chapter": chapter.chapter.id,
        "metric": value.metric,
        "unit": unit,
        "file": file,
        "conditions": list(library.metrics[value.metric].conditions),
        "setups": library.setup_words.many,
        "check": check_examples(library, value.metric, file),
        "asked": [item.key for item in library.extensions(AskedKey)],
        "value": show_code(_written(value)),
        "mistake": show_code(
            f'{file}:LINE:COLUMN: E103 unknown unit "{unit}{unit[-1:]}"\n    LINE |     value: {misspelt}\n'
            f'      = expected: a unit such as {unit}\n      = help: Did you mean "{unit}"? '
            "Correct the unit, or declare it in data/units.yml."
        ),
        "wrong": show_code(f"value: {misspelt}"),
        "call": show_code(called),
        "holds": show_code(words),
        "selection": selection,
        **_new_records(library, family),
        **_tables(library, material.name if material else record, family, record, value),
    }
