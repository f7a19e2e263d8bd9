"""Fixtures that many folders share: the tiny review of another field, as records, as pages and as a built site, and the browser."""

import atexit
import gc
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.theme import Theme

from living_review.derive.catalogue import Catalogue, catalogue
from living_review.model.library import GUIDE, Library
from living_review.site.page import Page
from tests.edges.running import built, run_process
from tests.projects import ROOT, TINY, Change, codes, library_of, project, with_cache
from tests.render.reading import Reader, finished_pages, read_pages
from tests.shared import made_once

pytest_plugins = ["tests.browser"]
# As the program does: looking for cycles among all that tests keep takes longer than it gives.
gc.set_threshold(100_000, 20, 100)
# At its end a process gives all that back at once, so nothing has to be taken apart for that.
atexit.register(gc.freeze)
# No test asserts a time: several of them may share a processor.
settings.register_profile("any time", deadline=None)
settings.load_profile("any time")


@pytest.fixture(scope="session", autouse=True)
def same_day() -> Iterator[None]:
    """Let all builds be of one version: some are of a folder that git knows, others of a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1600000000")
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the templates of a theme once: MkDocs would do so anew for each build."""
    get_env, compiled = Theme.get_env, FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))

    def with_compiled(theme: Theme) -> Environment:
        environment = get_env(theme)
        environment.bytecode_cache = compiled
        return environment

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", with_compiled)
        yield


REVIEW = "data/review.yml"
ReviewCodes = Callable[[Change], list[str]]


@pytest.fixture(scope="session")
def tiny_root() -> Path:
    """Return the folder of the tiny review; nobody writes into it."""
    return TINY


@pytest.fixture(scope="session")
def tiny_library(tiny_root: Path) -> Library:
    return library_of(tiny_root)


@pytest.fixture(scope="session")
def tiny_catalogue(tiny_library: Library) -> Catalogue:
    return catalogue(tiny_library)


@pytest.fixture(scope="session")
def real_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the records of the real review, which one process reads for all."""

    def read(folder: Path) -> None:
        (folder / "library").write_bytes(pickle.dumps(library_of(ROOT)))

    library: Library = pickle.loads((made_once(tmp_path_factory, "records", read) / "library").read_bytes())
    return library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a fresh copy of the tiny project."""
    return project(tmp_path)


@pytest.fixture(scope="session")
def tiny_pages(tiny_library: Library) -> dict[str, Page]:
    """Return the pages of the tiny review by path; those of the guide are made of the code and tested by themselves."""
    pages = finished_pages(tiny_library)
    return {page.path: page for page in pages if not page.path.startswith(GUIDE)}


@pytest.fixture(scope="session")
def tiny_html(tiny_pages: dict[str, Page]) -> dict[str, Reader]:
    """Return the pages of the tiny review as HTML, by address."""
    return read_pages(tiny_pages.values())


@pytest.fixture(scope="session")
def tiny_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the root of a copy whose site was built, and what the command printed; nobody changes it."""

    def build(folder: Path) -> None:
        done = run_process("living_review", "build", "--project", project(folder), cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "printed.txt").write_text(done.stdout + done.stderr, "utf-8")

    folder = made_once(tmp_path_factory, "tiny", build)
    return folder / "project", (folder / "printed.txt").read_text("utf-8")


# The files of tests that take longest. In this order, by --no-loadscope-reorder, no process has a long one left when the
# others are done, and while one builds the site of the real review the others do what needs none.
LONGEST = (
    "site/test_flood.py",
    "review/test_browsers.py",
    "edges/test_preview.py",
    "edges/test_page_converter.py",
    "edges/test_reproducible.py",
    "edges/test_cached_builds.py",
    "edges/test_atomic.py",
    "review/test_search.py",
    "review/test_access.py",
    "review/test_lists.py",
    "review/test_charts.py",
    "site/test_pages.py",
    "review/test_explore.py",
    "review/test_explore_plot.py",
    "review/test_cell.py",
    "render/test_inert.py",
    "building/test_cache_keys.py",
    "review/test_compare.py",
    "review/test_print.py",
    "review/test_pages.py",
    "edges/test_faults.py",
    "edges/test_written.py",
    "architecture/test_recipes.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    places = {ROOT / "tests" / file: place for place, file in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the wheel was installed, without what it depends on."""

    def install(folder: Path) -> None:
        source = folder / "source"
        files = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "generator", "pyproject.toml", "README.md", "LICENSE"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip
        for name in files:
            if (ROOT / name).is_file():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                (source / name).write_bytes((ROOT / name).read_bytes())
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        offline = ["--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, source], check=True)
        (wheel,) = folder.glob("*.whl")
        subprocess.run([*pip, "install", *offline, "--target", folder / "installed", wheel], check=True)

    return made_once(tmp_path_factory, "wheel", install) / "installed"


WithCache = Callable[[Path], Path]


@pytest.fixture(scope="session")
def warm(tiny_built: tuple[Path, str]) -> WithCache:
    """Return a function that gives a project the cache of the built tiny review."""
    return lambda root: with_cache(root, tiny_built[0])


# Where a review is published, and where it is worked on.
ADDRESS = "https://review.example/some/where/"
REPOSITORY = "https://github.com/them/review"
AT_ADDRESS: Change = ("site_name: Tiny\n", f"site_name: Tiny\nsite_url: {ADDRESS.rstrip('/')}\n")


@pytest.fixture(scope="session")
def tiny_published(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> Path:
    """Return the tiny review with its site as it is published: it knows its address and its repository; nobody changes it."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REVIEW_REPOSITORY", REPOSITORY)
            built(warm(project(folder, {"mkdocs.yml": AT_ADDRESS})))

    return made_once(tmp_path_factory, "published", build) / "project"


@pytest.fixture(scope="module")
def no_empty_charts() -> Iterator[None]:
    """Draw no chart to learn that it is empty: for tests that read many reviews, and of which none is about charts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("living_review.pipeline.empty_charts", lambda _library: ())
        yield


@pytest.fixture
def review_codes(tmp_path: Path) -> ReviewCodes:
    """Return a function that tells what is wrong with the tiny review after a change of its data/review.yml."""
    return lambda change: codes(project(tmp_path, {REVIEW: change}))
