"""Stats: what the review holds, in numbers."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from living_review.derive.statistics import Share, Statistics, statistics
from living_review.diagnostics.report import Report
from living_review.edges.cli._shared import known_settings, paint, project_option
from living_review.pipeline import show_problems, validate


def _line(share: Share) -> str:
    return f"  {share.name}: {share.count} of {share.total} ({share.share:.0%})"


def _text(found: Statistics) -> str:
    lines = [
        f"{found.values} values in {found.records} records, {found.verified} verified",
        f"{found.sources} sources, {found.sources_read_in_full} read in full; {found.values_read_in_full} values come from these",
        f"References complete, articles with authors, title, journal, year and DOI: {found.references_complete.count} of "
        f"{found.references_complete.total} ({found.references_complete.share:.0%})",
        "Conditions stated, of the values that ask for them",
        *(_line(share) for share in found.conditions),
    ]
    if found.ranked:
        lines += ["Values in rankings of three and more", *(_line(share) for share in found.ranked)]
        lines.append(f"  In any but the last: {found.ranked_strictly}")
    return "\n".join(lines)


@click.command()
@project_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people or for programs.")  # fmt: skip
def stats(project: Path, output_format: str) -> None:
    """Tell in numbers what the review holds and how much of it can be compared.

    Ends with 1 where the records have problems: check names them.
    """
    report = Report(known_settings(project).site)
    library = validate(project, report)
    if library is None:
        click.echo(show_problems(project, report, paint))
        sys.exit(1)
    found = statistics(library)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2) if output_format == "json" else _text(found))
