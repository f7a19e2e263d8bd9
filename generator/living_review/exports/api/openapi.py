"""The API as an OpenAPI 3.1 document, for programs that make clients of it."""

from living_review.exports.api.schema import SCHEMA
from living_review.exports.api.views import DOCUMENTED, FOLDER, VERSION, key_of
from living_review.exports.json_files import Json, known
from living_review.exports.tables.table import Table
from living_review.site.site import Site


def _get(operation: str, summary: str, schema: str, parameter: str = "") -> Json:
    content = {"application/json": {"schema": {"$ref": f"{SCHEMA}#/$defs/{schema}"}}}
    responses: Json = {"200": {"description": summary, "content": content}}
    parameters: list[Json] = []
    if parameter:
        parameters = [{"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}]
        responses["404"] = {"description": "There is none of this id."}
    return {
        "get": known({"operationId": operation, "summary": summary, "parameters": parameters, "responses": responses})
    }


def openapi_document(site: Site, tables: dict[str, Table]) -> Json:
    """Return what the API answers, path by path; its server is the folder in which the document lies."""
    review, settings = site.library.review, site.settings
    licence = review.records_licence
    paths: Json = {
        "/index.json": _get("getIndex", "What there is.", "Index"),
        "/search.json": _get("getSearchIndex", "What a search by name reads.", "SearchIndex"),
    }
    for name, view in DOCUMENTED.items():
        key = key_of(tables[name])
        paths[f"/{name}.json"] = _get(f"list{name.capitalize()}", f"All {name}.", f"{view.one}List")
        paths[f"/{name}/{{{key}}}.json"] = _get(
            f"get{view.one}", f"One {view.kind} with what belongs to it.", f"{view.one}Document", key
        )
    info = known(
        {
            "title": review.name,
            "summary": review.subtitle,
            "version": VERSION,
            "license": {"name": "Licence of the records", "url": licence} if licence else None,
        }
    )
    server = settings.address(FOLDER) if settings.site else "."
    return {"openapi": "3.1.1", "info": info, "servers": [{"url": server}], "paths": paths}
