"""Diagnostics (a code, its facts, a place) and the report that collects them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.diagnostics.codes import CODES, Code
from generator.diagnostics.place import Place


@dataclass(frozen=True)
class Diagnostic:
    """One problem at one place; its words come from the code and the facts."""

    code: Code
    place: Place
    facts: dict[str, object] = field(hash=False)

    @property
    def message(self) -> str:
        return self.code.message.format(**self.facts)

    @property
    def expected(self) -> str:
        return self.code.expected.format(**self.facts)

    @property
    def remedy(self) -> str:
        return self.code.remedy.format(**self.facts)


class Report:
    """All problems of a run, in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Place, str], Diagnostic] = {}

    def add(self, name: str, place: Place, **facts: object) -> None:
        """Note a problem; ``name`` is the name of its code, the same problem at the same place counts once."""
        diagnostic = Diagnostic(CODES[name], place, {"hint": "", **facts})
        self._found.setdefault((name, place, diagnostic.message), diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=lambda item: (item.place, item.code.number)))

    def __len__(self) -> int:
        return len(self._found)
