"""A proof has every page and file of the site, makes each only when it is asked for, and is found without its pages."""

from dataclasses import dataclass

import pytest

from living_review.building.assets import render_assets
from living_review.building.lazy_site import Proof
from living_review.building.record_job import Converted
from living_review.explore.files import render_measurements
from living_review.exports.citing import render_citations
from living_review.model.library import Library
from living_review.pipeline import render_review
from living_review.site.page import Asset, Page, Settings, finished
from living_review.site.site import Site
from tests.render.reading import finished_pages

SETTINGS = Settings(is_preview=True)


@dataclass
class Untouched:
    """Gives pages back as they are."""

    name = "untouched"

    def convert(self, page: Page) -> Converted:
        return Converted(page.text, page.text, [], [])


def proof_of(library: Library) -> Proof:
    return Proof(Site(library, SETTINGS), {}, ())


def test_its_pages_are_those_of_the_review(tiny_library: Library) -> None:
    proof = proof_of(tiny_library)
    wanted = {page.path: page.text for page in finished_pages(tiny_library, SETTINGS)}
    assert set(proof.pages) == set(wanted)
    assert {path: proof.page(path, Untouched()) for path in proof.pages} == wanted


def test_its_files_are_those_of_the_review(tiny_library: Library) -> None:
    proof, site = proof_of(tiny_library), Site(tiny_library, SETTINGS)
    wanted = [*render_assets(tiny_library), *render_measurements(site), *render_citations(site)]
    assert len(wanted) > 20
    assert [proof.file(asset.path) for asset in wanted] == [asset.data for asset in wanted]
    assert proof.file("assets/nothing.css") is None


def test_nothing_is_made_before_it_is_asked_for(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def cite(site: Site) -> list[Asset]:
        made.append("citations")
        return render_citations(site)

    monkeypatch.setattr("living_review.building.lazy_site.render_citations", cite)
    proof = proof_of(tiny_library)
    assert proof.file("assets/families.css")
    assert made == []
    for _ in range(2):
        assert proof.file("citations/zn-pure.bib")
    assert made == ["citations"]


def test_search_finds_every_page_but_the_codes(tiny_library: Library) -> None:
    found = {entry["location"].partition("#")[0] for entry in proof_of(tiny_library).entries}
    pages = {page.path for page in render_review(tiny_library, SETTINGS)[0]}
    codes = {path for path in pages if path.startswith("guide/codes/") and path != "guide/codes/index.md"}
    assert found == {finished(path) for path in pages - codes}


def test_search_has_the_prose_of_a_record_but_no_phrase_for_what_is_absent(tiny_library: Library) -> None:
    entry = next(item for item in proof_of(tiny_library).entries if item["location"] == "materials/mg.html")
    assert entry["title"] == "Magnesium alloys"
    assert entry["text"] == "Light, with nothing reported."
