"""What people write of a question is Markdown: rendered and sanitised once, when it is written."""

from __future__ import annotations

import re

import nh3
from django.utils.html import escape

from courses.documents.rendering import render

# A stem is one line inside a legend or a link: no blocks, no links, no pictures.
LINE_TAGS = {"em", "strong", "code", "sub", "sup", "span", "br"}
_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)


def _nowhere(name: str) -> None:
    """A question stands beside many lessons: its wikilinks stay terms."""


def block_html(source: str) -> str:
    """Safe HTML of an explanation: paragraphs, lists, code. Empty for no words."""
    return render(source, resolve=_nowhere) if source.strip() else ""


def line_html(source: str) -> str:
    """Safe HTML of a stem; paragraphs follow each other on lines of their own.

    Where the words are no paragraph to Markdown (a list, a heading, code), they show as typed.
    """
    html = render(source, resolve=_nowhere).strip()
    lines = _PARAGRAPH.findall(html)
    if not lines or _PARAGRAPH.sub("", html).strip():
        return escape(source)
    line = nh3.clean("<br>".join(lines), tags=LINE_TAGS, attributes={"span": {"lang"}})
    return line.strip() or escape(source)
