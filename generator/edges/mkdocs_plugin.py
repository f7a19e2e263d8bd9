"""Everything that knows MkDocs: the plugin that supplies our pages, and building and previewing with it."""

import html
import logging
import os
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.exceptions import MkDocsException as BuildError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.utils.yaml import yaml_load

from generator.diagnostics.report import Report
from generator.pipeline import Review, generate, show_problems
from generator.render.page import Page, Settings
from generator.render.site import front_matter_text

__all__ = ["BuildError", "LivingReviewPlugin", "build_site", "read_settings", "serve_site", "written_config"]

NAME = "living-review"
PACKAGE = Path(__file__).parent.parent
log = logging.getLogger("mkdocs.plugins.living-review")

# The theme announces the end of MkDocs 1 at every build; the versions are pinned, and the notice is known.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def project_root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it needs stands in data/."""


class LivingReviewPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Supplies the generated pages in memory. While previewing, a broken record keeps the last good pages."""

    review: Review | None = None
    problems: str = ""
    serving: bool = False

    def on_startup(self, *, command: str, **_options: object) -> None:
        """Mark the preview. That this event exists makes MkDocs keep the plugin from one build to the next."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, validate and render now: MkDocs empties the site folder right after this event and on_pre_build."""
        root = project_root(config)
        report = Report()
        review = generate(root, Settings(config.repo_url or "", config.edit_uri or ""), report)
        self.problems = show_problems(root, report) if report else ""
        if review is None:
            if not self.serving:
                raise PluginError(f"\n{self.problems}")
            log.error("The records have problems; the last good pages stay.\n%s", self.problems)
        else:
            self.review = review
        if self.review:
            config.site_name, config.site_description = _identity(self.review)
            config.nav = self.review.navigation
        else:
            config.nav = [{"Problems": "index.md"}]
        config.watch += [str(root / "data"), str(PACKAGE)]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the rendered pages in the place of the hand-written ones, and add the others."""
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        pages = self.review.pages if self.review else (Page("index.md", "# The records have problems\n", ""),)
        for page in pages:
            generated = File.generated(config, page.path, content=page.text)
            generated.edit_uri = page.source if page.source and config.repo_url else None
            files.append(generated)
        for asset in self.review.assets if self.review else ():
            files.append(File.generated(config, asset.path, content=asset.data))
        return files

    def on_page_content(self, content: str, **_context: object) -> str:
        """Show the problems on top of each page of the preview."""
        if not self.problems:
            return content
        notice = html.escape(self.problems)
        return f'<div class="admonition failure"><p class="admonition-title">These pages are older than the records</p><pre class="problems">{notice}</pre></div>{content}'


def _identity(review: Review) -> tuple[str, str]:
    """Return name and description of the site, safe where the theme prints them unescaped."""
    return front_matter_text(review.library.review.name), front_matter_text(review.library.review.subtitle)


def build_site(root: Path, folder: Path) -> Review:
    """Build the whole site into a folder; raise PluginError with all diagnostics, or Abort on a warning."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, LivingReviewPlugin):
        raise PluginError(f"mkdocs.yml does not name the plugin {NAME}")
    build(config)
    if plugin.review is None:
        raise PluginError(f"the {NAME} plugin made no pages")
    return plugin.review


def serve_site(root: Path, address: str) -> None:
    """Serve a live preview until interrupted."""
    serve(str(root / "mkdocs.yml"), dev_addr=address)


def read_settings(root: Path) -> Settings:
    """Return what mkdocs.yml says about the repository."""
    config = _read_config(root)
    return Settings(config.get("repo_url") or "", config.get("edit_uri") or "")


def _read_config(root: Path) -> dict[str, Any]:
    try:
        with (root / "mkdocs.yml").open("rb") as file:
            config = yaml_load(file)
    except OSError as error:
        raise ConfigurationError(f"mkdocs.yml cannot be read: {error.strerror}") from None
    if not isinstance(config, dict):
        raise ConfigurationError("mkdocs.yml must hold keys with values")
    return config


def written_config(root: Path, review: Review) -> str:
    """Return a mkdocs.yml for a written tree: the project's own without our plugin, with the navigation spelled out."""
    config = _read_config(root)
    kept = [entry for entry in config.get("plugins", []) if NAME not in (entry if isinstance(entry, dict) else [entry])]
    name, description = _identity(review)
    config |= {
        "site_name": name,
        "site_description": description,
        "docs_dir": "docs",
        "plugins": kept,
        "nav": review.navigation,
        "edit_uri": "",
    }
    config.pop("watch", None)
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True, width=1000)
