"""The pictures of charts lose letters and nothing that is seen, read or followed."""

import json
from xml.etree import ElementTree

import pytest
import vl_convert

from living_review.charts import draw_chart
from living_review.charts._drawing import Canvas
from living_review.drawing.slim import slim
from living_review.model.library import Library

SVG, XLINK_NAME = "{http://www.w3.org/2000/svg}", "http://www.w3.org/1999/xlink"
XLINK = f'xmlns:xlink="{XLINK_NAME}"'


def frame(inner: str) -> str:
    """Return a picture with a stroke beside what is looked at, so that the two share nothing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inner}<line/></svg>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<path class="background" d="M0,0h1v1h0Z"/>', ""),
        ('<path class="background" d="M0,0h1" fill="red"/>', '<path class="background" d="M0,0h1" fill="red"/>'),
        ('<path class="foreground" d="" display="none"/>', ""),
        ('<g transform="translate(0,0)"><g opacity="1"><text>a</text></g></g>', "<text>a</text>"),
        ("<g><g/></g>", ""),
        ('<path d="M1.23456,-0.0001L2.5,3"/>', '<path d="M1.23,-0L2.5,3"/>'),
        ('<g class="a"><text fill="red">1</text><text fill="red">2</text></g>', '<g class="a" fill="red"><text>1</text><text>2</text></g>'),
        ('<g class="a"><text fill="red">1</text><text>2</text></g>', '<g class="a"><text fill="red">1</text><text>2</text></g>'),
        ('<g class="a"><path d="M1" opacity="0.5"/></g>', '<g class="a"><path d="M1" opacity="0.5"/></g>'),
        ('<a xlink:href="p.html"><path aria-label="A" role="graphics-symbol" d="M1"/></a>', '<a href="p.html" aria-label="A"><path d="M1"/></a>'),
        ("<text>1 &lt; 2 /&gt; &amp;</text>", "<text>1 &lt; 2 /&gt; &amp;</text>"),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(before: str, after: str) -> None:
    assert slim(frame(before).replace("<svg ", f"<svg {XLINK} ")) == frame(after)


@pytest.mark.parametrize("chart", ["limits", "material", "front"])
def test_a_picture_keeps_its_words_links_and_marks(tiny_library: Library, chart: str) -> None:
    drawing = draw_chart(tiny_library.charts[chart], Canvas(tiny_library, 700, tiny_library.materials["zn-pure"]))
    assert drawing is not None
    fat = str(vl_convert.vegalite_to_svg(json.dumps(drawing.spec)))
    before, after = ElementTree.fromstring(fat), ElementTree.fromstring(slim(fat))
    assert list(after.itertext()) == list(before.itertext())
    assert [link.get("href") for link in after.iter(f"{SVG}a")] == [
        link.get("href") or link.get(f"{{{XLINK_NAME}}}href") for link in before.iter(f"{SVG}a")
    ]
    assert len(list(after.iter(f"{SVG}line"))) == len(list(before.iter(f"{SVG}line")))
    assert len(slim(fat)) < 0.7 * len(fat)
