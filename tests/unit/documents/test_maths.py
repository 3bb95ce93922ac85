"""Formulas become MathML; prices stay prices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.documents.maths import match_maths, to_mathml, to_words
from courses.documents.plain import to_plain
from courses.documents.reader import read_document
from courses.documents.rendering import render
from tests.unit.documents.html import check, text_of


def html(source: str) -> str:
    shown = render(source, resolve=lambda _: None, video_id="AbC-123_xyZ")
    check(shown)
    return shown


@pytest.mark.parametrize(
    "source",
    [
        "$x$",
        "$2x$",
        "$f(x)$",
        "$E=mc^2$",
        r"$\frac{a}{b}$",
        r"$5 \times 10^3$",
        "$x_1, x_2$",
        "$n$-th",
        r"$\sum_{i=1}^n x_i$",
        r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$",
        "$$\nx = y\n$$",
        "$$ a + b $$",
        "|$y^2$|",
    ],
)
def test_a_formula_becomes_mathml(source: str) -> None:
    shown = html(f"It is {source} there.")
    assert shown.count("<math") == 1
    assert "$" not in text_of(shown)


@pytest.mark.parametrize(
    "source",
    [
        "$37 billion",
        "$5 to $10",
        "$5 and $10 and $20",
        "$50,000-$100,000",
        "between $1/$2",
        "US$5/A$6",
        r"\$5 and \$6",
        r"$5 and \$6$7",
        "$AAPL$",
        "$AAPL and $MSFT",
        "(about $80$)",
        "$5 million$",
        "$ x $",
        "$ 5 $",
        "$$",
        "$$$",
        "a $ b",
        "$3 [00:01:10] = $",
        "$12.50/kg vs. $9/kg",
        "100$ or 200$",
        "$1=[[x | a]]$",
    ],
)
def test_a_price_is_no_formula(source: str) -> None:
    shown = html(f"It costs {source} there.")
    assert "<math" not in shown
    assert "<code" not in shown
    assert shown.count("$") == source.count("$")


def test_broken_tex_shows_as_it_is_written() -> None:
    assert html(r"A $\frac{a}$ b") == '<p>A <code class="tex">$\\frac{a}$</code> b</p>'
    assert html(r"A $\unheard{a<b}$") == '<p>A <code class="tex">$\\unheard{a&lt;b}$</code></p>'
    assert '<code class="tex">$$x^{$$</code>' in html("$$x^{$$")


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{evil}{x}",
        r"\color{red}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r'\text{" onload="alert(1)}',
    ],
)
def test_a_formula_smuggles_nothing_in(tex: str) -> None:
    checked = check(render(f"${tex}$", resolve=lambda _: None))
    allowed = {"alttext", "display", "class", "stretchy"}
    assert all(set(values) <= allowed for _, values in checked.elements)
    assert not {tag for tag, _ in checked.elements} & {"script", "img", "a"}


def test_a_formula_is_said_with_its_sentence_and_read_as_words() -> None:
    text = "The area is $\\frac{a}{2}$ [00:01:10]. It grew."
    assert '<span class="said" data-from="70">The area is <math' in html(text)
    assert to_plain(text).text == "The area is (a) / (2). It grew."
    (lesson,) = read_document("---\nvideoId: AbC-123_xyZ\n---\n" + text, name="t.md").lessons
    assert [f.text for f in lesson.facts] == ["The area is (a) / (2)."]
    assert to_words(r"\text{Price} \times 2 \leq \pi") == "Price × 2 ≤ π"


@given(st.text("$\\{}^_ab 1[]&<\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_dollars_are_stood(text: str) -> None:
    html(text)
    found = match_maths(text, 0)
    assert found is None or text[: found.end].endswith("$")


def test_deep_tex_is_refused_and_no_error() -> None:
    assert to_mathml("{" * 500 + "a" + "}" * 500, False) is None
    assert to_mathml(r"\sqrt" * 900 + "a", False) is None
