"""The files of this review are laid out alike; no pull request fails of it, since a browser cannot lay them out."""

from tests.edges.running import run
from tests.projects import ROOT


def test_the_data_are_laid_out_as_the_formatter_does() -> None:
    result = run("format", "--check", "--project", ROOT)
    assert (result.exit_code, result.output) == (0, "")
