"""What all renderers share: the library, what is derived from it, and the drawings, each made once."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape as escape_html

from living_review.charts import draw_chart
from living_review.charts._drawing import Canvas, Drawing
from living_review.derive.catalogue import Catalogue, catalogue
from living_review.derive.usage import (
    Uses,
    claim_uses,
    claims_title,
    metric_uses,
    pages_about,
    reference_uses,
    value_uses,
)
from living_review.diagnostics.fault import at
from living_review.history.timeline import History
from living_review.model.domain import Family
from living_review.model.extension import Extension
from living_review.model.library import PAPER, Library, Section
from living_review.model.material import Material
from living_review.site.links import GLOSSARY, material_page
from living_review.site.page import Page, Settings


def cache_key(*things: object) -> str:
    """Return a name for things that only things with the same content have: records, settings, texts, tuples of these."""
    return hashlib.sha256(repr(things).encode()).hexdigest()


def _declared_key(library: Library) -> str:
    kept = library.__getstate__()
    return cache_key([kept[key] for key in kept if key not in ("materials", "files", "pages", "verdicts", "modules")])


def _record_keys(library: Library) -> dict[str, str]:
    return {key: cache_key(item) for key, item in library.materials.items()}


def is_abbreviation(word: str) -> bool:
    """Tell whether a word of the glossary is linked only as it is written: ``ICE`` is no ice."""
    return sum(map(str.isupper, word)) > 1


@dataclass
class Site:
    """One rendering of a library."""

    library: Library
    settings: Settings
    history: History = field(default_factory=History)

    @property
    def catalogue(self) -> Catalogue:
        return self.library.computed(catalogue)

    @cached_property
    def uses(self) -> dict[str, Uses]:
        return reference_uses(self.library)

    @cached_property
    def pages_about(self) -> dict[str, list[str]]:
        return pages_about(self.library)

    @cached_property
    def value_uses(self) -> dict[tuple[str, str], list[str]]:
        return value_uses(self.library)

    @cached_property
    def claim_uses(self) -> dict[tuple[str, str], list[str]]:
        return claim_uses(self.library)

    @cached_property
    def metric_uses(self) -> dict[str, list[str]]:
        return metric_uses(self.library)

    @cached_property
    def term_pattern(self) -> re.Pattern[str] | None:
        """Pattern of all glossary terms and aliases, longest first, as whole words."""
        words = sorted(self.term_ids, key=len, reverse=True)
        joined = "|".join(re.escape(word) if is_abbreviation(word) else f"(?i:{re.escape(word)})" for word in words)
        return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])") if words else None

    @cached_property
    def term_ids(self) -> dict[str, str]:
        """Term or alias to the id of its entry, in lower case unless it is an abbreviation."""
        found: dict[str, str] = {}
        for key, term in self.library.terms.items():
            for word in (term.term, *term.aliases):
                found.setdefault(word if is_abbreviation(word) else word.casefold(), key)
        return found

    @property
    def declared_key(self) -> str:
        """Return a name for everything in data/ but the records."""
        return self.library.computed(_declared_key)

    @property
    def record_keys(self) -> dict[str, str]:
        """Return a name for each record."""
        return self.library.computed(_record_keys)

    @cached_property
    def chapters_key(self) -> str:
        """Return a name for what records take from hand-written pages: their titles, and what they call."""
        return cache_key(
            [
                (name, self.page_title(name), [(call.name, call.words) for call in page.calls])
                for name, page in self.library.pages.items()
            ]
        )

    @cached_property
    def library_key(self) -> str:
        """Return a cache key for everything that the library holds."""
        library = self.library
        pages = [(page.file, page.text) for page in library.pages.values()]
        return cache_key(self.declared_key, self.record_keys, library.files, pages, library.verdicts)

    def draw(self, chart: str, width: int, focus: str = "") -> Drawing | None:
        """Return a chart of data/charts.yml at a width; None where it has nothing to show."""
        canvas = Canvas(self.library, width, self.library.materials.get(focus))
        with at(f"the chart {chart}", "data/charts.yml"):
            return draw_chart(self.library.charts[chart], canvas)

    @cached_property
    def _materials(self) -> dict[str, Material]:
        return {material_page(item.id): item for item in self.library.materials.values()}

    def material_of(self, page: str) -> Material | None:
        """Return the material that a page is about."""
        return self._materials.get(page)

    def chapter_of(self, page: str) -> Section | None:
        """Return the chapter that a page is."""
        return next((item for item in self.library.sections.values() if item.is_page and item.file == page), None)

    def family_of(self, page: str) -> Family | None:
        """Return the first family that a page treats as its chapter."""
        chapter = self.chapter_of(page)
        families = self.library.families.values()
        return next((item for item in families if chapter and item.chapter == chapter.chapter.id), None)

    def page_title(self, file: str) -> str:
        """Return the name under which a hand-written page, or that of the paper, is referred to."""
        if file == PAPER:
            return claims_title(self.library)
        if section := self.chapter_of(file):
            return section.title
        heading = re.search(r"^# (.+)$", self.library.pages[file].text, re.MULTILINE)
        return heading[1] if heading and "{{" not in heading[1] else self.library.review.name

    def claim_place(self, owner: str, claim: str) -> tuple[str, str]:
        """Return page and anchor of a claim; those of chapters stand with all that the paper says."""
        if owner in self.library.materials:
            return material_page(owner), f"c-{claim}"
        return GLOSSARY if owner in self.library.terms else PAPER, f"c-{owner}-{claim}"

    def owner(self, key: str) -> tuple[str, str]:
        """Return name and page of what carries a claim: a material, a term or a chapter."""
        if key in self.library.materials:
            return self.library.materials[key].name, material_page(key)
        if key in self.library.terms:
            return self.library.terms[key].term, GLOSSARY
        section = self.library.sections[key]
        return section.title, section.file


def title_text(text: str) -> str:
    """Return a title that is safe in the navigation: the theme prints it unescaped, and once with entities resolved."""
    return front_matter_text(text.replace("<", "‹").replace(">", "›"))


def front_matter_text(text: str) -> str:
    """Return text that is safe where the theme prints front matter unescaped."""
    return escape_html(" ".join(text.split()))


@dataclass(frozen=True)
class AddedPage(Extension):
    """A page of a module with its entry in the navigation, for the reviews that have something to show on it."""

    path: str
    title: str
    is_wanted: Callable[[Library], bool]
    render: Callable[[Site], Page]


def added_pages(library: Library) -> list[AddedPage]:
    """Return the pages that modules add to a review."""
    return [page for page in library.extensions(AddedPage) if page.is_wanted(library)]
