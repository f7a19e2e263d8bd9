"""The JSON API: what it answers is what its schema and OpenAPI document say, and what the CSV files hold."""

import csv
import io
import json
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from living_review.exports.api.files import CHANGELOG, api_files
from living_review.exports.api.views import DOCUMENTED, FOLDER, VERSION
from living_review.exports.tables.data_set import FOLDER as TABLES
from living_review.exports.tables.data_set import data_files, data_tables
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site

SETTINGS = Settings(date="2026-11-25")
ABOUT = {"schema.json", "openapi.json"}
Documents = dict[str, Any]


@pytest.fixture(scope="module", params=["tiny_library", "real_library"])
def site(request: pytest.FixtureRequest) -> Site:
    return Site(request.getfixturevalue(request.param), SETTINGS)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return {asset.path.removeprefix(f"{FOLDER}/"): asset.data for asset in api_files(site, data_tables(site))}


@pytest.fixture(scope="module")
def api(files: dict[str, bytes]) -> Documents:
    return {path: json.loads(data) for path, data in files.items() if path.endswith(".json")}


@pytest.fixture(scope="module")
def tables(site: Site) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each CSV file, as strangers read them."""
    csv_files = {asset.path: asset.data for asset in data_files(site, data_tables(site)) if asset.path.endswith(".csv")}
    return {
        path.removeprefix(f"{TABLES}/").removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(data.decode(), newline=""))
        )
        for path, data in csv_files.items()
    }


def closed(schema: Any) -> Any:
    """Return a schema whose objects have no other properties than those that it names."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    is_object = schema.get("type") == "object" and isinstance(schema.get("properties"), dict)
    return {**inner, "additionalProperties": False} if is_object else inner


def shapes(api: Documents) -> Iterator[tuple[str, str]]:
    """Yield the path of each document with where its schema stands, as the OpenAPI document says."""
    for path in api.keys() - ABOUT:
        matching = [
            item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            for template, item in api["openapi.json"]["paths"].items()
            if re.fullmatch(re.sub(r"\{\w+\}", "[a-z0-9-]+", template.replace(".", r"\.")), f"/{path}")
        ]
        assert len(matching) == 1, path
        yield path, matching[0]


def validator(api: Documents, ref: str) -> Draft202012Validator:
    file, _, place = ref.partition("#")
    assert file == "schema.json"
    return Draft202012Validator(
        {"$ref": f"#{place}", "$defs": closed(api["schema.json"]["$defs"])}, format_checker=FormatChecker()
    )


def test_every_document_is_as_the_schema_says(api: Documents) -> None:
    Draft202012Validator.check_schema(api["schema.json"])
    checks: dict[str, Draft202012Validator] = {}
    for path, ref in shapes(api):
        checks.setdefault(ref, validator(api, ref))
        problem = next(checks[ref].iter_errors(api[path]), None)
        assert problem is None, f"{path}: {problem.message if problem else ''}"
    assert len(checks) == 2 + 2 * len(DOCUMENTED)


def test_what_the_schema_does_not_know_would_be_found(api: Documents) -> None:
    check = validator(api, "schema.json#/$defs/MetricDocument")
    path = next(path for path, document in api.items() if path.startswith("metrics/") and document["measurements"])
    right = api[path]
    assert check.is_valid(right)
    first = right["measurements"][0]
    assert not check.is_valid({**right, "measurements": [{**first, "colour": "red"}]})
    assert not check.is_valid({**right, "measurements": [{**first, "value": "much"}]})
    assert not check.is_valid({name: value for name, value in right.items() if name != "metric"})


@pytest.mark.parametrize("address", ["", "https://review.example/"])
def test_the_openapi_document_is_valid(tiny_library: Library, address: str, tmp_path: Path) -> None:
    site = Site(tiny_library, Settings(site=address))
    made = {asset.path: asset.data for asset in api_files(site, data_tables(site))}
    for name in ABOUT:
        (tmp_path / name).write_bytes(made[f"{FOLDER}/{name}"])
    document = json.loads((tmp_path / "openapi.json").read_bytes())
    validate(document, base_uri=(tmp_path / "openapi.json").as_uri(), cls=OpenAPIV31SpecValidator)
    assert document["servers"] == [{"url": f"{address}api/v1" if address else "."}]
    identity = json.loads((tmp_path / "schema.json").read_bytes()).get("$id")
    assert identity == (f"{address}api/v1/schema.json" if address else None)


