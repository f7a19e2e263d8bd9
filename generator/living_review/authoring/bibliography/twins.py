"""Finds the entry that a reference is already: the same DOI, or the same title of the same year."""

from living_review.authoring.bibliography.entry import Fields, doi_of
from living_review.text.identity import title_key


class Twins:
    """The sources that are there, by what tells that two are one; each has a name."""

    def __init__(self) -> None:
        self._dois: dict[str, str] = {}
        # Of each title the first name with and without a DOI in each year.
        self._titles: dict[str, dict[tuple[bool, str], str]] = {}

    @staticmethod
    def _marks(fields: Fields) -> tuple[str, str, str]:
        doi = doi_of(fields.get("DOI"), fields.get("URL")) or ""
        return doi.casefold(), title_key(str(fields.get("title") or "")), str(fields.get("issued") or "")[:4]

    def add(self, name: str, fields: Fields) -> None:
        doi, title, year = self._marks(fields)
        if doi:
            self._dois.setdefault(doi, name)
        if title:
            self._titles.setdefault(title, {}).setdefault((bool(doi), year), name)

    def find(self, fields: Fields) -> str | None:
        """Return the name of the same source. Two DOIs are two sources, as a preprint and its article are."""
        doi, title, year = self._marks(fields)
        if doi in self._dois:
            return self._dois[doi]
        same = self._titles.get(title, {}) if title else {}
        return next(
            (
                name
                for (has_doi, its_year), name in same.items()
                if not (doi and has_doi) and (its_year == year or not (year and its_year))
            ),
            None,
        )
