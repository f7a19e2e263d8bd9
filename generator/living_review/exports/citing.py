"""How to cite the review, a record or a value: in a line of plain text, as BibTeX and as RIS."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from living_review.derive.points import describe_conditions
from living_review.exports.citation_style import format_reference
from living_review.exports.reference_files import bibtex, ris
from living_review.model.library import Section
from living_review.model.material import Material, Measurement
from living_review.model.reference import Reference, Status
from living_review.site.links import finished, material_page
from living_review.site.page import Asset
from living_review.site.site import Site
from living_review.text.slug import slug_of

FOLDER, CHAPTERS = "citations", "citations-of-chapters"
WRITERS = {"bib": bibtex, "ris": ris}
_A_YEAR = "1000"
MEDIA_TYPES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@lru_cache(maxsize=4096)
def _written(suffix: str, key: str, reference: Reference, note: str) -> str:
    return WRITERS[suffix]({key: reference}, note)


@dataclass(frozen=True)
class Citation:
    """Something that can be cited: its key, the stem of its files, what it is, and a note.

    A value has its own ``line`` of plain text, and its own words of where it is ``found``.
    """

    key: str
    stem: str
    reference: Reference
    note: str
    line: str = ""
    found: str = ""

    @cached_property
    def origin(self) -> str:
        """Return without an address where it is from: the review, its version, and the page where no address tells it."""
        return self.found or " ".join(filter(None, (_formatted(self.reference), self.note and f"{self.note}.")))

    @cached_property
    def plain(self) -> str:
        """Return the citation as a line of plain text."""
        return self.line or f"{self.origin} {self.reference.url or ''}".strip()

    def written(self, suffix: str) -> str:
        """Return the citation in one of the formats."""
        return _written(suffix, self.key, self.reference, self.note)

    def path(self, suffix: str) -> str:
        return f"{self.stem}.{suffix}"

    @property
    def assets(self) -> list[Asset]:
        return [Asset(self.path(suffix), self.written(suffix).encode()) for suffix in WRITERS]


def _reference(site: Site, kind: str, title: str, place: str, container: str | None = None) -> Reference:
    """Return what is cited as a reference; its address is known only where the site's is."""
    settings = site.settings
    return Reference.model_construct(
        type=kind,
        status=Status.IDENTIFIED,
        title=title,
        author=site.library.review.authors,
        container_title=container,
        issued=settings.date or None,
        url=settings.site + place if settings.site else None,
    )


def _sentences(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _version(site: Site) -> str:
    return f"Version of {site.settings.date}" if site.settings.date else ""


def _page(site: Site, place: str) -> str:
    """Return which page it is where no address tells it."""
    return "" if site.settings.site or not place else f"Page {place}"


def _citation(site: Site, key: str, stem: str, place: str, reference: Reference) -> Citation:
    """Return a citation whose entry is called ``key``; its files have the path ``stem`` before their suffix."""
    return Citation(key, stem, reference, _sentences(_version(site), _page(site, place)))


def _formatted(reference: Reference) -> str:
    """Return a reference as plain text; its year may be a placeholder, which the processor would not take for a number."""
    if reference.year is None:
        return format_reference(reference).striptags()
    # The style puts the year last.
    text = format_reference(reference.model_copy(update={"issued": _A_YEAR})).striptags()
    before, _, after = text.rpartition(_A_YEAR)
    return f"{before}{reference.year}{after}"


def site_citation(site: Site) -> Citation:
    """Return the citation of the review as a whole."""
    review = site.library.review
    title = f"{review.name}: {review.subtitle}"
    reference = _reference(site, "webpage", title, "").model_copy(update={"doi": review.doi})
    return _citation(site, slug_of(review.name) or "review", "citation", "", reference)


def chapter_citation(site: Site, section: Section) -> Citation:
    place, key = finished(section.file), section.chapter.id
    reference = _reference(site, "webpage", section.chapter.title, place, site.library.review.name)
    return _citation(site, key, f"{CHAPTERS}/{key}", place, reference)


def record_citation(site: Site, material: Material) -> Citation:
    place = finished(material_page(material.id))
    reference = _reference(site, "dataset", material.name, place, site.library.review.name)
    return _citation(site, material.id, f"{FOLDER}/{material.id}", place, reference)


def _short(reference: Reference) -> str:
    """Return a reference in some words for a line of plain text."""
    named = [reference.called or "source not identified", reference.container_title, reference.year]
    words = ", ".join(part for part in named if part)
    return f"{words}, doi:{reference.doi}" if reference.doi else words


def value_words(site: Site, item: Measurement) -> tuple[str, str]:
    """Return the conditions of a value, and its source with where and when it was read."""
    read = f", read {item.evidence.read_on}" if item.evidence else ""
    source = f"{_short(site.library.references[item.source.reference])} ({item.source.place}{read})"
    return describe_conditions(site.library, item), source


def value_citation(site: Site, material: Material, item: Measurement) -> Citation:
    """Return the citation of a value, which is never cited without its conditions, its state and its source."""
    library, settings = site.library, site.settings
    version = f"?v={settings.date}" if settings.date and site.history else ""
    place = f"{finished(material_page(material.id))}{version}#m-{item.id}"
    conditions, source = value_words(site, item)
    about = "; ".join(filter(None, (conditions, item.state.value)))
    metric = f"{library.metrics[item.metric].inline} {item.value.text}"
    return Citation(
        key=f"{material.id}-{item.id}",
        stem=f"{FOLDER}/{material.id}/{item.id}",
        reference=_reference(site, "dataset", f"{material.name}: {metric}", place, library.review.name),
        note=_sentences(about, f"Source: {source}", _version(site), _page(site, place)),
        line=f"{material.name}, {metric} ({about}). {source}. {library.review.name}, {settings.site + place}",
        found=_sentences(f"{material.name}, {library.review.name}", _version(site), _page(site, place)) + ".",
    )


def record_files(site: Site, material: Material) -> list[Asset]:
    """Return the files by which a record and its values are cited."""
    values = (value_citation(site, material, item) for item in material.measurements)
    return [asset for citation in (record_citation(site, material), *values) for asset in citation.assets]


def site_files(site: Site) -> list[Asset]:
    """Return the files by which the review as a whole and its chapters are cited."""
    chapters = (chapter_citation(site, item) for item in site.library.sections.values() if item.is_page)
    return [asset for citation in (site_citation(site), *chapters) for asset in citation.assets]


def cited_record(path: str) -> str | None:
    """Return the id of the record that a file cites, as a whole or a value of it; None where it is no such file."""
    folder, _, rest = path.partition("/")
    return rest.partition("/")[0].rpartition(".")[0] or rest.partition("/")[0] if folder == FOLDER else None
