"""The Jinja environments: every expression is escaped, every unknown name is an error."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from living_review.render.policy import lone_policy
from living_review.text.markup import escape, show_ours


def _finalize(value: object) -> object:
    """Escape everything that is not markup of our own; a None in a template is a mistake in the template."""
    if value is None:
        raise jinja2.UndefinedError("a template shows None")
    return escape(value)


def one_line(html: str) -> Markup:
    """Return HTML of our templates on one line, by which Markdown takes it for one block."""
    return Markup(" ".join(line.strip() for line in html.splitlines() if line.strip()))


def _policy(style: str, runs: bool = False) -> Markup:
    return Markup(lone_policy(style, runs))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("living_review", ""),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {
        "one_line": one_line,
        "ours": show_ours,
        "policy": _policy,
    }
    # JSON in front matter is read as YAML, which does not know the pairs that JSON makes of signs beyond 16 bits.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def _render(name: str, suffix: str, view: object) -> str:
    """Fill a template: ``explore/rows`` is one of the package ``explore``, a name alone one of ``render``."""
    package, _, stem = name.rpartition("/")
    return _environment().get_template(f"{package or 'render'}/templates/{stem}{suffix}").render(view=view)


def render_page(template: str, view: object) -> str:
    """Return the Markdown of a page from its template and its one view object."""
    return _render(template, ".md.j2", view)


def render_part(template: str, view: object) -> Markup:
    """Return a piece of HTML that stands inside a page, on one line."""
    return one_line(_render(template, ".part.html.j2", view))


def render_document(template: str, view: object) -> str:
    """Return a page of HTML that needs no theme."""
    return _render(template, ".html.j2", view)


@lru_cache(maxsize=256)
def _content_template(text: str) -> jinja2.Template:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, finalize=_finalize, keep_trailing_newline=True)
    return environment.from_string(text)


def render_content(text: str, calls: Mapping[str, Any]) -> str:
    """Return hand-written Markdown with its calls filled in."""
    return _content_template(text).render(calls)
