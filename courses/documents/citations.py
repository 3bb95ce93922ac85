"""Timestamps of a video, in all the shapes in which notes write them.

A *citation* is one timestamp; a *run* is what stands in the text: one citation or several in a
row, with the brackets around them and the commas between.  Every pattern is bounded, so that any
text at all is read in linear time.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from courses.documents.model import State

# 1:10, 00:01:10, 00:01:10:15; three digits occur; thousandths or a stray colon may follow.
TIME = r"\d{1,3}(?::\d{1,3}){1,3}"
_PART = r"(?:[.,]\d{1,3}(?![\d:]))?"
_RANGE = r"\s{0,3}(?:-{1,3}>?|–|—|→|/|\||to|until|,|;|and|&)\s{0,3}"
_TIMES = rf"{TIME}{_PART}(?:{_RANGE}{TIME}{_PART}){{0,20}}"
_BEFORE = (
    r"(?:(?:time\s?(?:stamps?|codes?)|time|from|at|around|approx\.?|see|ca\.?|~|@|\#?ts?\s?[:=])"
    r"[:\s]{0,3})?"
)
_AFTER = r":?(?:\s?(?:onwards?|ff\.?|approx\.?|\+|\?))?"

_DESTINATION = (
    # The bracket that closes a link around a tag is often missing.
    r"(?:\(<a\b[^<>\n]{0,400}>[^<\n]{0,120}</a\s{0,3}>\)?|\([^()\n]{0,300}\)|\((?=[\s.,;]))?"
)
# As nine of ten are written, and read at one look: what the other patterns would find in it.
_USUAL = re.compile(
    r'<a class="yt-timestamp" data-t="((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)">\[\1\]</a>'
)
_BRACKETED = re.compile(
    rf"(?:\[{{1,2}}|【)\s{{0,3}}{_BEFORE}(?P<times>{_TIMES}){_AFTER}\s{{0,3}}(?:\]{{1,2}}|】)"
    rf"{_DESTINATION}",
    re.IGNORECASE,
)
# Round brackets hold many things: only three fields are surely a time there, and only of the first
# hours, for "(12:30:45)" is a time of the day.
_ROUND = re.compile(
    rf"\(\s{{0,3}}{_BEFORE}(?P<times>0?[0-5]:\d{{2}}:\d{{2}}"
    rf"(?:{_RANGE}\d{{1,2}}:\d{{2}}:\d{{2}}){{0,20}})\s{{0,3}}\)",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"<a\b(?P<attrs>[^<>]{0,400})>"
    r"(?:(?P<label>[^<]{0,120})(?:</a\s{0,3}>|<a/?>)"
    rf"|(?P<open>\s{{0,3}}\[{{1,2}}\s{{0,3}}{TIME}:?\s{{0,3}}\]{{1,2}})?)",
    re.IGNORECASE,
)
# <a class="yt-timestamp" data-t="00:01:10" [00:01:10]</a>: the tag was never closed.
_TORN = re.compile(
    r"<a\b(?P<attrs>[^<>\n]{0,300}?(?=[<\[\n]))(?P<label>\[[^\[\]<>\n]{0,60}\])?</a\s{0,3}>",
    re.IGNORECASE,
)
_MARKER = re.compile(r"yt[-_ ]?time|data-t|data-\d|data=|timestamp", re.IGNORECASE)
_ONLY_TIME = re.compile(rf"\s*\[{{0,2}}\s*{_BEFORE}{_TIMES}{_AFTER}\s*\]{{0,2}}\s*", re.IGNORECASE)
_FIND_TIME = re.compile(rf"(?<![\d:]){TIME}(?!\d)")
_FIND_SECONDS = re.compile(r"[?&#;]t=(\d{1,6})s?(?![\d:hm])")
_DATA = re.compile(r"data-?(?:t|time|timestamp|start)?\s?=\s?[\"']?(?P<value>[^\"'>]{0,60})", re.I)
# Where a run may begin.  A cheap first look, so that most brackets cost nothing.
START = re.compile(r"[\[(]{1,3}\s{0,3}(?:<a\b|[\d~@#TFASCRWV])|<a\b|【", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t]{0,5}\n?[ \t]{0,5}(?:(?:[,;&/·–—-]|and\b|to\b)[ \t]{0,5})?(?=[<\[(])")
_WORDS = re.compile(
    r"\s{0,3}(?:(?:see|as seen|watch|at|from|source|ref\.?|time\s?stamps?|video)[:\s]{1,3}){0,3}",
    re.I,
)
_LOOSE = re.compile(
    r"(?:\s{0,2}</a\s{0,3}(?:>|(?![\w>])))+|</(?:span|time|yt-timestamp)>", re.IGNORECASE
)
# "[<a …>…</a>](#)": where the link around a tag leads.
_LEADS = re.compile(r"\([^()\s]{0,300}\)")
# What stands in [2:10] after these words is a ratio or a verse and no time.
_NO_TIME = re.compile(
    r"\b(?:ratios?|odds|aspect|split|scored?|proportions?|verses?|chapters?|psalms?|genesis|exodus"
    r"|leviticus|deuteronomy|isaiah|corinthians|romans|galatians|ephesians|hebrews|surah?|gita"
    r"|dilut(?:ed|ion)|gmt|utc)(?:\s(?:of|is|was|at|by|to))?:?\s{0,3}$",
    re.IGNORECASE,
)
# HH:01:10, XX:01:10: whoever wrote it knew minutes and seconds.
_UNKNOWN_HOUR = re.compile(r"\b[HX?]{1,2}:(?=\d{1,2}:\d)", re.IGNORECASE)
_SECONDS = re.compile(r"\s*(\d{1,6})\s?s?(?:ec(?:onds?)?)?\s*", re.IGNORECASE)
# Behind these no run goes on.
_APART = frozenset([".", ""])
_CLOSERS = {"(": ")", "[": "]"}

LONGEST_SANE = 24 * 3600
"""Seconds.  A citation later than this is doubtful: hardly any video is a day long."""


NEAR = 60
"""Seconds by which a tag and its label may differ: they give beginning and end of one remark."""


class Citation(NamedTuple):
    """One timestamp of the text; ``seconds`` is None when it names no time at all."""

    seconds: int | None
    state: State
    written: str
    fields: tuple[int, ...] = ()


class Run(NamedTuple):
    """Text [start, end) that consists of citations only."""

    start: int
    end: int
    citations: tuple[Citation, ...]


@lru_cache(maxsize=4096)
def parse_time(written: str) -> Citation:
    """Reads ``1:10``, ``00:01:10`` or ``00:01:10:15`` (the last field, frames, is dropped)."""
    fields = tuple(int(part) for part in written.strip(" :").split(":"))
    state: State = "as_written"
    if len(fields) == 4:
        state = "repaired"
    if len(fields) == 2:
        minutes, rest = fields
        hours = 0
    else:
        hours, minutes, rest = fields[:3]
        if minutes > 59:
            state = "doubtful"
    if rest > 59:
        state = "doubtful"
    seconds = hours * 3600 + minutes * 60 + rest
    if seconds >= LONGEST_SANE:
        state = "doubtful"
    return Citation(seconds, state, written, fields)


def format_time(seconds: int) -> str:
    """70 becomes 1:10, 3723 becomes 1:02:03."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def canonical(seconds: int) -> str:
    """The citation in the notes' own usual shape, for a time that was repaired."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    time = f"{hours:02}:{minutes:02}:{rest:02}"
    return f'<a class="yt-timestamp" data-t="{time}">[{time}]</a>'


def _is_time(written: str) -> bool:
    """Whether a bracketed text without a tag is a time: 16:9 and 60:90 are none."""
    fields = written.split(":")
    if any(len(part) < 2 or (len(part) == 3 and part[0] != "0") for part in fields[1:]):
        return False
    return all(int(part) < 60 for part in fields[1:3])


def _from_anchor(attrs: str, label: str, written: str) -> tuple[Citation, ...] | None:
    """The citations of an ``<a>``, or None when the tag is an ordinary link."""
    label_is_time = bool(label.strip()) and bool(_ONLY_TIME.fullmatch(label))
    if not label_is_time and not _MARKER.search(attrs):
        return None
    if _UNKNOWN_HOUR.search(attrs + label):
        attrs, label = _UNKNOWN_HOUR.sub("", attrs), _UNKNOWN_HOUR.sub("", label)
    shown = [parse_time(t) for t in _FIND_TIME.findall(label)[:20]]
    if len(shown) > 1:
        return tuple(shown)
    data = _DATA.search(attrs)
    value = data["value"] if data else attrs
    told = [parse_time(t) for t in _FIND_TIME.findall(value)[:20]]
    if not told and data:
        told = [parse_time(t) for t in _FIND_TIME.findall(attrs)[:1]]
    if len(told) > 1 and not shown:
        return tuple(told)
    if not told and not shown and (address := _FIND_SECONDS.search(attrs)):
        return (Citation(int(address[1]), "as_written", written),)
    if not told and not shown and data and (plain := _SECONDS.fullmatch(value)):
        return (Citation(int(plain[1]), "as_written", written),)
    if not told and not shown and data:
        dotted = _FIND_TIME.fullmatch(value.strip().replace(".", ":"))
        told = [parse_time(dotted[0])] if dotted else []
    if not told and not shown:
        return (Citation(None, "doubtful", written),)
    if not told or not shown:
        return ((told or shown)[0],)
    first, second = told[0], shown[0]
    if first.seconds == second.seconds:
        return (first if len(first.fields) >= len(second.fields) else second,)
    # They disagree.  A sound one wins over one with impossible fields; of two sound ones the tag's,
    # which is where the player was told to begin.
    sound = [c for c in (first, second) if c.state == "as_written"]
    chosen = sound[0] if sound else first
    near = abs((first.seconds or 0) - (second.seconds or 0)) <= NEAR and len(sound) == 2
    return (Citation(chosen.seconds, "as_written" if near else "doubtful", written, chosen.fields),)


def _match_one(text: str, pos: int) -> tuple[tuple[Citation, ...], int] | None:
    """The citations of the single tag or bracket at ``pos``, and where it ends."""
    head = text[pos : pos + 1]
    if head in ("[", "【", "("):
        match = (_ROUND if head == "(" else _BRACKETED).match(text, pos)
        if not match:
            return None
        times = _FIND_TIME.findall(match["times"])
        if not times or not all(_is_time(t) for t in times):
            return None
        if (
            len(times) == 1
            and times[0].count(":") == 1
            and _NO_TIME.search(text[max(0, pos - 40) : pos])
        ):
            return None
        if "<a" in match[0]:
            # [00:01:10](<a …>[00:01:15]</a>): a tag in the place of an address may say another one.
            said = {time.strip("0:") for time in times}
            others = _FIND_TIME.findall(match[0], match.end("times") - pos)
            times += [time for time in others if time.strip("0:") not in said]
        # [[00:01:10 | 1:10]] says one time twice.
        read = {c.seconds: c for c in map(parse_time, reversed(times))}
        return tuple(reversed(read.values())), match.end()
    if head != "<":
        return None
    if match := _USUAL.match(text, pos):
        return (parse_time(match[1]),), _after(text, match.end())
    match = _ANCHOR.match(text, pos)
    if match:
        label = match["label"] if match["label"] is not None else (match["open"] or "")
        found = _from_anchor(match["attrs"], label, match[0])
        if found is None:
            return None
        end = match.end()
    elif match := _TORN.match(text, pos):
        found = _from_anchor(match["attrs"], match["label"] or "", match[0])
        if found is None:
            return None
        end = match.end()
    else:
        return None
    return found, _after(text, end)


def _after(text: str, end: int) -> int:
    """Where the closing tags end that are left over behind a citation."""
    if "</" not in text[end : end + 4]:
        return end
    loose = _LOOSE.match(text, end)
    return loose.end() if loose else end


def match_run(text: str, pos: int, end: int | None = None) -> Run | None:
    """The run of citations that begins exactly at ``pos``, if one does."""
    one = _match_one(text, pos)
    closer = ""
    at = pos
    if one is None:
        closer = _CLOSERS.get(text[pos : pos + 1], "")
        if not closer:
            return None
        words = _WORDS.match(text, pos + 1)
        at = words.end() if words else pos + 1
        one = _match_one(text, at)
        if one is None:
            return None
    found, at = one
    if not closer and text[at : at + 1] in _APART and (end is None or at <= end):
        return Run(pos, at, found)
    citations = list(found)
    while between := _BETWEEN.match(text, at):
        one = _match_one(text, between.end())
        if one is None:
            break
        citations.extend(one[0])
        at = one[1]
    if closer:
        while at < len(text) and text[at] == " ":
            at += 1
        if text[at : at + 1] != closer:
            return None
        at += 1
        if closer == "]" and (leads := _LEADS.match(text, at)):
            at = leads.end()
    if end is not None and at > end:
        return None
    return Run(pos, at, tuple(citations))
