"""All records of a review, linked: what the stages after validation read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar, cast

from living_review.diagnostics.codes import Code
from living_review.model.base import NOT_STATED, Claim, Record, State
from living_review.model.check import Check, codes_of_checks
from living_review.model.conditions import read_condition
from living_review.model.content import ContentPage
from living_review.model.domain import (
    Chapter,
    ChartEntry,
    Condition,
    ConditionKind,
    Family,
    Metric,
    Review,
    Term,
    Unit,
)
from living_review.model.extension import E, Extension, Module, codes_of, extensions_of
from living_review.model.kinds import setup_words
from living_review.model.material import Kind, Material, Measurement, SetupWords
from living_review.model.reference import Reference
from living_review.model.schematic import Role, Schematic
from living_review.model.units import Interval, Units, units_of
from living_review.model.verdict import Verdict
from living_review.model.vocabulary import Group, Vocabulary, same_as

# The pages that are made of records, beside one for each material; nothing else may be called so.
MATERIALS, REFERENCES, GLOSSARY, CHECKED = "materials/index.md", "references.md", "glossary.md", "checked.md"
UNKNOWN, EXPLORE, COMPARE, QUERY, PAPER = "unknown.md", "explore.md", "compare.md", "query.md", "paper.md"
CORRECTIONS, HOME = "corrections.md", "index.md"
T = TypeVar("T")
# The guide for contributors: pages of the folder and those made of the code; its title where nobody wrote its first page.
GUIDE, GUIDE_TITLE = "guide/", "Contribute"
FIELDS, CODES_INDEX, ARCHITECTURE = f"{GUIDE}fields.md", f"{GUIDE}codes/index.md", f"{GUIDE}architecture.md"
LICENCES = f"{GUIDE}licences.md"


@dataclass(frozen=True)
class Section:
    """A chapter or section with its number (``3.3.1``) and the page it stands on."""

    chapter: Chapter
    number: str
    file: str
    ancestors: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return self.chapter.file is not None

    @property
    def title(self) -> str:
        return f"{self.number} {self.chapter.title}"


@dataclass(frozen=True)
class Library:
    """Everything valid, keyed by id in the order of the files; ``module_records`` by kind and id."""

    review: Review
    units: Mapping[str, Unit]
    conditions: Mapping[str, Condition]
    metrics: Mapping[str, Metric]
    families: Mapping[str, Family]
    references: Mapping[str, Reference]
    terms: Mapping[str, Term]
    outline: tuple[Chapter, ...]
    charts: Mapping[str, ChartEntry]
    roles: Mapping[str, Role]
    schematics: Mapping[str, Schematic]
    materials: Mapping[str, Material]
    files: Mapping[str, str]
    pages: Mapping[str, ContentPage]
    verdicts: tuple[Verdict, ...] = ()
    modules: tuple[Module, ...] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    module_records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is computed: another process computes it again, and some of it would not be the same there."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def extensions(self, kind: type[E]) -> list[E]:
        """Return the extensions of one kind that the modules of the review bring."""
        return extensions_of(self.modules, kind)

    def computed(self, compute: Callable[["Library"], T]) -> T:
        """Return what a function makes of the library; it is called once."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast(T, self._computed[compute])

    @cached_property
    def _computed(self) -> dict[Callable[["Library"], Any], Any]:
        return {}

    @cached_property
    def codes(self) -> dict[str, Code]:
        return codes_of(self.modules, codes_of_checks(self.checks))

    @cached_property
    def converter(self) -> Units:
        return units_of(self.units)

    @cached_property
    def setup_words(self) -> SetupWords:
        """Return what that in which values are measured is called in the field of the review."""
        return setup_words(self.modules)

    @cached_property
    def has_setups(self) -> bool:
        return any(material.setups for material in self.materials.values())

    @cached_property
    def has_series(self) -> bool:
        return any(material.series for material in self.materials.values())

    @cached_property
    def has_paper(self) -> bool:
        """Tell whether the review starts from a paper, or has references with the numbers of one."""
        return self.review.paper is not None or any(item.number for item in self.references.values())

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {section.chapter.id: section for section in number_outline(self.outline)}

    @cached_property
    def citation_numbers(self) -> dict[str, int]:
        """Reference id to citation number: the paper's own numbers first, then the paper itself and the others by their ids."""
        own = {key: int(ref.number) for key, ref in self.references.items() if ref.number}
        others = sorted(
            (key for key in self.references if key not in own), key=lambda key: (key != self.review.paper, key)
        )
        start = max(own.values(), default=0) + 1
        return own | {key: start + index for index, key in enumerate(others)}

    def same_as(self, group: Group, key: str) -> list[str]:
        """Return the identifiers of the terms of other vocabularies that mean the same as a word of the review."""
        return same_as(self.vocabularies.values(), group, key)

    def value(self, measurement: Measurement) -> Interval:
        """Return a measured value in the unit of its metric."""
        return self.converter.convert(measurement.value, self.metrics[measurement.metric].unit)

    def condition_value(self, measurement: Measurement, condition: str) -> Interval | None:
        """Return a condition in its own unit, or None where it is not stated."""
        return read_condition(measurement.conditions.get(condition), self.conditions[condition], self.converter)

    def condition_record(self, condition: str, text: str) -> Material | None:
        """Return the record that a condition names, or None where it says something else."""
        return self.materials.get(text) if self.conditions[condition].kind is ConditionKind.RECORD else None

    def condition_words(self, condition: str, text: str) -> str:
        """Return what a condition says, a record by its name."""
        record = self.condition_record(condition, text)
        return record.name if record else text

    def stated(self, measurement: Measurement, condition: str) -> str | None:
        """Return a condition as it is stated, or None where it is not."""
        text = measurement.conditions.get(condition, NOT_STATED)
        return None if text == NOT_STATED else text

    def absent(self, measurement: Measurement) -> str:
        """Return what to say of a condition that a value does not give: it is not stated, or its place was not read."""
        return self.references[measurement.source.seen_in].absent

    def is_read_in_full(self, measurement: Measurement) -> bool:
        """Tell whether the source of a value was read in full, so that what the record leaves out is not stated."""
        return self.references[measurement.source.seen_in].is_read_in_full

    def read_limit(self, condition: str, text: str) -> float:
        """Return a limit between two bands of a condition in its unit."""
        found = read_condition(text, self.conditions[condition], self.converter)
        return found.middle if found else 0.0

    def family_line(self, family: str) -> list[str]:
        """Return a family and its ancestors, the family first."""
        line = [family]
        while parent := self.families[line[-1]].parent:
            line.append(parent)
        return line

    def is_compared(self, material: Material) -> bool:
        """Tell whether charts and rankings of all materials show a material."""
        return all(item.is_compared(self, material) for item in self.extensions(AddedComparison))

    @cached_property
    def compared_materials(self) -> list[Material]:
        """Return the materials that charts and rankings of all materials show, in file order."""
        return [item for item in self.materials.values() if self.is_compared(item)]

    def members(self, *families: str) -> list[Material]:
        """Return the materials of families and of the families below them, in file order."""
        if len(families) == 1:
            return self._members.get(families[0], [])
        found = {item.id for family in families for item in self._members.get(family, ())}
        return [item for item in self.materials.values() if item.id in found]

    @cached_property
    def _members(self) -> dict[str, list[Material]]:
        found: dict[str, list[Material]] = {}
        for item in self.materials.values():
            for family in self.family_line(item.family):
                found.setdefault(family, []).append(item)
        return found

    @cached_property
    def elements(self) -> dict[str, list[Material]]:
        """Return the records of pure elements by their symbol."""
        found: dict[str, list[Material]] = {}
        for item in self.materials.values():
            if item.kind is Kind.ELEMENT:
                found.setdefault(item.formula, []).append(item)
        return found

    def reporting(self, family: str, metric: str) -> tuple[list[Material], list[Material]]:
        """Return the members of a family that report a metric, and those that do not."""
        key = (family, metric)
        if key not in self._reporting:
            split: tuple[list[Material], list[Material]] = ([], [])
            for item in self.members(family):
                split[all(found.metric != metric for found in item.measurements)].append(item)
            self._reporting[key] = split
        return self._reporting[key]

    @cached_property
    def _reporting(self) -> dict[tuple[str, str], tuple[list[Material], list[Material]]]:
        return {}

    def checked(self) -> Iterator[tuple[str, Claim | Measurement]]:
        """Yield everything that carries a state, with the id of its owner (material, term or chapter)."""
        for material in self.materials.values():
            yield from ((material.id, item) for item in material.measurements)
            yield from ((material.id, item) for item in material.claims)
        for key, term in self.terms.items():
            yield from ((key, claim) for claim in term.claims)
        for section in self.sections.values():
            yield from ((section.chapter.id, claim) for claim in section.chapter.claims)

    def measurements(self) -> Iterator[Measurement]:
        """Yield the measurements of all records."""
        for material in self.materials.values():
            yield from material.measurements

    @cached_property
    def measurements_from(self) -> dict[str, list[Measurement]]:
        """Return the measurements that come from each reference, which is their source."""
        found: dict[str, list[Measurement]] = {}
        for item in self.measurements():
            found.setdefault(item.source.reference, []).append(item)
        return found

    @cached_property
    def _verdicts(self) -> dict[str, list[Verdict]]:
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.owner, []).append(verdict)
        return found

    def verdicts_on(self, owner: str) -> list[Verdict]:
        """Return what the checks say of the values of a material, or of a reference."""
        return self._verdicts.get(owner, [])

    def claims_of(self, owner: str) -> tuple[Claim, ...]:
        """Return the claims that a material, term or chapter carries."""
        if owner in self.materials:
            return self.materials[owner].claims
        if owner in self.terms:
            return self.terms[owner].claims
        return self.sections[owner].chapter.claims

    def count_states(self) -> dict[State, int]:
        """Return how many values and claims are in each state."""
        states = [item.state for _, item in self.checked()]
        return {state: states.count(state) for state in State}


@dataclass(frozen=True)
class AddedComparison(Extension):
    """Which materials charts and rankings of all materials show, by a rule of a module."""

    is_compared: Callable[[Library, Material], bool]


def number_outline(
    chapters: tuple[Chapter, ...], prefix: str = "", file: str = "", ancestors: tuple[str, ...] = ()
) -> Iterator[Section]:
    """Yield all chapters and sections with their numbers, in order."""
    for position, chapter in enumerate(chapters, 1):
        number = f"{prefix}{position}"
        page = chapter.file or file
        yield Section(chapter, number, page, ancestors)
        yield from number_outline(chapter.parts, f"{number}.", page, (*ancestors, chapter.id))