def test_the_changelog_tells_the_version(files: dict[str, bytes], api: Documents) -> None:
    versions = re.findall(r"^\d+\.\d+$", files[CHANGELOG].decode(), re.MULTILINE)
    assert versions[0] == VERSION == api["index.json"]["version"] == api["openapi.json"]["info"]["version"]


def as_in_csv(value: str | float) -> str:
    """Return a value of the API as the README of the tables says that CSV has it."""
    if isinstance(value, str):
        plain = " ".join(value.split())
        return f"'{plain}" if plain[:1] in set("=+-@＝＋－＠") else plain
    return f"{value:.10g}"


def rows_of(api: Documents, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table as the documents of the API have them."""
    about = {"index", "license", "href", *DOCUMENTED, "measurements", "cells", "series"}
    inside = table not in DOCUMENTED
    found = [document for path, document in api.items() if path.startswith("materials/" if inside else f"{table}/")]
    rows = [row for document in found for row in document[table]] if inside else found
    return [{name: value for name, value in row.items() if name not in about} for row in rows]


@pytest.mark.parametrize("table", ["measurements", "materials", "references", "metrics", "cells", "series"])
def test_the_api_holds_what_csv_holds(api: Documents, tables: dict[str, list[dict[str, str]]], table: str) -> None:
    if table not in tables:  # the tiny review has none
        assert not any(table in document for document in api.values())
        return
    from_api = [{name: as_in_csv(value) for name, value in row.items()} for row in rows_of(api, table)]
    from_csv = [{name: cell for name, cell in row.items() if cell} for row in tables[table]]
    assert sorted(map(sorted, map(dict.items, from_api))) == sorted(map(sorted, map(dict.items, from_csv)))


def test_lists_and_search_name_every_document(api: Documents) -> None:
    listed = {row["href"] for name in DOCUMENTED for row in api[f"{name}.json"][name]}
    assert listed == {path for path in api if "/" in path} == {item["href"] for item in api["search.json"]["entries"]}
    counts = {item["name"]: item["count"] for item in api["index.json"]["lists"]}
    assert counts == {name: len(api[f"{name}.json"][name]) for name in DOCUMENTED}


def test_a_metric_a_source_and_a_family_have_what_belongs_to_them(api: Documents, site: Site) -> None:
    library = site.library
    known = [(m, item) for m in library.materials.values() for item in m.measurements]
    for key in library.metrics:
        found = {(row["record"], row["id"]) for row in api[f"metrics/{key}.json"]["measurements"]}
        assert found == {(m.id, item.id) for m, item in known if item.metric == key}
    for key in library.references:
        found = {(row["record"], row["id"]) for row in api[f"references/{key}.json"]["measurements"]}
        assert found == {(m.id, item.id) for m, item in known if item.source.reference == key}
    for key in library.families:
        members = {row["record"] for row in api[f"families/{key}.json"]["materials"]}
        assert members == {m.id for m in library.materials.values() if m.family == key}
    for material in library.materials.values():
        named = {row["reference"] for row in api[f"materials/{material.id}.json"]["references"]}
        assert named == {item.source.reference for item in material.measurements}


def test_medians_are_those_of_the_csv_file(tables: dict[str, list[dict[str, str]]], api: Documents, site: Site) -> None:
    """The same number for "initial efficiency of hard carbons by class of electrolyte"; the other review has its own question."""
    is_real = "initial-efficiency" in site.library.metrics
    metric, column = ("initial-efficiency", "electrolyte_class") if is_real else ("cell-capacity", "record")
    from_csv, from_api = defaultdict(list), defaultdict(list)
    for row in tables["measurements"]:
        if row["metric"] == metric and row[column] and (row["family"] == "hard-carbon" or not is_real):
            from_csv[row[column]].append(float(row["value"]))
    for value in api[f"metrics/{metric}.json"]["measurements"]:
        if column in value and (value["family"] == "hard-carbon" or not is_real):
            from_api[value[column]].append(value["value"])
    assert len(from_csv) > 1
    assert {key: statistics.median(found) for key, found in from_api.items()} == {
        key: statistics.median(found) for key, found in from_csv.items()
    }
