"""The terms that key facts are about: names that a document links or sets before a list's item.

A term is known by its ``key``: the name without case, punctuation, article and plural ending, so
that "GPU", "GPUs" and "the GPU's" are one. The key is also its address.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from slugify import slugify

from courses.documents.model import Document
from courses.documents.text import fold_name

LONGEST = 60
"""Characters of a name."""
MOST_WORDS = 6
"""A longer label is a clause of the sentence that it stands in, and names nothing."""
OTHER = 27
"""The last group of the alphabet: names in other scripts."""
# Labels of list items that say what the item does in its text, not what it tells of.
_FRAMES = frozenset(
    "advantage background benefit cause challenge comparison con concern conclusion consequence"
    " context cost definition detail disadvantage drawback effect example exception feature goal"
    " history impact implication importance introduction issue key takeaway limitation method"
    " note objective opponent opportunity origin outcome outlook overview performance problem"
    " process pro proponent purpose reason result risk role significance solution source status"
    " summary theft timeline today".split()
)
_SINGULAR = frozenset({"lens", "means", "news", "series", "species"})
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|spring|summer|autumn|fall|winter"
)
# "Late November 2017", "By 1985", "1990s to today" say when; "Step 3" says where in a list.
_WHEN = re.compile(
    rf"(?:(?:early|mid|late|by|in|since|after|before|until|to|and|from|the|{_MONTHS}|today|present"
    r"|\d{1,4}s?|q[1-4]|century|\d{1,4}(?:st|nd|rd|th))(?: |$))+"
)
_COUNTED = re.compile(
    r"(?:step|phase|part|stage|chapter|number|point|option|lesson) (?:\d+|[ivx]+)"
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_SPACES = re.compile(r"[\s_]+")
_TOKEN = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"['’‘`´]")
_QUOTED = re.compile(r"^[\"“‘'](.*)[\"”’']$")
# Signs that are part of the name: without them C, C++ and C# would be one letter.
_SIGNS = ((re.compile(r"(?<=\w)\+\+"), " plus plus"), (re.compile(r"(?<=\b[A-Za-z])#"), " sharp"))
_NAMED = r"(?P<name>[^,;:.()]{2,70}?)"
_WEAK = r"(?! (?:first|only|most|main|last|next|same|reason|result|key|biggest|largest|primary))"
# "X is a …", "X (short: Y) refers to the …", "X, a …, …".
_SAYS_WHAT = re.compile(
    rf"{_NAMED}(?: \([^()]{{1,60}}\))?(?:,? (?:is|are|was|were) (?:an?|any|the){_WEAK}\b"
    rf"|,? (?:means|refers? to|stands? for|denotes?)\b|, (?:an?|the){_WEAK}\b)"
)
# "… known as X"
_CALLED = re.compile(
    r"\b(?:known as|called|termed) (?:the |an? )?[\"“‘']?(?P<name>[^,;:.()]{2,70})"
)
# What follows "**X:**" and is no whole sentence: "A robot that climbs stairs."
_OPENING = re.compile(
    r"(?:An?|Another) (?![^,;]*?\b(?:is|are|was|were|has|have|had|will|can)\b)"
    r"|The (?:process|practice|act|use|art|idea|method) of\b"
)


class Sentence(NamedTuple):
    """What is known of a key fact: its plain text, its bold lead-in, the labels of its links."""

    text: str
    lead_in: str = ""
    labels: tuple[str, ...] = ()


class Mention(NamedTuple):
    """Sentence number ``place`` (from 0) mentions the term, and ``defines`` it or not."""

    place: int
    key: str
    defines: bool


class Terms(NamedTuple):
    """Names by their keys, as they are best spelled, and who mentions them."""

    names: dict[str, str]
    mentions: tuple[Mention, ...]


NO_TERMS = Terms({}, ())


def terms_of(document: Document) -> Terms:
    """The terms of a document's key facts; ``place`` is a fact's number in the document, from 0."""
    return find_terms(
        [
            Sentence(fact.text, fact.lead_in, fact.terms)
            for lesson in document.lessons
            for fact in lesson.facts
        ],
        {link.label: link.target for lesson in document.lessons for link in lesson.links},
    )


def find_terms(sentences: Sequence[Sentence], targets: Mapping[str, str]) -> Terms:
    """The terms of one document. ``targets`` gives the target of a wikilink by its label.

    A name that is linked once is found again in the plain words of the document's other sentences.
    """
    spellings: dict[str, set[str]] = defaultdict(set)
    stated: dict[tuple[int, str], bool] = {}
    last_lead_in = ""
    for place, sentence in enumerate(sentences):
        for label in sentence.labels:
            name = next((one for one in _spelled(label, targets.get(label, "")) if one), "")
            if name:
                key = key_of(name)
                spellings[key].add(name)
                stated[place, key] = False
        name = tidy(sentence.lead_in) if sentence.lead_in else ""
        if name and is_term(name):
            key = key_of(name)
            spellings[key].add(name)
            # The first sentence behind a lead-in may say what it is; those after it go on.
            opens = sentence.lead_in != last_lead_in and bool(_OPENING.match(sentence.text))
            stated[place, key] = opens
        last_lead_in = sentence.lead_in
    for place, key in _in_plain_words(sentences, spellings):
        stated.setdefault((place, key), False)
    names = {key: best_of(found) for key, found in spellings.items()}
    mentions = (
        Mention(place, key, opens or _defines(sentences[place].text, key))
        for (place, key), opens in sorted(stated.items())
    )
    return Terms(names, tuple(mentions))


def _spelled(label: str, target: str) -> Iterable[str]:
    """The label, if it is a name; else the target, for the label is then the sentence's words."""
    for written in (label, target.split("#", 1)[0]):
        name = tidy(written)
        if name and is_term(name):
            yield name


