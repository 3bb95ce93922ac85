"""Named things of one list: "This joint venture included Hitachi, NEC, Fujitsu, and …".

A name earns its type by standing in a list: the members of one list are one kind of thing, and two
lists with a member in common are lists of one kind. A tagger's guess has no voice here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .distractors import WRONG_ANSWERS, Wrong
from .index import ModuleIndex
from .model import SourceFact
from .sentences import names_in

_NAME = r"(?:the\s)?[A-Z][\w&.’'-]*(?:\s(?:of\s)?[A-Z][\w&.-]*){0,3}"
_LIST = re.compile(rf"(?P<items>{_NAME}(?:,\s{_NAME}){{1,8}}),?\s(?:and|or)\s(?P<last>{_NAME})")
# After these a list is complete: what is not in it does not belong.
_CLOSED = re.compile(
    r"\b(?:included|comprised|consisted\sof|comprising|consisting\sof|made\sup\sof|formed\sby|"
    r"founded\sby|"
    r"established\sby|merged|merging|between|united|brought\stogether)\s$"
)


@dataclass(frozen=True)
class NameList:
    """A list of names in a text: names and the offset where each begins."""

    names: tuple[str, ...]
    starts: tuple[int, ...]
    closed: bool


def find_lists(text: str) -> tuple[NameList, ...]:
    """Lists of three names or more."""
    found = []
    for m in _LIST.finditer(text):
        names: list[str] = []
        starts: list[int] = []
        for item in re.finditer(_NAME, text[m.start() : m.end()]):
            names.append(item[0])
            starts.append(m.start() + item.start())
        if len(names) >= 3:
            closed = bool(_CLOSED.search(text[: m.start()]))
            found.append(NameList(tuple(names), tuple(starts), closed))
    return tuple(found)


def kinds(index: ModuleIndex) -> dict[str, frozenset[str]]:
    """For each listed name the names that are of its kind: its lists, joined by common members."""
    groups: list[set[str]] = []
    for fact in index.facts:
        for listed in find_lists(fact.text):
            members = set(listed.names)
            for group in [group for group in groups if group & members]:
                members |= group
                groups.remove(group)
            groups.append(members)
    return {name: frozenset(group) for group in groups for name in group}


def wrong_names(
    key: str,
    listed: NameList,
    subject: str,
    fact: SourceFact,
    index: ModuleIndex,
    kind: frozenset[str],
) -> tuple[Wrong, ...]:
    """Three names of the key's kind that the document does not bring together with the subject."""
    about = names_in(subject, index.known)
    chosen: list[Wrong] = []
    for name in sorted(kind - set(listed.names)):
        if name in fact.text or name.startswith("the ") is not key.startswith("the "):
            continue
        tokens = set(name.split())
        if tokens & set(key.split()) or any(tokens & set(wrong.text.split()) for wrong in chosen):
            continue
        holders = [other for other in index.facts if name in other.text]
        together = [
            other for other in holders if len(index.names(other) & about) >= min(2, len(about))
        ]
        if together or not holders:
            continue
        if abs(len(name.split()) - len(key.split())) <= 1:
            chosen.append(Wrong(name, 0.0, holders[0]))
        if len(chosen) == WRONG_ANSWERS:
            return tuple(chosen)
    return ()
