"""Diagnostics (a code, its facts, a place) and the report that collects them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.diagnostics.codes import CODES, Code, Level
from living_review.diagnostics.place import Place


@dataclass(frozen=True)
class Diagnostic:
    """One problem at one place; its words come from the code and the facts.

    ``fix`` is the text to put at the place where that is safe, ``site`` the address of the published site if known.
    """

    code: Code
    place: Place
    facts: dict[str, object] = field(hash=False)
    fix: str | None = None
    site: str = ""

    @property
    def message(self) -> str:
        message = self.code.message.format(**self.facts)
        return f"{self.place.about}: {message}" if self.place.about else message

    @property
    def expected(self) -> str:
        return self.code.expected.format(**self.facts)

    @property
    def remedy(self) -> str:
        return self.code.remedy.format(number=self.code.number, **self.facts)

    @property
    def more(self) -> str:
        """Return where the code is explained: its page, and the command that says the same offline."""
        command = f"living-review explain {self.code.number}"
        return f"{self.site.rstrip('/')}/{self.code.page} or {command}" if self.site else command


class Report:
    """All problems of a run, in the order of the files; it is true where something must be fixed.

    ``codes`` are those that a review can have, by their names: the general ones until its modules are known.
    """

    def __init__(self, site: str = "") -> None:
        self.site = site
        self.codes: Mapping[str, Code] = CODES
        self._found: dict[tuple[str, Place, str], Diagnostic] = {}

    def add(self, name: str, place: Place, fix: str | None = None, **facts: object) -> None:
        """Note a problem; ``name`` is the name of its code, the same problem at the same place counts once.

        ``fix`` is what should stand at the place, given only where nobody could want anything else.
        """
        diagnostic = Diagnostic(self.codes[name], place, {"hint": "", **facts}, fix, self.site)
        self._found.setdefault((name, place, diagnostic.message), diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=lambda item: (item.place, item.code.number)))

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        return any(item.code.level is Level.ERROR for item in self._found.values())


def count_levels(diagnostics: Iterable[Diagnostic]) -> tuple[int, int]:
    """Return the numbers of errors and of warnings."""
    levels = [item.code.level for item in diagnostics]
    return levels.count(Level.ERROR), levels.count(Level.WARNING)
