"""Names for all that a page or a picture is made of: while the name stays the same, so does what was made."""

import hashlib
from functools import cached_property

from generator.charts import made_of
from generator.model.material import Material
from generator.render.figures import Figure
from generator.render.site import Site


def name_of(*things: object) -> str:
    """Return a name for things that only things with the same content have: records, settings, texts, tuples of these."""
    return hashlib.sha256(repr(things).encode()).hexdigest()


class Identities:
    """Names what one rendering of a library makes. What a page shows of other records has to stand in its name."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def _declared(self) -> str:
        """Return a name for everything in data/ but the records."""
        kept = self.site.library.__getstate__()
        return name_of([kept[key] for key in kept if key not in ("materials", "files", "pages", "verdicts")])

    @cached_property
    def _records(self) -> dict[str, str]:
        return {key: name_of(item) for key, item in self.site.library.materials.items()}

    @cached_property
    def _chapters(self) -> str:
        """Return a name for what records take from hand-written pages: their titles, and what they call."""
        return name_of(
            [
                (name, self.site.page_title(name), [(call.name, call.words) for call in page.calls])
                for name, page in self.site.library.pages.items()
            ]
        )

    def figure(self, figure: Figure) -> str:
        """Return the name of a figure."""
        library = self.site.library
        entry = library.charts[figure.chart]
        records, more = made_of(entry, library, library.materials.get(figure.focus))
        return name_of(figure, self._declared, [self._records[item.id] for item in records], more)

    def record(self, material: Material) -> str:
        """Return the name of the page of a record."""
        library = self.site.library
        namesakes = [item.name for item in library.elements.get(material.formula or "", ())]
        neighbours = [(item.id, item.name) for item in library.neighbours(material)]
        around = (library.files[material.id], library.verdicts_on(material.id), namesakes, neighbours)
        return name_of(self._records[material.id], self._declared, self._chapters, self.site.settings, around)
