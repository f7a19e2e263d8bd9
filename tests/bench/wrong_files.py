"""Wrong content of any size, one kind after another: of tables, and of bibliographies as other programs export them."""

from collections.abc import Callable

from living_review.authoring.importing.cells import MOST_NEW
from tests.bench.wrong_kinds import Kind, times

# --- tables

HEADINGS = "Flow speed (m/s),Current capacity (Ah/kg)\n"


def _table(unit: str, headings: str = HEADINGS) -> Callable[[int], str]:
    return lambda size: headings + times(unit, size)


def _wide(heading: str, cell: str = "1,") -> Callable[[int], str]:
    def content(size: int) -> str:
        count = size // (len(heading) + len(cell))
        return "".join(heading.replace("{}", str(n)) for n in range(count)) + "\n" + cell * count + "\n"

    return content


TABLES: dict[str, Kind] = {
    name: ("table.csv", content)
    for name, content in {
        "rows": _table("{},700\n"),
        "rows alike": _table("1,700\n"),
        "one value a row": _table("700\n", "Current capacity (Ah/kg)\n"),
        "different values": _table("7{}\n", "Current capacity (Ah/kg)\n"),
        "wrong cells": _table("x,y\n"),
        "wrong cells of their own": _table("x{},y{}\n"),
        "empty conditions": _table(",7\n"),
        "empty values": _table("7,\n"),
        "dates": _table("05. Jan,700\n"),
        "open numbers": _table('"1,234","1,234"\n'),
        "formulas": _table("=cmd|' /C calc'!A0,1\n"),
        "unknown columns": _wide("Column {},"),
        "columns alike": _wide("Current capacity (Ah/kg),"),
        "columns in turn": _wide("Flow speed (m/s),Current capacity (Ah/kg),", "1,2,"),
        "columns with rows": lambda size: (
            "Flow speed (m/s),Current capacity (Ah/kg)," * 200 + "x\n" + times("7," * 400 + "\n", size)
        ),
        "columns of shares": lambda size: (
            ",".join(f"Efficiency {n} [%]" for n in range(400)) + "\n" + times("0.9," * 400 + "\n", size)
        ),
        "columns of blanks in words": _wide("a b c d e f g h i j k {},"),
        "empty columns": _wide(",", ","),
        "a huge cell": lambda size: HEADINGS + '1,"' + times("9", size) + '"\n',
        "huge cells": lambda size: HEADINGS + times('1,"' + "9" * 100_000 + '"\n', size),
        "a huge heading": lambda size: '"' + times("a ", size)[:size] + '",Current capacity (Ah/kg)\n1,2\n',
        "huge headings": lambda size: (
            ",".join('"' + "a " * 50_000 + '"' for _ in range(max(size // 100_000, 1)))
            + ",Current capacity (Ah/kg)\n1,2\n"
        ),
        "brackets in a heading": lambda size: '"' + "(" * min(size, 100_000) + '",Current capacity (Ah/kg)\n1,2\n',
        "open quotation": lambda size: HEADINGS + '1,"' + times("7\n", size),
        "quotation marks": _table('1,"""7"""\n'),
        "quotation marks alone": lambda size: HEADINGS + times('"', size),
        "bars": lambda size: (
            "| Flow speed (m/s) | Current capacity (Ah/kg) |\n|---|---|\n" + times("| {} | 7 |\n", size)
        ),
        "rules": lambda size: times("|-", size),
        "rules that are none": lambda size: times("--|", size) + "x",
        "lines of rules": lambda size: times("|---|---|x\n", size),
        "separators": lambda size: HEADINGS + times("|;\t,", size),
        "blanks": lambda size: HEADINGS + times(" ", size) + "x,1\n",
        "blanks before a bar": lambda size: HEADINGS + times(" ", size) + "x|1\n",
        "blanks in quotation marks": lambda size: '"' + " " * min(size, 120_000) + 'x",b\n1,2\n',
        "lines of blanks": lambda size: "Flow speed (m/s)  Current capacity (Ah/kg)\n" + times("1   7\n", size),
        "words": lambda size: "a b\n" + times("a (", size),
        "empty lines": lambda size: HEADINGS + "1,2\n" + times("\n", size) + "2,3\n",
        "titles": lambda size: times("Title\n", size) + HEADINGS + "1,2\n",
        "carriage returns": _table("{},700\r"),
        "zeros": lambda size: HEADINGS + times("\0", size),
        "combining marks": lambda size: HEADINGS + "1," + times("\u0301\u0323", size) + "\n",
        "digits and blanks": lambda size: HEADINGS + "1," + times("1 000 ", size)[:100_000] + "\n",
        "many metrics": _table("nothing-{},7\n", "metric,value\n"),
        "metric words": _table("Current capacity,7\n", "metric,value\n"),
        "units of their own": _table("1,7,x{}\n", "Flow speed (m/s),Current capacity,unit\n"),
        "notes": _table('{},7,"' + "word " * 200 + '"\n', "Flow speed (m/s),Current capacity (Ah/kg),note\n"),
        "ragged rows": _table("1,2" + ",3" * 500 + "\n1,2\n"),
        "one wide row": lambda size: HEADINGS + times(",", size // 2) + "\n" + times("1,2\n", size // 2),
    }.items()
}

# --- tables that begin records and references

NEW_RECORD = "Material,Family,Kind,Water,Current capacity (Ah/kg)\nCreature,zinc,material,sea water,7\n"
_OF_RECORD, _OF_SOURCE = NEW_RECORD.split("\n")[0], "DOI,Title,Author,Year,Journal"
_RECORDS = _table("Creature {},zinc,material,sea water,7\n", f"{_OF_RECORD}\n")
_WITH_SOURCES = _table(
    'Creature {},zinc,material,sea water,7,10.1234/a{},Title {},"Doe, Jane",2020,J\n', f"{_OF_RECORD},{_OF_SOURCE}\n"
)


def _at_most(content: Callable[[int], str]) -> Callable[[int], str]:
    """Return the same with as many new records as a table may begin."""
    return lambda size: "".join(content(size).splitlines(keepends=True)[: MOST_NEW + 1])


NEW_RECORDS: dict[str, Kind] = {
    name: ("table.csv", content)
    for name, content in {
        "records": _at_most(_RECORDS),
        "more records than are begun": _RECORDS,
        "records with sources": _at_most(_WITH_SOURCES),
        "records without a family": _table("Creature {},,material,sea water,7\n", f"{_OF_RECORD}\n"),
        "records of unknown families": _table("Creature {},eels {},material,sea water,7\n", f"{_OF_RECORD}\n"),
        "rows that differ": _table("Creature,zinc {},material,sea water,7\n", f"{_OF_RECORD}\n"),
        "values of one record": _table("Creature,zinc,material,water {},7{}\n", f"{_OF_RECORD}\n"),
        "sources alone": _table(
            'zn-pure,sea water,7{},10.1234/a{},Title {},"Doe, Jane",2020,J\n',
            f"Material,Water,Current capacity (Ah/kg),{_OF_SOURCE}\n",
        ),
        "unknown sources": _table(
            "zn-pure,sea water,7{},10.1234/a{}\n", "Material,Water,Current capacity (Ah/kg),Source\n"
        ),
    }.items()
}

# --- bibliographies


def _bib(title: str = "Title {}", author: str = "Doe, Jane", doi: str = "10.1234/a{}") -> Callable[[int], str]:
    return lambda size: times(
        f"@article{{k{{}}, title = {{{title}}}, author = {{{author}}}, journal = {{J}}, year = {{2020}}, doi = {{{doi}}}}}\n",
        size,
    )


def _one(field: str, unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: (
        "@article{k, title = {T}, year = {2020}, " + field + " = {" + before + times(unit, size) + after + "}}\n"
    )


BIBLIOGRAPHIES: dict[str, Kind] = {
    name: ("export.txt", content)
    for name, content in {
        "entries": _bib(),
        "twins by DOI": _bib(doi="10.1234/a"),
        "twins by title": _bib("Title", doi=""),
        "titles of different DOIs": _bib("Title"),
        "ids alike": _bib("Title {}", doi=""),
        "titles with commands": _bib(r"A \\emph{{b}} $x_2$ {}"),
        "entries without title": lambda size: times("@article{k{}, year = {2020}}\n", size),
        "entries without end": lambda size: times("@article{k{}, title = {Title\n", size),
        "entries without fields": lambda size: times("@a{,}\n", size),
        "entries of one letter": lambda size: times("@a{\n", size),
        "signs of entries": lambda size: "@article{k, title = {T}}\n" + times("@", size),
        "open braces": _one("note", "{"),
        "braces": lambda size: "@article{k, title = {" + "{" * (size // 2) + "}" * (size // 2) + "}}\n",
        "closing braces": _one("note", "}"),
        "commas": _one("note", ","),
        "equals": lambda size: "@article{k, " + times("a=", size) + "}\n",
        "fields": lambda size: "@article{k, title = {T}, " + times("a{} = {x}, ", size) + "}\n",
        "the same field": lambda size: "@article{k, title = {T}, " + times("a = {x}, ", size) + "}\n",
        "pieces of a value": lambda size: "@article{k, title = " + times('"a" # ', size) + '"b"}\n',
        "unknown strings": lambda size: "@article{k, title = " + times("x{} # ", size) + '"b"}\n',
        "strings": lambda size: times("@string{s{} = {x}}\n", size) + "@article{k, title = s1}\n",
        "strings that grow": lambda size: (
            '@string{s0 = "xxxxxxxxxx"}\n'
            + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(40))
            + "@article{k, title = s40}\n"
            + times("% \n", size)
        ),
        "a long title": _one("title", "word "),
        "TeX in a title": _one("title", r"\\emph{{x}} "),
        "nested TeX": lambda size: (
            "@article{k, title = {" + r"\emph{" * min(size // 7, 600) + "x" + "}" * min(size // 7, 600) + "}}\n"
        ),
        "nested TeX in many": lambda size: times(
            "@article{k{}, title = {" + r"\emph{" * 500 + "x" + "}" * 500 + "}}\n", size
        ),
        "mathematics": lambda size: times("@article{k{}, title = {" + "$x_1" * 1000 + "}}\n", size),
        "open mathematics": lambda size: times("@article{k{}, title = {" + "$" * 4000 + "}}\n", size),
        "tags in titles": lambda size: times("@article{k{}, title = {" + "<math>" * 600 + "}}\n", size),
        "entities in titles": lambda size: times("@article{k{}, title = {" + "&amp;" * 900 + "}}\n", size),
        "units in titles": lambda size: times("@article{k{}, title = {" + r"\SI{1}" * 700 + "}}\n", size),
        "money in titles": lambda size: times("TY  - JOUR\nTI  - $1" + " a" * 2450 + "\nER  -\n", size),
        "a dollar and underscores in titles": lambda size: times(
            "TY  - JOUR\nTI  - $" + "_" * 4950 + "\nER  -\n", size
        ),
        "blanks in MathML": lambda size: times("TY  - JOUR\nTI  - <math>" + " " * 4900 + "x</math>\nER  -\n", size),
        "annotations in MathML": lambda size: times(
            "TY  - JOUR\nTI  - <math>" + "<annotation>" * 400 + "x</math>\nER  -\n", size
        ),
        "MathML of many prefixes": lambda size: times(
            "TY  - JOUR\nTI  - " + "<a:math>" * 600 + "x</math>\nER  -\n", size
        ),
        "underscores in titles": lambda size: times("@article{k{}, title = {" + "_" * 4500 + "}}\n", size),
        "broken letters": _bib("CafÃ© {}"),
        "authors": _one("author", "Doe, Jane and ", after="Roe, R"),
        "authors at most": lambda size: times(
            "@article{k{}, title = {T}, author = {" + "A and " * 33_000 + "B}}\n", size
        ),
        "authors with braces": _one("author", "{A} and ", after="B"),
        "commas in authors": _one("author", "a, "),
        "blanks in authors": _one("author", " ", "a", "and b"),
        "authors of BibLaTeX": _one("author", "family=Doe, given=J and ", after="Roe"),
        "parents": lambda size: (
            times("@incollection{k{}, title = {T {}}, crossref = {p}}\n", size) + "@book{p, title = {P}}\n"
        ),
        "comments": lambda size: times("@comment{x}\n", size) + "@article{k, title = {T}}\n",
        "text around": lambda size: times("word\n", size) + "@article{k, title = {T}}\n",
        "blanks around": lambda size: times(" ", size) + "@article{k, title = {T}}\n",
        "RIS": lambda size: times("TY  - JOUR\nTI  - Title {}\nAU  - Doe, J\nDO  - 10.1234/a{}\nER  - \n", size),
        "RIS without end": lambda size: times("TY  - JOUR\n", size),
        "RIS authors": lambda size: "TY  - JOUR\nTI  - T\n" + times("AU  - Doe, J\n", size) + "ER  - \n",
        "RIS authors on a line": lambda size: "TY  - JOUR\nTI  - T\nAU  - " + times("Doe;", size) + "\nER  - \n",
        "RIS lines": lambda size: "TY  - JOUR\nTI  - T\n" + times("word\n", size) + "ER  - \n",
        "RIS addresses": lambda size: (
            "TY  - JOUR\nTI  - T\n" + times("UR  - https://a.example/{}\n", size) + "ER  - \n"
        ),
        "RIS DOI": lambda size: "TY  - JOUR\nTI  - T\nDO  - " + times("10.1/", size) + "\nER  - \n",
        "RIS brackets in a DOI": lambda size: "TY  - JOUR\nTI  - T\nDO  - 10.1234/a" + times(")", size) + "\nER  - \n",
        "PubMed": lambda size: times("PMID- {}\nTI  - Title {}.\nFAU - Doe, J\n\n", size),
        "Web of Science": lambda size: "FN Clarivate\n" + times("PT J\nTI Title {}\nAU Doe, J\nER\n\n", size),
        "JSON": lambda size: "[" + times('{"type": "article", "title": "Title {}"},', size)[:-1] + "]",
        "JSON brackets": lambda size: times("[", size),
        "JSON objects": lambda size: times('{"a":', size),
        "JSON without end": lambda size: "[" + times("1,", size),
        "JSON of nothing": lambda size: "[" + times("{},".replace("{}", "{ }"), size) + "{}]",
        "JSON blanks": lambda size: "[" + times(" ", size) + "1" + times(" ", size) + "1]",
        "JSON numbers": lambda size: '[{"title": "T", "volume": ' + times("9", size)[:4000] + "}]" + times(" ", size),
        "a JSON number": lambda size: '[{"title": "T", "volume": ' + times("9", size) + "}]",
        "JSON authors": lambda size: '[{"title": "T", "author": [' + times('{"family": "Doe"},', size)[:-1] + "]}]",
        "JSON date": lambda size: '[{"title": "T", "issued": {"date-parts": [[' + times("1,", size)[:-1] + "]]}}]",
        "XML": lambda size: (
            "<xml><records>"
            + times("<record><titles><title>Title {}</title></titles></record>", size)
            + "</records></xml>"
        ),
        "XML entities": lambda size: (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
            + "]><xml><records><record>&j;</record></records></xml>"
            + times(" ", size)
        ),
        "XML levels": lambda size: "<xml>" + times("<a>", size),
        "XML records in records": lambda size: "<xml><records>" + times("<record>", size),
        "XML closed records in records": lambda size: (
            "<xml><records>" + "<record>" * (size // 17) + "</record>" * (size // 17) + "</records></xml>"
        ),
        "XML records around titles": lambda size: (
            "<xml><records>"
            + "<record><titles>" * (size // 64)
            + "<title>a</title>"
            + "</titles></record>" * (size // 64)
            + "</records></xml>"
        ),
        "XML records in titles": lambda size: (
            "<xml><records>"
            + "<record><titles><title>" * (size // 48)
            + "</title></titles></record>" * (size // 48)
            + "</records></xml>"
        ),
        "XML attributes": lambda size: "<xml><records " + times('a{}="x" ', size) + "/></xml>",
        "XML declaration": lambda size: times("<?xml ", size) + "<records/>",
        "blanks before XML": lambda size: times(" \n", size) + "<xml/>",
        "XML of others": lambda size: "<x" + times("<mods", size),
        "text": lambda size: times("word ", size),
        "at signs": lambda size: times("@", size),
        "blanks and at signs": lambda size: times(" @", size),
        "doi": lambda size: times("10.1234/", size),
        "many dois": lambda size: times("10.1234/a ", size),
        "Latin": lambda size: _bib("Titel \xe4 {}")(size),
    }.items()
}
