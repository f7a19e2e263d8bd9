"""What a page is about, as linked data in the vocabulary of schema.org."""

from collections.abc import Iterable
from typing import Any

from living_review.derive.points import describe_conditions
from living_review.derive.usage import references_of, stated
from living_review.exports.json_files import known
from living_review.model.library import HOME
from living_review.model.material import Material, Measurement
from living_review.model.reference import Reference
from living_review.model.units import Interval
from living_review.site.links import finished, material_page
from living_review.site.site import Site
from living_review.text.formula import elements_in

CONTEXT = "https://schema.org"
# What things are called there.
OF_REVIEW, OF_CHAPTER, OF_RECORD = ("WebSite", "DataCatalog"), "ScholarlyArticle", "Dataset"
Node = dict[str, Any]


def _node(kind: str | list[str], **properties: Any) -> Node:
    """Return a node; what is not known is left out."""
    return {"@type": kind} | known(properties)


def _address(site: Site, page: str) -> str:
    """Return the address of a page where that of the site is known; the front page is the site."""
    return site.settings.site and site.settings.site + ("" if page == HOME else finished(page))


def authors(site: Site) -> list[Node]:
    """Return who is cited as the authors of the review; a person with an ORCID is the same everywhere."""
    return [
        _node(
            "Organization" if name.literal else "Person",
            name=name.shown,
            familyName=name.family,
            givenName=name.given,
            sameAs=name.orcid and f"https://orcid.org/{name.orcid}",
        )
        for name in site.library.review.authors
    ]


def _whole(site: Site, kind: str) -> Node:
    """Return the review as that of which a page is a part."""
    return _node(kind, name=site.library.review.name, url=_address(site, HOME))


def _cited(references: Iterable[Reference]) -> list[Node]:
    """Return the references whose source is known."""
    return [
        _node(
            "ScholarlyArticle" if reference.type.startswith("article") else "CreativeWork",
            name=reference.title,
            datePublished=reference.issued,
            isPartOf=reference.container_title and _node("Periodical", name=reference.container_title),
            sameAs=f"https://doi.org/{reference.doi}" if reference.doi else reference.url,
            identifier=reference.doi and _node("PropertyValue", propertyID="DOI", value=reference.doi),
        )
        for reference in references
        if reference.is_identified
    ]


def _number(number: float) -> float:
    """Return a number without what the conversion of units leaves behind the sixth figure."""
    shown = float(f"{number:.6g}")
    return int(shown) if shown.is_integer() else shown


def _amount(value: Interval) -> Node:
    """Return a value as schema.org writes it: a number, or from where to where it goes."""
    low, high = _number(value.low), _number(value.high)
    if value.comparator in (">", "≥"):
        return {"minValue": low}
    if value.comparator in ("<", "≤"):
        return {"maxValue": high}
    return {"value": low} if low == high else {"minValue": low, "maxValue": high}


def _variable(site: Site, material: Material, item: Measurement) -> Node:
    library = site.library
    metric, page = library.metrics[item.metric], _address(site, material_page(material.id))
    return _node(
        "PropertyValue",
        name=metric.name,
        propertyID=library.same_as("metrics", item.metric) or item.metric,
        identifier=item.id,
        description="; ".join(filter(None, (item.value.text, describe_conditions(library, item), item.state.value))),
        unitText=metric.unit or None,
        unitCode=library.same_as("units", metric.unit),
        measurementTechnique=item.evidence.method.value if item.evidence else None,
        url=page and f"{page}#m-{item.id}",
        **_amount(library.value(item)),
    )


def _elements(site: Site, material: Material) -> list[Node]:
    """Return the elements in the formula of a record that are known elsewhere."""
    found = ((symbol, site.library.same_as("elements", symbol)) for symbol in elements_in(material.formula_shown or ""))
    return [_node("Thing", name=symbol, sameAs=same) for symbol, same in found if same]


def last_change(material: Material) -> str | None:
    """Return the day on which a value of a record was last entered, changed or read again."""
    days = [
        day
        for item in material.measurements
        for day in (item.changed, item.evidence and item.evidence.read_on, item.evidence and item.evidence.second_pass)
        if day
    ]
    return max(days, default=None)


def describe_record(site: Site, material: Material) -> Node:
    """Return a record as a set of data."""
    library = site.library
    keys = dict.fromkeys(key for item in stated(material) for key in references_of(item))
    return _node(
        OF_RECORD,
        name=material.name,
        alternateName=list(material.aliases),
        description=material.summary,
        identifier=material.id,
        about=_elements(site, material),
        keywords=[library.families[family].name for family in library.family_line(material.family)],
        url=_address(site, material_page(material.id)),
        license=library.review.records_licence,
        creator=authors(site),
        dateModified=last_change(material),
        isPartOf=_whole(site, "DataCatalog"),
        variableMeasured=[_variable(site, material, item) for item in material.measurements],
        citation=_cited(library.references[key] for key in keys),
    )


def describe_review(site: Site) -> Node:
    """Return the review as a whole: a site, and a catalogue of its records."""
    review = site.library.review
    return _node(
        list(OF_REVIEW),
        name=review.name,
        description=review.subtitle,
        url=_address(site, HOME),
        license=review.records_licence,
        creator=authors(site),
        dateModified=site.settings.date,
    )


def describe_chapter(site: Site, page: str, title: str, description: str) -> Node:
    """Return a chapter as an article with what it cites."""
    cited = (site.library.references[key] for key, uses in site.uses.items() if page in uses.pages)
    return _node(
        OF_CHAPTER,
        headline=title,
        name=title,
        description=description,
        url=_address(site, page),
        license=site.library.review.prose_licence,
        author=authors(site),
        isPartOf=_whole(site, "WebSite"),
        citation=_cited(cited),
    )


def describe_page(site: Site, page: str, title: str, description: str) -> Node:
    """Return any other page."""
    return _node(
        "WebPage", name=title, description=description, url=_address(site, page), isPartOf=_whole(site, "WebSite")
    )
