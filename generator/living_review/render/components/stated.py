"""Values and claims of a record as its page shows them, with everything a reader needs beside each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.conditions import is_stated
from living_review.model.base import Claim
from living_review.model.library import Library
from living_review.model.material import Entered, Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import (
    AddedToRecord,
    CheckView,
    checks_of,
    show_provenance,
    what_is_missing,
    why_unranked,
)
from living_review.text.markup import part_unit, show_value


@dataclass(frozen=True)
class StatedView:
    """A measurement or claim with everything a reader needs beside it."""

    id: str
    state: Markup
    kind: str
    source: Markup
    note: Markup | None
    support: list[Markup]
    text: Markup
    remarks: Sequence[str] = ()
    absent: str = ""
    report: str = ""
    provenance: str = ""
    objections: tuple[CheckView, ...] = ()
    missing: str = ""
    unranked: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether its provenance stands open from the start, since the number alone would mislead."""
        return self.kind in ("misleading", "superseded")

    @property
    def marks(self) -> list[str]:
        """Return what the provenance holds beside the usual facts."""
        return [name for name, found in (("objection", self.objections), ("note", self.note)) if found]


def stated_view(parts: Parts, item: Entered | Claim, text: Markup, prefix: str = "") -> StatedView:
    """Return what values, series and claims share: state, source, note and support."""
    return StatedView(
        id=prefix + item.id,
        state=parts.state(item.state),
        kind=item.state.value,
        source=parts.source(item.source),
        note=parts.prose(item.note) if item.note else None,
        support=[parts.mention(key) for key in item.support if key != item.source.reference],
        text=text,
    )


def absent_conditions(library: Library, item: Measurement) -> list[str]:
    """Return the conditions that a value needs and nobody states, its cell and what is derived included."""
    wanted = dict.fromkeys([*library.metrics[item.metric].conditions, *item.conditions])
    return [key for key in wanted if not is_stated(library, item, key)]


def say_absent(library: Library, item: Measurement, conditions: Sequence[str]) -> str:
    """Return in words that conditions are missing, or nothing where none is; ``item`` has the source that was read."""
    if not conditions:
        return ""
    words = library.absent(item)
    return f"{words[:1].upper()}{words[1:]}: {', '.join(library.conditions[key].inline for key in conditions)}"


def value_view(parts: Parts, material: Material, item: Measurement) -> StatedView:
    """Return a value with what was found about it: remarks, objections, what it lacks, and its provenance."""
    library = parts.site.library
    return replace(
        stated_view(parts, item, part_unit(show_value(item.value.text))),
        remarks=[
            text for added in library.extensions(AddedToRecord) if (text := added.remark(library, material, item))
        ],
        report=parts.report_address(material, item),
        provenance=show_provenance(parts, material, item),
        objections=tuple(check for check in checks_of(parts, material, item) if not check.holds),
        missing=what_is_missing(parts, item),
        unranked=why_unranked(parts, item),
    )
