"""Gates on the sentence and the stem, before any option exists."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult
from quizzes.generation.reading.definites import pointing
from quizzes.generation.reading.predicates import has_finite_root
from quizzes.generation.sentences import FEWEST_WORDS, MOST_WORDS, names_in, problem_with, words
from quizzes.generation.stems import GAP

from .common import passed, refused

TITLED = "In ‘"  # how a stem begins that names its document


def untitled(draft: Draft) -> str:
    """The stem without the title that leads it."""
    lead = f"{TITLED}{draft.fact.title.strip()}’: "
    return draft.stem.removeprefix(lead)


def stands_alone(draft: Draft) -> CheckResult:
    """The sentence needs nothing before it."""
    problem = problem_with(
        draft.sentence,
        draft.index.known,
        dated=draft.fact.seconds is None,
        parsed=draft.parsed or (draft.value is None and bool(draft.span)),
        titled=draft.stem.startswith(TITLED),
        bound=draft.parsed,
    )
    if problem:
        return refused("stands alone", f"The sentence does not stand alone: {problem}.")
    note = f" “{draft.note}” was put in for a pronoun." if draft.note else ""
    return passed("stands alone", "The sentence can be understood without its neighbours." + note)


_WITHOUT_SUBJECT = frozenset({"term", "purpose", "condition", "steps"})


def finite_root(draft: Draft) -> CheckResult:
    """The cited sentence is one: a finite verb with its subject."""
    parse = draft.index.parse(draft.fact)
    # Some forms read sentences without a subject: "Used for …" under its label, "Oil the pan".
    if parse is None or draft.form in _WITHOUT_SUBJECT or has_finite_root(parse):
        return passed("whole sentence", "The cited sentence has a subject and a main verb.")
    return refused("whole sentence", "The cited sentence has no subject with a main verb.")


def named_things(draft: Draft) -> CheckResult:
    """No "the lawsuit" that only the document explains."""
    parse = draft.index.parse(draft.fact)
    phrase = pointing(parse, draft.stem) if parse is not None else ""
    if phrase:
        return refused("named things", f"“{phrase}” is not named in the stem.")
    return passed("named things", "Everything that the stem speaks of is named in it.")


_POINTER = re.compile(
    r"\be\.g\.|\bi\.e\.|\s=\s|\s/\s|\bthe\svery\s(?:next|same)\b|"
    r"\b(?:after|within|for)\s(?:(?:about|nearly|almost|over|just|only)\s)?(?:two|three|four|five|six|"
    r"seven|eight|nine|ten|\d+|several|some|many|a\sfew)\s(?:years|months|weeks|days|decades|hours)"
    r"(?=,|\?|$)|"
    r"\b(?:(?<!one\s)another|a\ssimilar|an?\sadditional|an?\sfurther|the\ssame|again|instead|likewise|"
    r"similarly|also|too(?=\?|$)|as\swell(?!\sas)|accordingly|the\sfollowing|the\sother|"
    r"(?:two|three|four|five|six|ten|\d+)\smore|the\sprevious|the\sresulting|the\scurrent|afterwards?|thereafter|earlier(?=\?|$))\b",
    re.I,
)


def no_pointer(draft: Draft) -> CheckResult:
    """Nothing that compares with something said before: "another petition"."""
    found = _POINTER.search(draft.stem)
    if found:
        return refused("no pointer", f"“{found[0]}” points at something said before.")
    return passed("no pointer", "No word of the stem points at something said before.")


def stem_length(draft: Draft) -> CheckResult:
    """7 to 34 words."""
    count = len(words(untitled(draft).replace(GAP, "gap")))
    # Behind its title a whole question may be a word shorter: "Why are slopes cut into steps?"
    fewest = FEWEST_WORDS - (draft.value is None and draft.stem.startswith(TITLED))
    if not fewest <= count <= MOST_WORDS:
        return refused(
            "stem length", f"The stem has {count} words; {FEWEST_WORDS} to {MOST_WORDS} are wanted."
        )
    return passed("stem length", f"The stem has {count} words.")


def named_anchor(draft: Draft) -> CheckResult:
    """At least one name, or linked term, besides the key."""
    stem = draft.stem.replace("In which", "in which").replace(GAP, "")
    names = names_in(stem, draft.index.known) - names_in(draft.key, draft.index.known)
    terms = [t for t in draft.fact.terms if len(t) > 3 and t.lower() in stem.lower()]
    if not names and not terms and draft.stem.startswith(TITLED):
        return passed("named anchor", "The stem names the document that it is about.")
    if not names and not terms:
        return refused(
            "named anchor", "Nothing in the stem is named, so it could be about anything."
        )
    anchor = sorted(names)[0] if names else terms[0]
    return passed("named anchor", f"The stem names what it is about ({anchor}).")


def evidence(draft: Draft) -> CheckResult:
    """The key, or the words that it was made from, stand in the cited sentence."""
    if draft.span and draft.span in draft.fact.text:
        return passed("evidence", "The cited sentence states the right answer in other words.")
    if draft.key not in draft.fact.text:
        return refused("evidence", "The right answer does not stand in the cited sentence.")
    return passed("evidence", "The right answer stands in the cited sentence, word for word.")


def no_negative(draft: Draft) -> CheckResult:
    """No negative in the stem."""
    found = re.search(
        r"\b(?:not|never|none|nor|cannot|without|neither|except)\b|n[’']t\b", draft.stem, re.I
    )
    if found:
        return refused("no negative", f"The stem has a negative (“{found[0]}”).")
    return passed("no negative", "The stem has no negative.")


def smooth(draft: Draft) -> CheckResult:
    """No gap right at the start: "In _____, …" reads badly, and hides what is asked for."""
    if (
        draft.value is not None
        and draft.value.kind == "year"
        and re.match(rf"(?:In|On|By)\s(?:\w+\s){{0,3}}{GAP}", untitled(draft), re.I)
    ):
        return refused("smooth stem", "The stem begins with its gap, and no question was sure.")
    if re.search(rf"\([^()]*{GAP}[^()]*\)", draft.stem):
        return refused("smooth stem", "The gap stands in brackets: it is an aside, not the point.")
    return passed("smooth stem", "The stem reads as a question or a sentence to complete.")
