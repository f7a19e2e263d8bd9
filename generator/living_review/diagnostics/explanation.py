"""Why a code matters, with a wrong and a right example, read from the Markdown file of the code."""

import re
from dataclasses import dataclass
from importlib.resources import files

from living_review.diagnostics.codes import Code

_FILE = re.compile(
    r"(?P<summary>[^\n]+)\n\n(?P<text>.+?)\n\n"
    r"## Wrong\n\n```(?P<wrong>[^\n]+)\n(?P<wrong_text>.*?)\n```\n\n"
    r"## Right\n\n```(?P<right>[^\n]+)\n(?P<right_text>.*?)\n```\n(?:\n(?P<after>.+))?\Z",
    re.DOTALL,
)
_INFO = re.compile(r'\w+ title="(?P<file>[^"]+)"(?: (?P<form>[\w-]+))?')


@dataclass(frozen=True)
class Example:
    """A piece of a file of a project.

    ``form`` is empty for some lines of the file, ``whole`` for all of it, ``missing`` where the file is not there,
    ``unreadable`` where it cannot be opened, ``link`` where it is a symbolic link, ``faulty`` where the program fails
    on it, ``latin-1`` for its encoding, ``escapes`` where a tab is written ``\\\\t``, ``named`` where it is in the name,
    ``imported`` for a table that is to be imported into a record.
    """

    file: str
    text: str
    form: str


@dataclass(frozen=True)
class Explanation:
    """The words of a code: a sentence, what it means and why it matters, and two examples, which a declared check has not."""

    summary: str
    text: str
    examples: tuple[Example, Example] | None
    after: str = ""

    @property
    def named_examples(self) -> tuple[tuple[str, Example], ...]:
        """Return the examples with their headings."""
        return tuple(zip(("Wrong", "Right"), self.examples or (), strict=False))

    @property
    def wrong(self) -> Example:
        assert self.examples
        return self.examples[0]

    @property
    def right(self) -> Example:
        assert self.examples
        return self.examples[1]


def parse_explanation(text: str) -> Explanation:
    """Return the parts of an explanation; raise ValueError where its form is another."""
    match = _FILE.match(text)
    infos = [_INFO.fullmatch(match[name]) for name in ("wrong", "right")] if match else []
    if not match or not all(infos):
        raise ValueError("an explanation is a sentence, a text, ## Wrong and ## Right with a block each")
    wrong, right = (
        Example(info["file"], match[f"{name}_text"], info["form"] or "")
        for name, info in zip(("wrong", "right"), infos, strict=True)
        if info
    )
    return Explanation(match["summary"], match["text"], (wrong, right), (match["after"] or "").strip())


def read_explanation(code: Code) -> Explanation:
    """Return the explanation that stands in the package of a code, or with the declaration of a check."""
    if code.declared:
        why, _, text = code.declared[1].partition("\n\n")
        return Explanation(why, text, None)
    file = files(code.package) / "explain" / f"{code.name}.md"
    return parse_explanation(file.read_text("utf-8"))


def _indented(example: Example) -> str:
    lines = [f"    {line}".rstrip() for line in example.text.split("\n")]
    return "\n".join([f"  {example.file}", *lines])


def show_explanation(code: Code, explanation: Explanation) -> str:
    """Return an explanation for a terminal."""
    parts = [
        f"{code.shown} ({code.level.value})",
        explanation.summary,
        explanation.text,
        *(f"{name}:\n{_indented(item)}" for name, item in explanation.named_examples),
        explanation.after,
        f"Expected: {code.plain_expected}\nHelp: {code.plain_remedy}",
    ]
    return "\n\n".join(part for part in parts if part)
