"""The preview: a server on loopback that makes each page when somebody asks for it, with what is wrong on top."""

import html
import logging
import mimetypes
import posixpath
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from living_review.building.lazy_site import LazySite
from living_review.diagnostics.report import Report
from living_review.drawing.vega import start_engine
from living_review.edges.mkdocs.checking import check_config
from living_review.edges.mkdocs.config import FILE, BuildError, load_settings, read_settings
from living_review.edges.mkdocs.page_converter import Layout, PageConverter, layout_of
from living_review.edges.mkdocs.preview_server import Application, PreviewServer
from living_review.edges.mkdocs.site_build import open_cache
from living_review.emit.files import temporary_folder, write_new
from living_review.load.folders import list_files
from living_review.model.library import HOME, Library
from living_review.pipeline import generate_lazily, show_fault, show_problems
from living_review.render.policy import also_running
from living_review.site.page import Page

# Seconds between two looks at the files, and until an editor has done with saving.
LOOK, SETTLE = 0.05, 0.03
# How many times longer the pause between two looks is at least than a look, so that looking takes little of the time.
PAUSE = 4
# What the server of MkDocs is asked for to learn by which script a page follows changes.
_BLANK = "blank.html"
# Stands on top of each page for what is wrong with the records.
_PROBLEMS = '<div data-problems=""></div>'
_PROBLEM_LAYOUT = Layout("Preview", "", [{"Problems": HOME}], {}, has_whole_review=False, content_prefix=_PROBLEMS)
log = logging.getLogger("mkdocs.plugins.living-review")


def notice(problems: str, address: str) -> str:
    """Return problems as HTML on top of a page; what explains them below an address is a link."""
    explained = rf"{re.escape(address)}guide/codes/\w+\.html"
    shown = re.sub(explained, r'<a href="\g<0>">\g<0></a>', html.escape(problems.strip()))
    title = '<p class="admonition-title">These pages are older than the records</p>'
    return f'<div class="admonition failure">{title}<pre class="problems">{shown}</pre></div>'


def _words(error: Exception) -> str:
    return str(error).strip() if isinstance(error, BuildError) else show_fault(error)


class Preview:
    """What is shown: the last good site, and what is wrong with the records since.

    ``address`` is that of the server; ``folder`` is one that it serves, with the files of the theme.
    """

    def __init__(self, root: Path, address: str, folder: Path) -> None:
        self.root, self.address, self.folder = root, address, folder
        self._mount_path = urlsplit(address).path
        self.problems = ""
        self._site: LazySite | None = None
        self._converter = PageConverter(root, _PROBLEM_LAYOUT, [HOME])
        # A request waits for a build, and a build for a request.
        self._lock = threading.RLock()

    def build(self) -> None:
        """Read the project anew; what is wrong with it is shown, and the last good pages stay."""
        with self._lock:
            try:
                self.problems = self._read()
            except Exception as error:
                self.problems = _words(error)
            if self.problems:
                log.error("The records have problems; the last good pages stay.\n%s", self.problems)

    def close(self) -> None:
        """Wait for the page that is being made, and make no other: the engine that draws does not survive its process."""
        self._lock.acquire()

    def _read(self) -> str:
        """Show the project as it is now, or return what is wrong with it."""
        report = Report(self.address)
        check_config(self.root, report)
        if report:
            return show_problems(self.root, report)
        settings = replace(read_settings(self.root), site="")
        site = generate_lazily(self.root, settings, report, open_cache(self.root), self._converter_for)
        self._site = site or self._site
        return show_problems(self.root, report) if report else ""

    def _converter_for(self, library: Library, navigation: list[dict[str, Any]], paths: list[str]) -> PageConverter:
        """Return the converter of before where it makes the same pages: it takes longer to set up than all the rest."""
        layout = layout_of(library, navigation, has_whole_review=False, content_prefix=_PROBLEMS)
        converter = PageConverter(self.root, layout, paths)
        if self._converter.key_with_paths != converter.key_with_paths:
            self._converter = converter
        return self._converter

    def find(self, path: str) -> bytes | None:
        """Return a page or file of the site with the problems of the records on top, or None where there is none."""
        with self._lock:
            problems, data = self.problems, None
            try:
                data = self._site.file(path) if self._site else None
            except Exception as error:
                problems += f"\n\n{_words(error)}"
            if data is None and path.endswith(".html") and (problems != self.problems or not self._site):
                data = self._converter.convert(Page(HOME, "# The records have problems\n", "")).html.encode()
        shown = notice(problems, self.address) if problems else ""
        return data and data.replace(_PROBLEMS.encode(), shown.encode())

    def error_page(self, _code: int) -> bytes:
        """Return what is shown where there is no page."""
        with self._lock:
            return self._converter.error_page().encode()

    def _path(self, environ: dict[str, Any]) -> str:
        """Return the path below the site that a request asks for, as the server understands it."""
        address = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        address += "index.html" if address.endswith("/") else ""
        return posixpath.normpath("/" + address.removeprefix(self._mount_path)).lstrip("/")

    def application(self, server: Application) -> Application:
        """Return an application that answers with the pages and files of the site, and for the rest asks the server."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = self._path(environ)
            data = None if (self.folder / path).is_file() else self.find(path)
            if data is None:
                return server(environ, start_response)
            if path.endswith(".html"):
                blank = {**environ, "PATH_INFO": f"{self._mount_path}{_BLANK}"}
                data = _with_script(data.decode(), _reload_script(server, blank)).encode()
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
            return [data]

        return answer


def _reload_script(server: Application, environ: dict[str, Any]) -> str:
    """Return the script by which a page follows changes, as the server puts it into an empty page."""
    answer = server(environ, lambda *_: None)
    try:
        page = b"".join(answer).decode("utf-8")
    finally:
        if close := getattr(answer, "close", None):
            close()
    return str(page.partition("<script>")[2].partition("</script>")[0])


def _with_script(page: str, script: str) -> str:
    """Return a page with a script at its end, which its policy lets run."""
    before, end, after = also_running(page, script).rpartition("</body>")
    return f"{before}<script>{script}</script>{end}{after}"


def _pause(root: Path) -> float:
    """Return how many seconds to wait between two looks at the files of a project."""
    start = time.perf_counter()
    for file in [*list_files(root, "content"), *list_files(root, "data")]:
        (root / file).stat()
    return max(LOOK, PAUSE * (time.perf_counter() - start))


def _copy_theme(config: MkDocsConfig) -> None:
    """Copy the files of the theme to where the server finds them."""
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    files.copy_static_files()


def serve_site(root: Path, address: str, on_listening: Callable[[str], None]) -> None:
    """Serve a live preview until interrupted; raise BuildError where mkdocs.yml or the address cannot be used.

    ``on_listening`` is called with the address of the site as soon as it is taken.
    """
    wrong = Report()
    check_config(root, wrong)
    if wrong:
        raise PluginError(show_problems(root, wrong))
    with temporary_folder() as folder:
        config = load_settings(root, site_dir=str(folder), dev_addr=address, plugins=[])
        _copy_theme(config)
        write_new(folder, {_BLANK: b"<body></body>"})
        host, port = config.dev_addr
        mount_path = urlsplit(read_settings(root).site).path or "/"
        preview = Preview(root, f"http://{host}:{port}{mount_path}", folder)
        server = PreviewServer(preview.build, host, port, str(folder), mount_path, _pause(root))
        on_listening(preview.address)
        server.build_delay = SETTLE
        server.error_handler = preview.error_page
        server.set_app(preview.application(server.serve_request))
        preview.build()
        start_engine()
        for name in ("content", "data", FILE):
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            preview.close()
