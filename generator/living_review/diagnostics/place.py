"""A place in an input file, so that a message can point at it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """File (relative to the project), line and column (both from 1), and how many characters are meant.

    ``about`` says in words what stands there, where line and column alone would not: the row and column of a table.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    about: str = field(default="", compare=False)

    def within(self, offset: int, length: int) -> "Place":
        """Return the part of this place that starts ``offset`` characters further on the same line."""
        return Place(self.file, self.line, self.column + offset, max(length, 1), self.about)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
