"""The tiny project, as a copy that may be changed, and as a built site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edges.running import run
from tests.projects import project
from tests.site.conftest import browser as browser


@pytest.fixture(scope="session", autouse=True)
def same_day() -> Iterator[None]:
    """Let all builds be of one version: some are of a folder that git knows, others of a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1600000000")
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the root of a copy whose site was built, and what the command printed; nobody changes it."""
    folder = project(tmp_path_factory.mktemp("built"))
    result = run("build", "--project", folder)
    assert result.exit_code == 0, result.output
    return folder, result.output
