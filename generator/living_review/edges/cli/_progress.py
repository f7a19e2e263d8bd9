"""How far a build is, on a terminal; nothing where the output goes into a file or a pipe."""

import sys
from typing import Any

import click


class Progress:
    """Shows a bar for each stage, with how many of how many are done. Close it before anything else is printed."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None

    def __call__(self, stage: str, total: int) -> None:
        """Tell that one more of ``total`` is done in a stage."""
        if not sys.stderr.isatty():
            return
        if stage != self._stage:
            self.close()
            steps = max(1, total // 100)
            self._stage = stage
            self._bar = click.progressbar(
                length=total, label=f"{stage:16}", show_pos=True, file=sys.stderr, update_min_steps=steps
            ).__enter__()
        self._bar.update(1)

    def close(self) -> None:
        """End the bar of the present stage, if there is one."""
        if self._bar:
            self._bar.__exit__(None, None, None)
        self._stage, self._bar = "", None
