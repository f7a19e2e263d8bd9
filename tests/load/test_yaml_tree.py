"""Raw trees: text stays as typed, everything has its place, and what these files do not use is refused."""

import pytest

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import MOST_LEVELS, Path, Tree, read_tree

FILE = "data/x.yml"


def tree_of(text: str) -> Tree:
    report = Report()
    tree = read_tree(text, FILE, report)
    assert not list(report)
    assert tree is not None
    return tree


def refusals(text: str) -> list[tuple[str, int, int, str]]:
    report = Report()
    assert read_tree(text, FILE, report) is None
    return [(item.code.number, item.place.line, item.place.column, item.message) for item in report]


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "no",
        "on",
        "Y",
        "true",
        "1e3",
        "12:30",
        "010",
        "0x1f",
        "3_000",
        "2018-05-01",
        ".inf",
        "1.0",
        "~390 %",
        "+5",
        "Null",
        "nan",
        "=",
        "620 mAh/g",
        "ä é ½",
        "😀",
    ],
)
def test_scalars_stay_the_text_that_was_typed(scalar: str) -> None:
    assert tree_of(f"a: {scalar}\n").value == {"a": scalar}
    assert tree_of(f"- '{scalar}'\n").value == [scalar]


@pytest.mark.parametrize("key", ["NO", "1", "1.0", "010", "2018-05-01", "~", "null"])
def test_keys_stay_the_text_that_was_typed(key: str) -> None:
    assert tree_of(f"{key}: x\n").value == {key: "x"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\n", {"a": None}),
        ("a: ~\n", {"a": None}),
        ("a: null\n", {"a": None}),
        ("a: ''\n", {"a": ""}),
        ('a: "null"\n', {"a": "null"}),
        ("a: '~'\n", {"a": "~"}),
        ("- a\n-\n", ["a", None]),
        ("{a, b: }\n", {"a": None, "b": None}),
        ("", None),
        ("# only a comment\n", None),
        ("text\n", "text"),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >\n  x\n  y\n", {"a": "x y\n"}),
        ("a: x\n  y\n", {"a": "x y"}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "x\\"\\u00e9"\n', {"a": 'x"é'}),
        ("a:\n- b\n- - c\n  - d\n- {e: f, g: [h]}\n", {"a": ["b", ["c", "d"], {"e": "f", "g": ["h"]}]}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("? a\n: b\n", {"a": "b"}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert tree_of(text).value == value


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: xyz\n", ("a",), (1, 4, 3)),
        ("a: xyz # comment\n", ("a",), (1, 4, 3)),
        ('a: "x y"\n', ("a",), (1, 5, 3)),
        ("a: 'x y'  \n", ("a",), (1, 5, 3)),
        ("a:  ''\n", ("a",), (1, 6, 1)),
        ("# c\n\na:\n  b:  c d\n", ("a", "b"), (4, 7, 3)),
        ("a:\n  - b\n  - cd\n", ("a", 1), (3, 5, 2)),
        ("a:\n  - - b\n    - cd\n", ("a", 0, 1), (3, 7, 2)),
        ("a: {b: c, d: [e, fg]}\n", ("a", "d", 1), (1, 18, 2)),
        ("ä: é\nö: 😀 x\n", ("ö",), (2, 4, 3)),
        ("a: |\n  x\n", ("a",), (1, 4, 1)),
        ('a: "x\n  y"\n', ("a",), (1, 4, 1)),
    ],
)
def test_places_of_values(text: str, path: Path, place: tuple[int, int, int]) -> None:
    assert tree_of(text).place(path) == Place(FILE, *place)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("abc: x\n", ("abc",), (1, 1, 3)),
        ("'b c': d\n", ("b c",), (1, 2, 3)),
        ("a:\n  - bc: d\n    e: f\n", ("a", 0, "e"), (3, 5, 1)),
        ("a: {b: c, de: f}\n", ("a", "de"), (1, 11, 2)),
        ("? abc\n: d\n", ("abc",), (1, 3, 3)),
    ],
)
def test_places_of_keys(text: str, path: Path, place: tuple[int, int, int]) -> None:
    assert tree_of(text).key_place(path) == Place(FILE, *place)


