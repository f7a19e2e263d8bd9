"""What all records share: strict shape, kebab-case keys, and the small types of their fields."""

import re
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from living_review.text.identity import find_doi

NOT_STATED = "not stated"
NOT_APPLICABLE = "not applicable"
NOT_READ = "not read"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class Record(BaseModel):
    """Base of everything that stands in data/: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    # Where a shape that extends another puts its own keys: each with the key behind which it stands.
    key_places: ClassVar[dict[str, str]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Put the keys where they belong: pages, schemas and the formatter show them in the order of their declaration."""
        if places := cls.key_places:
            names = [name for name in cls.__pydantic_fields__ if name not in places]
            for name, before in places.items():
                names.insert(names.index(before) + 1, name)
            cls.__pydantic_fields__ = {name: cls.__pydantic_fields__[name] for name in names}
            cls.model_rebuild(force=True)

    @classmethod
    def text_keys(cls) -> tuple[str, ...]:
        """Return the keys whose values are texts, and no lists or mappings."""
        fields = {field.alias or name: field.annotation for name, field in cls.model_fields.items()}
        return tuple(key for key, kind in fields.items() if isinstance(kind, type) and issubclass(kind, str))

    @classmethod
    def required_keys(cls) -> tuple[str, ...]:
        """Return the keys that each record has."""
        return tuple(field.alias or name for name, field in cls.model_fields.items() if field.is_required())

    @classmethod
    def keys_to_know(cls) -> tuple[str, ...]:
        """Return the keys that each record has and that cannot be "not stated"."""
        try:
            cls.model_validate(dict.fromkeys(cls.required_keys(), NOT_STATED))
        except ValidationError as error:
            return tuple(str(item["loc"][0]) for item in error.errors())
        return ()


def is_slug(text: str) -> bool:
    """Tell whether a text is an id: small letters, digits and single hyphens."""
    return bool(_SLUG.match(text))


# An id is the name of files, which systems let be 255 signs long with what stands before and behind it.
LONGEST_ID = 100


def _check_slug(text: str) -> str:
    if not is_slug(text) or len(text) > LONGEST_ID:
        raise PydanticCustomError("bad-id", "not an id", {"found": text})
    return text


def _check_doi(text: str) -> str:
    if (found := find_doi(text)) != text:
        wanted = f"a DOI such as {found or '10.1000/xyz123'}"
        raise PydanticCustomError("bad-address", "not a DOI", {"found": text, "wanted": wanted})
    return text


def _check_orcid(text: str) -> str:
    """Check the form of an ORCID and its last sign, which follows from the others (ISO 7064, MOD 11-2)."""
    is_formed = re.match(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]\Z", text)
    total = reduce(lambda sum_, digit: (sum_ + int(digit)) * 2, text.replace("-", "")[:15], 0) if is_formed else 0
    if not is_formed or text[-1] != "0123456789X"[(12 - total) % 11]:
        wanted = "an ORCID (0000-0002-1825-0097)"
        raise PydanticCustomError("bad-address", "not an ORCID", {"found": text, "wanted": wanted})
    return text


def _check_address(text: str) -> str:
    if not re.match(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][^\s\"'<>]*)?\Z", text):
        raise PydanticCustomError(
            "bad-address", "not an address", {"found": text, "wanted": "a web address (https://…)"}
        )
    return text


def _check_contact(text: str) -> str:
    if re.match(r"[\w.+-]+@[\w-]+(\.[\w-]+)+\Z", text, re.ASCII):
        return text
    try:
        return _check_address(text)
    except PydanticCustomError:
        wanted = "a mail address (name@example.org) or a web address (https://…)"
        raise PydanticCustomError("bad-address", "no contact", {"found": text, "wanted": wanted}) from None


def _check_date(text: str) -> str:
    parts = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", text)
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)) if parts else date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError(
            "bad-date", "not a date", {"found": text, "wanted": "a year or date (2018, 2018-05-01)"}
        ) from None
    return text


