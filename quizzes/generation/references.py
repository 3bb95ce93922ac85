"""A name put for a first "It" or "The company", when only one can be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .model import SourceFact
from .sentences import NOT_NAMES, strip_connector, tidy
from .verbs import may_be_finite


@dataclass(frozen=True)
class Statement:
    """A sentence or clause that may become a stem. `note` says what was put in for a pronoun."""

    text: str
    note: str = ""


_SUBJECT = re.compile(
    r"^(?P<the>The\s)?(?P<name>(?:[A-Z][\w&.’-]*|\d+[A-Z]\w*)(?:\s(?:of\s|and\s|for\s|"
    r"de\s)?[A-Z0-9][\w&.’-]*){0,5})"
    r"(?:\s\([^)]{1,40}\))?\s(?P<verb>[a-z]+)"
)
_TITLES = ("Dr.", "Mr.", "Mrs.", "President", "Premier", "Chairman", "Emperor", "King", "Sir",
    "General",
    "Professor", "Minister", "Prime Minister", "Colonel", "Admiral", "Lord")  # fmt: skip
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him|who|born|himself|herself)\b", re.I)
_CORPORATE = re.compile(
    r"\b(?:Corp|Corporation|Company|Inc|Ltd|Group|Electronics?|Systems?|Laboratories|Labs|"
    r"Microsystems|Semiconductors?|"
    r"Industries|Motors?|Computers?|Technologies|Technology|Instruments|Bank|Devices|Steel|Oil|"
    r"Holdings?|Works|Airlines|"
    r"Energy|International|Materials|Chemical|Pharmaceuticals?|Packard|Software)\b"
)
_DEFINITE = re.compile(
    r"^(?:The|This)\s(?P<noun>(?:joint\s|state-owned\s|Japanese\s|American\s)?(?:company|firm|"
    r"corporation|startup|project|"
    r"program|programme|venture|organization|organisation|agency|subsidiary|manufacturer|bank|"
    r"group))(?=\s[a-z])"
)


def _subject(text: str) -> tuple[str, str] | None:
    """The name that a sentence begins with as its subject, and its verb; None when unsure."""
    found = _SUBJECT.match(strip_connector(tidy(text)))
    if found is None or not may_be_finite(found["verb"]):
        return None
    name = (found["the"] or "") + found["name"]
    first = name.split()[0]
    if first in NOT_NAMES and first != "The":
        return None
    return name, found["verb"]


def _is_thing_name(name: str, evidence: str) -> bool:
    """A name that is surely not a person's."""
    bare = re.sub(r"^The\s", "", name)
    if name.startswith(_TITLES):
        return False
    if bool(re.search(r"[A-Z]{2,}|\d|[a-z][A-Z]", bare)) or bool(_CORPORATE.search(bare)):
        return True
    return name.startswith("The ") and len(bare.split()) >= 2 and not _PERSONAL.search(evidence)


def resolve(
    fact: SourceFact,
    before: SourceFact | None,
    document: Sequence[SourceFact],
    known: frozenset[str],
) -> Statement:
    """Put a name for a leading "It", "Its", "The company", when only one thing can be meant.

    The name is the bold lead-in of the list item, or the subject of the sentence before in the
    same paragraph. When neither is sure the sentence stays as it is (and the gate refuses it).
    """
    text = strip_connector(without_lead_in(tidy(fact.text), fact.lead_in))
    pronoun = re.match(r"^(It|Its)\s(?=[a-z])", text)
    definite = _DEFINITE.match(text)
    person = re.match(r"^(He|She|His|Her)\s(?=[a-z])", text)
    if not (pronoun or definite or person):
        return Statement(text)
    adjacent = (
        before is not None
        and before.paragraph == fact.paragraph
        and before.lesson == fact.lesson
        and before.position == fact.position - 1
    )
    subject = _subject(before.text) if before is not None and adjacent else None
    if person:
        if subject is None or not _is_person(subject[0]):
            return Statement(text)
        name = subject[0]
        possessive = person[1] in ("His", "Her") and not may_be_finite(text.split()[1])
        if person[1] == "Her" and not possessive:
            return Statement(text)
        if person[1] == "His":
            possessive = True
        return _put(text, person.end(), name, possessive)
    name = ""
    if subject is not None and _is_thing_name(subject[0], before.text if before else ""):
        name = subject[0]
    elif fact.lead_in and adjacent and before is not None:
        name = _lead_in_name(fact, before)
    if not name:
        name = _heading_name(fact, before) if adjacent and before is not None else ""
    if not name:
        return Statement(text)
    if definite:
        return _put(text, definite.end() + 1, name, False)
    at = pronoun.end() if pronoun else 0
    return _put(text, at, name, pronoun is not None and pronoun[1] == "Its")


def without_lead_in(text: str, lead_in: str) -> str:
    """ "Massive losses NSC lost …": a bold lead-in that runs into its sentence is no part of it."""
    lead = lead_in.strip().rstrip(":").strip()
    if lead and text.startswith(lead):
        rest = text[len(lead) :].lstrip(" :.–—-")
        if re.match(r"[A-Z\"“$\d]", rest):
            return rest
    return text


def _put(text: str, at: int, name: str, possessive: bool) -> Statement:
    tail = "’s " if possessive else " "
    return Statement(f"{name}{tail}{text[at:].lstrip()}", note=name)


def _is_person(name: str) -> bool:
    parts = name.split()
    if _CORPORATE.search(name) or name.startswith("The ") or re.search(r"[A-Z]{3,}|\d| of ", name):
        return False
    return 2 <= len(parts) <= 4


def _lead_in_name(fact: SourceFact, before: SourceFact) -> str:
    """BTRON + "It aimed …": a lead-in that is one name, of which the sentence before speaks."""
    lead = fact.lead_in.strip().rstrip(":").strip()
    if not re.fullmatch(r"[\w-]+", lead) or not re.search(r"[A-Z].*[A-Z]|[A-Z]-|\d", lead):
        return ""
    if before.lead_in != fact.lead_in:
        return ""
    return lead if re.search(rf"(?<!\w){re.escape(lead)}(?!\w)", before.text, re.I) else ""


def _heading_name(fact: SourceFact, before: SourceFact) -> str:
    """A heading that is a name which the sentence before writes out, in the same paragraph."""
    heading = fact.heading.strip()
    if len(heading.split()) < 2 or not all(
        re.match(r"[A-Z]|of$|and$|for$", w) for w in heading.split()
    ):
        return ""
    found = re.search(rf"\b(the\s)?{re.escape(heading)}\b", before.text)
    if found is None or (_is_person(heading) and not found[1]):
        return ""
    return f"The {heading}" if found[1] else heading
