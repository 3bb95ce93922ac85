"""Quotes that begin with ``[!kind] Title`` as callouts."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

_OPENING = re.compile(r"\[!([A-Za-z][\w-]{0,30})\][+-]?[ \t]*([^\n]{0,500})(?:\n|$)")
_ALIASES = {
    "summary": "abstract",
    "tldr": "abstract",
    "hint": "tip",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "attention": "warning",
    "fail": "failure",
    "missing": "failure",
    "error": "danger",
    "cite": "quote",
}
KINDS = frozenset(
    "info note quote tip warning caution example important definition abstract success question"
    " failure danger bug todo".split()
)


def _inline(content: str, like: Token) -> Token:
    token = Token("inline", "", 0, content=content, children=[], level=like.level)
    token.map = like.map
    token.block = True
    return token


def transform(tokens: Sequence[Token]) -> list[Token]:
    """The same blocks, with quotes that are callouts as ``callout_open`` … ``callout_close``."""
    out: list[Token] = []
    stack: list[bool] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_open":
            match = None
            if index + 2 < len(tokens) and tokens[index + 2].type == "inline":
                match = _OPENING.match(tokens[index + 2].content)
            stack.append(match is not None)
            if match:
                out += _opening(match, tokens, index)
                index += 4
                continue
        elif token.type == "blockquote_close" and stack.pop():
            out.append(Token("callout_close", "aside", -1))
            index += 1
            continue
        out.append(token)
        index += 1
    return out


def _opening(match: re.Match[str], tokens: Sequence[Token], index: int) -> list[Token]:
    """The callout's beginning; tokens[index + 1 : index + 4] are its first paragraph."""
    paragraph, inline = tokens[index + 1], tokens[index + 2]
    kind = match[1].lower()
    kind = _ALIASES.get(kind, kind)
    opened = Token("callout_open", "aside", 1)
    opened.info = kind if kind in KINDS else "note"
    title = match[2].strip() or kind.replace("-", " ").capitalize()
    out = [
        opened,
        Token("callout_title_open", "p", 1),
        _inline(title, inline),
        Token("paragraph_close", "p", -1),
    ]
    rest = inline.content[match.end() :]
    if rest.strip():
        if paragraph.map:
            paragraph.map = [paragraph.map[0] + 1, paragraph.map[1]]
        out += [paragraph, _inline(rest, inline), tokens[index + 3]]
    return out
