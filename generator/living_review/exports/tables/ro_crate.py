"""The data set as an RO-Crate 1.2: every file with what it is, and who made them under which licence."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from living_review.exports.citing import site_citation
from living_review.exports.json_files import Json, indented_json, known
from living_review.exports.linked_data import authors
from living_review.exports.tables.data_file import VERSION, DataFile
from living_review.site.site import Site

T = TypeVar("T")
NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"


def _single(found: Sequence[T]) -> T | Sequence[T]:
    """Return what stands alone outside of a list, as the specification wants it."""
    return found[0] if len(found) == 1 else found


def _ids(nodes: Sequence[Json]) -> Json | Sequence[Json]:
    """Return what leads to nodes."""
    return _single([{"@id": node["@id"]} for node in nodes])


def _people(site: Site) -> list[Json]:
    return [
        {"@id": node.get("sameAs") or f"#author-{number}", **node} for number, node in enumerate(authors(site), start=1)
    ]


def _identifiers(site: Site) -> list[Json]:
    doi = site.library.review.doi
    if not doi:
        return []
    address = f"https://doi.org/{doi}"
    return [
        {"@id": address, "@type": "PropertyValue", "name": "DOI", "propertyID": "DOI", "value": doi, "url": address}
    ]


def _licences(site: Site) -> list[Json]:
    address = site.library.review.records_licence
    about = "Licence of the records. The source of each number has its own."
    return [{"@id": address, "@type": "CreativeWork", "name": address, "description": about}] if address else []


def _variables(site: Site) -> Iterator[Json]:
    """Yield what was measured."""
    for key, metric in site.library.metrics.items():
        yield known(
            {
                "@id": f"#{key}",
                "@type": "PropertyValue",
                "name": metric.name,
                "description": " ".join(metric.definition.split()),
                "propertyID": _single(site.library.same_as("metrics", key)),
                "unitText": metric.unit or None,
                "unitCode": _single(site.library.same_as("units", metric.unit)),
            }
        )


def _file(file: DataFile) -> Json:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": file.description,
        "encodingFormat": file.media_type,
        "contentSize": str(len(file.data)),
        "sha256": file.sha256,
    }


def crate_file(site: Site, files: Sequence[DataFile]) -> bytes:
    """Return ro-crate-metadata.json of a folder with files."""
    review, settings = site.library.review, site.settings
    described = [_file(file) for file in files]
    people, licences, identifiers, variables = (
        _people(site), _licences(site), _identifiers(site), list(_variables(site))
    )  # fmt: skip
    root = known(
        {
            "@id": "./",
            "@type": "Dataset",
            "name": review.name,
            "description": review.subtitle,
            "version": VERSION,
            "datePublished": settings.date,
            "url": settings.site,
            "creditText": site_citation(site).plain,
            "identifier": _ids(identifiers),
            "license": _ids(licences),
            "author": _ids(people),
            "variableMeasured": _ids(variables),
            "hasPart": _ids(described),
        }
    )
    descriptor = {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }
    graph = [descriptor, root, *described, *people, *licences, *identifiers, *variables]
    return indented_json({"@context": f"{SPECIFICATION}/context", "@graph": graph})
