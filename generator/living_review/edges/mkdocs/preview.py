"""The preview: what the server of MkDocs passes on is made when somebody asks for it, with what is wrong on top."""

import logging
import posixpath
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

from living_review.building.lazy_site import Proof
from living_review.edges.mkdocs.config import read_config, tell_nothing_of_dirt
from living_review.edges.mkdocs.finishing import finishing, notice
from living_review.edges.mkdocs.page_converter import Press
from living_review.emit.files import write_new
from living_review.pipeline import Review, show_fault
from living_review.render.policy import also_running

# Seconds between two looks at the files, and until an editor has done with saving.
LOOK, SETTLE = 0.05, 0.03
# How much longer the pause is at least than the look.
REST = 4
# Stands on top of each page for what is wrong with the records.
PROBLEMS = '<div data-problems=""></div>'
# Lies in the place of a page that is made when it is asked for; the server puts its script before the end of the body.
BODY, END = "<body>", "</body>"
log = logging.getLogger("mkdocs.plugins.living-review")


class Preview:
    """What is shown, from one build to the next: a proof, or where MkDocs converts all pages itself, a review."""

    def __init__(self) -> None:
        self.problems, self.address = "", ""
        self.proof: Proof | None = None
        self.press: Press | None = None
        self.review: Review | None = None
        self._pages: dict[str, str] = {}
        # A request waits for a build, and a build for a request.
        self._lock = threading.RLock()

    def show(self, proof: Proof, press: Press) -> None:
        """Show a proof from the next page on."""
        self.proof, self.press, self.review = proof, press, None

    def show_review(self, review: Review) -> None:
        """Show a review from the next page on."""
        self.proof, self.press, self.review, self._pages = None, None, review, {}

    def lay_out(self, files: Files, folder: Path) -> None:
        """Let the server find a file in the place of each page."""
        pages = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        write_new(folder, {path: f"{BODY}{END}".encode() for path in pages.keys() - self._pages.keys()})
        self._pages = pages

    def building(self, build: Callable[[], None]) -> Callable[[], None]:
        """Return a build that tells why it failed, where the server would print a traceback."""

        def build_or_tell() -> None:
            with self._lock:
                try:
                    build()
                except Exception as error:
                    self.problems = _words(error)
                    log.error("The last good pages stay.\n%s", self.problems)

        return build_or_tell

    def finish(self, path: str, served: str) -> str:
        """Return a page that the server has found, made and with the problems of the records shown."""
        # The last script is that by which MkDocs follows changes.
        script = served.rpartition("<script>")[2].partition("</script>")[0]
        with self._lock:
            problems = self.problems
            try:
                page = self._made(path, served)
            except Exception as error:
                problems += f"\n\n{_words(error)}"
                page = served.replace(BODY, f"{BODY}{PROBLEMS}")
        return also_running(page, script).replace(PROBLEMS, notice(problems, self.address) if problems else "")

    def _made(self, path: str, served: str) -> str:
        if self.proof and self.press and path in self._pages:
            page, end, rest = self.proof.page(self._pages[path], self.press).rpartition(END)
            return page + served.removeprefix(BODY).removesuffix(END) + end + rest
        return self.review.completed(served) if self.review else served

    def find(self, path: str) -> bytes | None:
        """Return a file that the server has not found, or None."""
        with self._lock:
            return self.proof.file(path) if self.proof else None

    def follow(self, server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
        """Look at the files more often than MkDocs does, and complete what is on its way to the browser."""
        watched = [config.docs_dir, config.config_file_path]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=_pause([config.docs_dir, *config.watch]))
        for path in watched:
            server.watch(path)
        server.build_delay = SETTLE
        server.builder = self.building(server.builder)

        def place(address: str) -> str:
            """Return the path below the site as the server understands an address."""
            address += "index.html" if address.endswith("/") else ""
            return posixpath.normpath("/" + address.removeprefix(server.mount_path)).lstrip("/")

        server.set_app(finishing(server.serve_request, place, self.finish, self.find))
        return server


def _pause(folders: Iterable[str]) -> float:
    """Return how many seconds to wait between two looks, so that with many files looking takes little of the time."""
    start = time.perf_counter()
    for folder in folders:
        DirectorySnapshot(folder)
    return max(LOOK, REST * (time.perf_counter() - start))


def _words(error: Exception) -> str:
    return str(error).strip() if isinstance(error, BuildError) else show_fault(error)


def serve_site(root: Path, address: str) -> None:
    """Serve a live preview until interrupted; raise BuildError where mkdocs.yml cannot be used."""
    read_config(root)
    tell_nothing_of_dirt()
    serve(str(root / "mkdocs.yml"), build_type="dirty", dev_addr=address)
