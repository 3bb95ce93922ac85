"""Questions whose answer is a named thing: "Who …?", "Which company …?", "Which of these …?".

Asked are the subject of an event, its agent ("was founded by …"), its object ("acquired …") and the
members of a list that is complete. The name must have earned a type, and must not be what the whole
document is about: that would answer every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .clauses import clauses
from .entities import LIST, NAME, Entity, clean, items
from .gazetteer import DEMONYMS, REGIONS
from .index import ModuleIndex
from .inversion import Clause, invert, invert_subject, one_clause, second_clause, split
from .model import SourceFact
from .sentences import words
from .verbs import base_of, may_be_finite

TOPIC_SHARE = 0.2  # a name in more of the facts is the document's topic
_ASKED = {"person": "who", "company": "which company", "country": "which country"}
_GROUP = {
    "person": "which of these people",
    "company": "which of these companies",
    "country": "which of these countries",
}
_OPENER = re.compile(
    r"^(?!\w+\s(?:the\s)?(?:early\s|late\s|mid-)?\d{4}s?\s[A-Z])(?P<opener>(?:In|On|By|During|After|Before|At|Following|Under|Throughout|Since)\s[^,]{1,70}(?:,\s\d{4})?),\s"
)
# Verbs of opinion, of state and of trying: many could be the subject.
_WEAK = {"say", "believe", "continue", "remain", "face", "argue", "note", "want", "see", "feel",
    "think", "need", "hope", "expect", "struggle", "know", "experience", "suffer", "show", "use",
    "try", "plan", "seem", "claim", "acknowledge", "stay", "appear", "become", "get", "have",
    "keep", "fail", "lack", "enjoy", "grow", "rise", "fall", "come", "go",
    "emphasize", "stress", "suggest", "explain", "mention", "describe", "discuss", "express",
    "highlight", "point", "predict", "observe", "comment", "state", "add", "respond", "consider",
    "like", "aim", "dominate", "benefit", "increase",
    "focus", "represent", "hold", "depend", "rely", "mean",
    "follow", "own", "control", "employ", "die", "live", "recognize", "realize", "learn", "choose",
    "feature", "include", "account", "provide", "require", "allow", "enable", "help", "refuse",
    "demand", "call", "ask", "talk", "speak", "run", "look", "find",
    "work"}  # fmt: skip
_OBJECT_VERBS = {"acquire", "buy", "purchase", "sue", "join", "hire", "appoint", "succeed",
    "replace", "overtake", "select", "found", "establish", "surpass", "merge",
    "recruit", "assassinate", "defeat", "confront"}  # fmt: skip
_PAST_OF = {"built": "built", "made": "made", "led": "led", "written": "wrote", "begun": "began",
    "taken": "took", "given": "gave", "chosen": "chose", "drawn": "drew", "bought": "bought",
    "sold": "sold", "taught": "taught", "shot": "shot", "brought": "brought"}  # fmt: skip
_PERSON_PREFIX = re.compile(
    r"(?:^|.*\s)(?:Dr\.|Professor|President|Premier|Chairman|Sir|Prime Minister|CEO|Co-CEO|"
    r"[Ff]ounder|[Cc]o-?founder|engineer|physicist|[Ss]cientist|chemist|inventor|researcher|"
    r"economist|president|chairman|minister|director|employee|leader|designer|entrepreneur|"
    r"tycoon|Minister|General|mathematician|Mr\.|boss|executive)$"
)
_COMPANY_PREFIX = re.compile(
    r"(?:.*\s)?(?:company|firm|giant|maker|manufacturer|supplier|startup|conglomerate|rival)$|"
    r"(?:Dutch|Japanese|American|Chinese|German|Korean|British|Taiwanese)$"
)


@dataclass(frozen=True)
class Named:
    """A stem, its answer, and the clause that they were made from."""

    stem: str
    key: Entity
    text: str
    group: bool  # asks for one of several right ones: "which of these"


def ask_for_names(text: str, fact: SourceFact, index: ModuleIndex) -> Iterator[Named]:
    """Every question for a name that the sentence allows; most sentences allow none."""
    for clause in clauses(text):
        body = clause.rstrip(".")
        if not clause.endswith(".") or re.search(r"[;:“”]", body) or body.count('"') % 2:
            continue
        if _end_of_a_list(text, body):
            continue
        opened = _OPENER.match(body)
        opener = f"{opened['opener']}, " if opened else ""
        main = body[opened.end() :] if opened else body
        main = re.sub(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.\s", "", main)
        for stem, key, group in (
            *_by_agent(main, index),
            *_by_list(main, index),
            *_by_subject(main, index),
            *_by_object(main, index),
            *_by_complement(main, index),
        ):
            if key.name in fact.heading or is_topic(key, fact, index) or key.name not in fact.text:
                continue
            if _PLACED.search(stem) or second_clause(stem) or betrayed(key, opener + stem):
                continue
            if key.kind == "person" and re.match(r"who\b.*\b(?:their|they|them)\b", stem):
                continue
            full = f"{opener}{stem}".rstrip(" ,")
            yield Named(f"{full[0].upper()}{full[1:]}?", key, clause, group)


# "switched as well": somebody else did it before, perhaps one of the options.
_PLACED = re.compile(r"\b(?:also|too|as\swell|again|instead|another|other|similarly|likewise)\b")


def betrayed(key: Entity, stem: str) -> bool:
    """ "Chinese" in the stem gives "China" away."""
    if key.kind != "country":
        return False
    marks = [*DEMONYMS.get(key.name, ()), *(p[:4] for p in key.name.split() if len(p) >= 4)]
    return any(re.search(rf"\b{re.escape(mark)}", stem) for mark in marks)


def _end_of_a_list(text: str, body: str) -> bool:
    """ "IBM, UMC, and Infineon announced": the clause behind the last "and" is none."""
    place = text.find(body)
    if place <= 0:
        return False
    return not any(may_be_finite(word) and word.islower() for word in words(text[:place]))


def is_topic(entity: Entity, fact: SourceFact, index: ModuleIndex) -> bool:
    """Whether the document is about it."""
    title = fact.title.casefold()
    parts = [part for part in entity.name.casefold().split() if len(part) > 2]
    if any(re.search(rf"\b{re.escape(part)}\b", title) for part in parts):
        return True
    spoken = index.spoken(entity)
    return spoken > max(3, TOPIC_SHARE * len(index.facts))


_Asked = tuple[str, Entity, bool]


def _entity(text: str, index: ModuleIndex) -> Entity | None:
    """The person or company that a noun phrase names, perhaps behind a title or a role."""
    bare = clean(text)
    found = index.entities.get(bare)
    if found is not None:
        return found if found.name not in REGIONS else None
    for cut in re.finditer(r"\s", bare):
        found = index.entities.get(bare[cut.end() :])
        if found is None or found.kind == "country":
            continue
        prefix = _PERSON_PREFIX if found.kind == "person" else _COMPANY_PREFIX
        return found if prefix.match(bare[: cut.start()]) else None
    return None


def _event(verb: str, rest: str) -> bool:
    """Whether a verb tells a deed that one subject did, with something said about it."""
    if verb in ("was", "were"):
        done = re.match(
            r"(?:also\s|first\s|later\s|then\s)?([a-z]+ed|made|given|chosen)\s(?!by)", rest
        )
        return bool(done) and not rest.startswith(("based", "located", "interested", "involved"))
    base = base_of(verb)
    return base is not None and base not in _WEAK


def _by_subject(main: str, index: ModuleIndex) -> list[_Asked]:
    parts = split(main)
    if parts is None or not _event(parts.verb, parts.rest):
        return []
    key = _entity(re.sub(r"\s\([^()]*\)$", "", parts.subject.split(", ")[0]), index)
    if key is None or " and " in parts.subject:
        return []
    adverb = f"{parts.adverb} " if parts.adverb else ""
    return [(f"{_ASKED[key.kind]} {adverb}{parts.verb} {parts.rest}", key, False)]


def _by_object(main: str, index: ModuleIndex) -> list[_Asked]:
    parts = split(main)
    if parts is None or base_of(parts.verb) not in _OBJECT_VERBS:
        return []
    found = re.match(
        rf"(?P<thing>{LIST})(?P<rest>(?=\s(?:in|for|from|to|as|at|on)\b|,\s[a-z]|$).*)$", parts.rest
    )
    if found is None or re.search(r",| and ", found["thing"]):
        return []
    key = _entity(found["thing"], index)
    if key is None:
        return []
    asked = "whom" if key.kind == "person" else _ASKED[key.kind]
    inverted = invert_subject(parts, index.known)
    rest = one_clause(found["rest"])
    if inverted is None or rest is None:
        return []
    return [(f"{asked} did {inverted} {base_of(parts.verb)}{rest}", key, False)]


def _by_agent(main: str, index: ModuleIndex) -> list[_Asked]:
    parts = split(main)
    if parts is None or parts.verb not in ("was", "were"):
        return []
    found = re.match(
        rf"(?:(?P<adverb>first|originally|jointly|also)\s)?(?P<done>\w+)(?P<one>\s[^,]*?)?\sby\s"
        rf"(?:the\s)?(?P<agent>(?:[a-z-]+\s){{0,4}}{LIST})(?P<two>(?=\s(?:in|at|for|to|as|on|of|from|under)\b|,|$).*)$",
        parts.rest,
    )  # fmt: skip
    if found is None:
        return []
    past = _PAST_OF.get(found["done"]) or (found["done"] if found["done"].endswith("ed") else "")
    names = re.split(r",\s(?:and\s)?|\sand\s", found["agent"])
    members = [entity for name in names if (entity := _entity(name, index))]
    if not past or not members or len(members) != len(names):
        return []
    if len({member.kind for member in members}) != 1 or past in ("owned", "used", "followed"):
        return []
    kind = members[0].kind
    subject = parts.subject
    inverted = invert_subject(parts, index.known)
    if inverted is None or re.search(r"^(?:who|which)\b", subject):
        return []
    tail = re.sub(r",\s(?:who|a|an|the|which|then)\s.*$", "", found["two"])
    if "," in inverted and not inverted.endswith(","):
        inverted += ","  # an apposition closes before what follows
    adverb = f"{found['adverb']} " if found["adverb"] else ""
    who = _ASKED[kind] if len(members) == 1 else _GROUP[kind]
    stem = f"{who} {adverb}{past} {inverted}{found['one'] or ''}{tail}"
    return [(stem, member, len(members) > 1) for member in members]


_COMPLEMENT = re.compile(
    rf"^(?P<middle>(?:[^,]*?\s)?)(?P<prep>with|from|to|at|against|under|in|into)\s"
    rf"(?P<thing>(?:the\s)?(?:[a-z]+(?:-[a-z]+)?\s){{0,3}}{NAME})"
    r"(?P<rest>(?=\s(?:in|for|on|as|after|during|because|due|through|over|when|at|to|into|under|about|worth|that)\b|"
    r",\s(?!and\b|or\b)[a-z]|$).*)$"
)


_LOOSE = re.compile(
    r"\b(?:that|who|which|what|where|to|from|with|by|on|for|at|over|against|between)\b"
)


def _by_complement(main: str, index: ModuleIndex) -> list[_Asked]:
    """ "sold it to Oracle in 2009" -> "to which company did … sell it in 2009"."""
    parts = split(main)
    if parts is None:
        return []
    found = _COMPLEMENT.match(parts.rest)
    if found is None or _LOOSE.search(found["middle"]):
        return []  # the preposition might hang on something inside
    key = _entity(found["thing"], index)
    if key is None:
        return []
    if found["prep"] in ("in", "into") and key.kind != "country":
        return []
    inverted = invert(main, "", index.known)
    start = f"{found['middle']}{found['prep']} {found['thing']}"
    if inverted is None or inverted.count(start) != 1:
        return []
    asked = "whom" if key.kind == "person" else _ASKED[key.kind]
    rest = re.sub(r"^,\s(?:an?|the|who|which|then)\s.*$", "", found["rest"])
    left = inverted[: inverted.index(start)] + found["middle"].rstrip()
    return [(f"{found['prep']} {asked} {left.rstrip()}{rest}", key, False)]


_JOINT = re.compile(
    rf"^(?P<subject>.+?)\s(?:was|is)\s(?P<what>an?\s(?:[\w-]+\s)?(?:joint\sventure|partnership|alliance|"
    rf"consortium|collaboration|merger))\s(?:between|of|by)\s(?P<names>{LIST})(?P<rest>.*)$"
)


def _members(text: str, index: ModuleIndex) -> list[Entity]:
    """The typed members of a list, when nearly all of them are of one kind."""
    names = items(text)
    found = [entity for name in names if (entity := _entity(name, index))]
    kinds = {entity.kind for entity in found}
    return found if len(names) >= 2 and len(kinds) == 1 and len(found) >= len(names) - 1 else []


def _by_list(main: str, index: ModuleIndex) -> list[_Asked]:
    joint = _JOINT.match(main)
    if joint:
        members = _members(joint["names"], index)
        subject = joint["subject"]
        subject = subject[0].lower() + subject[1:] if subject.startswith("The ") else subject
        if any(may_be_finite(word) and word.islower() for word in words(subject)):
            return []
        stem = "which of these was a partner in"
        return [
            (f"{stem} {subject}, {joint['what']}{joint['rest']}", member, True)
            for member in members
        ]
    parts = split(main)
    if parts is not None and parts.verb in ("included", "comprised", "united", "merged"):
        return _parts_of(parts, index)
    if parts is None or not re.fullmatch(LIST, parts.subject):
        return []
    members = _members(parts.subject, index)
    if len(members) < 2 or len(members) != len(items(parts.subject)):
        return []
    if not _event(parts.verb, parts.rest) or re.search(
        r"\b(?:their|they|them|each|both|respectively|together|themselves|all)\b", parts.rest
    ):
        return []
    verb = "was" if parts.verb == "were" else parts.verb
    asked = _GROUP[members[0].kind]
    return [(f"{asked} {verb} {parts.rest}", member, True) for member in members]


def _parts_of(parts: Clause, index: ModuleIndex) -> list[_Asked]:
    """ "The Lund Pool included Hitachi, Fujitsu, and Oki": a list that says that it is complete."""
    found = re.match(rf"(?P<names>{LIST})(?P<rest>(?=$|\sin\b).*)$", parts.rest)
    base = base_of(parts.verb)
    inverted = invert_subject(parts, index.known)
    if found is None or inverted is None or base is None or not re.match("[Tt]he ", parts.subject):
        return []
    members = _members(found["names"], index)
    return [
        (f"{_GROUP[one.kind]} did {inverted} {base}{found['rest']}", one, True) for one in members
    ]
