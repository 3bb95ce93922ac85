"""Forms of English verbs: from a lemma to the base, third person, past, participle or gerund.

A phrase of one sentence becomes an option of another question only in that question's form, so
"cut its prices" must be able to stand as "to cut", "by cutting" and "It cut".
"""

from __future__ import annotations

from typing import Literal

from quizzes.generation.verbs import PAST_TO_BASE

VerbForm = Literal["base", "third", "past", "gerund"]

_DOUBLING = {"ban", "bar", "beg", "bet", "cut", "dig", "drop", "fit", "get", "grab", "hit", "jam",
    "knit", "let", "nod", "pin", "plan", "plug", "put", "quit", "rid", "rub", "run", "scan", "set",
    "ship", "shop", "shut", "sit", "skip", "slip", "snap", "spin", "split", "spot", "spur", "stem",
    "step", "stop", "strip", "swap", "swim", "tap", "top", "trap", "trim", "wrap", "win", "begin",
    "admit", "commit", "compel", "control", "defer", "deter", "embed", "emit", "equip", "expel",
    "forget", "format", "incur", "infer", "occur", "omit", "outrun", "overrun", "patrol", "permit",
    "prefer", "program", "propel", "rebel", "refer", "regret", "reset", "submit", "transfer",
    "transmit", "upset", "dub", "lag", "span", "tag", "log", "map", "chat", "chop", "clip", "cap",
    "tip", "unplug", "underpin", "babysit", "blot", "dip", "drag", "flip", "mop", "pat",
    "pop", "sum", "tan", "whip", "zip"}  # fmt: skip
_KEPT_E = {"be", "see", "agree", "free", "flee", "oversee", "foresee", "guarantee", "decree",
    "dye", "singe", "tinge", "eye", "canoe", "shoe", "toe", "hoe"}  # fmt: skip
_GERUND = {"be": "being", "die": "dying", "lie": "lying", "tie": "tying", "panic": "panicking",
    "traffic": "trafficking", "mimic": "mimicking", "picnic": "picnicking"}  # fmt: skip
_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
_PAST: dict[str, str] = {}
for _past, _base in PAST_TO_BASE.items():
    # The longer of two spellings wins nothing; the first one written in the table stands.
    _PAST.setdefault(_base, _past)
_PAST |= {"be": "was", "have": "had", "do": "did", "find": "found", "found": "founded",
    "cancel": "cancelled", "become": "became", "lead": "led", "read": "read",
    "program": "programmed", "wind": "wound", "bind": "bound", "cast": "cast",
    "forecast": "forecast", "let": "let", "bend": "bent", "swing": "swung",
    "blow": "blew", "drink": "drank", "sit": "sat", "lose": "lost", "shed": "shed",
    "sweep": "swept", "draw": "drew", "withdraw": "withdrew", "lean": "leaned", "shut": "shut",
    "grind": "ground", "breed": "bred", "bleed": "bled", "cling": "clung", "spell": "spelled",
    "kneel": "knelt", "weep": "wept", "burst": "burst", "bid": "bid", "outbid": "outbid",
    "offset": "offset", "reset": "reset", "rethink": "rethought", "light": "lit",
    "rid": "rid", "undercut": "undercut", "override": "overrode", "overrun": "overran",
    "outperform": "outperformed", "shoot": "shot", "bear": "bore", "tear": "tore",
    "mislead": "misled", "lie": "lay", "show": "showed"}  # fmt: skip
_VOWELS = "aeiou"


def inflect(lemma: str, form: VerbForm) -> str:
    """The form of a verb given by its lemma, in lower case."""
    verb = lemma.lower()
    if form == "base":
        return verb
    if form == "third":
        return _THIRD.get(verb) or _third(verb)
    if form == "past":
        return _PAST.get(verb) or _past_of(verb)
    return _GERUND.get(verb) or _gerund(verb)


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and len(verb) > 1 and verb[-2] not in _VOWELS


def _third(verb: str) -> str:
    if _consonant_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"


def _past_of(verb: str) -> str:
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if _consonant_y(verb) else f"{verb}ed"


def _gerund(verb: str) -> str:
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("e") and verb not in _KEPT_E and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    return f"{verb}ing"
