"""The tiny project, as a copy that may be changed, and as a built site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config

from living_review.edges.mkdocs.config import NAME
from living_review.edges.mkdocs.files import Supply
from living_review.edges.mkdocs.plugin import LivingReviewPlugin
from living_review.edges.mkdocs.preview import Preview
from tests.edges.running import run
from tests.projects import TINY, project


@pytest.fixture(scope="session", autouse=True)
def same_day() -> Iterator[None]:
    """Let all builds be of one version: some are of a folder that git knows, others of a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1600000000")
        yield


@pytest.fixture(autouse=True)
def fresh_plugin() -> None:
    """Forget what the plugin knows from another test: MkDocs keeps it for the life of a process."""
    plugin = load_config(str(TINY / "mkdocs.yml")).plugins[NAME]
    assert isinstance(plugin, LivingReviewPlugin)
    plugin.review, plugin.library, plugin.frame, plugin.press = None, None, None, None
    plugin.serving, plugin.makes_copies, plugin.supply = False, False, Supply()
    plugin.preview = Preview()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the root of a copy whose site was built, and what the command printed; nobody changes it."""
    folder = project(tmp_path_factory.mktemp("built"))
    result = run("build", "--project", folder)
    assert result.exit_code == 0, result.output
    return folder, result.output
