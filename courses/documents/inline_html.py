"""The bits of a paragraph as HTML."""

import re
from collections.abc import Iterable
from html import escape

from courses.documents.bits import Bit
from courses.documents.citations import format_time
from courses.documents.maths import to_mathml
from courses.documents.page import Page

NO_BREAK = "\u00a0"
_KANA_KANJI = r"\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_JAPANESE = re.compile(rf"[{_KANA_KANJI}][{_KANA_KANJI}\u3001\u3002\u300c-\u300f！？]*")


def write(bits: Iterable[Bit], page: Page, out: list[str]) -> None:
    """Appends the HTML of arranged bits to ``out``."""
    for bit in bits:
        kind = bit.type
        if kind == "text":
            out.append(words(bit.content))
        elif kind == "cite":
            out.append(_cite(bit.meta, page.video_id))
        elif kind == "said_open":
            out.append(f'<span class="said" data-from="{bit.meta}">')
        elif kind == "wiki":
            label = words(bit.content)
            address = page.resolve(bit.meta)
            if address:
                out.append(f'<a class="wiki" href="{escape(address)}">{label}</a>')
            else:
                out.append(f'<span class="term">{label}</span>')
        elif kind == "code_inline":
            out.append(f"<code>{escape(bit.content, quote=False)}</code>")
        elif kind == "maths":
            out.append(_formula(bit.meta["tex"], bit.meta["display"]))
        elif kind == "footnote_ref":
            out.append(_reference(bit.meta, page))
        elif kind == "softbreak":
            out.append("\n")
        elif kind == "hardbreak":
            out.append("<br>\n")
        elif kind == "image":
            address = escape(str(bit.meta))
            out.append(f'<img src="{address}" alt="{escape(bit.content)}" loading="lazy">')
        elif kind == "link_open":
            address = escape(str(bit.meta))
            out.append(f'<a href="{address}" rel="noopener noreferrer nofollow">')
        elif bit.nesting == 1:
            out.append(f"<{bit.tag}>")
        elif bit.nesting == -1:
            out.append(f"</{bit.tag}>")


def words(text: str) -> str:
    """Escaped text, its Japanese marked as such."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if safe.isascii():
        return safe
    return _JAPANESE.sub(lambda m: f'<span lang="ja">{m[0]}</span>', safe)


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


def _formula(tex: str, display: bool) -> str:
    """A formula as MathML; broken TeX as it is written."""
    found = to_mathml(tex, display)
    if found is None:
        dollars = "$$" if display else "$"
        return f'<code class="tex">{escape(dollars + tex + dollars, quote=False)}</code>'
    return found


def _reference(label: str, page: Page) -> str:
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
