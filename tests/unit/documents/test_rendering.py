import re

import pytest

from courses.documents.model import Document
from courses.documents.reader import read_document
from courses.documents.rendering import render
from tests.unit.documents.html import check, text_of

VIDEO = "AbC-123_xyZ"
CITE = '<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>'
SHOWN = (
    f'<a class="cite" href="https://youtu.be/{VIDEO}?t=70" data-seconds="70"'
    ' rel="noopener noreferrer">1:10</a>'
)


def html(source: str, *, video: str = VIDEO, numbered: bool = False) -> str:
    rendered = render(
        source,
        resolve=lambda target: "/yard/" if target == "yard" else None,
        video_id=video,
        numbered=numbered,
    )
    check(rendered)
    return rendered


def test_a_citation_stands_after_the_full_stop_of_its_sentence() -> None:
    assert html(f"It fell {CITE}. It rose.") == (
        '<p data-at="70"><span class="said" data-from="70">It fell.</span>'
        f"&nbsp;{SHOWN} It rose.</p>"
    )


def test_without_a_video_a_citation_is_no_link() -> None:
    assert html(f"It fell {CITE}.", video="").endswith(
        '&nbsp;<span class="cite" data-seconds="70">1:10</span></p>'
    )


def test_a_citation_in_mid_sentence_stays_at_its_clause() -> None:
    shown = html(f"It fell {CITE}, and it rose [00:01:20].")
    assert '<span class="said" data-from="70">It fell,</span>' in shown
    assert '<span class="said" data-from="80">and it rose.</span>' in shown


@pytest.mark.parametrize(
    "source",
    [
        f"**It fell {CITE}.** Then.",
        f"**It fell** and *rose {CITE}*. Then.",
        f"**It fell {CITE} and** rose. Then {CITE} ends.",
        f"[It fell {CITE} there](https://example.org) and rose {CITE}.",
        f"A **b {CITE}. C** d {CITE}. *e* {CITE}",
        f"<b>a <i>b {CITE}</b> c</i> {CITE}.",
        f"Text\nover *lines {CITE}\nand* more {CITE}.",
        f"{CITE} It begins. {CITE} {CITE}",
        f"*{CITE}* **{CITE}**",
    ],
)
def test_markup_across_sentences_stays_well_nested(source: str) -> None:
    shown = html(source)
    assert shown.count('class="cite"') == source.count("yt-timestamp")


def test_a_whole_sentence_in_bold_is_said() -> None:
    assert html(f"**It fell** {CITE}.").startswith(
        '<p data-at="70"><span class="said" data-from="70"><strong>It fell</strong>.</span>'
    )


def test_list_items_carry_their_second() -> None:
    assert '<li data-at="70">' in html(f"- It fell {CITE}\n- It rose")
    assert '<p data-at="70">' in html(f"- It fell {CITE}\n\n- It rose")


def test_wikilinks_lead_to_what_exists_and_are_terms_otherwise() -> None:
    assert html("The [[yard | Yard]]s") == '<p>The <a class="wiki" href="/yard/">Yard</a>s</p>'
    assert html("The [[dock|Dock]]") == '<p>The <span class="term">Dock</span></p>'


def test_callouts_have_kind_and_title() -> None:
    assert html(f"> [!warning]- Mind the [[yard|gap]]\n> It fell {CITE}.\n> - a") == (
        '<aside class="callout callout-warning">\n'
        '<p class="callout-title">Mind the <a class="wiki" href="/yard/">gap</a></p>\n'
        f'<p data-at="70"><span class="said" data-from="70">It fell.</span>&nbsp;{SHOWN}</p>\n'
        "<ul>\n<li>a\n</li>\n</ul>\n</aside>"
    )
    assert '<p class="callout-title">Tip</p>' in html("> [!TIP]\n> Text")
    assert "callout-note" in html("> [!unheard-of] Text")


