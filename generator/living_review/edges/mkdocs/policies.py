"""The policy of each page: by the inline scripts of an empty page of the theme that sees the root of the site alike."""

from copy import copy

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from living_review.model.library import QUERY
from living_review.render.policy import page_policy


class Policies:
    """Adds to the context of a template of the theme the policy that its page carries."""

    def __init__(self, config: MkDocsConfig, theme: Environment) -> None:
        self._theme = theme
        self._empty = copy(config)
        self._empty.site_name = self._empty.site_description = ""
        self._known: dict[tuple[str, bool], str] = {}

    def add_to(self, context: TemplateContext) -> TemplateContext:
        """Return a context with the policy of its page."""
        base, page = context["base_url"], context.get("page")
        makes_workers = page is not None and page.file.src_uri == QUERY
        if (base, makes_workers) not in self._known:
            empty = get_context(Navigation([], []), [], self._empty, base_url=base)
            filled = self._theme.get_template("main.html").render(empty)
            self._known[base, makes_workers] = page_policy(filled, makes_workers)
        return context | {"policy": self._known[base, makes_workers]}  # type: ignore[return-value]
