"""Files of the site that belong to no single page: style sheets, scripts, data of pages, and all that cites the review."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from importlib.resources import files

from rcssmin import cssmin

from living_review.building.cached_files import cached_files
from living_review.building.scripts import render_scripts
from living_review.compare.files import render_comparison
from living_review.drawing.vega import javascript_bundle
from living_review.explore.files import render_measurements
from living_review.exports.api.files import api_files
from living_review.exports.citing import site_files
from living_review.exports.editions import edition_files
from living_review.exports.feeds import feed_file, feeds_of
from living_review.exports.llms import LLMS, llms_file
from living_review.exports.reference_files import render_exports
from living_review.exports.signposting import LINKSET, linkset_file
from living_review.exports.tables.data_set import DATABASE, data_files, data_tables
from living_review.model.library import Library
from living_review.query.files import render_engine, render_query_data
from living_review.render.pages.codes import moved_codes
from living_review.site.links import ASSETS
from living_review.site.page import AddedAssets, Asset
from living_review.site.site import Site, cache_key

# The packages that bring files along which the site takes over as they are.
PACKAGES = ("render", "explore", "compare", "query")


def render_colours(library: Library) -> str:
    """Return the style sheet of the colours that the review declares: those of families and of roles in schematics."""
    named = {f"family-{key}": family.colour for key, family in library.families.items()}
    named |= {f"role-{key}": role.colour for key, role in library.roles.items()}
    light = "".join(f"  --{name}: {tones.light};\n" for name, tones in named.items())
    dark = "".join(f"  --{name}: {tones.dark};\n" for name, tones in named.items())
    used = "".join(f".role-{key} {{ --role: var(--role-{key}); }}\n" for key in library.roles)
    # On paper also a dark page has the colours of the light one.
    return f':root {{\n{light}}}\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n{used}'


def _short(name: str, text: str) -> str:
    """Return a style sheet without comments and blanks: every page of the site loads it. Scripts stay as they are."""
    return str(cssmin(text)) if name.endswith(".css") else text


def render_assets(library: Library) -> list[Asset]:
    """Return style sheets and scripts."""
    added = library.extensions(AddedAssets)
    packages = [*(f"living_review.{name}" for name in PACKAGES), *(item.package for item in added)]
    shipped = {item.name: item for package in packages for item in (files(package) / ASSETS).iterdir()}
    own = [
        Asset(f"{ASSETS}/{name}", _short(name, item.read_text("utf-8")).encode())
        for name, item in sorted(shipped.items())
    ]
    return [
        *own,
        *render_scripts(),
        Asset(f"{ASSETS}/colours.css", render_colours(library).encode()),
        *(asset for item in added for asset in item.make()),
        Asset(f"{ASSETS}/vega.js", javascript_bundle()),
        *render_engine(),
    ]


def _exports(site: Site, cache: MutableMapping[str, bytes]) -> Iterable[Asset]:
    references = site.library.references
    return cached_files(cache, cache_key("references", list(references.items())), lambda: render_exports(references))


def _bill_of_materials(site: Site, cache: MutableMapping[str, bytes]) -> Iterable[Asset]:
    def make() -> list[Asset]:
        # The library of CycloneDX takes longer to load than records to check.
        from living_review.licences.bill_of_materials import bill_of_materials

        return [bill_of_materials(site.library, site.settings)]

    return cached_files(cache, cache_key("bill of materials", site.library.review.name, site.settings), make)


def _history_files(site: Site, cache: MutableMapping[str, bytes]) -> Iterable[Asset]:
    """Return feeds, changes and editions."""
    key = cache_key("history", site.history.key, site.declared_key, list(site.library.materials), site.settings.site)
    return cached_files(
        cache, key, lambda: [*(feed_file(site, feed) for feed in feeds_of(site)), *edition_files(site.history)]
    )


def asset_groups(site: Site, cache: MutableMapping[str, bytes]) -> Iterator[Iterable[Asset]]:
    """Yield the files of a site beside its pages, in groups that are made one after another."""
    library, tables = site.library, data_tables(site)
    made_of = (site.library_key, site.settings, site.history.key)

    def cached(name: str, make: Callable[[], Iterable[Asset]]) -> list[Asset]:
        return cached_files(cache, cache_key(name, made_of), make)

    yield render_assets(library)
    yield cached("measurements", lambda: render_measurements(site))
    yield cached("comparison", lambda: render_comparison(site))
    yield moved_codes(library)
    yield site_files(site)
    data = cached("data set", lambda: data_files(site, tables))
    yield data
    database = next(file.data for file in data if file.path == DATABASE)
    yield cached("query", lambda: render_query_data(library, database))
    yield cached("API", lambda: api_files(site, tables))
    yield [Asset(LINKSET, linkset_file(site)), Asset(LLMS, llms_file(site))]
    yield _history_files(site, cache)
    yield _exports(site, cache)
    if site.settings.makes_copies:
        yield _bill_of_materials(site, cache)
