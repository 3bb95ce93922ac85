"""A title as it is quoted: with the apostrophes, hyphens and capitals that its file name lost.

The document's own text is the witness: "Moldovas" becomes "Moldova’s" where the text has
"Moldova's", or the bare name, and never "Moldovas". Where neither is sure, the word is unsure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .gazetteer import COMPANIES, COUNTRIES, GIVEN_NAMES

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LISTED = COUNTRIES | COMPANIES | GIVEN_NAMES
_LISTED_WORDS = frozenset(word for name in _LISTED for word in name.split())
_SINGLE = {name.casefold(): name for name in sorted(COUNTRIES | COMPANIES) if " " not in name}
# Behind these words an "s" is no owner's: "Semiconductors in …", "Robots and …".
_NO_THING = frozenset(
    """and or in of on for with from to by at as versus vs is are was were have has do does that
    who which during after before since under over into through without about between behind
    against can could will would how why""".split()
)
# Words of their own, whatever stands in the text with an apostrophe.
_OWN_WORDS = frozenset("its lets whats thats hes shes theres heres wheres whos ones".split())
_NOT_PLURAL = re.compile(r"[a-z]*[bcdfghjklmnpqrstvwxz]ys|womens|mens|childrens")
_NEGATED = re.compile(r"(?:do|does|did|is|was|are|were|could|would|should|has|have|had)nt")
_NEVER_OWNER = re.compile(r"(?:ss|us|is|ics|ies)$")
_SUPERLATIVE = re.compile(r"(?:first|last|only|most|[a-z]+est)$")


@dataclass(frozen=True, slots=True)
class Title:
    """How it is quoted, and the word that may have lost its apostrophe ("" for none)."""

    text: str
    unsure: str = ""


class _Witness:
    """What the text says of a title's words."""

    def __init__(self, texts: Iterable[str], known: frozenset[str], common: frozenset[str]) -> None:
        self.known, self.common = known, common
        self.written: set[str] = set()
        self.joined: dict[str, Counter[str]] = {}
        for text in texts:
            for form in _WORD.findall(text):
                self.written.add(form.casefold())
                bare = re.sub(r"['’-]", "", form)
                if bare != form:
                    self.joined.setdefault(bare.casefold(), Counter())[form] += 1
        self.bases = frozenset(re.sub(r"['’]s$", "", name) for name in known)

    def form_of(self, word: str) -> str:
        """The word as the text writes it with apostrophe or hyphen, "" if it does not."""
        forms = self.joined.get(word.casefold(), Counter())
        ends = [form for form in forms if re.search(r"['’][st]$", form)] or [
            form for form in forms if "-" in form
        ]
        return min(ends, key=lambda form: (-forms[form], form), default="")


def read_title(
    title: str, texts: Iterable[str], known: frozenset[str], common: frozenset[str]
) -> Title:
    """The title as it is quoted. `known` are the text's names, `common` its words in lower case."""
    witness = _Witness(texts, known, common)
    found = list(_WORD.finditer(title))
    unsure = ""
    parts: list[str] = []
    end = 0
    for place, match in enumerate(found):
        after = found[place + 1][0] if place + 1 < len(found) else ""
        close = bool(after) and title[match.end() : found[place + 1].start()].isspace()
        before = found[place - 1][0] if place else ""
        word, doubt = _mended(match[0], before, after if close else "", witness)
        unsure = unsure or (match[0] if doubt else "")
        parts += [title[end : match.start()], word]
        end = match.end()
    text = "".join([*parts, title[end:]])
    if not text[1:2].isupper():
        text = text[:1].upper() + text[1:]
    return Title(text, unsure)


def _mended(word: str, before: str, after: str, witness: _Witness) -> tuple[str, bool]:
    """The word as it is to be read, and whether that is in doubt."""
    if "'" in word or "’" in word or "-" in word:
        return word, False
    word = _with_capital(word, witness)
    low = word.casefold()
    if low in witness.written or low in _OWN_WORDS:
        return word, False
    form = witness.form_of(word)
    owner = bool(after) and after.casefold() not in _NO_THING
    if form and not re.search(r"['’]s$", form):
        return _like(word, form), False
    if _NEGATED.fullmatch(low):
        return f"{word[:-1]}’t", False
    if not word.endswith("s") or len(word) < 3:
        return word, False
    if form:
        return (_like(word, form), False) if owner else (word, word[0].isupper())
    if _NOT_PLURAL.fullmatch(word) or (word == "worlds" and _SUPERLATIVE.match(after)):
        return f"{word[:-1]}’s", False
    return _by_name(word, before, owner, witness)


def _by_name(word: str, before: str, owner: bool, witness: _Witness) -> tuple[str, bool]:
    """A word with a capital: a name that owns what follows, or a plural."""
    base = word[:-1]
    if not word[0].isupper() or word in _LISTED_WORDS:
        return word, False
    restored = f"{base}’s"
    if base in COUNTRIES | COMPANIES or f"{before} {base}" in COUNTRIES | COMPANIES:
        return (restored, False) if owner else (word, True)
    if not owner or _NEVER_OWNER.search(word):
        return word, False
    low = base.casefold()
    if low in witness.common or word[:-2].casefold() in witness.common:
        return word, False
    if base in witness.bases:
        # "GPUs" are many, "ASMLs" is one company's: nobody can tell by the letters.
        return (word, True) if base.isupper() else (restored, False)
    if low not in witness.written and any(
        name.startswith(base) and len(name) <= len(base) + 3 and len(base) > 3
        for name in witness.bases
    ):
        return restored, False  # "Moldovas" where the text has "Moldovan"
    return word, True


def _with_capital(word: str, witness: _Witness) -> str:
    """ "intel" as the text and everybody writes it."""
    if not word.islower() or word in witness.common:
        return word
    for bare, ending in ((word, ""), (word[:-1], word[-1:])):
        name = _SINGLE.get(bare, "")
        if name in witness.bases and ending in ("", "s") and bare not in witness.common:
            return f"{name}{ending}"
    return word


def _like(word: str, form: str) -> str:
    """The letters of the word with the marks of the form: "Moldovas", "Moldova's"."""
    letters = iter(word)
    marks = {"'": "’", "’": "’", "-": "-"}
    return "".join(marks.get(one) or next(letters, "") for one in form)
