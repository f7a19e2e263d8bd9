"""The tables of what the review declares: its sources, its metrics and its families."""

from living_review.exports.tables.table import Column, ColumnType, Table, make_table
from living_review.model.base import NOT_READ
from living_review.model.domain import Family, Metric
from living_review.model.library import REFERENCES
from living_review.model.reference import Reference
from living_review.site.page import finished
from living_review.site.site import Site

_Source = tuple[str, Reference]
_Named = tuple[str, Metric]
_Kin = tuple[str, Family]


def _year(item: _Source) -> int | None:
    return int(item[1].year) if item[1].year else None


def _joined(found: list[str]) -> str | None:
    return "; ".join(found) or None


def reference_table(site: Site) -> Table:
    """Return the table of sources."""
    page = finished(REFERENCES)
    columns: list[Column[_Source]] = [
        Column("reference", "Id of the source.", lambda item: item[0]),
        Column(
            "number",
            "Its number in the review.",
            lambda item: site.library.citation_numbers[item[0]],
            ColumnType.INTEGER,
        ),
        Column("type", "What it is, as a CSL type.", lambda item: item[1].type),
        Column("status", "Whether the source was found.", lambda item: item[1].status.value),
        Column("title", "Its title.", lambda item: item[1].title),
        Column(
            "authors",
            "Its authors, with semicolons between.",
            lambda item: "; ".join(name.shown for name in item[1].author) or None,
        ),
        Column("container_title", "Journal, book or site.", lambda item: item[1].container_title),
        Column("year", "Year of publication.", _year, ColumnType.INTEGER),
        Column("volume", "Volume of the journal.", lambda item: item[1].volume),
        Column("issue", "Issue of the volume.", lambda item: item[1].issue),
        Column("page", "Pages or article number.", lambda item: item[1].page),
        Column("doi", "DOI, as it was seen on a page.", lambda item: item[1].doi),
        Column("url", "Address of the page that was read.", lambda item: item[1].url),
        Column(
            "source_read", "How much of it was read.", lambda item: item[1].read.value if item[1].read else NOT_READ
        ),
        Column(
            "notice",
            "Retracted, of concern or corrected.",
            lambda item: item[1].notice.kind.value if item[1].notice else None,
        ),
        Column("address", "Its entry in the review.", lambda item: site.settings.address(f"{page}#{item[0]}")),
    ]
    return make_table(
        "references", "One source in a row.", columns, list(site.library.references.items()), ("reference",)
    )


def metric_table(site: Site) -> Table:
    """Return the table of metrics."""
    library, many = site.library, ": identifiers, with semicolons between."
    columns: list[Column[_Named]] = [
        Column("metric", "Id of the metric.", lambda item: item[0]),
        Column("name", "What readers see.", lambda item: item[1].name),
        Column("unit", "Unit of all its values; none of a plain number.", lambda item: item[1].unit or None),
        Column(
            "better",
            "Which direction is wanted, if any.",
            lambda item: item[1].better.value if item[1].better else None,
        ),
        Column("definition", "What it means.", lambda item: " ".join(item[1].definition.split())),
    ]
    if library.vocabularies:
        columns += [
            Column(
                "same_as", f"It in other vocabularies{many}", lambda item: _joined(library.same_as("metrics", item[0]))
            ),
            Column(
                "unit_same_as",
                f"Its unit in other vocabularies{many}",
                lambda item: _joined(library.same_as("units", item[1].unit)),
            ),
        ]
    return make_table("metrics", "One metric in a row.", columns, list(site.library.metrics.items()), ("metric",))


def family_table(site: Site) -> Table:
    """Return the table of families."""

    def address(item: _Kin) -> str:
        section = site.library.sections[item[1].chapter]
        anchor = "" if section.is_page else f"#{section.chapter.id}"
        return site.settings.address(finished(section.file) + anchor)

    columns: list[Column[_Kin]] = [
        Column("family", "Id of the family.", lambda item: item[0]),
        Column("name", "What readers see.", lambda item: item[1].name),
        Column("aliases", "Other names, with semicolons between.", lambda item: "; ".join(item[1].aliases) or None),
        Column("parent", "Id of the family above it.", lambda item: item[1].parent),
        Column("summary", "What it is, in one sentence.", lambda item: item[1].summary),
        Column("address", "Address of the chapter or section that treats it.", address),
    ]
    return make_table("families", "One family in a row.", columns, list(site.library.families.items()), ("family",))
