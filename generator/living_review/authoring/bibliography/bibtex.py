"""BibTeX and BibLaTeX, each entry read alone so that a broken one spoils no other; the only door to pybtex's reader."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

import pybtex.errors
from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import BibliographyData, Entry, Person, PybtexError
from pybtex.database.input.bibtex import Parser
from pybtex.utils import CaseInsensitiveDict

from living_review.authoring.bibliography.entry import (
    MOST_IN_ENTRY,
    BibliographyError,
    Fields,
    Item,
    Names,
    check_size,
    fail,
    first,
    make_entry,
    name_of,
)
from living_review.authoring.bibliography.plain import plain

START = re.compile(r"(?:^|(?<=\})|(?<=\}[ \n]))[ \t]*@[ \t]*(\w+)\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"[^,={}\"]*,")
# An abbreviation stands for a name, such as that of a journal.
_MOST_STRINGS, _MOST_IN_STRING = 2_000, 1_000
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")


def _stop(error: PybtexError) -> None:
    """Stop at the first mistake, instead of looking for more in what follows."""
    raise error


class _Strings(CaseInsensitiveDict):  # type: ignore[misc]
    """The strings that a file declares; a few that repeat each other, or that an entry repeats, would have no end."""

    # Letters that they have brought into the entry.
    used = 0

    def __getitem__(self, key: str) -> str:
        value: str = super().__getitem__(key)
        self.used += len(value)
        if self.used > MOST_IN_ENTRY:
            raise PybtexError(f"its strings bring in more than {MOST_IN_ENTRY:,} letters")
        return value

    def __setitem__(self, key: str, value: str) -> None:
        if len(value) > _MOST_IN_STRING:
            raise PybtexError(
                f'the string "{key}" has {len(value):,} letters, and at most {_MOST_IN_STRING:,} are read'
            )
        super().__setitem__(key, value)


def _parse(text: str, parser: Parser) -> Entry | None:
    """Return the entry of a text; a string that it declares is known to the parser from then on."""
    check_size([text])
    parser.data, parser.macros.used = BibliographyData(), 0
    try:
        data = parser.parse_string(text)
    except PybtexError as error:
        # The text is a part of the file, so its own count of lines would mislead.
        reason = re.sub(r"^.*? in line \d+: ", "", " ".join(str(error).split()))
        raise BibliographyError(f"it is no sound BibTeX: {reason}") from None
    return next(iter(data.entries.values()), None)


def _extended(text: str) -> dict[str, str]:
    """Return a name of BibLaTeX that says what each part is: {family=Doe, given=Jane}."""
    pairs = (
        part.partition("=") for part in split_tex_string(text.strip().strip("{}") if text[:1] == "{" else text, ",")
    )
    parts = {key.strip(): plain(value.strip().strip('"'), tex=True) for key, _, value in pairs}
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return name_of(family, parts.get("given", ""), parts.get("suffix", ""))


def _name(text: str) -> dict[str, str]:
    if _EXTENDED.match(text.lstrip("{")):
        return _extended(text)
    try:
        with pybtex.errors.capture() as mistakes:
            person = Person(text)
    except PybtexError as error:
        mistakes = [error]
    if mistakes:
        raise BibliographyError(f'the name "{text}" has too many commas; between names stands "and"')

    def words(*names: list[str]) -> str:
        return plain(" ".join(word for part in names for word in part), tex=True)

    family = words(person.prelast_names, person.last_names)
    return name_of(family, words(person.first_names, person.middle_names), words(person.lineage_names))


def read_names(text: str) -> Names:
    """Return the names in a text with "and" between them, as BibTeX has them."""
    check_size([text])
    return [_name(name) for name in split_name_list(text) if name.strip() and name.strip() != "others"]


def _fields(entry: Entry) -> Fields:
    def raw(*names: str) -> str:
        return str(first(*(entry.fields.get(name) for name in names)) or "")

    def value(*names: str) -> str:
        return plain(raw(*names), tex=True)

    journal, eprint = value("journal", "journaltitle", "booktitle", "maintitle"), raw("eprint")
    is_arxiv = "arxiv" in raw("archiveprefix", "eprinttype").casefold() and eprint
    kind = entry.type
    if is_arxiv and (not journal or "arxiv" in journal.casefold()):
        kind, journal = "preprint", journal or "arXiv"
    is_numbered = kind in ("patent", "techreport", "report")
    title = ": ".join(filter(None, (value("title"), value("subtitle"))))
    values = {
        "title": title, "container-title": journal, "publisher": value("publisher", "school", "institution", "organization"),
        "issued": raw("date", "year"), "volume": value("volume"), "issue": "" if is_numbered else value("number", "issue"),
        "number": value("number") if is_numbered else "", 
        "page": value("pages", "eid", "article-number", "articleno") or (eprint if kind == "preprint" else ""), "DOI": raw("doi"),
        "URL": re.sub(r"\\([_&%#~])", r"\1", raw("url", "howpublished")) or (f"https://arxiv.org/abs/{eprint}" if is_arxiv else ""),
        "language": value("language", "langid"),
    }  # fmt: skip
    return make_entry(kind, values, read_names(raw("author")), read_names(raw("editor")))


def _whole(entry: Entry, parents: Mapping[str, Entry]) -> Entry:
    """Return an entry with what only the book has to which it points."""
    parent = parents.get(entry.fields.get("crossref", "").casefold())
    for name, value in parent.fields.items() if parent else ():
        entry.fields.setdefault("booktitle" if name.lower() in ("title", "booktitle") else name, value)
    return entry


def _parts(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield line, kind, bracket, key and the rest of each entry."""
    line, end = 1, 0
    for match, following in pairwise([*START.finditer(text), None]):
        if match is None:
            return
        begin = match.end() - len(match[0].lstrip())
        line, end = line + text.count("\n", end, begin), begin
        body = text[match.end() : following.start() if following else len(text)]
        kind = match[1].casefold()
        key = _KEY.match(body) if kind != "string" else None
        if kind not in ("comment", "preamble"):
            yield line, kind, match[0][-1], key[0].strip(" ,\n\t") if key else "", body[key.end() if key else 0 :]


def read_bibtex(text: str) -> Iterator[Item]:
    """Yield the entries of a file, each with the line on which it begins."""
    parser = Parser(person_fields=(), keyless_entries=True)
    parser.handle_error, parser.macros = _stop, _Strings(parser.macros)
    parents: dict[str, Entry] = {}

    def item(line: int, key: str, part: str) -> Item | None:
        try:
            entry = _parse(part, parser)
        except BibliographyError as error:
            return Item(line, key, partial(fail, error))
        if entry is None:
            return None
        parents[key.casefold()] = entry
        return Item(line, key, lambda: _fields(_whole(entry, parents)))

    strings = 0
    for line, kind, bracket, key, rest in _parts(text):
        strings += kind == "string"
        if strings > _MOST_STRINGS:
            raise BibliographyError(f"it declares more than {_MOST_STRINGS:,} strings; remove those that no entry uses")
        if found := item(line, key, f"@{kind}{bracket}{rest}"):
            yield found