def test_what_is_absent_has_the_place_of_what_is_around_it() -> None:
    tree = tree_of("a:\n  b: [c]\n")
    assert tree.place(("a", "b", 5, "x")) == Place(FILE, 2, 6)
    assert tree.place(("z",)) == Place(FILE, 1, 1)
    assert tree.key_place(("a", "missing")) == Place(FILE, 2, 3)
    assert tree_of("").place(("a",)) == Place(FILE, 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "word"),
    [
        ("a: &x b\n", "E004", 1, 4, "&x"),
        ("a: *x\n", "E004", 1, 4, "*x"),
        ("*x : b\n", "E004", 1, 1, "*x"),
        ("a: !!str b\n", "E004", 1, 4, "tag"),
        ("a: !python/object/apply:os.system [x]\n", "E004", 1, 4, "tag"),
        ("a: ! b\n", "E004", 1, 4, "tag"),
        ("a:\n  <<: {b: c}\n", "E004", 2, 3, "<<"),
        ("%YAML 1.1\n---\na: b\n", "E004", 1, 1, "directive"),
        ("%TAG !e! tag:x\n---\na: b\n", "E004", 1, 1, "directive"),
        ("a: b\n---\nc: d\n", "E004", 2, 1, "second document"),
        ("? [a]\n: b\n", "E004", 1, 3, "as a key"),
        ("{a: b}: c\n", "E004", 1, 1, "as a key"),
        ("a: b\nc: d\na: e\n", "E005", 3, 1, "a"),
        ("a:\n  b: c\n  'b': d\n", "E005", 3, 4, "b"),
        ("{a: 1, b: 2, a: 3}\n", "E005", 1, 14, "a"),
        ("a: {x: 1, y: 2}\na: {x: 1, y: 2}\n", "E005", 2, 1, "a"),
        ("a: b\tc\n", "E007", 1, 5, "tab"),
        ("a:\n\t- b\n", "E007", 2, 1, "tab"),
        ("a: b\0\n", "E007", 1, 5, "u+0000"),
        ("a: b\x1b[31m\n", "E007", 1, 5, "u+001b"),
        ("a: \u202eb\n", "E007", 1, 4, "right-to-left override"),
        ("a: b\u200bc\n", "E007", 1, 5, "zero width space"),
        ("a: b\u2028c: d\n", "E007", 1, 5, "line separator"),
        ("a: b\x85c: d\n", "E007", 1, 5, "u+0085"),
        ("a: b\xadc\n", "E007", 1, 5, "soft hyphen"),
        ("a: \U000e0041\n", "E007", 1, 4, "tag latin capital letter a"),
        ('a: "\\u202e"\n', "E007", 1, 5, "right-to-left override"),
        ('a: "x\\0"\n', "E007", 1, 5, "u+0000"),
        ('"\\t": x\n', "E007", 1, 2, "tab"),
        ("a: b: c\n", "E003", 1, 5, "mapping values"),
        ("a: [b\n", "E003", 1, 4, "flow sequence"),
        ("a: 'b\n", "E003", 1, 4, "quoted scalar"),
        ("a: >620 mAh/g\n", "E003", 1, 6, "block scalar"),
        ("a: @b\n", "E003", 1, 4, "cannot start any token"),
        ("  a: b\n c: d\n", "E003", 2, 2, "document start"),
        ('a: "\\q"\n', "E003", 1, 5, "escape"),
        (": a\n", "E003", 1, 1, "expected key"),
        ("a: " + "[" * MOST_LEVELS + "]" * MOST_LEVELS + "\n", "E008", 1, 3 + MOST_LEVELS, "nest"),
        ("- " * 5000 + "a\n", "E008", 1, 2 * MOST_LEVELS + 1, "nest"),
        ("{a: " * 5000, "E008", 1, 4 * MOST_LEVELS + 1, "nest"),
    ],
)
def test_what_is_refused(text: str, code: str, line: int, column: int, word: str) -> None:
    ((number, at_line, at_column, message),) = refusals(text)
    assert (number, at_line, at_column) == (code, line, column)
    assert word in message


def test_the_first_of_two_equal_keys_is_named() -> None:
    report = Report()
    read_tree("a: b\nc: d\na: e\n", FILE, report)
    assert [item.expected for item in report] == ["each key once; the first is on line 1"]


def test_all_features_of_a_file_are_refused_in_one_run() -> None:
    assert [row[:3] for row in refusals("a: &x b\nc: *x\na: !t d\n")] == [
        ("E004", 1, 4),
        ("E004", 2, 4),
        ("E005", 3, 1),
        ("E004", 3, 4),
    ]


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = MOST_LEVELS - 1
    tree = tree_of("a: " + "[" * depth + "b" + "]" * depth + "\n")
    assert tree.place(("a", *[0] * depth)) == Place(FILE, 1, 4 + depth)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: Fig. S3, sample #2\n", [(1, 20)]),
        ("a: b   #2 # c\n", [(1, 8)]),
        ("a: [b, c #2\n  ]\nd:\n  - e #3\n", [(1, 10), (4, 7)]),
        ("a: b\n  c #2\n", [(2, 5)]),
        ("a: Fig. S3, sample # 2\n", [(1, 20)]),
        ("a: Fig. S3, # two\n", [(1, 13)]),
        ("a: #2\n", [(1, 4)]),
        ("a:\n  - #2\n  - b\n", [(2, 5)]),
        ("a: b # c\n", []),
        ("a: b#2\n", []),
        ("a: 'sample #2'\n", []),
        ("a: 'b' #2\n", []),
        ("a: |\n  sample #2\n", []),
        ("#2\na: b ##\n", []),
        ("a: #2\n  b: c\n", []),
    ],
)
def test_a_comment_that_may_belong_to_the_value_is_reported(text: str, places: list[tuple[int, int]]) -> None:
    report = Report()
    assert read_tree(text, FILE, report) is not None
    assert [(item.code.number, item.place.line, item.place.column) for item in report] == [
        ("W013", *at) for at in places
    ]
