"""The same picture in a third of the letters: SVG without what says nothing, and with what siblings share said once."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# Presentation attributes that children inherit; `opacity` and `display`, for example, are none of them.
_OF_TEXT = ("font-family", "font-size", "font-weight", "text-anchor")
_INHERITED = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-miterlimit", *_OF_TEXT)
# What an SVG means anyway, and the roles that Vega gives to groups without a name.
_SAYS_NOTHING = {
    "opacity": ("1",),
    "fill-opacity": ("1",),
    "stroke-dasharray": ("1,0",),
    "font-weight": ("normal",),
    "transform": ("translate(0,0)",),
    "role": ("graphics-object",),
    "version": ("1.1",),
}
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
ElementTree.register_namespace("", _SVG)


def slim(svg: str) -> str:
    """Return an SVG of Vega's that looks, reads and links as before."""
    root = ElementTree.fromstring(svg)
    _tidy(root)
    _share(root)
    # In text and in attributes ElementTree writes > as &gt;, so these are ends of tags.
    return ElementTree.tostring(root, "unicode").replace(" />", "/>")


def _is_seen(element: Element) -> bool:
    """Tell whether an element paints or holds anything: Vega leaves grounds without colour and empty groups behind."""
    if element.get("display") == "none":
        return False
    if element.tag == f"{{{_SVG}}}g":
        return len(element) > 0
    return element.get("class") != "background" or "fill" in element.attrib or "stroke" in element.attrib


def _is_bare_group(element: Element) -> bool:
    return element.tag == f"{{{_SVG}}}g" and not element.attrib


def _tidy(element: Element) -> None:
    """Drop what says nothing, shorten numbers, and name links instead of the shape inside them, from the leaves up."""
    for name, value in list(element.attrib.items()):
        if value in _SAYS_NOTHING.get(name, ()) or name in ("aria-roledescription", "pointer-events"):
            del element.attrib[name]
        elif name in ("d", "transform"):
            element.set(name, _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value))
        elif name == f"{{{_XLINK}}}href":
            del element.attrib[name]
            element.set("href", value)
    for child in element:
        _tidy(child)
    seen = [child for child in element if _is_seen(child)]
    element[:] = [inner for child in seen for inner in (child if _is_bare_group(child) else [child])]
    if element.tag == f"{{{_SVG}}}a" and len(element) == 1 and "aria-label" in element[0].attrib:
        element.set("aria-label", element[0].attrib.pop("aria-label"))
        element[0].attrib.pop("role", None)


def _share(element: Element) -> None:
    """Move what all children of an element say alike to the element itself, from the leaves up."""
    for child in element:
        _share(child)
    lettered = [child for child in element if next(child.iter(f"{{{_SVG}}}text"), None) is not None]
    for name in _INHERITED:
        values = {child.get(name) for child in (lettered if name in _OF_TEXT else element)}
        if len(values) == 1 and (value := values.pop()) is not None:
            element.set(name, value)
            for child in element:
                child.attrib.pop(name, None)
