"""Explain: what a code of a problem means, why it matters, and a wrong and a right example."""

from collections.abc import Mapping
from pathlib import Path

import click

from living_review.diagnostics.codes import Code
from living_review.diagnostics.explanation import read_explanation, show_explanation
from living_review.diagnostics.suggest import hint
from living_review.edges.cli._shared import project_option
from living_review.model.check import codes_of_checks
from living_review.model.extension import codes_of
from living_review.modules import MODULES
from living_review.validate.reading import read_checks


def _find(word: str, codes: Mapping[str, Code]) -> Code:
    by_name = {number.lower(): code for code in codes.values() for number in (*code.formerly, code.number)} | dict(
        codes
    )
    code = by_name.get(word.lower())
    if code is None:
        raise click.UsageError(f'There is no code "{word}". {hint(word.lower(), by_name)}'.strip())
    return code


@click.command()
@click.argument("codes", nargs=-1)
@project_option
def explain(codes: tuple[str, ...], project: Path) -> None:
    """Explain the codes of problems, such as E103; without CODES list them all.

    The checks that the review declares in data/checks.yml have codes too.
    """
    known = codes_of(MODULES.values(), codes_of_checks(read_checks(project)))
    if not codes:
        for code in known.values():
            shown, words = (
                (code.number, f"{code.title}.") if code.declared else (code.shown, read_explanation(code).summary)
            )
            click.echo(f"{shown:29} {words}")
    found = [_find(word, known) for word in codes]
    click.echo("\n\n\n".join(show_explanation(code, read_explanation(code)) for code in found), nl=bool(found))
