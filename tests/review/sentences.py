"""The sentences of hand-written pages that compare or count, outside of what is held against the data."""

import re
from collections.abc import Iterator

from living_review.model.content import ContentPage

COMPARING = re.compile(
    r"\b(?:most|mostly|only|none|all|every|best|no other|no material|no record|not one|majority|half of|nearly all|hardly any"
    r"|almost (?:all|none|no)|(?:high|low|larg|small|fast|slow|heav|light|long|short|great)est|least"
    r"|(?:more|less|fewer|higher|lower|better|larger|smaller|faster|longer) than|never|seldom|always)\b",
    re.IGNORECASE,
)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
CALL = re.compile(r"\{\{\s*([\w.]+)(.*?)\}\}", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_END = re.compile(r"(?<=[.!?])[*)]*\s+|\n\s*\n|\n\s*(?=[-#]|\d+\. )")


def _shown(call: re.Match[str]) -> str:
    """Return the words of a call that a reader sees, if they stand in it and are not held against the data."""
    texts = TEXT.findall(call[2])
    return texts[1] if call[1] in ("material", "term") and len(texts) > 1 else "…"


def comparing(page: ContentPage) -> Iterator[str]:
    """Yield the sentences of a page that compare or count in words which nothing holds against the data."""
    text = CALL.sub(_shown, FRONT.sub("", page.text))
    for sentence in _END.split(text):
        plain = " ".join(sentence.split())
        if COMPARING.search(plain):
            yield plain
