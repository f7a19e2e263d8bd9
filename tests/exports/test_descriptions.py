"""What describes the data set to programs is sound, as libraries of each format find it."""

import io
import json
import re
import zipfile
from dataclasses import replace
from importlib import import_module
from importlib.resources import files as files_of
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import yaml
from jsonschema import Draft7Validator
from pyarrow import parquet
from requests import Request
from requests.structures import CaseInsensitiveDict
from requests_cache.models.response import CachedResponse
from rocrate_validator.models import Severity
from rocrate_validator.services import ValidationSettings, validate
from rocrate_validator.utils.http import HttpRequester

from living_review.exports.tables.data_set import ARCHIVE, FOLDER, data_files, data_tables
from living_review.exports.tables.ro_crate import NAME as CRATE
from living_review.exports.tables.table import ColumnType
from living_review.model.domain import Editor
from living_review.model.library import Library
from living_review.model.vocabulary import SameTerm, Vocabulary
from living_review.site.page import Settings
from living_review.site.site import Site

# The validators call what other packages no longer want to be called.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
SETTINGS = Settings(site="https://review.example/", date="2026-11-25")
ORCID = "0000-0002-1825-0097"
TERM = SameTerm(id="a1", label="Same", line="1")
METRIC = "current-capacity"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
Json = dict[str, Any]
PARSED: dict[object, object] = {}


@pytest.fixture(scope="module")
def site(tiny_library: Library) -> Site:
    """Return a review with an editor, a licence, and terms that another vocabulary has too."""
    editors = (Editor(family="Carberry", given="Josiah", orcid=ORCID), Editor(literal="The others"))
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    review = tiny_library.review.model_copy(
        update={"editors": editors, "records_licence": licence, "doi": "10.1000/xyz123"}
    )
    same = Vocabulary(
        name="Other words",
        prefix="https://words.example/",
        source="a file",
        metrics={METRIC: TERM},
        conditions=dict.fromkeys(tiny_library.conditions, TERM),
        units={tiny_library.metrics[METRIC].unit: TERM},
    )
    return Site(replace(tiny_library, review=review, vocabularies={"words": same}), SETTINGS)


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the unpacked archive."""
    found = {asset.path: asset.data for asset in data_files(site, data_tables(site))}
    path = tmp_path_factory.mktemp("described")
    with zipfile.ZipFile(io.BytesIO(found[ARCHIVE])) as archive:
        archive.extractall(path)
    return path / FOLDER


def read(path: Path) -> Json:
    found: Json = json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each query of the validator be parsed once: it asks the same few of every node, and parsing takes longest."""
    processor = import_module("rdflib.plugins.sparql.processor")  # which comes with the validator
    parse, translate = processor.parseQuery, processor.translateQuery

    def translated(text: str, base: str | None, names: dict[str, Any]) -> object:
        key = (text, base, tuple(sorted(names.items())))
        if key not in PARSED:
            PARSED[key] = translate(parse(text), base, names)
        return PARSED[key]

    monkeypatch.setattr(processor, "parseQuery", str)
    monkeypatch.setattr(processor, "translateQuery", translated)


def crate_issues(folder: Path, cache: Path, asked: Severity) -> dict[str, Severity]:
    """Return what the validator says of a crate, without a network.

    No package has the context of RO-Crate 1.2; that of 1.3, which ``rocrate`` brings, has the same meaning for all terms but
    four of Bioschemas for workflows, which are not used here.
    """
    settings = ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier="ro-crate-1.2",
        requirement_severity=asked,
        validate_profile_checks=False,
        offline=True,
        cache_path=cache,
    )
    kept = HttpRequester().session.cache
    headers = CaseInsensitiveDict({"Content-Type": "application/ld+json"})
    context = (files_of("rocrate") / "data/ro-crate.jsonld").read_bytes()
    answer = CachedResponse(content=context, status_code=200, url=CONTEXT, headers=headers)
    kept.save_response(answer, kept.create_key(Request("GET", CONTEXT).prepare()))
    return {issue.message: issue.severity for issue in validate(settings).get_issues()}


