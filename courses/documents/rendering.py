"""A lesson's Markdown as safe HTML, in the form that the lesson page's styles and scripts want."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from courses.documents import callouts, inline_rules
from courses.documents.blocks import scan
from courses.documents.citations import format_time
from courses.documents.maths import to_mathml
from courses.documents.said import arrange
from courses.documents.sanitise import sanitise
from courses.documents.text import clean, make_slug, unique

Resolve = Callable[[str], str | None]

NO_BREAK = "\u00a0"
_KANA_KANJI = r"\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_JAPANESE = re.compile(rf"[{_KANA_KANJI}][{_KANA_KANJI}\u3001\u3002\u300c-\u300f！？]*")
_TABLE_LINK = re.compile(r"(\[\[[^\[\]|\n]{1,300}?)(?<!\\)\|([^\[\]|\n]{0,300}\]\])")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,30}")


@dataclass
class _Page:
    """What one rendering needs to know besides the tokens."""

    resolve: Resolve
    video_id: str
    numbered: bool
    numbers: dict[int, int] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)


def render(
    source: str,
    *,
    resolve: Resolve,
    video_id: str = "",
    first_paragraph: int = 1,
    numbered: bool = False,
) -> str:
    """HTML of a lesson's source.

    ``resolve`` gives the address of a wikilink's target, or None; ``numbered`` numbers the
    paragraphs from ``first_paragraph`` as articles do.  Any text at all is rendered.
    """
    source = _protect_tables(clean(source))
    page = _Page(resolve, video_id, numbered)
    if numbered:
        starts = [block.line - 1 for block in scan(source) if block.is_text]
        page.numbers = {line: number for number, line in enumerate(starts, first_paragraph)}
    env: MutableMapping[str, Any] = {}
    md = _parser()
    tokens = md.parse(source, env)
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            page.notes.setdefault(label, unique(make_slug(label, "note"), page.slugs))
    out: list[str] = []
    _blocks(tokens, page, out)
    return sanitise("".join(out)).strip()


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    md.enable(["table", "strikethrough"])
    # Underlined headings, indented code, HTML blocks and reference definitions swallow prose and
    # citations that happen to look like them; notes use none of them on purpose.
    md.disable(["lheading", "code", "html_block", "reference"])
    # A note stays where it is written: its reference may stand in another lesson.
    footnote_plugin(md, inline=False, move_to_end=False, always_match_refs=True)
    inline_rules.install(md)
    md.core.ruler.before("inline", "callouts", _callouts)
    return md


def _callouts(state: StateCore) -> None:
    state.tokens = callouts.transform(state.tokens)


def _protect_tables(source: str) -> str:
    """Bars of wikilinks in table rows must not end a cell."""
    if "[[" not in source or "|" not in source:
        return source
    lines = source.split("\n")
    for index, line in enumerate(lines):
        if line.lstrip(" \t>").startswith("|"):
            lines[index] = _TABLE_LINK.sub(r"\1\\|\2", line)
    return "\n".join(lines)


def _seconds(token: Token) -> str:
    """The attribute with the first cited second of an inline token."""
    for child in token.children or ():
        if child.type == "cite" and child.meta["seconds"] is not None:
            return f' data-at="{child.meta["seconds"]}"'
    return ""


def _levels(tokens: Sequence[Token]) -> dict[str, str]:
    """Heading tags as written, to the ones shown: the outermost becomes h2."""
    used = sorted({t.tag for t in tokens if t.type == "heading_open"})
    return {tag: f"h{min(number, 6)}" for number, tag in enumerate(used, 2)}


def _blocks(tokens: Sequence[Token], page: _Page, out: list[str]) -> None:
    levels = _levels(tokens)
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            _inline(arrange(token.children or []), page, out)
        elif kind == "paragraph_open":
            if not token.hidden:
                out.append(f"<p{_paragraph(token, tokens[index + 1], page)}>")
        elif kind == "paragraph_close":
            out.append("\n" if token.hidden else "</p>\n")
        elif kind == "heading_open":
            words = "".join(c.content for c in tokens[index + 1].children or () if c.type != "cite")
            slug = unique("s-" + make_slug(words, "part"), page.slugs)
            out.append(f'<{levels[token.tag]} id="{slug}">')
        elif kind == "heading_close":
            out.append(f"</{levels[token.tag]}>\n")
        elif kind == "list_item_open":
            out.append(f"<li{_item(tokens, index)}>")
        elif kind == "ordered_list_open":
            start = token.attrs.get("start")
            out.append(f'<ol start="{start}">\n' if start is not None else "<ol>\n")
        elif kind == "fence":
            out.append(_code(token))
        elif kind == "table_open":
            out.append('<div class="table-wrap" tabindex="0" role="region" aria-label="Table">')
            out.append("<table>\n")
        elif kind == "table_close":
            out.append("</table></div>\n")
        elif kind in ("th_open", "td_open"):
            align = str(token.attrs.get("style", "")).removeprefix("text-align:")
            where = f' class="align-{align}"' if align in ("right", "center") else ""
            out.append(f"<{token.tag}{where}>")
        elif kind == "footnote_reference_open":
            out.append(_note(token.meta["label"], page))
        elif kind == "footnote_reference_close":
            out.append("</div>\n")
        elif kind == "callout_open":
            out.append(f'<aside class="callout callout-{token.info}">\n')
        elif kind == "callout_title_open":
            out.append('<p class="callout-title">')
        elif kind == "hr":
            out.append("<hr>\n")
        elif token.nesting == 1:
            out.append(f"<{token.tag}>\n")
        elif token.nesting == -1:
            out.append(f"</{token.tag}>\n")


def _note(label: str, page: _Page) -> str:
    """The beginning of a footnote, with the way back to the first place that refers to it."""
    name = page.notes[label]
    shown = escape(label)
    again = f"fn-{name}" in page.noted
    page.noted.add(f"fn-{name}")
    place = "" if again else f' id="fn-{name}"'
    if f"ref-{name}" in page.noted and not again:
        back = f'<a href="#ref-{name}" aria-label="Back to reference {shown}">{shown}</a>'
    else:
        back = shown
    return f'<div class="footnote"{place}><sup>{back}</sup>\n'


def _reference(label: str, page: _Page) -> str:
    """A footnote's number in the text; a link where this lesson holds the note."""
    shown = escape(label)
    name = page.notes.get(label)
    if name is None:
        return f'<sup class="footnote-ref">{shown}</sup>'
    first = f"ref-{name}" not in page.noted
    page.noted.add(f"ref-{name}")
    place = f' id="ref-{name}"' if first else ""
    return (
        f'<sup class="footnote-ref"{place}>'
        f'<a href="#fn-{name}" aria-label="Note {shown}">{shown}</a></sup>'
    )


