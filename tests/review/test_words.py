"""The review and its site speak the language of the field: words that were replaced do not come back."""

import pytest

from tests.review.words import REPLACED, prose


def old_words(text: str) -> list[str]:
    """Return the replaced words of a text."""
    plain = " ".join(text.split())
    return [word for entry in REPLACED for word in entry.found_in(plain)]


def test_no_replaced_word_is_in_what_visitors_read() -> None:
    found = [
        f'{file}: "{word}", say {entry.term}'
        for file, text in prose()
        for entry in REPLACED
        for word in entry.found_in(" ".join(text.split()))
    ]
    assert found == []


def test_all_kinds_of_prose_are_read() -> None:
    files = {file for file, _ in prose()}
    for start in ("data/materials/", "data/metrics.yml", "content/guide/", "generator/", "README.md"):
        assert any(file.startswith(start) for file in files), start
    assert {file.rpartition(".")[2] for file in files} == {"yml", "md", "j2", "js", "html", "py"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The positive pole takes\nup sodium and gives it back.", ["pole", "takes up"]),
        ("It took up 3 and gave back 2.", ["took up", "gave back"]),
        ("The limit of the host, the capacity limit.", ["limit of the host", "capacity limit"]),
        ("Limits of the voltage; the plating limit.", []),
        ("The initial coulombic efficiency of a sulphide.", ["coulombic", "sulphide"]),
        ("The Coulombic efficiency of a sulfide.", []),
        ("The front of what was reached.", ["front"]),
        ("The Pareto front, on the front page.", []),
        ("Its speed, by a passport.", ["speed", "passport"]),
        ("The current that it calls 1 C, at 0.1 C.", ["calls 1 C"]),
        ("Take back a choice, or narrow down.", ["Take back", "narrow down"]),
        ("No measurement is like that.", ["No measurement is like that"]),
    ],
)
def test_replaced_words_are_found(text: str, words: list[str]) -> None:
    assert sorted(old_words(text)) == sorted(words)
