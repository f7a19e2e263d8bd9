"""Ctrl-C and the TERM signal stop a command between two steps, as a failure does, and not in the middle of one."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """A signal asked the command to stop; ``exit_code`` is what shells expect then."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Raise Stopped when a signal comes. What is given is to be called before steps that must not be left half done.

    From that call on signals are passed over; one that came before and was lost in a library stops the command there.
    """
    came: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        raise Stopped(number)

    def finish() -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        if came:
            raise Stopped(came[0])

    before = {number: signal.signal(number, stop) for number in _SIGNALS}
    try:
        yield finish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