def _check_day(text: str) -> str:
    try:
        if not re.match(r"\d{4}-\d{2}-\d{2}\Z", text, re.ASCII):
            raise ValueError
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("bad-date", "not a day", {"found": text, "wanted": "a day (2026-05-31)"}) from None
    return text


def _check_colour(text: str) -> str:
    if not re.match(r"#[0-9a-f]{6}\Z", text):
        raise PydanticCustomError("bad-colour", "not a colour", {"found": text})
    return text


def _text_of(value: Any) -> Any:
    """Accept a bare number where text is wanted: editors and JSON give 1000 where YAML has the text 1000."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, StringConstraints(min_length=1)]
NumberText = Annotated[
    str, BeforeValidator(_text_of), StringConstraints(min_length=1), WithJsonSchema({"type": ["string", "number"]})
]
_ORDINAL = r"^[1-9]\d{0,3}$"
OrdinalText = Annotated[
    str,
    BeforeValidator(_text_of),
    StringConstraints(pattern=_ORDINAL),
    WithJsonSchema({"type": ["string", "number"], "pattern": _ORDINAL, "minimum": 1}),
]
SLUG_SCHEMA = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST_ID}
Slug = Annotated[str, AfterValidator(_check_slug), WithJsonSchema(SLUG_SCHEMA)]
# Ids that must exist: the mark tells of which records, so that an editor can be offered them.
MARK = "x-record"
# Beside them the words that may stand in the place of an id, each with what an editor says of it.
WORDS = "x-words"
FamilyId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "family"})]
MetricId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "metric"})]
ConditionId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "condition"})]
ReferenceId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "reference"})]
ChapterId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "chapter"})]
ChartId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "chart"})]
RoleId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "role"})]
Doi = Annotated[str, AfterValidator(_check_doi), WithJsonSchema({"type": "string", "pattern": "^10\\."})]
Orcid = Annotated[
    str, AfterValidator(_check_orcid), WithJsonSchema({"type": "string", "pattern": "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"})
]
Address = Annotated[str, AfterValidator(_check_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Contact = Annotated[str, AfterValidator(_check_contact), WithJsonSchema({"type": "string", "pattern": "^https?://|@"})]
Issued = Annotated[
    str, BeforeValidator(_text_of), AfterValidator(_check_date), WithJsonSchema({"type": ["string", "integer"]})
]
Day = Annotated[
    str,
    AfterValidator(_check_day),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2026-05-31"]}),
]
Colour = Annotated[str, AfterValidator(_check_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-f]{6}$"})]


class State(StrEnum):
    """How far a value or claim may be trusted."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    MISLEADING = "misleading"
    SUPERSEDED = "superseded"

    @property
    def meaning(self) -> str:
        """Return what the state tells a reader."""
        return {
            State.VERIFIED: "Found to hold, on a page that was read or by a computation from sourced data.",
            State.UNVERIFIED: "Not confirmed: its page was not seen, was read only once, or only as a copy.",
            State.MISLEADING: "The number or its wording leads astray; the note says what holds.",
            State.SUPERSEDED: "Later work contradicts it; the note says which.",
        }[self]


class Source(Record):
    """Where a statement comes from."""

    reference: ReferenceId = Field(description="Id of a reference: the name of its file in data/references/.")
    via: ReferenceId | None = Field(
        None, description="Reference through which it is known, where the source itself was not read."
    )
    place: Text = Field(
        description="Where in the source it stands.", examples=["section 3.3.1", "abstract", "not stated"]
    )

    @property
    def seen_in(self) -> str:
        """Return the reference that was read: the source, or that through which it is known."""
        return self.via or self.reference


class Claim(Record):
    """A sentence of ours that says what a source says, and how far it holds."""

    id: Slug = Field(description="Unique in its record; never given to something else.")
    text: Text = Field(description="What the source says, in our own words.")
    source: Source = Field(description="Where it is said.")
    state: State = Field(description="How far it may be trusted.")
    note: Text | None = Field(None, description="Why the claim has this state, and what holds instead.")
    support: tuple[ReferenceId, ...] = Field((), description="References that bear the state out.")
