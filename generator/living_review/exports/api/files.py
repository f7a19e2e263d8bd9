"""All files of the API."""

from collections.abc import Iterable
from importlib.resources import files

from living_review.exports.api.documents import Documents
from living_review.exports.api.openapi import openapi_document
from living_review.exports.api.schema import SCHEMA, schema_document
from living_review.exports.api.views import FOLDER, view_tables, views_of
from living_review.exports.json_files import compact_json
from living_review.exports.tables.table import Table
from living_review.site.page import Asset
from living_review.site.site import Site

CHANGELOG = "CHANGELOG.txt"


def api_files(site: Site, data: Iterable[Table]) -> list[Asset]:
    """Return the documents made of the tables of the data set, with their schema, their OpenAPI document and their changelog."""
    tables = view_tables(site, data)
    address = site.settings.address(f"{FOLDER}/{SCHEMA}") if site.settings.site else ""
    documents = {
        **dict(Documents(site, tables).all()),
        SCHEMA: schema_document(tables, views_of(site.library), address),
        "openapi.json": openapi_document(site, tables),
    }
    changelog = files("living_review.exports.api").joinpath(CHANGELOG).read_bytes()
    return [
        *(Asset(f"{FOLDER}/{path}", compact_json(document)) for path, document in documents.items()),
        Asset(f"{FOLDER}/{CHANGELOG}", changelog),
    ]
