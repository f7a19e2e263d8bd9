"""The copies of the small review: the page of all prints, and the archive holds together by itself."""

import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.browser import OpenVisit
from tests.site.crawl import Site


def test_the_whole_review_prints(visit: OpenVisit) -> None:
    reader = PdfReader(BytesIO(visit().open("whole-review.html").pdf(prefer_css_page_size=True)))
    assert 5 < len(reader.pages) < 40
    first = unicodedata.normalize("NFKC", reader.pages[0].extract_text())  # a font may set fi as one letter
    assert first.startswith("Sacrificial anodes")
    assert "1 Metals" in reader.pages[1].extract_text().splitlines()[0]


def test_no_link_within_the_archive_is_dead(folder: Path, tmp_path: Path) -> None:
    (archive,) = folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        files.extractall(tmp_path)
    site = Site(tmp_path / archive.stem)
    assert len(site.outlines) > 20
    assert list(site.broken_links()) == []