def test_tables_are_wrapped_and_keep_links_with_bars() -> None:
    shown = html(f"| a | b |\n|---|--:|\n| [[yard|Yard]] | 2 {CITE} |\n")
    assert shown.startswith(
        '<div class="table-wrap" tabindex="0" role="region" aria-label="Table"><table>'
    )
    assert '<a class="wiki" href="/yard/">Yard</a>' in shown
    assert shown.count("<td") == 2
    assert SHOWN in shown


def test_code_is_shown_as_written() -> None:
    assert html("```Python x\nif a < b: [00:01:10]\n```") == (
        '<pre><code class="language-python">if a &lt; b: [00:01:10]\n</code></pre>'
    )


def test_inner_headings_begin_at_the_second_level() -> None:
    assert html("### A\n##### B\n### A") == (
        '<h2 id="s-a">A</h2>\n<h3 id="s-b">B</h3>\n<h2 id="s-a-2">A</h2>'
    )


def test_japanese_is_marked() -> None:
    assert html("The yard (造船所 の ヤード。) here 🚢") == (
        '<p>The yard (<span lang="ja">造船所</span> <span lang="ja">の</span> '
        '<span lang="ja">ヤード。</span>) here 🚢</p>'
    )


def test_links_lead_outside_or_nowhere() -> None:
    assert html("[x](#) [y](/local) [z](https://example.org/?a=1&b=2)") == (
        '<p>x y <a href="https://example.org/?a=1&amp;b=2"'
        ' rel="noopener noreferrer nofollow">z</a></p>'
    )
    assert html("<https://example.org>").count("<a ") == 1


