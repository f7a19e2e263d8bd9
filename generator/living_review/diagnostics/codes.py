"""The one table of problems: number, name, words and remedy of each.

Templates are filled with the facts of a diagnostic; ``{found}`` is always what stands in the file.
Numbers go by stage: E0 file and YAML, E1 shape of a record, E2 links between records, E3 chapters, E4 science,
E5 the program itself, E6 tables to import, E7 the settings of the site.
Those with P are the checks of the measured values, which run once everything else is sound; those with C are checks that a
review declares in data/checks.yml.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """Whether a problem stops the build. The number of a code starts with E or W accordingly; a check is either."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Code:
    """One kind of problem. ``message`` says what was found, ``expected`` what should stand there, ``remedy`` how to fix it.

    Why it matters, a wrong and a right example stand in ``explain/<name>.md`` of its package; of a check that a review
    declares ``declared`` has its title and why it matters. ``formerly`` are numbers that it had before.
    """

    number: str
    name: str
    message: str
    expected: str
    remedy: str
    level: Level = Level.ERROR
    package: str = "living_review.diagnostics"
    declared: tuple[str, str] | None = None
    formerly: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        """Return the digit of its stage, P for a check of values, or C for one that the review declares."""
        return self.number[0] if self.number[0] in "PC" else self.number[1]

    @property
    def can_be_answered(self) -> bool:
        """Tell whether a record may say why the value stands all the same."""
        return self.remedy == ANSWER

    @property
    def page(self) -> str:
        """Return the address of its page below the site."""
        return address_of(self.number)

    @property
    def title(self) -> str:
        """Return the name in words."""
        return (
            self.declared[0]
            if self.declared
            else self.name.replace("-", " ").replace("utf8", "UTF-8").replace("yaml", "YAML")
        )

    @property
    def shown(self) -> str:
        """Return its number and its name, of a declared check its title."""
        return f"{self.number} {self.declared[0] if self.declared else self.name}"

    @property
    def plain_message(self) -> str:
        """Return the message with ‹marks› where the facts of a case will stand."""
        return _marked(self.message)

    @property
    def plain_expected(self) -> str:
        return _marked(self.expected)

    @property
    def plain_remedy(self) -> str:
        return _marked(self.remedy.replace("{hint}", "").replace("{number}", self.number))


def address_of(number: str) -> str:
    """Return the address below the site of the page of a code."""
    return f"guide/codes/{number.lower()}.html"


