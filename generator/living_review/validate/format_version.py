"""Data of an older or a newer format are told apart before anything else is said of them."""

from pathlib import Path

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.folders import is_missing
from living_review.load.yaml_tree import Tree
from living_review.model.kinds import FORMAT, LEFT_OVER, format_of


def is_of_another_format(tree: Tree, report: Report) -> bool:
    """Report data whose data/review.yml names another format than that of today: all else that is wrong comes of it."""
    found = format_of(tree.value)
    if found is None or found == FORMAT:
        return False
    report.add("old-format" if found < FORMAT else "new-format", tree.place(("format",)), found=found, wanted=FORMAT)
    return True


def report_left_over(root: Path, report: Report) -> None:
    """Report files that only data of an older format have, since nothing would read them."""
    for file, version in LEFT_OVER.items():
        if not is_missing(root / file):
            report.add("old-format", Place(file), found=version, wanted=FORMAT)
