"""Inline rules of our own for markdown-it-py: citations, wikilinks, links, tags.

They stand in for the library's link, image, autolink and HTML rules.  Each looks only a bounded
way ahead, so that a megabyte of brackets costs what a megabyte of letters costs.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from courses.documents.citations import START, match_run
from courses.documents.links import match_link
from courses.documents.maths import match_maths, to_words
from courses.documents.sanitise import is_allowed_picture
from courses.documents.tags import match_tag
from courses.documents.wikilinks import match_wikilink

_ADDRESS = re.compile(r"<(?P<address>(?:https?://|mailto:)[^<>\s\"]{1,1000})>", re.IGNORECASE)
_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_ALT = re.compile(r"[\[\]!*`]")


def is_safe_address(address: str) -> bool:
    """Whether an address may be followed from a lesson: the web and e-mail, nothing else."""
    return bool(_SAFE.match(address))


def citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "[<(【" or not START.match(state.src, state.pos):
        return False
    run = match_run(state.src, state.pos, state.posMax)
    if run is None:
        return False
    if not silent:
        for cited in run.citations:
            # One without a time shows nothing, but takes the space before it away.
            state.push("cite", "", 0).meta = {"seconds": cited.seconds}
    state.pos = run.end
    return True


def wikilink(state: StateInline, silent: bool) -> bool:
    start = state.pos
    embedded = state.src[start] == "!" and state.src.startswith("[[", start + 1)
    if not embedded and not state.src.startswith("[[", start):
        return False
    link = match_wikilink(state.src, start + embedded)
    if link is None or link.end > state.posMax:
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content = link.label
        token.meta = {"target": link.target}
    state.pos = link.end
    return True


def maths(state: StateInline, silent: bool) -> bool:
    found = match_maths(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("maths", "math", 0)
        token.content = to_words(found.tex)
        token.meta = {"tex": found.tex, "display": found.display}
    state.pos = found.end
    return True


def link(state: StateInline, silent: bool) -> bool:
    """``[label](address)`` and ``![alt](address)``.

    A picture of our own or of the video's host is shown; one from elsewhere would tell that site
    who reads, and so becomes a link to itself.
    """
    text, start = state.src, state.pos
    picture = text[start] == "!" and text.startswith("[", start + 1)
    if text[start] != "[" and not picture:
        return False
    opening = start + picture
    found = match_link(text, opening, state.posMax)
    if found is None:
        return False
    close, after, address = found
    if silent:
        state.pos = after
        return True
    if picture and is_allowed_picture(address):
        shown = state.push("image", "img", 0)
        shown.attrs = {"src": address}
        shown.content = _ALT.sub("", text[opening + 1 : close]).strip()
        state.pos = after
        return True
    safe = is_safe_address(address) and state.linkLevel == 0
    label_from, label_to, end = opening + 1, close, state.posMax
    if safe:
        state.push("link_open", "a", 1).attrs = {"href": address}
    state.linkLevel += 1
    if picture:
        alt = _ALT.sub("", text[label_from:label_to]).strip()
        state.push("text", "", 0).content = alt or ("Picture" if safe else "")
    else:
        state.pos, state.posMax = label_from, label_to
        state.md.inline.tokenize(state)
    state.linkLevel -= 1
    if safe:
        state.push("link_close", "a", -1)
    state.pos, state.posMax = after, end
    return True


def tag(state: StateInline, silent: bool) -> bool:
    """HTML in the text: a few bare tags mean something, the others are dropped."""
    text, start = state.src, state.pos
    if text[start] != "<":
        return False
    address = _ADDRESS.match(text, start)
    if address and address.end() <= state.posMax:
        if not silent:
            shown = address["address"]
            if state.linkLevel == 0:
                state.push("link_open", "a", 1).attrs = {"href": shown}
            state.push("text", "", 0).content = shown.removeprefix("mailto:")
            if state.linkLevel == 0:
                state.push("link_close", "a", -1)
        state.pos = address.end()
        return True
    if text.startswith("<!--", start):
        close = text.find("-->", start, min(state.posMax, start + 2000))
        if close < 0:
            return False
        state.pos = close + 3
        return True
    found = match_tag(text, start, state.posMax)
    if found is None:
        return False
    if not silent:
        if found.name == "br":
            state.push("hardbreak", "br", 0)
        elif found.styled:
            state.push("tag_close" if found.closes else "tag_open", found.styled, 0)
        elif found.parts:
            state.push("softbreak", "br", 0)
    state.pos = found.end
    return True


def install(md: MarkdownIt) -> None:
    """Puts the rules in the library's place."""
    # A time in round brackets, or in 【】, must interrupt the run of plain text before it.
    md.inline.add_terminator_char("(")
    md.inline.add_terminator_char("【")
    md.inline.add_terminator_char("$")
    md.inline.ruler.disable(["link", "image", "autolink", "html_inline"])
    md.inline.ruler.before("link", "citation", citation)
    md.inline.ruler.before("link", "wikilink", wikilink)
    md.inline.ruler.before("link", "maths", maths)
    md.inline.ruler.before("link", "bounded_link", link)
    md.inline.ruler.before("html_inline", "tag", tag)
