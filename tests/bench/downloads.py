"""Opens what a site of hostile texts offers to download with the programs of readers: LibreOffice, BibTeX and sqlite3.

They are no part of the environment, and too large for the suite: on Debian apt-get install --no-install-recommends libreoffice-calc
texlive-base texlive-binaries sqlite3. What a program makes of a file otherwise than it was meant is printed, and ends this with 1.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from tests.projects import ROOT
from tests.render.hostile import hostile_project

STRINGS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", '=HYPERLINK("http://evil.example","x")', 'say "quoted" word', "x;=1+1; @y",
    "line one\nline two", "Zn–Öl für Zürich", "battery 🔋 中文", "a,b,c", "'=1+1", "\u00a0=1+1", "＝1+1", "100% of {braces} \\emph{x} $x_2$ & # _ ~ ^",
    "=1+1\n=2+2", "<b>bold</b> & &amp;",
)  # fmt: skip
# Sign between cells, in the words of LibreOffice: what the file has, and what many countries have.
SEPARATORS = {"comma": 44, "semicolon": 59}


def _run(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run([*map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + (f"\nended with {done.returncode}" if done.returncode else "")


def _tables(site: Path, folder: Path) -> Iterator[str]:
    """Yield each cell that a spreadsheet computes, or shows otherwise than it stands in the file."""
    files = sorted((site / "data").glob("*.csv"))
    for name, sign in SEPARATORS.items():
        form = f"--infilter=CSV:{sign},34,76,1,,0,false,false,false"
        home = f"-env:UserInstallation=file://{folder}/profile"
        _run("soffice", home, "--headless", form, "--convert-to", "xlsx", "--outdir", folder / name, *files, cwd=folder)
        for file in files:
            opened = load_workbook(folder / name / f"{file.stem}.xlsx").worksheets[0]
            shown = [
                [str("" if cell is None else cell).removesuffix(" 00:00:00") for cell in row]
                for row in opened.iter_rows(values_only=True)
            ]
            yield from (f"{file.name}, {name}: {cell}" for row in shown for cell in row if cell[:1] in tuple("=+-@"))
            if name == "comma":
                with file.open(encoding="utf-8", newline="") as stream:
                    meant = list(csv.reader(stream))
                yield from (f"{file.name}: {a!r} is {b!r}" for one, other in zip(meant, shown, strict=True)
                            for a, b in zip(one, other, strict=True) if a != b)  # fmt: skip


def _bibliographies(site: Path, folder: Path) -> Iterator[str]:
    """Yield what BibTeX says of each file."""
    (folder / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n", "utf-8")
    for file in sorted(site.rglob("*.bib")):
        (folder / "all.bib").write_bytes(file.read_bytes())
        said = _run("bibtex", "all", cwd=folder)
        if "ended with" in said or "error message" in said:
            yield f"{file.relative_to(site)}: {said}"


def _database(site: Path) -> Iterator[str]:
    """Yield what SQLite objects to."""
    asked = "PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) > 0 FROM all_values;"
    said = _run("sqlite3", "-readonly", site / "data" / "review.sqlite", asked, cwd=site).split("\n")
    if said[:2] != ["ok", "1"]:
        yield f"review.sqlite: {said}"


def main() -> int:
    """Build the site, open its files, and print what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = hostile_project(folder, *STRINGS, charts=False)
        built = _run(sys.executable, "-m", "living_review", "build", "--project", root, cwd=ROOT)
        site = root / "site"
        if not site.is_dir():
            print(built)
            return 1
        found = [*_tables(site, folder), *_bibliographies(site, folder), *_database(site)]
        print("\n".join([*found, f"{len(found)} things are other than they were meant."]))
        return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
