"""Whatever happens to the text of a record: never an exception, never a hang, and every message has its place."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.diagnostics.formatters.github import show_annotations
from living_review.diagnostics.formatters.json_format import show_json
from living_review.diagnostics.report import Report
from living_review.load.files import line_reader
from living_review.pipeline import show_problems, validate
from tests.projects import TINY, project

RECORDS = [path.read_bytes() for path in sorted((TINY / "data/materials").rglob("*.yml"))]
TARGETS = sorted(
    path.relative_to(TINY).as_posix()
    for path in TINY.rglob("*")
    if path.suffix in (".yml", ".md") and path.name != "mkdocs.yml"
)
NASTY = [b"&a", b"*a", b"<<: ", b"!!python/object:os.system ", b"\t", b"\x00", b"\xff", b"\xc3", b"{", b"}", b"[", b"]", b"'", b'"', b": ", b"- ", b"? ", b"|\n", b">-\n", b"---\n",
         b"...\n", b"%YAML 1.2\n", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\r", b"\xe2\x80\xa8", b"9**9**9", b".nan", b"1e999", b"(" * 50, b"{{ ", b" }}", b"{% ", b"# ", b"~", b"\xf0\x9f\x94\x8b", b"Sn9" * 60, b"\xcc\x88"]  # fmt: skip


@pytest.fixture(scope="module")
def spoilt() -> Iterator[Path]:
    """Return a project that is spoilt and fixed over and over."""
    with tempfile.TemporaryDirectory() as folder:
        yield project(Path(folder))


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes with up to four changes: something nasty put in, cut out, doubled, swapped, or overwritten."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(
            st.sampled_from(NASTY)
            | st.binary(max_size=6)
            | st.text(max_size=6).map(lambda text: text.encode("utf-8", "ignore"))
        )
        kind = draw(st.integers(0, 4))
        data = {
            0: data[:start] + piece + data[start:],
            1: data[:start] + data[end:],
            2: data[:end] + data[start:end] + data[end:],
            3: data[:start] + piece + data[end:],
            4: data[:start] + b"\n".join(reversed(data[start:end].split(b"\n"))) + data[end:],
        }[kind]
    return data


def assert_calm(root: Path) -> None:
    """Validate a project, and assert that all that is said of it has a place and can be shown everywhere."""
    report = Report()
    library = validate(root, report)
    assert bool(report) != bool(library)
    for item in report:
        place = item.place
        assert place.column >= 1
        assert place.length >= 1
        lines = (
            (root / place.file).read_bytes().count(b"\n") + (root / place.file).read_bytes().count(b"\r")
            if (root / place.file).is_file()
            else 0
        )
        assert 1 <= place.line <= lines + 2
        assert place.line == 1 or line_reader(root)(place.file, place.line - 1) is not None
    assert show_problems(root, report)
    assert show_annotations(report).count("\n") == max(len(report) - 1, 0)
    assert len(json.loads(show_json(report))["problems"]) == len(report)


@given(st.data())
@settings(max_examples=250, derandomize=True, database=None, deadline=None)
def test_a_record_may_be_spoilt_in_any_way(spoilt: Path, data: st.DataObject) -> None:
    target = spoilt / "data/materials/light/fuzzed.yml"
    target.write_bytes(data.draw(changed(data.draw(st.sampled_from(RECORDS)))))
    assert_calm(spoilt)
    target.unlink()


@given(st.data())
@settings(max_examples=250, derandomize=True, database=None, deadline=None)
def test_any_other_file_may_be_spoilt_in_any_way(spoilt: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(TARGETS))
    (spoilt / file).write_bytes(data.draw(changed((TINY / file).read_bytes())))
    assert_calm(spoilt)
    shutil.copy(TINY / file, spoilt / file)


@given(st.binary(max_size=300))
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_a_record_may_be_anything(spoilt: Path, data: bytes) -> None:
    target = spoilt / "data/materials/light/fuzzed.yml"
    target.write_bytes(data)
    assert_calm(spoilt)
    target.unlink()
