"""Quotes, and paragraphs without their ``>``, that begin with ``[!kind] Title`` as callouts."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from courses.documents.callout_kinds import OPENING, is_known, read_opening


def _inline(content: str, like: Token) -> Token:
    token = Token("inline", "", 0, content=content, children=[], level=like.level)
    token.map = like.map
    token.block = True
    return token


def transform(tokens: Sequence[Token]) -> list[Token]:
    """The same blocks, with those that are callouts as ``callout_open`` … ``callout_close``."""
    out: list[Token] = []
    stack: list[bool] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_open":
            match = None
            if index + 2 < len(tokens) and tokens[index + 2].type == "inline":
                match = OPENING.match(tokens[index + 2].content)
            stack.append(match is not None)
            if match:
                out += _opening(match, tokens, index + 1)
                index += 4
                continue
        elif token.type == "blockquote_close" and stack.pop():
            out.append(Token("callout_close", "aside", -1))
            index += 1
            continue
        elif token.type == "paragraph_open" and not token.level:
            match = OPENING.match(tokens[index + 1].content)
            if match and is_known(match["kind"]):
                out += [*_opening(match, tokens, index), Token("callout_close", "aside", -1)]
                index += 3
                continue
        out.append(token)
        index += 1
    return out


def _opening(match: re.Match[str], tokens: Sequence[Token], index: int) -> list[Token]:
    """The callout's beginning; tokens[index : index + 3] are its first paragraph."""
    paragraph, inline = tokens[index], tokens[index + 1]
    opened = read_opening(match)
    aside = Token("callout_open", "aside", 1)
    aside.info = opened.kind
    out = [
        aside,
        Token("callout_title_open", "p", 1),
        _inline(opened.title, inline),
        Token("paragraph_close", "p", -1),
    ]
    if opened.rest:
        if paragraph.map:
            paragraph.map = [paragraph.map[0] + opened.lines, paragraph.map[1]]
        out += [paragraph, _inline(opened.rest, inline), tokens[index + 2]]
    return out
