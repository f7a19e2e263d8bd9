"""What mkdocs.yml says, and the mkdocs.yml of a written tree."""

from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.utils.yaml import yaml_load

from living_review.edges.version import version_date
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import front_matter_text

# All that MkDocs and our plugin raise on purpose.
BuildError = MkDocsException
NAME, SEARCH = "living-review", "material/search"
# Of these we know what they do to a page: what our converter does too, or nothing.
PLUGINS = ("search", "offline", SEARCH, "material/offline", NAME)
_ONLY_OURS = {NAME, "offline", "material/offline"}
# Other builders than MkDocs make a link of it that leads nowhere: the pages of a written tree have no file to edit.
_EDITING = ("content.action.edit", "content.action.view")
# The stand-in for the theme's search, by which a built site reads the index in pieces.
_SEARCH_SCRIPT = "assets/iframe-worker.js"
PACKAGE = Path(__file__).parents[2]
# What we add to the theme: https://squidfunk.github.io/mkdocs-material/customization/#extending-the-theme
THEME = PACKAGE / "render" / "theme"


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


def check_supported(root: Path) -> None:
    """Raise ConfigurationError, with all of it, where mkdocs.yml asks for what our converter does not do to a page.

    Pages are made one at a time, on all processors, and kept: a plugin, a hook or a theme folder of a project might look at
    several pages at once, or change without our knowing.
    """
    read_config(root)
    text = (root / "mkdocs.yml").read_text("utf-8")
    tree = yaml.compose(text, yaml.SafeLoader)
    found = [_show_unsupported(text, what, node) for what, node in _unsupported(tree)]
    if found:
        raise ConfigurationError("\n\n".join(found))


def _unsupported(tree: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield what is none of ours, with where it stands."""
    installed = {item.name for item in entry_points(group="markdown.extensions")}
    for key, value in _items(tree):
        if key == "plugins":
            yield from (("plugin", node) for name, node in _names(value) if name not in PLUGINS)
        if key == "hooks":
            yield from (("hook", node) for _, node in _names(value))
        if key == "theme":
            yield from (("theme folder", node) for name, node in _items(value) if name == "custom_dir")
        if key == "markdown_extensions":
            names = _names(value)
            yield from (("Markdown extension", node) for name, node in names if not _is_installed(name, installed))


def _is_installed(extension: str, installed: Collection[str]) -> bool:
    return extension in installed or extension.startswith("pymdownx.")


def _items(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """Return the keys of a mapping with their values."""
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _names(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return the names in a list or mapping whose entries may have options, with where each stands."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, key) for key, _ in node.value]
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    keys = [entry.value[0][0] if isinstance(entry, yaml.MappingNode) and entry.value else entry for entry in entries]
    return [(str(key.value), key) for key in keys]


def _show_unsupported(text: str, what: str, node: yaml.Node) -> str:
    line, column = node.start_mark.line, node.start_mark.column
    source, number = text.splitlines()[line], f"{line + 1:>7}"
    return (
        f'mkdocs.yml:{line + 1}:{column + 1}: the {what} "{node.value}" is none of ours\n'
        f"{number} | {source}\n        | {' ' * column}{'^' * len(str(node.value))}\n"
        f"        = expected: plugins {', '.join(PLUGINS)}; extensions of installed packages; no hooks and no theme folder\n"
        "        = help: remove it, or write the pages as Markdown with: living-review write DIR"
        " (plain MkDocs builds that tree with any plugin)"
    )


def written_theme() -> dict[str, bytes]:
    """Return the files of a written tree that extend its theme."""
    files = (path for path in THEME.rglob("*") if path.is_file())
    return {path.relative_to(THEME.parent).as_posix(): path.read_bytes() for path in files}


def written_config(root: Path, library: Library, navigation: list[dict[str, Any]]) -> str:
    """Return a mkdocs.yml for a written tree: the project's own without our plugin, with the navigation spelled out.

    Its search is the theme's own, which needs a server: the offline plugin would load a script from another host.
    """
    config = read_config(root)
    plugins, theme, extra = (config.get(key) or {} for key in ("plugins", "theme", "extra"))
    if not isinstance(plugins or [], list) or not isinstance(theme, dict | str):
        raise ConfigurationError("mkdocs.yml: plugins must be a list, and theme a name or keys with values")
    kept = [entry for entry in plugins if not {*(entry if isinstance(entry, dict) else [entry])} & _ONLY_OURS]
    theme = {"custom_dir": THEME.name, **({"name": theme} if isinstance(theme, str) else theme)}
    if isinstance(features := theme.get("features"), list):
        theme["features"] = [name for name in features if name not in _EDITING]
    polyfills = [script for script in extra.get("polyfills") or [] if script != _SEARCH_SCRIPT]
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
