"""Cache keys of all that a page or a figure is made of: while the key stays the same, so does what was made.

What a page shows of other records has to stand in its key.
"""

from living_review.building.page_registry import MadeOf, PageEntry
from living_review.charts import made_of
from living_review.derive.similar import similar_materials
from living_review.model.material import Material
from living_review.render.components.figures import Figure
from living_review.site.site import Site, cache_key


def figure_key(site: Site, figure: Figure) -> str:
    """Return the cache key of a figure."""
    library = site.library
    entry = library.charts[figure.chart]
    records, more = made_of(entry, library, library.materials.get(figure.focus))
    return cache_key(figure, site.declared_key, [site.record_keys[item.id] for item in records], more)


def record_key(site: Site, material: Material) -> str:
    """Return the cache key of the page of a record and of its figure."""
    library, chart = site.library, site.library.review.record_chart
    namesakes = [item.name for item in library.elements.get(material.formula or "", ())]
    similar = [(item, library.materials[item.id].name) for item in similar_materials(library, material)]
    relatives = (similar, len(library.members(material.family)))
    past = (bool(site.history), site.history.begins, site.history.of(material.id))
    around = (library.files[material.id], library.verdicts_on(material.id), namesakes, relatives, past)
    figure = figure_key(site, Figure(chart, material.id, "")) if chart else ""
    return cache_key(site.record_keys[material.id], site.declared_key, site.chapters_key, site.settings, around, figure)


def page_key(site: Site, entry: PageEntry) -> str:
    """Return the cache key of a page."""
    if entry.made_of is MadeOf.RECORD and (material := site.material_of(entry.path)):
        return record_key(site, material)
    if entry.made_of is MadeOf.DECLARATIONS:
        return cache_key(entry.path, site.declared_key, site.settings, bool(site.history))
    return cache_key(entry.path, site.library_key, site.settings, site.history.key)
