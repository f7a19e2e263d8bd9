"""Diagnostics (a code, its facts, a place) and the report that collects them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.diagnostics.codes import CODES, Code, Level
from living_review.diagnostics.place import Place
from living_review.diagnostics.suggest import choices, few_names, hint, same

# Whoever fixes as many runs the check again; a file full of mistakes is answered as quickly as one with a few.
MOST_IN_FILE, MOST = 50, 500
LONGEST_FACT = 300


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
    """The problems of a run, in the order of the files; it is true where something must be fixed.

    Of each file and of the run only so many are kept and shown, errors before warnings; ``more`` counts the others.
    ``codes`` are those that a review can have, by their names: the general ones until its modules are known.
    """

    def __init__(self, site: str = "", most_in_file: int = MOST_IN_FILE, most: int = MOST) -> None:
        self.site = site
        self.codes: Mapping[str, Code] = CODES
        self._most_in_file, self._most = most_in_file, most
        self._found: dict[tuple[str, Place, str], Diagnostic] = {}
        self._kept: Counter[tuple[str, Level]] = Counter()
        self._left_out: Counter[str] = Counter()
        self._unknown: set[tuple[str, Place, str]] = set()

    def is_full(self, file: str, level: Level = Level.ERROR) -> bool:
        """Tell whether more problems of a file are only counted; whoever finds many can save the trouble to describe them."""
        return self._kept[file, level] >= self._most_in_file

    def has_space(self, file: str, level: Level = Level.ERROR) -> bool:
        """Tell whether one more problem of a file is to be described; else it is counted now."""
        if self.is_full(file, level):
            self.leave_out(file, 1)
            return False
        return True

    def has(self, file: str) -> bool:
        """Tell whether anything of a file is reported."""
        return any(self._kept[file, level] for level in Level)

    def leave_out(self, file: str, count: int) -> None:
        """Count problems of a file that is full."""
        self._left_out[file] += count

    def add(self, name: str, place: Place, fix: str | None = None, **facts: object) -> None:
        """Note a problem; ``name`` is the name of its code, the same problem at the same place counts once.

        ``fix`` is what should stand at the place, given only where nobody could want anything else.
        """
        code = self.codes[name]
        if not self.has_space(place.file, code.level):
            return
        short = {key: _shortened(value) for key, value in facts.items()}
        diagnostic = Diagnostic(code, place, {"hint": "", **short}, fix, self.site)
        if self._found.setdefault((name, place, diagnostic.message), diagnostic) is diagnostic:
            self._kept[place.file, code.level] += 1

    def add_unknown(
        self, name: str, place: Place, found: str, known: Iterable[str], fix: str | None = None, **facts: object
    ) -> None:
        """Note that something is none of the known names; the nearest is offered.

        The fix is the name that differs only in its spelling, else the given one; there is none where the place is not just
        what was found.
        """
        if not self.has_space(place.file, self.codes[name].level):
            return
        if (name, place, found) in self._unknown:
            return
        self._unknown.add((name, place, found))
        every = list(known)
        names = few_names(found, every)
        facts = {"found": found, "choices": choices(names, found, len(every)), "hint": hint(found, names)} | facts
        self.add(name, place, (same(found, names) or fix) if place.length == len(found) else None, **facts)

    def shown(self, is_wanted: Callable[[str], bool] = lambda _: True) -> list[Diagnostic]:
        """Return the problems of the wanted files that are to be shown, in their order."""
        wanted = [item for item in self._found.values() if is_wanted(item.place.file)]
        first: list[Diagnostic] = []
        in_file: Counter[str] = Counter()
        for item in sorted(wanted, key=lambda item: (item.code.level is Level.WARNING, item.place, item.code.number)):
            if in_file[item.place.file] < self._most_in_file and len(first) < self._most:
                in_file[item.place.file] += 1
                first.append(item)
        return sorted(first, key=lambda item: (item.place, item.code.number))

    def more(self, shown: Iterable[Diagnostic]) -> dict[str, int]:
        """Return of each file how many problems it has beside those that are shown."""
        found = Counter(item.place.file for item in self._found.values()) + self._left_out
        return dict(sorted((found - Counter(item.place.file for item in shown)).items()))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.shown())

    def __len__(self) -> int:
        return len(self._found) + self._left_out.total()

    def __bool__(self) -> bool:
        return any(count for (_, level), count in self._kept.items() if level is Level.ERROR)


def _shortened(fact: object) -> object:
    """Return a fact as a message can hold it."""
    if isinstance(fact, str) and len(fact) > LONGEST_FACT:
        return f"{fact[:LONGEST_FACT]}…"
    return fact


def count_levels(diagnostics: Iterable[Diagnostic]) -> tuple[int, int]:
    """Return the numbers of errors and of warnings."""
    levels = [item.code.level for item in diagnostics]
    return levels.count(Level.ERROR), levels.count(Level.WARNING)
