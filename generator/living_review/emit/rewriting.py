"""Writes and removes many files of a folder in one step, or none of them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from living_review.emit.swap import swapped_in


def rewrite_folder(root: Path, folder: str, files: Mapping[str, bytes | None]) -> None:
    """Bring a folder of a project to what files are to hold, by their paths in the project; None removes one.

    The folder is copied, and the copy takes its place as a whole; raise OSError where there is no room.
    """
    target = root / folder
    with swapped_in(target) as fresh:
        shutil.copytree(target, fresh, symlinks=True, dirs_exist_ok=True)
        for path, data in files.items():
            file = fresh / Path(path).relative_to(folder)
            file.unlink(missing_ok=True)
            if data is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