@lru_cache(maxsize=8192)
def tidy(name: str) -> str:
    """One line without underscores, article, possessive and the punctuation around it."""
    plain = _QUOTED.sub(r"\1", _SPACES.sub(" ", name).strip(" .,:;–—-*"))
    for end in ("'s", "’s", "'", "’"):
        plain = plain.removesuffix(end)
    return _ARTICLE.sub("", plain).strip()


def spellings_of(name: str) -> list[str]:
    """Folded names under which the library may tell of the term: as written, singular, plural."""
    words = _words_of(name)
    if not words:
        return []
    last = singular(words[-1])
    found = (words[-1], last, last + "s", last.removesuffix("y") + "ies")
    return list(dict.fromkeys(" ".join([*words[:-1], one]) for one in found))


@lru_cache(maxsize=8192)
def is_term(name: str) -> bool:
    """Whether a tidy name may stand in a glossary; each rule drops what names nothing."""
    words = _words_of(name)
    folded = " ".join(words)
    if len(folded) < 2 or len(name) > LONGEST or len(words) > MOST_WORDS:
        return False  # a letter, or a clause
    if name.endswith(("?", "!")) or not any(sign.isalpha() for sign in folded):
        return False  # a question, a figure
    if _WHEN.fullmatch(folded) or _COUNTED.fullmatch(folded):
        return False
    return not {singular(word) for word in words} <= _FRAMES


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """ASCII letters, digits and hyphens, at most 80; the same for all spellings of a term."""
    words = _words_of(name)
    if words:
        written = name.rstrip().rsplit(" ", 1)[-1]
        # Of an abbreviation in capitals the S is a letter like the others: MEMS, but GPUs.
        words[-1] = words[-1] if written.isupper() else singular(words[-1])
    folded = " ".join(words)
    if re.fullmatch(r"[a-z0-9 ]{1,80}", folded):
        return folded.replace(" ", "-")
    plain = slugify(folded, max_length=60, word_boundary=True)
    return f"{plain or 'term'}-{sha256(folded.encode()).hexdigest()[:8]}"


def initial_of(name: str) -> int:
    """Its group in the alphabet: 0 for figures, 1 to 26 for A to Z, 27 for other scripts."""
    first = unicodedata.normalize("NFKD", "".join(_words_of(name))[:1])[:1].casefold()
    if first.isdigit():
        return 0
    return ord(first) - ord("a") + 1 if "a" <= first <= "z" else OTHER


def letter_of(initial: int) -> str:
    """The heading of a group: ``A`` for 1."""
    if initial == 0:
        return "0–9"
    return chr(ord("A") + initial - 1) if initial < OTHER else "Other"


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A folded word without its plural ending. No grammar: both forms only must become the same."""
    if not word.endswith("s") or len(word) < 3 or word in _SINGULAR:
        return word
    if word.endswith(("ss", "ics")):
        return word
    if word.endswith(("sses", "xes", "ches", "shes")) or word == "lenses":
        return word[:-2]
    # Short ones in -us are mostly abbreviations (GPUs), long ones are not (virus).
    if word.endswith(("us", "is")) and (len(word) == 3 or len(word) > 4):
        return word
    if len(word) == 3 and word[1] in "ao":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1]


def best_of(spellings: Iterable[str]) -> str:
    """The shortest, which is the singular one; then the one with more capitals."""
    return min(spellings, key=lambda one: (len(one), -sum(map(str.isupper, one)), one))


def _words_of(name: str) -> list[str]:
    plain = _ARTICLE.sub("", name)
    for sign, word in _SIGNS:
        plain = sign.sub(word, plain)
    return fold_name(plain).split()


def _in_plain_words(
    sentences: Sequence[Sentence], spellings: Mapping[str, set[str]]
) -> Iterable[tuple[int, str]]:
    """Where the names stand unlinked. What is written with a capital is sought with one."""
    by_first: dict[str, list[tuple[list[str], bool, str]]] = defaultdict(list)
    for key, found in spellings.items():
        words = _words_of(best_of(found))
        if not words:
            continue
        words[-1] = singular(words[-1])
        entry = (words, all(one[:1].isupper() for one in found), key)
        first = words[0]
        forms = {first, first + "s", first.removesuffix("y") + "ies"}
        for form in forms if len(words) == 1 else {first}:
            by_first[form].append(entry)
    for place, sentence in enumerate(sentences):
        # "Sharp's" becomes "Sharps", like a plural.
        text = _APOSTROPHE.sub("", sentence.text)
        written: list[str] = _TOKEN.findall(text)
        if text.isascii():
            tokens = " ".join(written).lower().split(" ")
            if by_first.keys().isdisjoint(tokens):
                continue
        else:
            tokens = [one.casefold() for one in written]
        starts = [index for index, token in enumerate(tokens) if token in by_first]
        for start in starts:
            for words, capital, key in by_first[tokens[start]]:
                end = start + len(words)
                if end > len(tokens) or (capital and not written[start][:1].isupper()):
                    continue
                if tokens[start : end - 1] == words[:-1] and singular(tokens[end - 1]) == words[-1]:
                    yield place, key


def _defines(text: str, key: str) -> bool:
    """Whether the sentence says what the term is."""
    found = _SAYS_WHAT.match(text)
    if found and key_of(found["name"]) == key:
        return True
    called = _CALLED.search(text)
    if called is None:
        return False
    words = called["name"].strip("\"”’' ").split()
    for count in range(1, min(len(words), MOST_WORDS) + 1):
        # "called Cray Computer Corporation" does not say what Cray is.
        goes_on = count < len(words) and words[count][:1].isupper()
        if not goes_on and key_of(" ".join(words[:count]).rstrip("\"”’'")) == key:
            return True
    return False
