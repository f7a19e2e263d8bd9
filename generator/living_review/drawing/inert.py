"""A drawn chart as a picture that stands alone on any page: its colours written out, nothing to follow, no ids."""

import re
from collections.abc import Mapping

from living_review.charts._drawing import FONT

# Behind what stands in a tag: words of a record are between tags, and stay as they are.
_IN_TAG = "(?=[^<>]*>)"
# What only a page of the site has a use for: ways to records, words for the keyboard and those who hear it, names for styles.
_LINKS = re.compile(r"</?a\b[^>]*>")
_FOR_PAGES = re.compile(r' (?:aria-[\w-]+|role|class|pointer-events|clip-path|xmlns:xlink|version)="[^"]*"' + _IN_TAG)
_DEFINITIONS = re.compile(r"<defs>.*?</defs>", re.DOTALL)
# Grounds and fronts of groups, which have no colour, and groups in which nothing is left.
_UNSEEN = re.compile(r'<path class="(?:background|foreground)"(?:(?!\b(?:fill|stroke)=)[^>])*/>')
_EMPTY = re.compile(r"<g\b[^>]*></g>")
# What says no more than that nothing is said: values that SVG takes without.
_DEFAULT = re.compile(
    r' (?:stroke-width="1"|fill-opacity="1"|opacity="1"|font-weight="normal"|text-anchor="start"|transform="translate\(0(?:\.0+)?,0(?:\.0+)?\)")(?=[ />])'
    + _IN_TAG
)
_BARE = re.compile(r"<g>((?:(?!</?g\b).)*)</g>", re.DOTALL)
_ZEROS = re.compile(r"(?:(?<=\.\d)0|\.00)(?=[,)])" + _IN_TAG)
_SIZE = ' font-size="12px"'
_COLOUR = re.compile(r'(?<=")var\(--([\w-]+)\)(?=")' + _IN_TAG)
GROUND = "#fff"


def inert_svg(svg: str, label: str, colours: Mapping[str, str]) -> str:
    """Return the SVG of a chart as a still picture on a white ground.

    ``label`` is what it shows in words, escaped; ``colours`` has the colour of each custom property that it may name. Without
    ids two such pictures on one page cannot clash; all else that they need stands in attributes, since a host may allow no
    styles.
    """
    svg = _FOR_PAGES.sub("", _UNSEEN.sub("", _DEFINITIONS.sub("", _LINKS.sub("", svg))))
    svg = _ZEROS.sub("", _DEFAULT.sub("", svg))
    while (left := _BARE.sub(r"\1", _EMPTY.sub("", svg))) != svg:
        svg = left
    svg = _COLOUR.sub(lambda name: colours[name[1]], svg.replace(f' font-family="{FONT}"', "").replace(_SIZE, ""))
    start, _, rest = svg.partition(">")
    return (
        f'{start} role="img" aria-label="{label}" font-family="{FONT}"{_SIZE} style="display:block;min-width:35em;max-width:100%;height:auto">'
        f'<rect width="100%" height="100%" fill="{GROUND}"/>{rest}'
    )
