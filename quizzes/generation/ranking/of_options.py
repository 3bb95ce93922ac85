"""The wrong answers: where they come from, how near they are, how alike the options look."""

from __future__ import annotations

import re
from math import log
from statistics import mean, pstdev

from quizzes.generation.drafts import Draft
from quizzes.generation.sentences import names_in
from quizzes.generation.words import content

_POINTING = re.compile(
    r"\b(?:it|its|they|their|them|he|his|him|she|her|this|that|these|those|such)\b", re.I
)


def option_features(draft: Draft) -> dict[str, float]:
    texts, wrong = draft.texts, draft.wrong
    if not wrong:
        return {}
    lengths = [len(text) for text in texts]
    said = [content(text) for text in texts]
    stem = content(draft.stem)
    names = names_in(draft.stem, draft.index.known)
    own = [one.fact for one in wrong if one.fact is not None]
    shared = [len(names & draft.index.names(fact)) for fact in own]
    found = {
        "own_share": len(own) / len(wrong),
        "own_same_lesson": sum(f.lesson == draft.fact.lesson for f in own) / len(wrong),
        "own_same_paragraph": sum(f.paragraph == draft.fact.paragraph for f in own) / len(wrong),
        "own_shares_names": float(max(shared, default=0)),
        "length_ratio": abs(log(max(1, lengths[0]) / mean(lengths[1:]))),
        "length_spread": pstdev(lengths) / mean(lengths),
        "key_longest": float(lengths[0] > max(lengths[1:])),
        "key_in_stem": float(len(said[0] & stem)),
        "wrong_in_stem": mean(len(one & stem) for one in said[1:]),
        "alike_key": mean(_overlap(said[0], one) for one in said[1:]),
        "alike_wrong": mean(
            _overlap(one, other) for one in said[1:] for other in said[1:] if one is not other
        )
        if len(said) > 2
        else 0.0,
        "options_own_words": mean(len(one - said[0] - stem) for one in said[1:]),
        "options_pronouns": float(sum(bool(_POINTING.search(text)) for text in texts)),
        "key_pronoun": float(bool(_POINTING.search(texts[0]))),
        "options_named": float(sum(bool(names_in(t, draft.index.known)) for t in texts)) / 4,
        "key_named": float(bool(names_in(texts[0], draft.index.known))),
        "options_lower": float(sum(text[:1].islower() for text in texts)) / len(texts),
        "options_least_said": float(min(len(one) for one in said)),
        "options_numbers": float(sum(bool(re.search(r"\d", text)) for text in texts)) / len(texts),
        "options_words": mean(len(text.split()) for text in texts),
    }
    return found | _numbers(draft)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index; 0 for figures, which have no words."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _numbers(draft: Draft) -> dict[str, float]:
    value = draft.value
    if value is None:
        return {}
    numbers = [one.number for one in draft.wrong]
    found = {"key_rank": sum(one < value.number for one in numbers) / max(1, len(numbers))}
    if value.kind == "year":
        gaps = [abs(one - value.number) for one in numbers]
        return found | {"year_nearest": float(min(gaps)), "year_spread": float(max(gaps))}
    if value.number > 0 and all(one > 0 for one in numbers):
        gaps = [abs(log(one / value.number)) for one in numbers]
        return found | {"number_nearest": min(gaps), "number_spread": max(gaps)}
    return found
