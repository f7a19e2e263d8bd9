"""The plugin by which MkDocs builds our site; the command line builds through it too."""

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from living_review.edges.mkdocs.config import NAME, load_settings
from living_review.edges.mkdocs.site_build import UNDATED, SiteBuild

# The theme announces the end of MkDocs 1 at every build; the versions are pinned, and the notice is known.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
# The theme's search writes its index first, its plugin for use without a server copies ours after us, at -100.
_AFTER_SEARCH, _AFTER_ALL = -50, -200


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it needs stands in data/."""


class LivingReviewPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Passes the events of one build on; MkDocs makes a new plugin for each."""

    site_build: SiteBuild

    @event_priority(_AFTER_ALL)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin the build, unless the command line has: MkDocs empties the site folder right after this event.

        MkDocs knows only what mkdocs.yml says and has made theme and plugins of that; it goes on with the whole configuration.
        """
        root = Path(config.config_file_path or ".").resolve().parent
        config.watch.append(str(root / "data"))
        if hasattr(self, "site_build"):
            self.site_build.layout.configure(config)
            return config
        self.site_build = SiteBuild.begin(root, Path(config.site_dir))
        whole = load_settings(root, site_dir=config.site_dir, strict=config.strict, site_url=config.site_url)
        plugin: Any = whole.plugins[NAME]
        plugin.site_build = self.site_build
        return whole.plugins.on_config(whole)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.site_build.add_files(files, config)
        return files

    def on_nav(self, nav: Navigation, **_context: object) -> Navigation:
        self.site_build.layout.complete(nav)
        return nav

    def on_env(self, env: Environment, *, files: Files, **_context: object) -> Environment:
        self.site_build.make_pages(files)
        return env

    def on_post_template(self, output: str, **_context: object) -> str:
        """Leave out the date of the site map where there is none."""
        return output.replace(f"<lastmod>{UNDATED}</lastmod>", "")

    @event_priority(_AFTER_SEARCH)
    def _write_search_index(self, *, config: MkDocsConfig) -> None:
        self.site_build.write_search_index(config)

    @event_priority(_AFTER_ALL)
    def _finish(self, *, config: MkDocsConfig) -> None:
        self.site_build.finish(config)
        self.site_build.close()

    on_post_build = CombinedEvent(_write_search_index, _finish)

    def on_build_error(self, **_context: object) -> None:
        if hasattr(self, "site_build"):
            self.site_build.close()
