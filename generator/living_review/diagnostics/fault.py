"""Faults of the program itself: what it was at when a template, chart or check failed, and where in the code."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report

_PACKAGE = Path(__file__).parent.parent
_PAGE = "<template>"  # what Jinja calls a template that is no file: a hand-written page


class FaultError(Exception):
    """An error of the program with what it was at, innermost first, and the file of the project that this was for."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error
        self.trail: list[str] = []
        self.file = ""


@contextmanager
def at(what: str, file: str = "") -> Iterator[None]:
    """Let an error of the body tell that it happened there; ``file`` is the file of the project that is worked on."""
    try:
        yield
    except Exception as error:
        fault = error if isinstance(error, FaultError) else FaultError(error)
        fault.trail.append(what)
        fault.file = file or fault.file
        if fault is error:
            raise
        raise fault from error


def report_fault(error: Exception, report: Report) -> None:
    """Report an error that no file of a project should be able to cause; with ``python -X dev`` also call by call."""
    if sys.flags.dev_mode:
        traceback.print_exception(error)
    fault = error if isinstance(error, FaultError) else FaultError(error)
    cause = fault.error
    frames = [*traceback.extract_tb(fault.__traceback__), *traceback.extract_tb(cause.__traceback__)]
    own = [(Path(frame.filename), frame.lineno) for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    # The template that called what failed, if any, and what failed.
    shown = dict.fromkeys([*[frame for frame in own if frame[0].suffix == ".j2"][-1:], *own[-1:]])
    places = [f"{path.relative_to(_PACKAGE.parent).as_posix()}:{line}" for path, line in shown]
    if fault.file:
        on_page = (frame.lineno for frame in frames if frame.filename == _PAGE and fault.file.endswith(".md"))
        place = Place(fault.file, next(on_page, None) or 1)
    else:
        file, _, line = places[-1].rpartition(":") if places else ("mkdocs.yml", ":", "1")
        place = Place(file, int(line))
    reason = " ".join(f"{type(cause).__name__}: {cause}".split()).removesuffix(":")
    owner, where = ", ".join(fault.trail) or "its work", ", called by ".join(reversed(places)) or "outside of it"
    report.add("program-fault", place, None, found=reason, owner=owner, file=where)
