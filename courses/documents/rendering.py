"""A lesson's Markdown as safe HTML, in the form that the lesson page's styles and scripts want."""

import re
from collections.abc import Iterable, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from courses.documents import callouts, inline_rules
from courses.documents.bits import Bit, from_pieces, from_tokens
from courses.documents.blocks import scan
from courses.documents.inline_html import NO_BREAK, write
from courses.documents.lexing import lex
from courses.documents.page import Page, Resolve
from courses.documents.plain_blocks import Part, Text, divide
from courses.documents.said import arrange
from courses.documents.sanitise import sanitise
from courses.documents.text import clean, make_slug, unique

__all__ = ["NO_BREAK", "Resolve", "render"]

_TABLE_LINK = re.compile(r"(\[\[[^\[\]|\n]{1,300}?)(?<!\\)\|([^\[\]|\n]{0,300}\]\])")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,30}")


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
    source = clean(source)
    page = Page(resolve, video_id, numbered)
    if numbered:
        starts = [block.line - 1 for block in scan(source) if block.is_text]
        page.numbers = {line: number for number, line in enumerate(starts, first_paragraph)}
    parts = divide(source)
    out: list[str] = []
    if parts is not None:
        _parts(parts, page, out)
    else:
        _any(source, page, out)
    return sanitise("".join(out)).strip()


def _any(source: str, page: Page, out: list[str]) -> None:
    """Renders whatever Markdown may hold."""
    env: MutableMapping[str, Any] = {}
    tokens = _parser().parse(_protect_tables(source), env)
    inlines: list[list[Bit]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            page.notes.setdefault(label, unique(make_slug(label, "note"), page.slugs))
        inlines.append(_bits(token.content, env) if token.type == "inline" else [])
    _blocks(tokens, inlines, page, out)


def _bits(content: str, env: MutableMapping[str, Any]) -> list[Bit]:
    pieces = lex(content)
    if pieces is not None:
        return from_pieces(content, pieces)
    tokens: list[Token] = []
    md = _parser()
    md.inline.parse(content, md, env, tokens)
    return from_tokens(tokens)


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
    # What stands inside a paragraph is parsed by ``_bits``, and only where that is needed.
    md.core.ruler.disable(["inline", "text_join"])
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


def _seconds(bits: Iterable[Bit]) -> str:
    """The attribute with the first cited second of a paragraph."""
    for bit in bits:
        if bit.type == "cite" and bit.meta is not None:
            return f' data-at="{bit.meta}"'
    return ""


def _levels(tags: Iterable[str]) -> dict[str, str]:
    """Heading tags as written, to the ones shown: the outermost becomes h2."""
    return {tag: f"h{min(number, 6)}" for number, tag in enumerate(sorted(set(tags)), 2)}


def _heading(bits: Iterable[Bit], tag: str, page: Page, out: list[str]) -> None:
    words = "".join(bit.content for bit in bits if bit.type != "cite")
    slug = unique("s-" + make_slug(words, "part"), page.slugs)
    out.append(f'<{tag} id="{slug}">')


def _parts(parts: Sequence[Part], page: Page, out: list[str]) -> None:
    """What ``_blocks`` writes for the like, straight away."""
    levels = _levels(part.kind for part in parts if part.kind[0] == "h")
    env: dict[str, Any] = {}
    for kind, texts, loose, start, held, info in parts:
        if kind == "p":
            _text(texts[0], env, page, out)
        elif kind[0] == "h":
            tag = levels[kind]
            bits = _bits(texts[0].content, env)
            _heading(bits, tag, page, out)
            write(arrange(bits), page, out)
            out.append(f"</{tag}>\n")
        elif kind == "blockquote":
            out.append("<blockquote>\n")
            _parts(held, page, out)
            out.append("</blockquote>\n")
        elif kind == "aside":
            out.append(f'<aside class="callout callout-{info}">\n<p class="callout-title">')
            write(arrange(_bits(texts[0].content, env)), page, out)
            out.append("</p>\n")
            _parts(held, page, out)
            out.append("</aside>\n")
        else:
            out.append(f"<{kind}>\n" if start == 1 else f'<{kind} start="{start}">\n')
            for text in texts:
                if loose:
                    out.append("<li>")
                    _text(text, env, page, out)
                else:
                    bits = _bits(text.content, env)
                    out.append(f"<li{_seconds(bits)}>")
                    write(arrange(bits), page, out)
                    out.append("\n")
                out.append("</li>\n")
            out.append(f"</{kind}>\n")


def _text(text: Text, env: dict[str, Any], page: Page, out: list[str]) -> None:
    bits = _bits(text.content, env)
    out.append(f"<p{_paragraph(text.line, bits, page)}>")
    write(arrange(bits), page, out)
    out.append("</p>\n")


def _blocks(
    tokens: Sequence[Token], inlines: Sequence[list[Bit]], page: Page, out: list[str]
) -> None:
    levels = _levels(token.tag for token in tokens if token.type == "heading_open")
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            write(arrange(inlines[index]), page, out)
        elif kind == "paragraph_open":
            if not token.hidden:
                line = token.map[0] if token.map else None
                out.append(f"<p{_paragraph(line, inlines[index + 1], page)}>")
        elif kind == "paragraph_close":
            out.append("\n" if token.hidden else "</p>\n")
        elif kind == "heading_open":
            _heading(inlines[index + 1], levels[token.tag], page, out)
        elif kind == "heading_close":
            out.append(f"</{levels[token.tag]}>\n")
        elif kind == "list_item_open":
            # The paragraph of a tight list's item has no element of its own.
            following = tokens[index + 1]
            tight = following.type == "paragraph_open" and following.hidden
            out.append(f"<li{_seconds(inlines[index + 2]) if tight else ''}>")
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


def _note(label: str, page: Page) -> str:
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


def _paragraph(line: int | None, bits: Sequence[Bit], page: Page) -> str:
    attributes = ""
    if page.numbered and line is not None:
        number = page.numbers.get(line)
        if number is not None:
            attributes += f' id="p-{number}" data-p="{number}"'
        if _is_caption(bits):
            attributes += ' class="caption"'
    return attributes + _seconds(bits)


def _is_caption(bits: Sequence[Bit]) -> bool:
    """Whether a paragraph is emphasis and nothing else, as the reader writes captions."""
    emphasis = [bit.nesting for bit in bits if bit.tag == "em"]
    return emphasis == [1, -1] and len(bits) > 2 and bits[0].tag == bits[-1].tag == "em"


def _code(token: Token) -> str:
    language = _LANGUAGE.match(token.info.strip())
    name = f' class="language-{escape(language[0].lower())}"' if language else ""
    return f"<pre><code{name}>{escape(token.content, quote=False)}</code></pre>\n"
