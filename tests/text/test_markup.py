"""Markup: record text shows as itself through the real Markdown, but for the little that is allowed."""

import html
import re

import markdown
import pytest
from markupsafe import Markup

from living_review.text.markup import (
    escape,
    show_backticks,
    show_code,
    show_formula,
    show_prose,
    show_reaction,
    show_value,
    show_words,
)

EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "pymdownx.caret",
    "pymdownx.superfences",
    "pymdownx.tilde",
    "tables",
    "toc",
]
NARROW, HARD = "\u202f", "\u00a0"

HOSTILE = [
    "*a* **b** _c_ __d__ ***e***",
    "`code` ``c`` ```c```",
    "~~~",
    "[a](https://example.org) [b][c] [d]",
    "![a](b.png)",
    "[a]: https://example.org 'title'",
    "<https://example.org> <a@example.org> https://example.org",
    "<b>bold</b><br/>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<!-- hidden --> <?php ?> <![CDATA[x]]>",
    "&lt;b&gt; &amp;amp; &copy; &#42; &#x2a; &nbsp;",
    "# heading",
    "#### heading {: #id .class onclick=x }",
    "a {: .class style=x }",
    "{: .class }",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "1986\\. A year",
    "    code block",
    "\tcode block",
    "a\n\n# b\n\n- c",
    "a\n===",
    "a\n---",
    "---",
    "***",
    "- - -",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    '!!! note "Title"\n    text',
    "[TOC]",
    "{{ facts() }} {% raw %} {# x #}",
    "\\*a\\* \\\\ \\",
    "a  \nb\\\nc",
    "H~2~O x^2^ ==mark== ++ins++",
    "*[HTML]: Hyper",
    "[^1] [^1]: note",
    "javascript:alert(1)",
    "'single' \"double\"",
    "a\u2028# b\u0085- c\x0b> d",
    "\u00a0# a",
    "wzxhzdk:0 klzzwxh:0001 amp",
    "-5 mV, 0.01–2.0 V, ~390 %, 5 × 10^-5",
    "Sb@CNTs@C / N-CNT (40) [x] {y}",
]  # fmt: skip


def through_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


def one_line(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v\x85\u2028\u2029]+", " ", text).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_itself_through_markdown(text: str) -> None:
    page = through_markdown(str(escape(text)))
    assert set(re.findall(r"<\s*/?\s*([^\s>/]+)", page)) == {"p"}
    assert html.unescape(re.sub(r"<[^>]*>", "", page)).strip() == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["# {}", "- {}", "a {} b", "| {} | b |\n|---|---|\n| {} | d |", "<dd>{}</dd>"])
def test_escaped_text_adds_no_element_where_it_stands(around: str, text: str) -> None:
    expected = through_markdown(around.replace("{}", "word"))
    page = through_markdown(around.replace("{}", str(escape(text))))
    elements = re.compile(r"<[^>]*>")
    plain = [re.sub(r' id="[^"]*"', "", tag) for tag in elements.findall(page)]
    assert plain == [re.sub(r' id="[^"]*"', "", tag) for tag in elements.findall(expected)]


CODE = [
    "a:\n\n    b: [c](d)\n\n\n- e: <f>\n\tg\n",
    "</code></pre>\n\n<script>x</script>",
    '{{ chart("speed" }}\n{% raw %}\n{: #id }',
    "\n# a\n\n```\n> b\n```\n&amp; \\ *c* _d_",
    "",
]


@pytest.mark.parametrize("text", [*CODE, *(text for text in HOSTILE if text.isprintable())])
@pytest.mark.parametrize("around", ["a\n\n{}\n\nb", "<div>{}</div>\n\nb", "<p>a</p>\n{}\n\n## b"])
def test_a_block_of_code_is_itself_through_markdown(around: str, text: str) -> None:
    code = str(show_code(text))
    assert "\n" not in code
    assert "{{" not in code
    page = through_markdown(around.replace("{}", code))
    (block,) = re.findall("<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    assert "<" not in block
    assert html.unescape(block) == text
    around_it = through_markdown(around.replace("{}", "<pre><code>word</code></pre>"))
    assert page.replace(block, "word") == around_it if block else page.count("<pre>") == 1


def test_backticks_are_code_and_the_rest_is_text() -> None:
    shown = show_backticks("A ``<b>`` is `a` where *b* is.")
    assert shown == "A <code>&#60;b&#62;</code> is <code>a</code> where &#42;b&#42; is."


def test_markup_of_our_own_stays() -> None:
    assert escape(Markup("<em>a</em>")) == "<em>a</em>"
    assert escape(5) == "5"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* **b** _c_", "<em>a</em> <strong>b</strong> <em>c</em>"),
        ("x^2^ and H~2~O", "x<sup>2</sup> and H<sub>2</sub>O"),
        ("Na3Sb and Sb", "Na<sub>3</sub>Sb and Sb"),
        ("10^5^ Ω", "10<sup>5</sup> Ω"),
        ("**Na3Sb**", "<strong>Na<sub>3</sub>Sb</strong>"),
        ("~390 % or ~400 %", "&#126;390 % or &#126;400 %"),
        ("snake_case_name", "snake&#95;case&#95;name"),
        (r"\*a\*", "&#42;a&#42;"),
        ("a\nb", "a b"),
        ("`a`", "&#96;a&#96;"),
        ("<b>a</b>", "&#60;b&#62;a&#60;/b&#62;"),
    ],
)
def test_allowed_markup_of_prose(text: str, shown: str) -> None:
    assert show_prose(text) == shown


