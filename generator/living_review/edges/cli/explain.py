"""Explain: what a code of a problem means, why it matters, and a wrong and a right example."""

import click

from living_review.diagnostics.codes import Code
from living_review.diagnostics.explanation import read_explanation, show_explanation
from living_review.diagnostics.suggest import hint
from living_review.modules import ALL_CODES

_BY_NAME = {code.number.lower(): code for code in ALL_CODES.values()} | ALL_CODES


def _find(word: str) -> Code:
    code = _BY_NAME.get(word.lower())
    if code is None:
        raise click.UsageError(f'There is no code "{word}". {hint(word.lower(), _BY_NAME)}'.strip())
    return code


@click.command()
@click.argument("codes", nargs=-1)
def explain(codes: tuple[str, ...]) -> None:
    """Explain the codes of problems, such as E103; without CODES list them all."""
    if not codes:
        for code in ALL_CODES.values():
            click.echo(f"{code.number} {code.name:24} {read_explanation(code).summary}")
    found = [_find(word) for word in codes]
    click.echo("\n\n\n".join(show_explanation(code, read_explanation(code)) for code in found), nl=bool(found))
