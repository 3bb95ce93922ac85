"""From key facts to questions. Same facts and seed in, same questions out."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizzes.generation.forms import FORMS, OFF, Form
from quizzes.generation.gates import FIRST_GATES, LAST_GATES, hinges, run
from quizzes.generation.ranking import Ranker, Verdict, features_of, load_ranker

from .distractors import choose
from .drafts import Draft
from .index import ModuleIndex
from .model import Candidate, CheckResult, Generation, Option, Refusal, SourceFact
from .parse import Parse
from .values import Value
from .words import content

PUBLISH_LINE = 0.45  # below it a question is sound, but hardly worth a learner's time
MOST_DRAFTS = 6  # of one fact that are given wrong answers, the best first


def generate(
    facts: Sequence[SourceFact],
    parses: Mapping[str, Parse],
    *,
    seed: int = 0,
    ranker: Ranker | None = None,
    more_forms: Sequence[Form] = (),
) -> Generation:
    """Questions for the facts of a course: at most one a fact, and only those that pass every gate.

    `parses` holds the parse of each fact's text by the fact's id; without it a fact gives only what
    patterns can read. The facts of one module are read together: distractors come from it, and
    hinging is looked for in it. The `ranker` is the one that the product is shipped with, or
    another. `more_forms` are asked after our own: see `authored`. The result depends on nothing but
    these.
    """
    modules: dict[str, list[SourceFact]] = {}
    for fact in facts:
        modules.setdefault(fact.module, []).append(fact)
    ranks: Counter[int] = Counter()
    ranker = load_ranker() if ranker is None else ranker
    published: list[Candidate] = []
    suggested: list[Candidate] = []
    spare: list[Candidate] = []
    refused: list[Refusal] = []
    for members in modules.values():
        index = ModuleIndex(members, parses)
        found: list[Candidate] = []
        below: list[Candidate] = []
        for fact in index.facts:
            drafts = _drafts(fact, index, more_forms)
            question, publish, others, reasons = _best(fact, drafts, ranks, seed, ranker)
            spare.extend(others)
            refused.extend(reasons)
            if question is not None:
                (found if publish else below).append(question)
        kept, dropped = _independent(found)
        published.extend(kept)
        refused.extend(dropped)
        suggested.extend(_independent(below, beside=kept)[0])
    return Generation(tuple(published), tuple(suggested), tuple(refused), tuple(spare))


def _best(
    fact: SourceFact, written: Iterable[Draft], ranks: Counter[int], seed: int, ranker: Ranker
) -> tuple[Candidate | None, bool, list[Candidate], list[Refusal]]:
    """The best question of one fact, whether it is above the line, the others, what was refused."""
    refused: list[Refusal] = []
    drafts: list[tuple[float, Draft, tuple[CheckResult, ...]]] = []
    for draft in written:
        results = _own_checks(draft) or run(FIRST_GATES, draft)
        if results[-1].passed:
            drafts.append((_score(draft), draft, results))
        else:
            refused.append(Refusal(fact.id, draft.form, results[-1].name, results[-1].reason))
    drafts.sort(key=lambda item: (-item[0], item[1].stem))
    found: list[tuple[Candidate, Verdict, Draft]] = []
    for score, draft, first in drafts[:MOST_DRAFTS]:
        key = _hash(f"{fact.id}|{draft.form}|{draft.key}")
        draw = random.Random(f"{seed}:{key}")
        finished = _with_options(draft, ranks, draw)
        if finished is None:
            refused.append(
                Refusal(fact.id, draft.form, "four options", "Not enough plausible wrong answers.")
            )
            continue
        last = run(LAST_GATES, finished)
        if not last[-1].passed:
            refused.append(Refusal(fact.id, draft.form, last[-1].name, last[-1].reason))
            continue
        own = sum(wrong.fact is not None for wrong in finished.wrong)
        checks = (*first, *draft.checks, *last)
        features = features_of(finished)
        verdict = ranker.judge(draft.form, features, worth=score, line=PUBLISH_LINE)
        candidate = _candidate(finished, key, checks, score + 0.05 * own, draw)
        candidate = replace(
            candidate,
            features=features,
            probability=verdict.probability,
            reasons=verdict.reasons,
        )
        found.append((candidate, verdict, finished))
    if not found:
        if not drafts and not refused:
            refused.append(Refusal(fact.id, "value", "a value", "The sentence states no figure."))
        return None, False, [], refused
    question, verdict, finished = max(
        found,
        key=lambda item: (
            _publishes(item[1], item[2]),
            # What was not learned yet stands behind what was, and changes nothing among that.
            item[1].learned,
            item[1].probability if item[1].learned else item[0].score,
        ),
    )
    others = [other for other, _, _ in found if other is not question]
    if _publishes(verdict, finished):
        _count_rank(finished, ranks)
        return question, True, others, refused
    refused.append(Refusal(fact.id, question.form, "below the line", _below(verdict, finished)))
    return question, False, others, refused


def _publishes(verdict: Verdict, draft: Draft) -> bool:
    """Of gaps two strict raters took 18 of 32: a sentence with a hole is only suggested."""
    return verdict.publish and draft.natural


def _below(verdict: Verdict, draft: Draft) -> str:
    if verdict.publish and not draft.natural:
        return "No whole question could be formed: a sentence with a gap is only suggested."
    if not verdict.learned:
        return "The question is sound, but weak: a bound or an aside."
    share = f"{100 * verdict.probability:.0f} of 100 like it would be taken unchanged."
    return " ".join([share, *verdict.reasons])


def _own_checks(draft: Draft) -> tuple[CheckResult, ...]:
    """The gate of the form itself that refuses, if one does."""
    return tuple(check for check in draft.checks if not check.passed)[:1]


def _drafts(fact: SourceFact, index: ModuleIndex, more: Sequence[Form]) -> Iterator[Draft]:
    for form in (*FORMS, *more):
        if form.name not in OFF:
            yield from form.drafts(fact, index)


def _score(draft: Draft) -> float:
    """0 to about 1: which of a fact's questions is the best. Clauses come after the whole."""
    worth = draft.worth
    if draft.note:
        worth -= 0.1
    if draft.sentence.rstrip(".") != draft.fact.text.rstrip("."):
        worth -= 0.05
    return round(worth, 3)


