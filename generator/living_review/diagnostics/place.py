"""A place in an input file, so that a message can point at it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """File (relative to the project), line and column (both from 1), and how many characters are meant."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def within(self, offset: int, length: int) -> "Place":
        """Return the part of this place that starts ``offset`` characters further on the same line."""
        return Place(self.file, self.line, self.column + offset, max(length, 1))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
