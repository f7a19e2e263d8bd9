"""A new record to fill in: valid from the start, and saying of each key what belongs there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from living_review.authoring.schema import schema_comment
from living_review.model.base import NOT_STATED, is_slug
from living_review.model.kinds import KINDS, AskedKey, kinds_of, setup_words
from living_review.model.library import Library
from living_review.model.material import Kind, Measurement
from living_review.text.formula import FormulaError, read_composition
from living_review.text.slug import slug_of
from living_review.text.yaml_writing import yaml_lines, yaml_text

# Kinds of records that a chemical formula describes.
OF_FORMULA = (Kind.ELEMENT, Kind.COMPOUND)


class ScaffoldError(ValueError):
    """The record cannot be made so; ``option`` is what is wrong, the message says why."""

    def __init__(self, option: str, reason: str) -> None:
        super().__init__(reason)
        self.option = option


@dataclass(frozen=True)
class NewMaterial:
    """What must be known before a record can be written; ``more`` are values of keys that modules add."""

    id: str
    name: str
    family: str
    kind: Kind
    formula: str = NOT_STATED
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return _path(self.family, self.id)


def _path(family: str, key: str) -> str:
    return f"{KINDS['material'].file}{family}/{key}.yml"


def _text(file: str, lines: Iterable[str]) -> str:
    """Return the text of a file of records: first where editors find its schema."""
    return "\n".join([schema_comment(file, KINDS.values()) or "", *lines]) + "\n"


def reference_file(key: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    """Return path and text of the file of a reference with the fields of CSL."""
    file, _ = KINDS["reference"].place(key)
    return file, _text(file, yaml_lines(fields))


def record_file(content: Mapping[str, Any]) -> tuple[str, str]:
    """Return path and text of the file of a record with such keys."""
    file = _path(content["family"], content["id"])
    return file, _text(file, yaml_lines(content))


def check_new(library: Library, new: NewMaterial) -> None:
    """Raise ScaffoldError for the first thing that would make the record invalid."""
    if not is_slug(new.id):
        raise ScaffoldError("id", f'"{new.id}" is not an id: small letters and digits, with hyphens between them.')
    if new.id in library.materials:
        raise ScaffoldError("id", f'There is a record "{new.id}" already: {library.files[new.id]}.')
    if not new.name.strip():
        raise ScaffoldError("name", "A record needs a name.")
    if new.family not in library.families:
        raise ScaffoldError("family", f'There is no family "{new.family}". There are: {", ".join(library.families)}.')
    for asked in library.extensions(AskedKey):
        value, known = new.more.get(asked.key, NOT_STATED), asked.words(library)
        if value not in known:
            raise ScaffoldError(asked.key, f'There is no {asked.key} "{value}". There are: {", ".join(known)}.')
    if new.kind in OF_FORMULA:
        try:
            read_composition(new.formula)
        except FormulaError as error:
            raise ScaffoldError("formula", f'"{new.formula}" is not a chemical formula: {error}.') from None


def _lines(library: Library, values: Mapping[str, str]) -> Iterable[str]:
    for name, declared in kinds_of(library.modules)["material"].model.model_fields.items():
        key = declared.alias or name
        yield f"# {declared.description}"
        yield f"{key}: {values.get(key, NOT_STATED)}"
        if key == "measurements":
            yield from _example(library)


def _example(library: Library) -> Iterable[str]:
    """Yield a measurement as a comment below its key, with the conditions that its metric asks for."""
    if not library.metrics or not library.references:
        return
    key, metric = next(iter(library.metrics.items()))
    # Only of a source that was read in full may a condition be called "not stated".
    whole = [name for name, reference in library.references.items() if reference.is_read_in_full]
    source, asked = next(iter([*whole, *library.references])), metric.conditions if whole else ()
    lines = [
        "- id: " + slug_of(metric.name),
        f"  metric: {key}",
        f"  value: 0 {metric.unit}".rstrip(),
        "  conditions:" + ("" if asked else " {}"),
        *(f"    {condition}: {NOT_STATED}" for condition in asked),
        f"  source: {{reference: {source}, place: {NOT_STATED}}}",
        "  state: unverified",
        "  note: What was looked for, and what holds.",
    ]
    yield f"# A measurement looks like this: remove the [] above, and of each line below the # with one blank. {Measurement.__doc__}"
    yield from (f"#   {line}" for line in lines)


def new_material(library: Library, new: NewMaterial) -> str:
    """Return the text of a new record; raise ScaffoldError where it could not be valid."""
    check_new(library, new)
    values = {
        "id": new.id,
        "name": yaml_text(new.name.strip()),
        "formula": yaml_text(new.formula),
        "family": new.family,
        "kind": new.kind.value,
        **new.more,
    }
    values |= dict.fromkeys(("aliases", "strengths", "problems", "measurements", "series", "claims"), "[]")
    values[setup_words(library.modules).many] = "{}"
    return _text(new.file, _lines(library, values))
