"""Wrong content of any size, one kind after another: of records and chapters, and of older data."""

from collections.abc import Callable

from tests.projects import CASES, TINY

RECORD = "data/materials/light/mg.yml"
METRICS = "data/metrics.yml"
CHAPTER = "content/metals.md"
OLD = CASES / "format-1"

Kind = tuple[str, Callable[[int], str]]


def _record(**instead: str) -> str:
    """Return the text of a record with the values of some keys written otherwise."""
    lines = (TINY / RECORD).read_text("utf-8").splitlines()
    return "".join(f"{key}: {instead.get(key, value)}\n" for key, _, value in (line.partition(": ") for line in lines))


def times(unit: str, size: int) -> str:
    """Return a text as often as it fits; {} is the number of its place."""
    found: list[str] = []
    counted, length = "{}" in unit, 0
    while length < size:
        found.append(unit.replace("{}", str(len(found))) if counted else unit)
        length += len(found[-1])
    return "".join(found)


def _measurement(**instead: str) -> str:
    keys = {
        "id": "m{}",
        "metric": "current-capacity",
        "value": "700 Ah/kg",
        "conditions": "{water: sea water}",
        "source": "{reference: handbook, place: page 3}",
        "state": "unverified",
        "note": "Typed.",
    } | instead
    first, *others = (f"{key}: {value}" for key, value in keys.items())
    return "".join((f"\n  - {first}", *(f"\n    {line}" for line in others)))


def _measured(**instead: str) -> Callable[[int], str]:
    return lambda size: _record(measurements=times(_measurement(**instead), size))


def _listed(key: str, unit: str) -> Callable[[int], str]:
    return lambda size: _record(**{key: f"[{times(unit, size)}]"})


def _text(unit: str) -> Callable[[int], str]:
    return lambda size: _record(summary=times(unit, size))


def _chapter(unit: str) -> Callable[[int], str]:
    return lambda size: f"# Metals\n\n{times(unit, size)}\n"


KINDS: dict[str, Kind] = {
    "unknown keys": (RECORD, lambda size: _record() + times("key{}: 1\n", size)),
    "unknown keys on one line": (RECORD, lambda size: _record(host=f"{{{times('k{}: 1, ', size)}}}")),
    "the same key": (RECORD, lambda size: _record() + times("name: Zinc\n", size)),
    "unknown ids": (METRICS, lambda size: times("Bad id {}: {}\n", size)),
    "zero-width spaces": (RECORD, _text("\u200b")),
    "tabs": (RECORD, lambda size: _record() + times("\tname: x\n", size)),
    "combining marks": (RECORD, _text("\u0301\u0323")),
    "carriage returns": (RECORD, lambda size: _record() + times("\r", size)),
    "anchors": (RECORD, _listed("aliases", "&a{} x, ")),
    "tags": (RECORD, _listed("aliases", "!x y, ")),
    "comments in values": (RECORD, lambda size: _record(aliases=times("\n  - sample #2", size))),
    "nothings": (RECORD, _listed("aliases", "~, ")),
    "aliases alike": (RECORD, _listed("aliases", "Zn, ")),
    "broken claims": (RECORD, _listed("claims", "{}, ".replace("{}", "{ }"))),
    "broken measurements": (RECORD, _listed("measurements", "{ }, ")),
    "brackets": (RECORD, _listed("aliases", "[")),
    "a long value": (RECORD, lambda size: _record(measurements=_measurement(value=times("9", size)))),
    "a long unit": (RECORD, lambda size: _record(measurements=_measurement(value="1 " + times("g/", size)))),
    "a long formula": (RECORD, lambda size: _record(formula=times("(Na2O)", size))),
    "a long name": (RECORD, lambda size: _record(name=times("Zn~2~O ", size))),
    "stars": (RECORD, _text("*")),
    "carets": (RECORD, _text("^a")),
    "references to nothing": (RECORD, _text("[@nothing-{}] ")),
    "unknown metrics": (RECORD, _measured(metric="nothing-{}")),
    "unknown units": (RECORD, _measured(value="700 xyz")),
    "unknown conditions": (RECORD, _measured(conditions="{nothing: 3}")),
    "unknown references": (RECORD, _measured(source="{reference: nothing-{}, place: x}")),
    "impossible values": (RECORD, _measured(value="9e9 Ah/kg")),
    "missing conditions": (RECORD, _measured(conditions="{ }")),
    "the same measurement": (RECORD, _measured()),
    "the same id": (RECORD, _measured(id="one")),
    "unknown calls": (CHAPTER, _chapter('{{ nothing("x") }} ')),
    "calls of unknown records": (CHAPTER, _chapter('{{ value("nothing-{}", "capacity") }}\n')),
    "claims about the data": (CHAPTER, _chapter('{{ holds("most", "most(family = zinc; of: nothing)") }}\n')),
    "open braces": (CHAPTER, _chapter("{{ ")),
    "links to nowhere": (CHAPTER, _chapter("[x](nowhere-{}.md) ")),
    "link brackets": (CHAPTER, _chapter("[")),
    "hidden characters in a chapter": (CHAPTER, _chapter("\u200bword ")),
}


