"""All files of the API."""

import json
from importlib.resources import files

from living_review.exports.api.documents import Documents
from living_review.exports.api.openapi import openapi_document
from living_review.exports.api.schema import SCHEMA, schema_document
from living_review.exports.api.views import FOLDER, Json, view_tables
from living_review.site.page import Asset
from living_review.site.site import Site

CHANGELOG = "CHANGELOG.txt"


def _written(document: Json) -> bytes:
    """Return a document as compact JSON; raise ValueError for a number that JSON does not know."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def api_files(site: Site) -> list[Asset]:
    """Return the documents with their schema, their OpenAPI document and their changelog."""
    tables = view_tables(site)
    address = site.settings.address(f"{FOLDER}/{SCHEMA}") if site.settings.site else ""
    documents = {
        **dict(Documents(site, tables).all()),
        SCHEMA: schema_document(tables, address),
        "openapi.json": openapi_document(site, tables),
    }
    changelog = files("living_review.exports.api").joinpath(CHANGELOG).read_bytes()
    return [
        *(Asset(f"{FOLDER}/{path}", _written(document)) for path, document in documents.items()),
        Asset(f"{FOLDER}/{CHANGELOG}", changelog),
    ]