@pytest.mark.parametrize("text", [text for text in HOSTILE if "](https" not in text])
def test_prose_gives_only_the_allowed_elements(text: str) -> None:
    page = through_markdown(f"word {show_prose(text)}")
    assert set(re.findall(r"</?([a-z0-9]+)", page)) <= {"p", "em", "strong", "sub", "sup"}
    assert not re.search(r"<[a-z]+ ", page), "no element has attributes"


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "https://example.org/a_b?c=d&e=f#g", "https://example.org/(x)", "https://пример.рф"],
)
def test_links_lead_to_https_only(address: str) -> None:
    page = through_markdown(str(show_prose(f"see [the *page*]({address}) there")))
    found = re.fullmatch(r'<p>see <a href="([^"]*)" rel="nofollow">the <em>page</em></a> there</p>', page)
    assert found
    assert html.unescape(found[1]).startswith("https://")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "//example.org",
        "/page",
        "page.md",
        "#here",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "https:example.org",
        "ftp://example.org",
    ],
)
def test_other_links_are_dropped_and_their_words_stay(address: str) -> None:
    shown = show_prose(f"see [the page]({address}) there")
    assert "<a" not in shown
    assert "the page" in shown


def test_link_attributes_cannot_be_added() -> None:
    page = through_markdown(str(show_prose('[a](https://e.org"onclick=alert(1)) [b](https://e.org "onload=x")')))
    assert "onclick" not in re.sub(r'"[^"]*"', "", page)
    assert "title" not in page


def test_glossary_weaving_stays_out_of_links() -> None:
    def mark(text: str) -> Markup:
        return Markup("<dfn>{}</dfn>").format(text)

    assert show_prose("a [b](https://e.org) *c*", mark) == (
        '<dfn>a </dfn><a href="https&#58;//e.org" rel="nofollow">b</a><dfn> </dfn><em><dfn>c</dfn></em>'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("620 mAh/g", f"620{HARD}mAh/g"),
        (">620 mAh/g", f"&#62;{NARROW}620{HARD}mAh/g"),
        ("> 620 mAh/g", f"&#62;{NARROW}620{HARD}mAh/g"),
        (">=5 nm", f"≥{NARROW}5{HARD}nm"),
        ("<= 5 nm", f"≤{NARROW}5{HARD}nm"),
        ("~390 %", f"&#126;{NARROW}390{HARD}%"),
        ("317 ± 5 V", f"317{HARD}±{HARD}5{HARD}V"),
        ("1e-5 S/cm", f"1{HARD}×{HARD}10<sup>−5</sup>{HARD}S/cm"),
        ("3x10^+5 m", f"3{HARD}×{HARD}10<sup>5</sup>{HARD}m"),
        ("3 × 10^-5 m", f"3{HARD}×{HARD}10<sup>−5</sup>{HARD}m"),
        ("1,200 g", f"1,200{HARD}g"),
        ("10 × 10 nm", f"10{HARD}×{HARD}10{HARD}nm"),
    ],
)
def test_values(text: str, shown: str) -> None:
    assert show_value(text) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_values_words_and_labels_are_safe(text: str) -> None:
    for shown in (show_value(text), show_words(text), show_formula(text), show_reaction(text)):
        assert set(re.findall(r"<(/?[^>]*)>", through_markdown(f"word {shown}"))) <= {
            "p",
            "/p",
            "sub",
            "/sub",
            "sup",
            "/sup",
        }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sb + 3 Na+ + 3 e- -> Na3Sb", "Sb + 3 Na<sup>+</sup> + 3 e<sup>−</sup> → Na<sub>3</sub>Sb"),
        ("Zn -> Zn2+ + 2 e-", "Zn → Zn<sup>2+</sup> + 2 e<sup>−</sup>"),
        (
            "C20 + PF6- -> C20PF6 + e-",
            "C<sub>20</sub> + PF<sub>6</sub><sup>−</sup> → C<sub>20</sub>PF<sub>6</sub> + e<sup>−</sup>",
        ),
        ("Zn2+ + SO42- → ZnSO4", "Zn<sup>2+</sup> + SO<sub>4</sub><sup>2−</sup> → ZnSO<sub>4</sub>"),
        ("4H+ + O2 + 4e- -> 2H2O", "4H<sup>+</sup> + O<sub>2</sub> + 4e<sup>−</sup> → 2H<sub>2</sub>O"),
    ],
)
def test_reactions(text: str, shown: str) -> None:
    assert show_reaction(text).replace("&#43;", "+") == shown


def test_formulas_and_labels() -> None:
    assert html.unescape(show_formula("Fe7Se8@CNFs-40")) == "Fe<sub>7</sub>Se<sub>8</sub>@CNFs-40"
    assert show_words("Na3Sb, not C60") == "Na<sub>3</sub>Sb, not C60"