# --- what stands in records that are sound, for the commands that do more with these

SOUND: dict[str, Kind] = {
    "many values": (
        RECORD,
        _measured(
            id="a{}", metric="corrosion-rate", value="1.{} mm/year", conditions="{speed: {} m/s, water: sea water}"
        ),
    ),
    "many claims": (
        RECORD,
        lambda size: _record(
            claims=times("\n  - {id: c{}, text: Word., source: {reference: handbook, place: x}}", size)
        ),
    ),
    "many conditions in a series": (
        RECORD,
        lambda size: _record(
            measurements="[]",
            series="\n  - id: s\n    metric: corrosion-rate\n    conditions: {water: sea water}\n    source: {reference: handbook, place: x}\n    note: Typed.\n    rows:"
            + times("\n      - {speed: {} m/s, value: 1 mm/year}", size),
        ),
    ),
    "aliases": (RECORD, _listed("aliases", "Zn{}, ")),
    "comments": (RECORD, lambda size: times("# Nothing.\n", size) + _record()),
    "comments between values": (RECORD, lambda size: _record(aliases=times("\n  # Nothing.\n  - Zn{}", size))),
    "empty lines": (RECORD, lambda size: _record() + times("\n", size)),
    "signs of comments": (RECORD, lambda size: _record() + "# " + times("# ", size) + "\n"),
    "quoted text": (RECORD, lambda size: _record(summary='"' + times("\\u00e9", size) + '"')),
    "folded text": (RECORD, lambda size: _record(summary=">-" + times("\n  word", size))),
    "glossary": ("data/glossary.yml", lambda size: times("term-{}: {term: Term {}, definition: Word.}\n", size)),
    "unordered glossary": (
        "data/glossary.yml",
        lambda size: times("term-{}: {definition: Word., term: Term {}}\n", size),
    ),
}

# --- data of an older format

_REFERENCES = "data/references.yml"
OLDER: dict[str, Kind] = {
    "references": (_REFERENCES, lambda size: times("r{}: {type: book, status: identified, title: Title {}}\n", size)),
    "comments above references": (_REFERENCES, lambda size: times("# Nothing.\nr{}: {type: book, title: T}\n", size)),
    "comments": (_REFERENCES, lambda size: times("# Nothing.\n", size) + "r: {type: book, title: T}\n"),
    "empty lines": (
        _REFERENCES,
        lambda size: "r: {type: book, title: T}\n" + times("\n", size) + "s: {type: book, title: T}\n",
    ),
    "ids that are none": (_REFERENCES, lambda size: times("Bad id {}: {type: book}\n", size)),
    "references on a line": (_REFERENCES, lambda size: "{" + times("r{}: {type: book}, ", size) + "}\n"),
    "quoted ids": (_REFERENCES, lambda size: '"' + times("a", size) + '": {type: book}\n'),
    "a long id": (
        _REFERENCES,
        lambda size: times("a", size)[:120] + ": {type: book, title: T}\n" + times("# \n", size),
    ),
    "unknown conditions": (
        "data/materials/alloy/sn50ge25sb25.yml",
        lambda size: (
            "id: sn50ge25sb25\nhost: x\nmeasurements:"
            + times(
                "\n  - id: a{}\n    conditions:\n      current: not stated\n      cycles: 1\n    source: {reference: x}",
                size,
            )
        ),
    ),
    "solvents": (
        "data/materials/alloy/sn50ge25sb25.yml",
        lambda size: (
            "id: sn50ge25sb25\nmeasurements:"
            + times("\n  - {id: a{}, conditions: {electrolyte: 1 M NaPF6 in s{}}}", size)
        ),
    ),
    "solvents of one": (
        "data/materials/alloy/sn50ge25sb25.yml",
        lambda size: (
            'id: sn50ge25sb25\nmeasurements:\n  - {id: a, conditions: {electrolyte: "1 M NaPF6 in '
            + times("s{} + ", size)
            + 'EC"}}'
        ),
    ),
    "roles": ("data/metrics.yml", lambda size: times("m{}:\n  role: areal\n  name: M\n", size)),
    "roles with blanks": (
        "data/metrics.yml",
        lambda size: "m:\n  name: M\n" + times("  role: areal     ", size) + "\n",
    ),
    "modules of review": ("data/review.yml", lambda size: "name: x\n" + times("k{}: 1\n", size)),
}
