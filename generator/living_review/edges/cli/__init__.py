"""The command line: one file a command, and this folder is their registry."""

import errno
import gc
import pkgutil
import sys
from importlib import import_module
from keyword import iskeyword

import click


class Commands(click.Group):
    """A group that loads a command only when it is asked for, so that ``check`` never waits for MkDocs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        names = (item.name for item in pkgutil.iter_modules(__path__) if not item.name.startswith("_"))
        return sorted(name.rstrip("_") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        # A word of Python cannot be the name of a function.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"{__name__}.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error that nobody foresaw is reported as a fault of the program."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if getattr(error, "errno", None) == errno.EPIPE:
                raise
            if isinstance(error, OSError):
                raise click.ClickException(str(error)) from None
            from living_review.pipeline import show_fault

            click.echo(show_fault(error))
            sys.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="living-review", prog_name="living-review", message="%(prog)s %(version)s")
def main() -> None:
    """Build a living review from YAML records."""
    # Nearly all that a run makes lives to its end; looking through it for cycles takes half of the time.
    gc.set_threshold(1_000_000, 20, 100)
