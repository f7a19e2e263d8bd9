"""What mkdocs.yml says, and the mkdocs.yml of a written tree."""

import logging
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from living_review.edges.version import version_date
from living_review.model.library import Library
from living_review.pipeline import Review
from living_review.site.page import Settings
from living_review.site.site import front_matter_text

NAME = "living-review"
PACKAGE = Path(__file__).parents[2]
# What we add to the theme: https://squidfunk.github.io/mkdocs-material/customization/#extending-the-theme
THEME = PACKAGE / "render" / "theme"


def identity(library: Library) -> tuple[str, str]:
    """Return name and description of the site, safe where the theme prints them unescaped."""
    return front_matter_text(library.review.name), front_matter_text(library.review.subtitle)


def read_settings(root: Path) -> Settings:
    """Return what mkdocs.yml says about the repository."""
    config = read_config(root)
    site, repository, edit = (str(config.get(key) or "") for key in ("site_url", "repo_url", "edit_uri"))
    return Settings(repository, edit, site and site.rstrip("/") + "/", version_date(root))


def read_config(root: Path) -> dict[str, Any]:
    """Return what mkdocs.yml holds; raise ConfigurationError where it cannot be used."""
    try:
        if (root / "mkdocs.yml").exists() and not (root / "mkdocs.yml").is_file():
            raise ConfigurationError("mkdocs.yml cannot be read: it is no file")
        with (root / "mkdocs.yml").open("rb") as file:
            config = yaml_load(file)
    except OSError as error:
        raise ConfigurationError(f"mkdocs.yml cannot be read: {error.strerror}") from None
    if not isinstance(config, dict):
        raise ConfigurationError("mkdocs.yml must hold keys with values")
    return config


def tell_nothing_of_dirt() -> None:
    """Keep MkDocs from warning of builds that leave pages out: what we leave out is there, and whole."""
    logging.getLogger("mkdocs.commands.build").addFilter(_is_no_dirt)


def _is_no_dirt(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()


def written_theme() -> dict[str, bytes]:
    """Return the files of a written tree that extend its theme."""
    files = (path for path in THEME.rglob("*") if path.is_file())
    return {path.relative_to(THEME.parent).as_posix(): path.read_bytes() for path in files}


def written_config(root: Path, review: Review) -> str:
    """Return a mkdocs.yml for a written tree: the project's own without our plugin, with the navigation spelled out."""
    config = read_config(root)
    plugins, theme = config.get("plugins") or [], config.get("theme") or {}
    if not isinstance(plugins, list) or not isinstance(theme, dict | str):
        raise ConfigurationError("mkdocs.yml: plugins must be a list, and theme a name or keys with values")
    kept = [entry for entry in plugins if NAME not in (entry if isinstance(entry, dict) else [entry])]
    name, description = identity(review.library)
    config |= {
        "site_name": name,
        "site_description": description,
        "docs_dir": "docs",
        "plugins": kept,
        "nav": review.navigation,
        "edit_uri": "",
        "theme": {"custom_dir": THEME.name, **({"name": theme} if isinstance(theme, str) else theme)},
    }
    config.pop("watch", None)
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True, width=1000)
