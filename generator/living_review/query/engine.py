"""SQLite as plain JavaScript, from the npm package sql.js: where it is installed, and what it says of itself.

The policy of the pages allows no WebAssembly, so it is the build without.
"""

import json
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

NAME = "sql.js"
_SCRIPT = "dist/sql-asm.js"


@dataclass(frozen=True)
class Engine:
    """The installed package: its version, the SPDX expression and the text of its licence, its home, its script."""

    version: str
    licence: str
    licence_text: str
    home: str
    script: str


def engine_folder() -> Path:
    """Return the folder of the Python environment below which npm installs packages for this program."""
    return Path(sys.prefix, "share", "living-review")


def wanted_engine() -> str:
    """Return the package with the versions that this program was written for, as npm takes them."""
    wanted = json.loads((files(__package__) / "package.json").read_text("utf-8"))["dependencies"][NAME]
    return f"{NAME}@{wanted}"


def installed_engine(folder: Path | None = None) -> Engine | None:
    """Return the engine, or None where it is not installed as a whole."""
    package = (folder or engine_folder()) / "node_modules" / NAME
    try:
        about = json.loads((package / "package.json").read_text("utf-8"))
        return Engine(
            version=about["version"],
            licence=about["license"],
            licence_text=(package / "LICENSE").read_text("utf-8"),
            home=about["homepage"].replace("http:", "https:", 1),
            script=(package / _SCRIPT).read_text("utf-8"),
        )
    except (OSError, ValueError, KeyError):
        return None


def missing_engine() -> str:
    """Return what to do where the engine is not installed, for whoever builds a site."""
    command = f'npm install --ignore-scripts --prefix "{engine_folder()}" "{wanted_engine()}"'
    return f"The page Query cannot run SQL, since {NAME} is not installed; it shows the tables and offers the file.\n  help: make site, or {command}"