class _Marks(dict[str, str]):
    """Stands in for the facts of a case."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def _marked(template: str) -> str:
    return template.format_map(_Marks())


# The remedy of a check that a record may answer.
ANSWER = 'Compare it with the source. Where the source does say so, explain it: "answers: {{{number}: why it stands all the same}}".'

_TABLE = (
    # --- files and YAML
    Code("E001", "unreadable-file", "the file cannot be read: {reason}", "a readable text file", "Check the name and the permissions of the file."),
    Code("E002", "not-utf8", "the file is not UTF-8 text (byte {found})", "text in UTF-8", "Save the file as UTF-8 in your editor."),
    Code("E003", "yaml-syntax", "this is not YAML: {reason}", "valid YAML", "Look at the indentation, and put text that starts with a sign or contains ': ' in quotes."),
    Code("E004", "yaml-feature", "{found} is not used in these files", "plain keys, lists and values", "Write the value out where it is needed."),
    Code("E005", "duplicate-key", 'the key "{found}" stands here twice', "each key once; the first is on line {first}", "Remove one of the two, or merge them."),
    Code("E006", "missing-file", "the file {found} does not exist", "{wanted}", "Create it; the guide shows its shape. Or take out what names it."),
    Code("E007", "control-character", "there is an invisible character here ({found})", "visible text, spaces and line ends", "Delete the character and type the place again; indent with spaces, not tabs."),
    Code("E008", "too-large", "the file is too large or too deeply nested ({found})", "at most {limit}", "Split the file."),
    Code("E009", "wrong-suffix", 'nothing reads a file that ends in "{found}"', "a name that ends in .yml", "Rename the file."),
    Code("E010", "not-a-plain-file", "this is {found}", "a plain file or folder; only files are called {wanted}", "Put the file itself here, or remove this."),
    Code("E011", "bad-file-name", "the name of this file or folder has {found}", "a name of letters, digits, hyphens and the like", "Rename it."),
    Code("E012", "same-name", 'the name is that of {found} to systems that do not tell case and accents apart', "a name that differs in more", "Rename one of the two, or remove it."),
    Code("W013", "comment-in-value", 'the value ends here, since "{found}" is a comment', "the whole value in quotes, or a comment on a line of its own", "Put the value in quotes where the rest belongs to it; write the comment on the line before, with a blank after its #, where it does not.", Level.WARNING),
    Code("E014", "nothing-declared", "no {found} is declared", "at least one in {file}, such as {wanted}", "Write the first one; a review has families of materials, metrics of them, and chapters."),
    Code("E016", "old-format", "the data are in format {found}, and this program reads format {wanted}", "format: {wanted}", "Run: living-review migrate. It shows what it would change, asks, and keeps comments."),
    Code("E015", "new-format", "the data are in format {found}, and this program reads formats up to {wanted}", "a program that reads format {found}", "Install a newer living-review; in a clone of its repository: git pull, then make environment. Data are never brought back to an older format."),
    # --- shape of a record
    Code("E101", "unknown-key", 'unknown key "{found}"', "one of {choices}", "{hint}Remove the key or correct its name."),
    Code("E102", "missing-key", 'the key "{found}" is missing', "a line that starts with {found}: ({owner})", 'Add the key; where nothing is known, write "not stated" or an empty list [].'),
    Code("E103", "unknown-unit", 'unknown unit "{found}"', "{wanted}", "{hint}Correct the unit, or declare it in data/units.yml."),
    Code("E104", "wrong-type", "{found} stands here", "{wanted}", "Look at another record for the form of this entry."),
    Code("E105", "unknown-choice", '"{found}" is not possible here', "one of {choices}", "{hint}Choose one of the words above."),
    Code("E106", "unreadable-value", '"{found}" cannot be read as a value: {reason}', 'a number with its unit, such as "620 K", ">2.5 W/(m K)", "~390 %", "0.01–2.0 V", "317 ± 5 K"', "{hint}Write the number with a decimal point, a space, and the unit."),
    Code("E107", "wrong-dimension", '"{found}" does not fit {owner}: it measures something else', "{wanted}", "{hint}Compare number and unit with the source, or choose the metric or condition that is meant."),
    Code("E108", "bad-id", '"{found}" is not an id', "at most 100 small letters and digits, with hyphens between them: like-this-2", "Rename it."),
    Code("E109", "bad-formula", '"{found}" is not a chemical formula: {reason}', "a formula such as Bi2Te3, or another kind of material", 'Correct the formula; a mixture has kind "composite", what no formula describes "material", a group of materials "class".'),
    Code("E110", "empty", "there is nothing after the key", "{wanted}", 'Write the value, or "not stated" where the source does not say.'),
    Code("E111", "bad-address", '"{found}" is not {wanted}', "{wanted}", "Copy it again from the source."),
    Code("E112", "bad-date", '"{found}" is not {wanted}', "{wanted}", "Write the date in digits, the year first: 2018-05-01."),
    Code("E113", "bad-colour", '"{found}" is not a colour', 'a colour such as "#1f5fae"', "Write # and six digits or small letters from a to f, in quotes."),
    Code("E114", "bad-shape", "this cannot be drawn: {reason}", "{wanted}", "Correct it; the guide lists what a shape may say, and the other entries of data/schematics.yml show it."),
    Code("W115", "no-contact", "nobody can be told of a problem: neither a repository nor a contact is declared", "repository or contact in data/review.yml, or repo_url in mkdocs.yml", "Add one of them; until then pages show no way to report a problem.", Level.WARNING),
    # --- links between records
    Code("E201", "unknown-id", 'there is no {kind} "{found}"', "the id of a {kind}: {choices}", "{hint}Correct the id, or add the entry to {file}."),
    Code("E202", "id-is-not-file-name", 'the id "{found}" differs from the file name', '"{wanted}", as the file is called', "Rename the file or the id; published addresses keep the id."),
    Code("E203", "folder-is-not-family", 'the family "{found}" differs from the folder', '"{wanted}", the name of the folder', "Move the file or correct the family."),
    Code("E204", "duplicate-id", 'the id "{found}" is used twice', "an id of its own; the first is at {first}", "Choose another id; one that was published is never given to something else."),
    Code("E205", "missing-condition", 'the condition "{found}" is missing', "every condition that {owner} needs: {choices}", 'Add it; write "{found}: not stated" where the source does not say.'),
    Code("E206", "missing-note", "the state is {found} without a note", "a note that says why", "Add a note: what was looked for, and what holds instead."),
    Code("E207", "missing-support", "the state is {found} without support", "at least one reference that bears the state out", 'Add "support: [id]", or set the state to unverified.'),
    Code("E208", "unidentified-reference", "an unidentified reference has {found}", "bibliographic data only for references that were found", 'Set "status: identified" once a page was seen, or remove the data.'),
    Code("E209", "identified-without-title", "an identified reference has no title", "a title", 'Add the title, or set "status: unidentified".'),
    Code("E210", "going-round", 'the {kind} "{found}" is its own ancestor', "a parent further up", "Remove the parent from one of them."),
    Code("E211", "duplicate-number", "the number {found} of the paper is given twice", "each number once; the first is {first}", "Correct one of the numbers."),
    Code("W212", "unused-reference", 'nothing cites the reference "{found}"', "a record, claim or page that names it", "Cite it where it belongs, or remove the entry.", Level.WARNING),
    Code("E213", "not-read", 'the condition "{found}" is said to be not stated, but the source was not read in full', 'nothing: readers see "{reason}"', 'Remove the line; or read the source in full, enter what it states, and write "read: full text" in data/references/{owner}.yml.'),
    Code("E214", "broken-query", 'the question "{owner}" cannot be asked: {found}', "one SELECT of SQLite that returns rows of the tables of data/review.sqlite", "Compare the names of tables and columns with the page Query, try the question there, and copy it back."),
    Code("W215", "example-left", '{found} the example source "{owner}"', "sources of your own", "Replace the records and sentences that cite it, then remove this file; README.md of the review says in which order. What is to stay gets another status.", Level.WARNING),
    # --- chapters
    Code("E301", "template-syntax", "the chapter cannot be read: {reason}", "calls such as {{{{ value(\"id of a record\", \"id of a value\") }}}}", "Close every bracket and quotation mark; text with braces stands between {{% raw %}} and {{% endraw %}}."),
    Code("E302", "unknown-call", 'there is no call "{found}"', "one of {choices}", "{hint}Correct the name of the call."),
    Code("E303", "wrong-arguments", "{found}() is called with the wrong words", "{wanted}", "Give the ids in quotation marks, separated by commas."),
    Code("E304", "missing-section", 'the section "{found}" has no heading on this page', "{{{{ heading(\"{found}\") }}}} in {file}", "Add the heading, or take the section out of the outline."),
    Code("E305", "unreadable-assertion", "what is said of the data cannot be read: {found} stands here", "{wanted}", "Write it as the guide shows, a sentence as {{{{ holds(\"words\", \"count(family = …) > 3\") }}}}, the selection of a chart as family = …; year >= 2015."),
    Code("E306", "needs-metric", "{found} is about values of one metric, and none or several are named", "metric = … in the same selection, with one metric", "Name the metric whose values are meant; numbers of several metrics are not compared."),
    Code("E307", "contradicted-by-data", 'the data contradict "{found}": {reason}', "{wanted}", "Write what the data say, and assert that. Or look for a mistake in the values that are named."),
    Code("W308", "empty-chart", 'the chart "{found}" shows nothing: {reason}', "values for it to show", "{hint}Until then a page says in its place that it is empty.", Level.WARNING),
    # --- science
    Code("E406", "impossible-value", "{found} cannot be: it is outside {reason}", "{owner} between these bounds", "{hint}Compare number, sign and unit with the source; the bounds stand where it is declared, in data/metrics.yml or data/conditions.yml."),
    Code("E411", "unreadable-formula", "the formula cannot be read: {found} stands here", "{wanted}", "{hint}Write it as the guide shows: density = mass / volume, numbers with their units, a minus with blanks around it."),
    Code("E412", "dimensions-differ", "{reason}", "{wanted}", "Look for a factor that is missing, or give a number its unit."),
    Code("W413", "compares-nothing", 'the formula "{found}" compares nothing: {reason}', "values of one record and one source under the same stated conditions", '{hint}Where it is to stand all the same, say why in the check: "answers: {{W413: why}}".', Level.WARNING),
    # --- the program
    Code("E501", "program-fault", "the program failed at {owner}: {found} ({file})", "no fault of the program", "This is a fault of the program, not of the file. Report it with this message and, if you can, the file."),
    # --- tables to import
    Code("E601", "unreadable-table", "the table cannot be read: {reason}", "a heading above each column, and rows of cells below", "Copy the table alone, with its headings, into a file of its own, or say more: living-review import --help."),
    Code("E602", "unknown-column", 'nobody said what is in the column "{found}"', "a metric or a condition: {choices}; or record, reference, place, note", '{hint}Say it with --column "{found}=…", or leave the column out with --column "{found}=ignore".'),
    Code("E603", "column-without-unit", 'the column "{found}" has no unit', "a unit such as {wanted}", 'Write the unit behind the heading, as in "{found} ({wanted})", or give it: --column "{found}={owner} {wanted}".'),
    Code("E604", "unreadable-cell", '{found} cannot be taken: {reason}', "{wanted}", "Correct the cell; where there is no value, leave it empty."),
    Code("E605", "date-in-cell", '{found} is a date', "{wanted}", "Spreadsheets make dates of numbers such as 1.5 or 3-4. Set the column to text, type the number again, and look at its neighbours."),
    Code("E606", "ambiguous-number", '"{found}" has two readings: {reason}', "a sign of its own for decimals, in all rows", 'Say which sign stands before decimals: --decimal "." or --decimal ",".'),
    Code("E608", "incomplete-record", 'there is no record "{found}", and the table does not say its {wanted}', "the id or the name of a record, or what a new one needs", "{hint}Correct the name, or add a column for {wanted}; data/families.yml has the families."),
    Code("E609", "unknown-source", '"{found}" is not in {file}', "the id or the DOI of a reference, or the key of one in a bibliography file", "{hint}Export it and give the file: --bibliography FILE (BibTeX, RIS, CSL-JSON). Or describe it in columns: title, author, year, journal, DOI."),
    # --- settings of the site
    Code("E701", "not-in-our-build", 'the {kind} "{found}" is none of ours', "{wanted}", "Remove it, or write the pages as Markdown, of which plain MkDocs makes a site with any plugin: living-review write DIR."),
    Code("E702", "set-elsewhere", "{found} would not be followed", "{wanted}", "{hint}Remove the setting."),
    # --- checks of values
    Code("P010", "entered-twice", "{found} is entered twice: {reason}", "each value of a source once", "Remove one of the two, or give the condition in which they differ."),
    Code("P011", "verified-without-evidence", "{found} is verified without {reason}", "an identified source, evidence and a second pass", "Add what is missing, or set the state to unverified."),
    Code("P012", "doi-twice", "the DOI {found} has two entries: {reason}", "one entry for each DOI", "Keep one entry with the right data, and cite it everywhere."),
    Code("P013", "answer-to-nothing", 'the answer to "{found}" answers nothing: {reason}', "answers to an objection that stands", "Remove the answer.", Level.WARNING),
    Code("P023", "not-as-printed", "{found} differs from what its evidence quotes: {reason}", "the number of the source, as it is printed there", ANSWER, Level.WARNING),
    Code("P022", "title-twice", 'the title "{found}" has two entries: {reason}', "one entry for each publication", 'Keep one entry with the right data, and cite it everywhere. A correction stands under "notice:" of what it corrects, or says so in its title.', Level.WARNING),
)  # fmt: skip

CODES: dict[str, Code] = {code.name: code for code in _TABLE}


def in_order(codes: Iterable[Code]) -> list[Code]:
    """Return codes in the order of their stages and numbers."""
    return sorted(codes, key=lambda code: (code.stage, code.number[1:]))
