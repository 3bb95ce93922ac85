"""The stem and the key: length, names, what needs a context, how the key is written."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.numbers import significant_digits
from quizzes.generation.sentences import names_in, words
from quizzes.generation.stems import GAP
from quizzes.generation.words import content

_PRONOUN = re.compile(
    r"\b(?:it|its|he|his|him|she|her|they|their|them|this|these|those|that|such)\b"
)
_DEFINITE = re.compile(r"\bthe\s(?!(?:same|first|most|world|country|year|number|end)\b)[a-z]\w+")
_PLAIN_THING = re.compile(
    r"\b(?:the|its|their|his|her|this)\s(?:\w+\s)?(?:company|firm|country|government|product|"
    r"technology|system|project|industry|team|group|deal|machine|process|plan|device|market)\b"
)
_NOW = re.compile(r"\b(?:now|today|currently|recently|still|so far|already|ago|present)\b", re.I)
_LOOSE = re.compile(
    r"\b(?:one|some|many|several|various|certain|also|another|other|similar|about|roughly|"
    r"approximately|estimated|around|nearly|almost)\b",
    re.I,
)
_ASIDE = re.compile(r"[(\[—–:;“”\"]")
_ASKED = re.compile(r"\b(?:what|which|who|whom|why|how|when|where)\b", re.I)
_SUBJECT = re.compile(r"^(?:[A-Z]|In which year did (?:the )?[A-Z]|W\w+ (?:did|was|were) [A-Z])")


def stem_features(draft: Draft) -> dict[str, float]:
    stem, known = draft.stem, draft.index.known
    bare = stem.replace(GAP, " ")
    parts = words(bare)
    names = names_in(bare, known) - names_in(draft.key, known)
    title = content(draft.fact.title)
    found = {
        "natural": float(draft.natural),
        "stem_words": float(len(parts)),
        "stem_very_long": float(max(0, len(parts) - 24)),
        "stem_very_short": float(max(0, 10 - len(parts))),
        "stem_names": float(min(5, len(names))),
        "stem_one_name": float(len(names) == 1),
        "stem_numbers": float(len(re.findall(r"\d[\d.,]*", bare))),
        "stem_commas": float(bare.count(",")),
        "stem_asides": float(len(_ASIDE.findall(bare))),
        "stem_pronouns": float(len(_PRONOUN.findall(bare))),
        "stem_definites": float(len(_DEFINITE.findall(bare))),
        "stem_plain_thing": float(bool(_PLAIN_THING.search(bare))),
        "stem_now": float(bool(_NOW.search(bare))),
        "stem_loose": float(len(_LOOSE.findall(bare))),
        "stem_names_subject": float(bool(_SUBJECT.match(stem))),
        "stem_names_topic": len(title & content(stem)) / len(title) if title else 0.0,
        "stem_and_or": float(len(re.findall(r"\b(?:and|or)\b", bare))),
        "stem_is_question": float(stem.endswith("?") and bool(_ASKED.search(stem))),
        "subject_put_in": float(bool(draft.note)),
        "key_words": float(len(draft.key.split())),
        "key_length": float(len(draft.key)),
        "key_share_of_sentence": len(draft.key) / max(1, len(draft.sentence)),
        "key_told_again": float(
            sum(draft.key in fact.text for fact in draft.index.facts if fact.id != draft.fact.id)
            > 0
        ),
        "hedge_bound": float(draft.hedge in ("over", "under")),
        "hedge_about": float(draft.hedge == "about"),
    }
    if GAP in stem:
        found["gap_place"] = stem.index(GAP) / max(1, len(stem))
    if draft.key in draft.sentence:
        found["key_place"] = draft.sentence.index(draft.key) / max(1, len(draft.sentence))
    value = draft.value
    if value is not None:
        found |= {
            "key_digits": float(significant_digits(value.number, value.written.decimals)),
            "key_in_words": float(bool(value.written.word)),
            "key_small": float(value.kind != "year" and value.amount <= 12),
            "key_decimals": float(value.written.decimals),
            "year_old": float(value.kind == "year" and value.number < 1950),
            "year_late": float(value.kind == "year" and value.number >= 2015),
        }
    return found