def _with_options(draft: Draft, ranks: Counter[int], draw: random.Random) -> Draft | None:
    """Add wrong answers, with the key at the rank that the bank has used least so far."""
    value: Value | None = draft.value
    if value is None or draft.wrong:
        return draft
    order = [0, 1, 2, 3]
    draw.shuffle(order)
    order.sort(key=lambda rank: ranks[rank])
    wrong = choose(
        value,
        fact=draft.fact,
        stem=draft.stem,
        index=draft.index,
        hedge=draft.hedge,
        ranks=order,
        draw=draw,
    )
    return replace(draft, wrong=wrong) if wrong else None


def _count_rank(draft: Draft, ranks: Counter[int]) -> None:
    if draft.value is not None:
        ranks[sum(wrong.number < draft.value.number for wrong in draft.wrong)] += 1


def _candidate(
    draft: Draft, key: str, checks: tuple[CheckResult, ...], score: float, draw: random.Random
) -> Candidate:
    options = [Option(draft.key, True, f"The source says so{_when(draft.fact)}.", draft.fact.id)]
    for wrong in draft.wrong:
        if wrong.fact is None:
            why = f"The source gives {draft.key}."
            options.append(Option(wrong.text, False, why, None))
        else:
            why = f"That belongs{_when(wrong.fact)}: “{_shorten(wrong.fact.text)}”"
            options.append(Option(wrong.text, False, why, wrong.fact.id))
    draw.shuffle(options)
    return Candidate(
        key=key,
        fact_id=draft.fact.id,
        lesson=draft.fact.lesson,
        form=draft.form,
        stem=draft.stem,
        options=tuple(options),
        explanation=f"“{draft.fact.text}”",
        checks=checks,
        score=round(score, 3),
    )


def _independent(
    found: Sequence[Candidate], *, beside: Sequence[Candidate] = ()
) -> tuple[list[Candidate], list[Refusal]]:
    """Drop the weaker of two questions that answer each other or ask for the same thing.

    Those `beside` them stay, and are stronger than any.
    """
    kept: list[Candidate] = []
    dropped: list[Refusal] = []
    for question in sorted(found, key=_strongest):
        reason = next((r for other in (*beside, *kept) if (r := _clash(question, other))), "")
        if reason:
            dropped.append(Refusal(question.fact_id, question.form, "independence", reason))
        else:
            kept.append(question)
    order = {question.key: place for place, question in enumerate(found)}
    kept.sort(key=lambda question: order[question.key])
    return kept, dropped


def _strongest(question: Candidate) -> tuple[float, float, str]:
    return -question.probability, -question.score, question.key


_LED = re.compile(r"^In ‘.*’: ")  # the title of a document, which its stems have in common


def _said(question: Candidate) -> str:
    return _LED.sub("", question.stem)


def _clash(one: Candidate, other: Candidate) -> str:
    key, answer = _answer(one), _answer(other)
    same_quiz = one.lesson == other.lesson
    if same_quiz and key == answer:
        return "Another question of the lesson has the same answer."
    mine, others = content(_said(one)), content(_said(other))
    alike = len(mine & others) >= max(2, 0.6 * min(len(mine), len(others)))
    if alike and (key == answer or one.form == other.form):
        return "Another question asks nearly the same."
    if hinges(key, _said(other)) and (same_quiz or alike):
        return "The stem of another question gives the answer away."
    if hinges(answer, _said(one)) and (same_quiz or alike):
        return "The stem gives the answer of another question away."
    return ""


def _answer(question: Candidate) -> str:
    return next(option.text for option in question.options if option.correct)


def _when(fact: SourceFact) -> str:
    """Where a fact is said: " at 14:03", or " in paragraph 7" of an article."""
    if fact.seconds is None:
        return f" in paragraph {fact.paragraph}"
    hours, rest = divmod(fact.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f" at {hours}:{minutes:02}:{seconds:02}" if hours else f" at {minutes}:{seconds:02}"


def _shorten(text: str, most: int = 24) -> str:
    parts = text.split()
    return text if len(parts) <= most else " ".join(parts[:most]) + " …"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
