"""What a reader sees of the history: at a value, on its record, among corrections, in feeds and tables of editions."""

import csv
import io
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from markupsafe import Markup

from living_review.exports.editions import edition_files
from living_review.exports.feeds import Feed, feed_file, feeds_of
from living_review.history.timeline import History, read_history
from living_review.model.library import Library
from living_review.render.components.history import show_news
from living_review.render.components.parts import Parts
from living_review.render.head import with_head
from living_review.render.pages.corrections import render_corrections
from living_review.render.pages.material import render_material
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.render.reading import read_page

ADDRESS, REPOSITORY = "https://anodes.example/", "https://code.example/anodes"


def words_of(page: Page) -> str:
    """Return the text of a page without its markup."""
    return " ".join(Markup(page.text).striptags().replace("\u00a0", " ").split())


@pytest.fixture
def site(tiny_library: Library, history: History) -> Site:
    """Return the tiny review with a history in which its record zn-pure was called zn-fine."""
    old = tiny_library.materials["zn-pure"]
    renamed = old.model_copy(update={"id": "zn-fine"})
    materials = {**tiny_library.materials, "zn-fine": renamed}
    files = {**tiny_library.files, "zn-fine": "data/materials/zinc/zn-fine.yml"}
    return Site(replace(tiny_library, materials=materials, files=files), Settings(date="2020-09-16"), history)


def test_a_value_and_its_record_tell_what_became_of_them(site: Site) -> None:
    text = render_material(site, site.library.materials["zn-fine"]).text
    plain = words_of(render_material(site, site.library.materials["zn-fine"]))
    assert "entered 2020-09-13" in plain
    assert "corrected 2020-09-14 from 780" in plain
    assert "superseded, before misleading, 2020-09-14" in plain
    assert "History of this record" in plain
    assert "record renamed from zn-pure" in plain
    assert 'data-day="2020-09-14"' in text
    assert "<script>alert" not in text
    assert "?v=" in plain


def test_links_lead_to_commit_and_pull_request_where_the_repository_is_known(site: Site, history: History) -> None:
    known = Site(site.library, Settings(repository=REPOSITORY), history)
    links = read_page(render_material(known, site.library.materials["zn-fine"])).links
    assert f"{REPOSITORY}/pull/7" in links
    assert f"{REPOSITORY}/commit/{history.change_sets[0].commit}" in links


def test_without_history_a_page_says_so(tiny_library: Library) -> None:
    site = Site(tiny_library, Settings())
    for page in (render_material(site, tiny_library.materials["zn-pure"]), render_corrections(site)):
        assert "built without the history" in words_of(page)
    assert feeds_of(site) == []
    assert edition_files(site.history) == []
    assert "built without the history" in show_news(Parts(site, "index.md"))


def test_the_page_of_corrections_has_what_was_wrong_and_the_editions(site: Site) -> None:
    page, words = read_page(render_corrections(site)), words_of(render_corrections(site))
    assert "819" in words
    assert "0.5 m/s" in words
    assert "1 Ah/kg" not in words
    assert "This site shows the edition v4" in words
    assert {"data/editions/v1.csv", "feeds/corrections.xml", "data/changes.csv"} <= set(page.links)


def test_news_are_what_changed_since_the_last_edition(site: Site) -> None:
    news = show_news(Parts(site, "index.md"))
    assert "Since the edition v3 of 2020-09-15: 1 record removed, renamed: 2." in " ".join(news.striptags().split())


def test_each_page_leads_to_its_feeds(site: Site) -> None:
    text = with_head(site, render_material(site, site.library.materials["zn-fine"])).text
    assert all(path in text for path in ("feeds/all.xml", "feeds/corrections.xml", "feeds/family-zinc.xml"))
    assert "family-zinc.xml" not in with_head(site, render_corrections(site)).text.partition("# Corrections")[0]


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_feeds_are_valid_with_and_without_an_address(site: Site, address: str) -> None:
    site = Site(site.library, Settings(site=address), site.history)
    found = {feed.path: feed_file(site, feed).data for feed in feeds_of(site)}
    counts = {}
    ids: list[str] = []
    for path, data in found.items():
        parsed = feedparser.parse(data)
        assert not parsed.bozo
        assert parsed.version == "atom10"
        assert all(parsed.feed.get(name) for name in ("id", "title", "updated", "author"))
        assert all(entry.id and entry.title and entry.updated_parsed and entry.content for entry in parsed.entries)
        ids += [parsed.feed.id, *(entry.id for entry in parsed.entries)]
        counts[path] = len(parsed.entries)
        root = ElementTree.fromstring(data)
        links = {item.get("rel"): item.get("href") or "" for item in root.findall("{http://www.w3.org/2005/Atom}link")}
        assert links["self"].endswith(path if address else path.rpartition("/")[2])
    assert counts["feeds/all.xml"] == 3
    assert counts["feeds/corrections.xml"] == 1
    assert counts["feeds/family-light.xml"] == 2
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert len(set(ids)) == len(ids)
    assert b"<script" not in found["feeds/all.xml"]


def test_ids_do_not_depend_on_where_the_site_lies(site: Site) -> None:
    feed = feeds_of(site)[0]
    both = [feed_file(Site(site.library, Settings(site=address), site.history), feed).data for address in ("", ADDRESS)]
    one, other = ([entry.id for entry in feedparser.parse(data).entries] for data in both)
    assert one == other


def test_signs_that_xml_cannot_hold_do_not_break_a_feed(site: Site) -> None:
    first, *others = site.history.change_sets
    hostile = replace(first, title="\x00\x1b]]> & <b>\ud800")
    history = History("x", (hostile, *others))
    feed = Feed("feeds/all.xml", "All", lambda _: True)
    parsed = feedparser.parse(feed_file(Site(site.library, Settings(), history), feed).data)
    assert not parsed.bozo
    assert len(parsed.entries) == 3


def test_each_edition_has_its_values_in_a_table(history: History) -> None:
    files = {asset.path: asset.data.decode() for asset in edition_files(history)}
    rows = list(csv.DictReader(io.StringIO(files["data/editions/v1.csv"])))
    found = next(row for row in rows if (row["record"], row["id"]) == ("zn-pure", "rate"))
    assert found["value"] == "~2 mpy"
    assert "speed: 0.5 m/s" in found["conditions"]
    changes = list(csv.DictReader(io.StringIO(files["data/changes.csv"])))
    assert len(changes) == sum(len(each.changes) for each in history.change_sets)
    assert '"v1": "2020-09-13"' in files["assets/editions.js"]


def test_a_dirty_folder_is_no_edition(kept: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", kept, tmp_path / "clone"], check=True)
    record = tmp_path / "clone/data/materials/zinc/zn-al.yml"
    assert read_history(tmp_path / "clone", {}).current == "v4"
    record.write_text(record.read_text("utf-8") + "# edited\n", "utf-8")
    assert read_history(tmp_path / "clone", {}).current == ""
