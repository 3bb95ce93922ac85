"""Parts of a sentence that are sentences of their own, and make crisper stems."""

from __future__ import annotations

import re

from .sentences import words
from .verbs import may_be_finite

_JOIN = re.compile(
    r",\s(?:and|but|while|with|whereas|though|although)\s(?=(?:the\s)?[A-Z])|;\s(?=[A-Z])"
)
# After these the main clause is over and nothing that it depends on follows.
_TAIL = re.compile(
    r",\s(?:though|although|whereas|but|yet|which|while|indicating|suggesting|reflecting|meaning|"
    r"highlighting|underscoring|and\s(?:it|they|he|she|this|these|is|was|are|were|has|had|"
    r"[a-z]+ed)\b)"
)
# An opening phrase that points back; without it the main clause still says the same.
_OPENING = re.compile(
    r"^(?:To|In\sresponse\sto|As\spart\sof|Following|After|Despite|With|For|Because\sof|Due\sto|"
    r"Recognizing|Seeing|Facing|Building\son|As\sa\sresult\sof|Inspired\sby|In\saddition\sto)\s"
    r"[^,]*\b(?:this|these|those|its|their|his|her|it|them|such)\b[^,]*,\s(?=[A-Z][\w.&-]*\s)"
)


def clauses(text: str) -> tuple[str, ...]:
    """The sentence, and after it those parts of it that are sentences of their own.

    These are coordinate clauses with a subject and a verb, the main clause without a comment that
    trails it, and the main clause without an opening that points back.
    """
    found = [text, *_coordinate(text)]
    opened = _OPENING.sub("", text)
    if opened != text:
        found.append(opened)
    for whole in (text, opened):
        tail = _TAIL.search(whole)
        listed = (
            tail
            and tail[0].startswith(", and")
            and re.search(r",\s[a-z]+ed\s", whole[: tail.start()])
        )
        if tail and not listed and _clause(whole[: tail.start()]):
            found.append(whole[: tail.start()] + ".")
    return tuple(dict.fromkeys(found))


def _coordinate(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for cut in [*_JOIN.finditer(text), None]:
        end = cut.start() if cut else len(text)
        part = text[start:end].strip().rstrip(".")
        part = part[:1].upper() + part[1:]
        if len(words(part)) >= 7 and (start or cut) and _clause(part):
            found.append(part + ".")
        start = cut.end() if cut else len(text)
    return found


_HALF = re.compile(
    r"(?:While|Although|Though|Whereas|When|If|Because|As|Since|Unlike|Despite|After|Before|Once|"
    r"Until)\b"
)


def _clause(part: str) -> bool:
    """A subject followed closely by a finite verb, and no half of a larger construction."""
    if _HALF.match(part):
        return False
    head = words(part)[:9]
    return any(may_be_finite(word) and word[0].islower() for word in head[1:])
