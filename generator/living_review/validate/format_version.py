"""Data of an older or a newer format are told apart before anything else is said of them."""

from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import Tree
from living_review.model.kinds import FORMAT, format_of


def is_of_another_format(tree: Tree, report: Report) -> bool:
    """Report data whose data/review.yml names another format than that of today: all else that is wrong comes of it."""
    found = format_of(tree.value)
    if found is None or found == FORMAT:
        return False
    report.add("old-format" if found < FORMAT else "new-format", tree.place(("format",)), found=found, wanted=FORMAT)
    return True
