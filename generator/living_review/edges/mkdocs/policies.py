"""The policy of each page: by the inline scripts of an empty page of the theme that sees the root of the site alike."""

from copy import copy

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from living_review.render.policy import page_policy


class Policies:
    """Adds to the context of a template of the theme the policy that its page carries."""

    def __init__(self, config: MkDocsConfig, theme: Environment) -> None:
        self._theme = theme
        self._empty = copy(config)
        self._empty.site_name = self._empty.site_description = ""
        self._by_base: dict[str, str] = {}

    def add_to(self, context: TemplateContext) -> TemplateContext:
        """Return a context with the policy of its page."""
        base = context["base_url"]
        if base not in self._by_base:
            empty = get_context(Navigation([], []), [], self._empty, base_url=base)
            self._by_base[base] = page_policy(self._theme.get_template("main.html").render(empty))
        return context | {"policy": self._by_base[base]}  # type: ignore[return-value]
