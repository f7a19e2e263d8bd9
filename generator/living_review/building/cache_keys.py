"""Names for all that a page or a figure is made of: while the name stays the same, so does what was made.

What a page shows of other records has to stand in its name.
"""

from living_review.charts import made_of
from living_review.model.material import Material
from living_review.render.components.figures import Figure
from living_review.site.site import Site, cache_key


def figure_key(site: Site, figure: Figure) -> str:
    """Return the name of a figure."""
    library = site.library
    entry = library.charts[figure.chart]
    records, more = made_of(entry, library, library.materials.get(figure.focus))
    return cache_key(figure, site.declared_key, [site.record_keys[item.id] for item in records], more)


def record_key(site: Site, material: Material) -> str:
    """Return the name of the page of a record."""
    library = site.library
    namesakes = [item.name for item in library.elements.get(material.formula or "", ())]
    neighbours = [(item.id, item.name) for item in library.neighbours(material)]
    around = (library.files[material.id], library.verdicts_on(material.id), namesakes, neighbours)
    return cache_key(site.record_keys[material.id], site.declared_key, site.chapters_key, site.settings, around)