@pytest.mark.usefixtures("parsed_once")
def test_the_crate_is_valid(folder: Path, tmp_path: Path) -> None:
    found = crate_issues(folder, tmp_path / "cache", Severity.RECOMMENDED)
    assert Severity.REQUIRED not in found.values()
    # What a review does not declare, and what the network would answer.
    left = re.compile("publisher|organi[sz]ation|affiliation|contact|Not Cached", re.IGNORECASE)
    assert [text for text in found if not left.search(text)] == []


@pytest.mark.usefixtures("parsed_once")
def test_a_broken_crate_would_be_found(folder: Path, tmp_path: Path) -> None:
    crate = read(folder / CRATE)
    crate["@graph"][1].pop("name")
    crate["@graph"] = crate["@graph"][:2]
    (tmp_path / CRATE).write_text(json.dumps(crate), "utf-8")
    found = crate_issues(tmp_path, tmp_path / "cache", Severity.REQUIRED)
    assert any("`name`" in text for text in found)


def test_the_crate_names_every_file_and_the_editors(folder: Path) -> None:
    nodes = {node["@id"]: node for node in read(folder / CRATE)["@graph"]}
    root = nodes["./"]
    assert {part["@id"] for part in root["hasPart"]} == {path.name for path in folder.iterdir()} - {CRATE}
    assert nodes[root["author"][0]["@id"]]["name"] == "Josiah Carberry"
    assert root["author"][0]["@id"] == f"https://orcid.org/{ORCID}"
    assert nodes[f"#{METRIC}"]["propertyID"] == nodes[f"#{METRIC}"]["unitCode"] == "https://words.example/a1"


def test_croissant_is_valid_and_its_records_are_those_of_the_tables(site: Site, folder: Path) -> None:
    # Takes long to load, and every process of the suite reads this file.
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    issues = dataset.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    for table in data_tables(site):
        names = [f"{table.name}/{column.name}" for column in table.columns]
        records = [tuple(record[name] for name in names) for record in dataset.records(table.name)]
        assert [
            tuple(item.decode() if isinstance(item, bytes) else item for item in record) for record in records
        ] == list(table.rows)


def test_croissant_says_what_a_column_is_in_which_unit(folder: Path) -> None:
    sets = {item["@id"]: item for item in read(folder / "croissant.json")["recordSet"]}
    fields = {item["name"]: item for item in sets["measurements"]["field"]}
    assert fields["record"]["references"] == {"field": {"@id": "materials/record"}}
    units = {name: item["annotation"][0]["value"] for name, item in fields.items() if "annotation" in item}
    assert units
    assert units == {column["name"]: column["unit"] for column in columns(folder) if "unit" in column}
    same = {name for name, item in fields.items() if item.get("equivalentProperty") == ["https://words.example/a1"]}
    assert same == {column["name"] for column in columns(folder) if "rdfType" in column} != set()


def columns(folder: Path) -> list[Json]:
    resources = {item["name"]: item for item in read(folder / "datapackage.json")["resources"]}
    found: list[Json] = resources["measurements"]["schema"]["fields"]
    return found


def test_a_stranger_cites_the_data_set(folder: Path) -> None:
    found = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    schema = json.loads(
        (files_of("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json").read_text("utf-8")
    )
    checker = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(found)] == []
    assert list(checker.iter_errors(found | {"date-released": "soon"}))
    assert found["doi"] == "10.1000/xyz123"
    assert found["authors"] == [
        {"family-names": "Carberry", "given-names": "Josiah", "orcid": f"https://orcid.org/{ORCID}"},
        {"name": "The others"},
    ]


def test_parquet_holds_the_tables_with_types_and_meanings(site: Site, folder: Path) -> None:
    types = {
        ColumnType.STRING: pyarrow.string(),
        ColumnType.NUMBER: pyarrow.float64(),
        ColumnType.INTEGER: pyarrow.int64(),
    }
    for table in data_tables(site):
        found = parquet.read_table(folder / f"{table.name}.parquet")
        assert [tuple(row.values()) for row in found.to_pylist()] == list(table.rows)
        for column in table.columns:
            field = found.schema.field(column.name)
            about = {key.decode(): text.decode() for key, text in field.metadata.items()}
            assert field.type == types[column.type]
            assert about["description"] == column.description
            assert about.get("unit", "") == column.unit