def _formula(token: Token) -> str:
    """A formula as MathML; broken TeX as it is written."""
    tex, display = token.meta["tex"], token.meta["display"]
    found = to_mathml(tex, display)
    if found is None:
        dollars = "$$" if display else "$"
        return f'<code class="tex">{escape(dollars + tex + dollars, quote=False)}</code>'
    return found


def _paragraph(token: Token, inline: Token, page: _Page) -> str:
    attributes = ""
    if page.numbered and token.map:
        number = page.numbers.get(token.map[0])
        if number is not None:
            attributes += f' id="p-{number}" data-p="{number}"'
        if _is_caption(inline):
            attributes += ' class="caption"'
    return attributes + _seconds(inline)


def _is_caption(inline: Token) -> bool:
    """Whether a paragraph is emphasis and nothing else, as the reader writes captions."""
    shown = [c for c in inline.children or () if c.type != "text" or c.content]
    return (
        len(shown) > 2
        and shown[0].type == "em_open"
        and shown[-1].type == "em_close"
        and sum(c.type == "em_open" for c in shown) == 1
    )


def _item(tokens: Sequence[Token], index: int) -> str:
    """The attribute of a list item whose paragraph has no element of its own."""
    following = tokens[index + 1]
    if following.type == "paragraph_open" and following.hidden:
        return _seconds(tokens[index + 2])
    return ""


def _code(token: Token) -> str:
    language = _LANGUAGE.match(token.info.strip())
    name = f' class="language-{escape(language[0].lower())}"' if language else ""
    return f"<pre><code{name}>{escape(token.content, quote=False)}</code></pre>\n"


def _words(text: str) -> str:
    """Escaped text, its Japanese marked as such."""
    safe = escape(text, quote=False)
    if safe.isascii():
        return safe
    return _JAPANESE.sub(lambda m: f'<span lang="ja">{m[0]}</span>', safe)


def _inline(tokens: Sequence[Token], page: _Page, out: list[str]) -> None:
    for token in tokens:
        kind = token.type
        if kind == "text":
            out.append(_words(token.content))
        elif kind == "cite":
            out.append(_cite(token.meta["seconds"], page.video_id))
        elif kind == "wiki":
            label = _words(token.content)
            address = page.resolve(token.meta["target"])
            if address:
                out.append(f'<a class="wiki" href="{escape(address)}">{label}</a>')
            else:
                out.append(f'<span class="term">{label}</span>')
        elif kind == "code_inline":
            out.append(f"<code>{escape(token.content, quote=False)}</code>")
        elif kind == "maths":
            out.append(_formula(token))
        elif kind == "footnote_ref":
            out.append(_reference(token.meta["label"], page))
        elif kind == "softbreak":
            out.append("\n")
        elif kind == "hardbreak":
            out.append("<br>\n")
        elif kind == "image":
            address = escape(str(token.attrs["src"]))
            out.append(f'<img src="{address}" alt="{escape(token.content)}" loading="lazy">')
        elif kind == "link_open":
            address = escape(str(token.attrs["href"]))
            out.append(f'<a href="{address}" rel="noopener noreferrer nofollow">')
        elif kind == "said_open":
            out.append(f'<span class="said" data-from="{token.attrs["data-from"]}">')
        elif token.nesting == 1:
            out.append(f"<{token.tag}>")
        elif token.nesting == -1:
            out.append(f"</{token.tag}>")


def _cite(seconds: int, video_id: str) -> str:
    """The citation, held to the word before it."""
    time = format_time(seconds)
    if not video_id:
        return f'{NO_BREAK}<span class="cite" data-seconds="{seconds}">{time}</span>'
    address = f"https://youtu.be/{escape(video_id)}?t={seconds}"
    return (
        f'{NO_BREAK}<a class="cite" href="{address}" data-seconds="{seconds}"'
        f' rel="noopener noreferrer">{time}</a>'
    )