def test_a_foreign_picture_becomes_a_link() -> None:
    assert html("![A crane](https://example.org/c.png)") == (
        '<p><a href="https://example.org/c.png" rel="noopener noreferrer nofollow">A crane</a></p>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](<javascript:alert(1)>)",
        "![x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="javascript:alert(1)">x</a>',
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<script>alert(1)</script>",
        "<iframe src='https://example.org'></iframe>",
        "<p onclick='alert(1)' style='color:red'>x</p>",
        '<a class="yt-timestamp" data-t="00:01:10" onclick="alert(1)">[00:01:10]</a>',
        "[[javascript:alert(1) | x]]",
        '```" onload="alert(1)\nx\n```',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_dangerous_comes_through(source: str) -> None:
    shown = html(source)
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert "onerror" not in shown


def test_a_resolver_cannot_smuggle_a_script() -> None:
    shown = render("[[x]]", resolve=lambda _: "javascript:alert(1)")
    assert "javascript:" not in shown
    check(shown)


def test_tags_that_are_words_are_shown() -> None:
    assert text_of(html("The <script> tag and List<String> stay, H<sub>2</sub>O too")) == (
        "The <script> tag and List<String> stay, H2O too"
    )
    assert "<sub>2</sub>" in html("H<sub>2</sub>O")


@pytest.mark.parametrize(
    "source",
    ["Text\n---\nmore", "    indented text", "[00:01:10]: text", "<div>\ntext [00:01:10]\n</div>"],
)
def test_prose_is_not_swallowed_by_shapes_that_look_like_markdown(source: str) -> None:
    shown = html(source)
    assert "<pre>" not in shown
    assert "<h" not in shown.replace("<hr", "")
    assert "text" in shown.lower()
    assert shown.count('class="cite"') == source.count("00:01:10")


def test_odd_citations_leave_no_residue_on_the_page(odd: Document) -> None:
    shown = html(odd.lessons[0].source)
    assert shown.count('class="cite"') == odd.citations_used
    text = text_of(shown)
    assert "yt-timestamp" not in text
    assert "N/A" not in text
    assert "00:" not in text
    assert "[16:9]" in text
    assert "[12]" in text


def test_a_callout_without_its_mark_of_a_quote_is_one_still() -> None:
    assert html("[!INFO] **A** title\nIt fell.\n\nThen.") == (
        '<aside class="callout callout-info">\n'
        '<p class="callout-title"><strong>A</strong> title</p>\n<p>It fell.</p>\n</aside>\n'
        "<p>Then.</p>"
    )
    assert "<aside" not in html("[!unheard] Text")


@pytest.mark.parametrize(
    "source",
    [
        '<div class="box">\n[!INFO] **A** title\nIt fell.\n</div>',
        "<div>[!info] **A** title\nIt fell.</div>",
        "[!INFO|**A** title]\nIt fell.",
        "[!INFO|**A** title] It fell.",
        "> [!info|**A** title]\n> It fell.",
    ],
)
def test_a_callout_in_a_box_or_with_its_title_in_the_bracket_is_one_too(source: str) -> None:
    shown = html(source)
    assert shown.startswith(
        '<aside class="callout callout-info">\n'
        '<p class="callout-title"><strong>A</strong> title</p>\n<p>It fell.'
    )
    assert "[!" not in shown
    document = read_document(f"## B\n\nThen.\n\n{source}\n\nIt stood.", name="a.md")
    numbered = render(
        document.lessons[0].source, resolve=lambda _: None, numbered=True, first_paragraph=1
    )
    assert re.findall(r'data-p="(\d)">([^<]*?)[\n<]', numbered) == [
        ("1", "Then."),
        ("2", "It fell."),
        ("3", "It stood."),
    ]


@pytest.mark.parametrize("line", ["word " * 40, f"It fell {CITE}."])
def test_a_long_or_cited_opening_line_of_a_callout_is_its_text(line: str) -> None:
    shown = html(f"> [!quote] {line}\n> It rose.")
    assert '<p class="callout-title">Quote</p>' in shown
    assert shown.count("<p") == 2


@pytest.mark.parametrize(
    ("written", "kind", "title"),
    [
        ("definition", "definition", "Definition"),
        ("TLDR", "abstract", "Abstract"),
        ("faq", "question", "Question"),
        ("danger", "danger", "Danger"),
        ("my-own", "note", "My own"),
    ],
)
def test_every_kind_of_callout_has_a_look_and_a_title(written: str, kind: str, title: str) -> None:
    shown = html(f"> [!{written}]\n> Text")
    assert f'<aside class="callout callout-{kind}">' in shown
    assert f'<p class="callout-title">{title}</p>' in shown


def test_a_picture_of_another_host_is_a_link_that_loads_nothing() -> None:
    still = f"https://i.ytimg.com/vi/{VIDEO}/hqdefault.jpg"
    for other in (still, "https://i.ytimg.com/x.svg", "https://example.org/vi/a/b.jpg"):
        shown = html(f"![A crane]({other})")
        assert "<img" not in shown
        assert f'href="{other}"' in shown


def test_a_footnote_stands_where_it_is_written_and_leads_back() -> None:
    shown = html(f"It fell[^a] and rose[^a].\n\n[^a]: It *slid* {CITE}.\n\nThen.")
    assert shown == (
        '<p>It fell<sup class="footnote-ref" id="ref-a"><a href="#fn-a" aria-label="Note a">a</a>'
        '</sup> and rose<sup class="footnote-ref"><a href="#fn-a" aria-label="Note a">a</a></sup>.'
        '</p>\n<div class="footnote" id="fn-a"><sup><a href="#ref-a"'
        ' aria-label="Back to reference a">a</a></sup>\n'
        '<p data-at="70"><span class="said" data-from="70">It <em>slid</em>.</span>'
        f"&nbsp;{SHOWN}</p>\n</div>\n<p>Then.</p>"
    )


def test_a_footnote_without_its_partner_is_shown_as_well() -> None:
    assert html("It fell[^1].") == '<p>It fell<sup class="footnote-ref">1</sup>.</p>'
    assert "It slid" in html("[^1]: It slid.\n[^1]: Again.")


def test_mermaid_is_shown_as_code() -> None:
    assert html("```mermaid\ngraph TD; A-->B\n```") == (
        '<pre><code class="language-mermaid">graph TD; A--&gt;B\n</code></pre>'
    )
