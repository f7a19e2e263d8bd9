"""The command line: one file a command, and this folder is their registry."""

import gc
import pkgutil
from importlib import import_module

import click


class Commands(click.Group):
    """A group that loads a command only when it is asked for, so that ``check`` never waits for MkDocs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(item.name for item in pkgutil.iter_modules(__path__) if not item.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build a living review from YAML records."""
    # Nearly all that a run makes lives to its end; looking through it for cycles takes half of the time.
    gc.set_threshold(200_000, 20, 100)
