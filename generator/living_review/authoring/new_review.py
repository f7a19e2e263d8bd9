"""A new review to fill in: every file that a project needs, with examples that say that they are examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from living_review.authoring.schema import schema_comment
from living_review.model.kinds import KINDS
from living_review.text.yaml_writing import yaml_text

# Not every tool packs files whose names begin with a dot.
_DOT = "dot-"


@dataclass(frozen=True)
class NewReview:
    """What must be known before a review is begun: its name, its field in words, and the version of this program."""

    name: str
    field: str
    version: str


def _templates(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path of each file of a new review with its template, in the order of their names."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        place = path + item.name.replace(_DOT, ".", 1) if item.name.startswith(_DOT) else path + item.name
        if item.is_dir():
            yield from _templates(item, f"{place}/")
        else:
            yield place, item.read_text("utf-8")


def _words(new: NewReview) -> Mapping[str, str]:
    name, field = " ".join(new.name.split()), " ".join(new.field.split())
    return {
        "name": yaml_text(name),
        "subtitle": yaml_text(f"A living review of {field}"),
        "title": _prose(name),
        "about": _prose(field),
        "version": new.version,
    }


def _prose(text: str) -> str:
    """Return words as they stand in a hand-written page, where braces would begin a call."""
    return text.replace("{", "&#123;")


def review_files(new: NewReview) -> dict[str, bytes]:
    """Return all files of a new review but its schemas, by their paths."""
    words, found = _words(new), {}
    for path, text in _templates(files("living_review.authoring") / "review"):
        filled = Template(text).substitute(words)
        comment = schema_comment(path, KINDS.values())
        found[path] = (f"{comment}\n{filled}" if comment else filled).encode()
    return found
