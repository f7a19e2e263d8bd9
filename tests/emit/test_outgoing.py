"""The list of outgoing links holds each address once, as a browser reads it, and nothing of the site itself."""

from pathlib import Path

from living_review.emit.outgoing import OUTGOING, write_outgoing

PAGE = """<a class="x" href="https&#58;//b.example/?a=1&amp;b=2">b</a> <a href="c.html">c</a> <a href="mailto:a@b.example">m</a>
<link href="https://not-a-link.example/"> <svg><a xlink:href="https://a.example/">a</a></svg> <abbr href="https://no.example/">
<a href="https://own.example/site/x.html">own</a><a
 href="http://old.example/">old</a>"""


def test_the_list(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "deep" / "page.html").write_text('<a href="https://b.example/?a=1&amp;b=2">b</a>', "utf-8")
    expected = ["http://old.example/", "https://a.example/", "https://b.example/?a=1&b=2"]
    assert write_outgoing(tmp_path, ["https://own.example/site/", ""], {}) == expected
    assert (tmp_path / OUTGOING).read_text("utf-8") == "".join(f"{address}\n" for address in expected)


def test_a_site_that_leads_nowhere_has_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Nothing</p>", "utf-8")
    assert write_outgoing(tmp_path, [], {}) == []
    assert (tmp_path / OUTGOING).read_text("utf-8") == ""


def test_where_a_page_leads_may_be_known(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/page.html").write_text('<a href="https://read.example/">', "utf-8")
    known = {"a/page.html": ["https://known.example/", "https://own.example/x"]}
    assert write_outgoing(tmp_path, ["https://own.example/"], known) == ["https://known.example/"]
