"""Files: encodings, line ends and sizes that are read, and those that are refused with their place."""

from pathlib import Path

import pytest

from living_review.diagnostics.report import Report
from living_review.load.content import MOST_CALLS, read_content
from living_review.load.files import MOST_BYTES, line_reader, read_text
from living_review.load.folders import list_files
from living_review.load.yaml_tree import MOST_NODES, read_tree


def refusals(root: Path, file: str) -> list[tuple[str, int, int, str]]:
    report = Report()
    assert read_text(root, file, report) is None
    return [(item.code.number, item.place.line, item.place.column, item.message) for item in report]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a: b\n", "a: b\n"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a: b\r\nc: d\r\n", "a: b\nc: d\n"),
        (b"a: b\rc: d\r", "a: b\nc: d\n"),
        ("e\u0301 A\u030a".encode(), "é Å"),
        ("\u212b \u2126".encode(), "Å Ω"),
        ("½ ⁻¹ ﬁ".encode(), "½ ⁻¹ ﬁ"),
    ],
)
def test_text_is_read_in_one_form(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "x.yml").write_bytes(data)
    report = Report()
    assert read_text(tmp_path, "x.yml", report) == text
    assert not list(report)


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff\xfea\0", 1, 1, "0xff"),
        (b"a: b\nc: \xe9\n", 2, 4, "0xe9"),
        ("ä: é\nö: ".encode() + b"\xe4", 2, 4, "0xe4"),
        (b"\xef\xbb\xbfa: \xe9", 1, 4, "0xe9"),
        (b"a\r\nb\rc\xe9", 3, 2, "0xe9"),
        (b"a: \xed\xa0\x80", 1, 4, "0xed"),
        (b"a: \xc0\xaf", 1, 4, "0xc0"),
    ],
)
def test_what_is_not_utf8_is_refused_at_its_place(
    tmp_path: Path, data: bytes, line: int, column: int, byte: str
) -> None:
    (tmp_path / "x.yml").write_bytes(data)
    ((number, *place, message),) = refusals(tmp_path, "x.yml")
    assert (number, place) == ("E002", [line, column])
    assert byte in message


def test_size_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a" * MOST_BYTES)
    assert read_text(tmp_path, "x.yml", Report()) is not None
    (tmp_path / "x.yml").write_bytes(b"a" * (MOST_BYTES + 1))
    assert [row[0] for row in refusals(tmp_path, "x.yml")] == ["E008"]


def test_what_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "loop.yml").symlink_to("loop.yml")
    for file, reason in [("none.yml", "No such file"), ("folder.yml", "directory"), ("loop.yml", "symbolic links")]:
        ((number, line, column, message),) = refusals(tmp_path, file)
        assert (number, line, column) == ("E001", 1, 1)
        assert reason in message


def test_files_are_listed_in_a_stable_order_without_hidden_ones(tmp_path: Path) -> None:
    for file in ["b/a.yml", "a/z.yml", "a/b.yml", "a/.hidden.yml", ".git/x.yml", "a/note.txt", "c.yml/x.md"]:
        (tmp_path / "data" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / file).write_text("")
    assert list_files(tmp_path, "data", ".yml") == ["data/a/b.yml", "data/a/z.yml", "data/b/a.yml"]
    assert list_files(tmp_path, "nowhere", ".yml") == []


@pytest.mark.parametrize(
    ("number", "line"), [(1, "a: é"), (2, "b: x\x0cy"), (3, "c: �"), (4, ""), (5, None), (0, None), (-1, None)]
)
def test_a_line_for_a_message_is_counted_as_the_reader_counts(tmp_path: Path, number: int, line: str | None) -> None:
    (tmp_path / "x.yml").write_bytes("\ufeffa: e\u0301\r\nb: x\x0cy\rc: ".encode() + b"\xff\n")
    assert line_reader(tmp_path)("x.yml", number) == line


def test_a_line_of_a_file_that_is_gone_is_none(tmp_path: Path) -> None:
    assert line_reader(tmp_path)("none.yml", 1) is None


def test_keys_that_only_look_the_same_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("\u00e9: a\ne\u0301: b\n", "utf-8")
    report = Report()
    read_tree(read_text(tmp_path, "x.yml", report) or "", "x.yml", report)
    assert [(item.code.number, item.place.line) for item in report] == [("E005", 2)]


@pytest.mark.parametrize("text", ["e" + "\u0301" * 31, "\u0301\u0323" * 80_000])
def test_more_combining_marks_than_a_letter_has_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yml").write_text(f"a: {text}", "utf-8")
    report = Report()
    assert read_text(tmp_path, "x.yml", report) is None
    assert [item.code.name for item in report] == ["too-large"]
    assert line_reader(tmp_path)("x.yml", 1) == f"a: {text}"


def test_combining_marks_that_a_value_spells_are_counted_as_well() -> None:
    report = Report()
    assert read_tree('a: "' + "\\u0301" * 31 + '"', "x.yml", report) is None
    assert [item.code.name for item in report] == ["too-large"]


def test_a_file_has_at_most_so_many_values() -> None:
    report = Report()
    assert read_tree(f"[{'a, ' * MOST_NODES}]", "x.yml", report) is None
    assert [item.code.name for item in report] == ["too-large"]


def test_a_page_has_at_most_so_many_calls() -> None:
    report = Report()
    assert read_content('{{ cite("x") }} ' * (MOST_CALLS + 1), "content/x.md", report) is None
    assert [item.code.name for item in report] == ["too-large"]
