"""The settings of MkDocs: what the package brings with what mkdocs.yml of a project says, and the mkdocs.yml of a written tree."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.utils.yaml import yaml_load

from living_review.edges.version import version_date
from living_review.model.library import Library
from living_review.site.page import Settings, logo_of
from living_review.site.site import front_matter_text

# All that MkDocs and our plugin raise on purpose.
BuildError = MkDocsException
FILE = "mkdocs.yml"
NAME, SEARCH = "living-review", "material/search"
_ONLY_OURS = {NAME, "offline"}
# Other builders than MkDocs make a link of it that leads nowhere: the pages of a written tree have no file to edit.
_EDITING = ("content.action.edit", "content.action.view")
# The stand-in for the theme's search, by which a built site reads the index in pieces.
_SEARCH_SCRIPT = "assets/iframe-worker.js"
PACKAGE = Path(__file__).parents[2]
# What we add to the theme: https://squidfunk.github.io/mkdocs-material/customization/#extending-the-theme
THEME = PACKAGE / "render" / "theme"
DEFAULTS = Path(__file__).with_name("defaults.yml")
# Lists of names, each with options or without.
_NAMED = ("plugins", "markdown_extensions")
# What belongs together, so that a project brings all of it or nothing.
_WHOLE = ("palette",)


class WrongSettingError(ConfigurationError):
    """Under a key of mkdocs.yml, or in all of it, stands something of another type."""

    def __init__(self, key: str, wanted: str) -> None:
        super().__init__(f"{FILE} must hold {wanted}{f' under {key}' if key else ''}")
        self.key, self.wanted = key, wanted


def read_settings(root: Path) -> Settings:
    """Return what mkdocs.yml says about the repository."""
    config = read_config(root)
    site, repository, edit = (str(config.get(key) or "") for key in ("site_url", "repo_url", "edit_uri"))
    return Settings(repository, edit, site and site.rstrip("/") + "/", version_date(root))


def load_settings(root: Path, **options: Any) -> MkDocsConfig:
    """Return the configuration by which MkDocs works on a project, whether it has a mkdocs.yml or none."""
    # An empty file: MkDocs would take only what mkdocs.yml says itself.
    return load_config(io.BytesIO(), config_file_path=str(root / FILE), **{**read_config(root), **options})


def read_config(root: Path) -> dict[str, Any]:
    """Return what the package brings with what mkdocs.yml adds; raise ConfigurationError where that cannot be used."""
    with DEFAULTS.open("rb") as file:
        return merged(yaml_load(file), read_own(root))


def read_own(root: Path) -> dict[str, Any]:
    """Return what mkdocs.yml says, nothing where there is none; raise ConfigurationError where it cannot be read."""
    if not read_text(root):
        return {}
    # What it inherits from lies beside it.
    with (root / FILE).open("rb") as file:
        config = yaml_load(file)
    if not isinstance(config, dict):
        raise WrongSettingError("", "keys with values")
    return config


def read_text(root: Path) -> str:
    """Return the text of mkdocs.yml, nothing where there is none; raise ConfigurationError where it cannot be read."""
    path = root / FILE
    if not os.path.lexists(path):
        return ""
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(f"{FILE} cannot be read: it is no file")
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigurationError(f"{FILE} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{FILE} cannot be read: it is not UTF-8 text") from None


def merged(ours: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with those of a project: it adds to mappings and lists; what it says otherwise goes before ours."""
    return {**ours, **{key: _joined(key, ours.get(key), value) for key, value in own.items()}}


def _joined(key: str, ours: Any, own: Any) -> Any:
    if key == "theme" and isinstance(own, str):
        own = {"name": own}
    if isinstance(ours, dict | list) and own is None:
        return ours
    if key in _WHOLE and isinstance(own, list | dict):
        return own
    if key in _NAMED and isinstance(own, list | dict):
        joined = merged(named(ours), named(own))
        return [{name: options} if options else name for name, options in joined.items()]
    if (isinstance(ours, dict) and not isinstance(own, dict)) or (isinstance(ours, list) and not isinstance(own, list)):
        raise WrongSettingError(key, "keys with values" if isinstance(ours, dict) else "a list")
    if isinstance(ours, dict):
        return merged(ours, own)
    if isinstance(ours, list):
        return [*ours, *(entry for entry in own if entry not in ours)]
    return f"{ours}\n{own}" if key == "not_in_nav" else own


def named(entries: list[Any] | dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the options of what a list or a mapping names, by names without that of the theme."""
    pairs = entries if isinstance(entries, dict) else {}
    if isinstance(entries, list):
        for entry in entries:
            pairs |= entry if isinstance(entry, dict) else {str(entry): None}
    return {str(name).removeprefix("material/"): options or {} for name, options in pairs.items()}


def with_logo(icons: Mapping[str, str], logo: str) -> dict[str, str]:
    """Return the icons of the theme with a logo, unless a project names its own."""
    return {"logo": logo, **icons}


def written_theme() -> dict[str, bytes]:
    """Return the files of a written tree that extend its theme."""
    files = (path for path in THEME.rglob("*") if path.is_file())
    return {path.relative_to(THEME.parent).as_posix(): path.read_bytes() for path in files}


def written_config(root: Path, library: Library, navigation: list[dict[str, Any]]) -> str:
    """Return a mkdocs.yml for a written tree: complete, without our plugin, with the navigation spelled out.

    Its search is the theme's own, which needs a server: the offline plugin would load a script from another host.
    """
    config = read_config(root)
    theme, extra = config["theme"], config["extra"]
    kept = [
        options
        for name, options in zip(named(config["plugins"]), config["plugins"], strict=True)
        if name not in _ONLY_OURS
    ]
    icons = with_logo(theme["icon"], logo_of(library))
    features = [name for name in theme["features"] if name not in _EDITING]
    theme = {"custom_dir": THEME.name, **theme, "icon": icons, "features": features}
    polyfills = [script for script in extra["polyfills"] if script != _SEARCH_SCRIPT]
    config |= {
        "site_name": front_matter_text(library.review.name),
        "site_description": front_matter_text(library.review.subtitle),
        "docs_dir": "docs",
        "plugins": kept,
        "nav": navigation,
        "edit_uri": "",
        "theme": theme,
        "extra": {**extra, "polyfills": polyfills},
    }
    config.pop("watch", None)
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True, width=1000)
