"""The record of an article's source: who wrote it, when, where, and under which rights."""

import re
from collections.abc import Sequence
from datetime import date

from courses.documents.blocks import Block
from courses.documents.model import Credit
from courses.documents.plain import to_plain

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DATES = (
    re.compile(
        rf"{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>\d{{4}})", re.I
    ),
    re.compile(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}{_MONTH},?\s{{1,3}}(?P<year>\d{{4}})", re.I
    ),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(rf"(?P<year>\d{{4}}),\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})", re.I),
)
_BY = re.compile(r"(?:^|[,;|·—–-]\s{0,3}|\s)by\s{1,3}(?P<names>.{1,300})$", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:published|posted|updated|date|written|first published)?\s{0,3}(?:on|:)?\s{0,3}", re.I
)
_ADDRESS = re.compile(r"<?(https?://[^\s<>]{1,1000})>?")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)\s{0,3}(?:©\s{0,3})?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,]{0,3}(?:by\s)?(?P<who>.{0,200})$",
    re.I,
)
_RIGHTS = re.compile(
    r"(?:this|the)\s(?:document|article|work|text|content|material|page|piece)\b.{0,80}"
    r"\b(?:copyright|licen[cs]e|rights|permission)|all rights reserved|"
    r".{0,120}\bno part (?:of .{0,40} )?may be reproduced|licen[cs]ed under|rights?(?: notice)?:",
    re.I,
)
_CITATION = re.compile(
    r"(?:citation|cite(?: this)?(?: as)?|source|reference|original(?:ly published at)?"
    r"|provided by|publisher|address|retrieved from)\s{0,3}:\s{0,3}",
    re.IGNORECASE,
)


def read_date(text: str) -> str:
    """The first date of a text in ISO form, or ""."""
    for pattern in _DATES:
        if match := pattern.search(text):
            month = match["month"]
            number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
            try:
                return date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                continue
    return ""


def read_names(text: str) -> tuple[str, ...]:
    """The authors of "A, B and C"."""
    names = re.split(r",\s{0,3}(?:and\s{1,3})?|\s{1,3}(?:and|&)\s{1,3}", text.strip(" .;"))
    return tuple(name.strip() for name in names if name.strip())[:20]


def read_byline(line: str) -> tuple[str, tuple[str, ...]] | None:
    """Date and authors of the line below an article's title; None when it is another line."""
    plain = to_plain(line).text.strip()
    if not plain or len(plain) > 300:
        return None
    when = read_date(plain)
    rest = plain
    for pattern in _DATES:
        rest = pattern.sub("", rest, count=1)
    by = _BY.search(rest)
    names = read_names(by["names"]) if by else ()
    if by:
        rest = rest[: by.start()]
    leftover = _LEAD.sub("", rest.strip(" ,;|·—–-."), count=1).strip(" ,;|·—–-.")
    if leftover or not (when or names):
        return None
    if not when and any(len(name.split()) > 5 for name in names):
        return None
    return when, names


def _shape(text: str) -> str:
    if _COPYRIGHT.match(text) and len(text) < 200:
        return "copyright"
    if _CITATION.match(text) and len(text) < 1000:
        return "citation"
    if _RIGHTS.match(text) and len(text) < 1500:
        return "rights"
    return ""


def split_tail(blocks: Sequence[Block]) -> tuple[int, list[tuple[str, str]]]:
    """How many blocks at the end are the record, and these as (shape, plain text)."""
    taken: list[tuple[str, str]] = []
    count = 0
    for step, block in enumerate(reversed(blocks), 1):
        if block.kind == "rule":
            continue
        if not block.is_text or step > 20:
            break
        text = " ".join(to_plain(block.content).text.split())
        shape = _shape(text)
        if not shape:
            break
        taken.append((shape, text))
        count = step
    taken.reverse()
    return count, taken


def build_credit(when: str, authors: tuple[str, ...], tail: list[tuple[str, str]]) -> Credit:
    """The record from an article's byline and its closing lines."""
    publisher = address = citation = ""
    rights: list[str] = []
    for shape, text in tail:
        found = _ADDRESS.search(text)
        if found and not address:
            address = found[1].rstrip(".,;)")
        if shape == "copyright":
            rights.append(text)
            match = _COPYRIGHT.match(text)
            who = match["who"].strip(" .") if match else ""
            publisher = publisher or re.sub(r"\.?\s{0,3}all rights reserved.*", "", who, flags=re.I)
        elif shape == "citation":
            label = text.split(":", 1)[0].strip().lower()
            value = text.split(":", 1)[1].strip()
            if label in ("publisher", "provided by"):
                publisher = value.rstrip(".")
            else:
                citation = citation or (value if label != "address" else "")
            when = when or read_date(text)
        else:
            rights.append(text)
    return Credit("", authors, when, publisher, address, "\n".join(rights), citation)
