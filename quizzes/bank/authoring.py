"""Questions come to be, are edited and judged. Every write of a question goes through here.

A version is never changed: an edit that says something new makes the next number, so that each
answer keeps the question it was given to.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from courses.models import Fact, Lesson
from courses.pictures.owners import keep_shown
from quizzes.bank.labelling import keep_judgement, take_back
from quizzes.bank.staleness import evidence_of
from quizzes.bank.texts import block_html, line_html
from quizzes.models import Choice, Question, Version
from quizzes.models.label import Forecast, Judgement

if TYPE_CHECKING:
    from accounts.models import User

MOST_OPTIONS = 10


@dataclass(frozen=True)
class OptionDraft:
    """An option before it is a row. ``fact`` is where a wrong answer really belongs."""

    text: str
    correct: bool
    why: str = ""
    fact: Fact | None = None


@dataclass(frozen=True)
class ForecastDraft:
    """What the generator thinks of its version; see ``models.Forecast``."""

    generator: str
    probability: float | None
    reasons: Sequence[str]
    features: Mapping[str, float]


@dataclass(frozen=True)
class VersionDraft:
    """All that a version says. ``markdown`` False: stem and explanation are meant literally."""

    stem: str
    options: Sequence[OptionDraft]
    explanation: str = ""
    markdown: bool = True
    several: bool = False
    credit: str = Version.Credit.EXACT
    checks: Sequence[dict[str, Any]] = ()
    score: float | None = None
    forecast: ForecastDraft | None = None

    @property
    def content_hash(self) -> str:
        """sha256 (hex) of what learners see; the checks' record is left out."""
        content = [
            self.stem,
            self.explanation,
            self.several,
            self.credit,
            [
                [one.text, one.correct, one.why, one.fact.pk if one.fact else None]
                for one in self.options
            ],
        ]
        return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def fold_option(text: str) -> str:
    """Two options that fold alike would read alike: case, spaces and end punctuation aside."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", text).strip(" .,;:!?\"'“”‘’")


def validate(draft: VersionDraft) -> None:
    """Raises ``ValidationError`` with every problem, worded for the author."""
    problems = []
    if not draft.stem.strip():
        problems.append("Write the question.")
    if len(draft.options) < 2:
        problems.append("Give at least two options.")
    if len(draft.options) > MOST_OPTIONS:
        problems.append(f"Give at most {MOST_OPTIONS} options.")
    if any(not fold_option(one.text) for one in draft.options):
        problems.append("Every option needs words.")
    right = sum(one.correct for one in draft.options)
    if not right:
        problems.append("Mark the right answer.")
    elif right > 1 and not draft.several:
        problems.append("Mark one right answer only, or allow several.")
    elif right == len(draft.options):
        problems.append("At least one option must be wrong.")
    folded = [fold_option(one.text) for one in draft.options]
    if len(set(folded)) < len(folded):
        problems.append("Two options read alike: change one of them.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def write_question(
    *,
    lesson: Lesson,
    draft: VersionDraft,
    fact: Fact | None,
    by: User | None,
    key: str = "",
    origin: str = Question.Origin.WRITTEN,
    form: str = "written",
    status: str = Question.Status.DRAFT,
) -> Question:
    """A new question with its first version. Raises ``ValidationError`` for an unusable draft."""
    validate(draft)
    question = Question.objects.create(
        lesson=lesson,
        fact=fact,
        evidence=evidence_of(fact),
        key=key or token_hex(8),
        origin=Question.Origin(origin),
        form=form,
        status=Question.Status(status),
        edited=by is not None,
    )
    _add_version(question, draft, by)
    return question


@transaction.atomic
def edit_question(
    *, question: Question, draft: VersionDraft, fact: Fact | None, by: User
) -> Version:
    """The version that says ``draft``: the current one if it does, else the next number."""
    validate(draft)
    question = Question.objects.select_for_update().get(pk=question.pk)
    current = question.current
    if fact != question.fact:
        question.fact = fact
        question.evidence = evidence_of(fact)
        question.edited = True
        question.save(update_fields=["fact", "evidence", "edited"])
    if current and current.content_hash == draft.content_hash:
        return current
    keep_judgement(version=current, verdict=Judgement.Verdict.EDITED, by=by)
    question.edited = True
    if question.status in {Question.Status.STALE, Question.Status.SUGGESTED}:
        question.status = Question.Status.DRAFT
    question.evidence = evidence_of(fact)
    question.save(update_fields=["edited", "status", "evidence"])
    return _add_version(question, draft, by)


def _add_version(question: Question, draft: VersionDraft, by: User | None) -> Version:
    last = question.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = Version.objects.create(
        question=question,
        number=last + 1,
        stem=draft.stem.strip(),
        explanation=draft.explanation.strip(),
        stem_html=line_html(draft.stem.strip()) if draft.markdown else "",
        explanation_html=block_html(draft.explanation.strip()) if draft.markdown else "",
        several=draft.several,
        credit=Version.Credit(draft.credit),
        checks=list(draft.checks),
        score=draft.score,
        content_hash=draft.content_hash,
        created_by=by,
    )
    Choice.objects.bulk_create(
        Choice(
            version=version,
            position=number,
            text=one.text.strip(),
            folded=fold_option(one.text)[:255],
            correct=one.correct,
            why=one.why.strip(),
            fact=one.fact,
            evidence=evidence_of(one.fact),
        )
        for number, one in enumerate(draft.options, 1)
    )
    _keep_forecast(version, draft.forecast)
    if by is not None:
        course = question.lesson.module.course
        keep_shown(course=course, html=version.explanation_html, by=by)
    question.current = version
    question.save(update_fields=["current"])
    return version


@transaction.atomic
def renew_question(
    *,
    question: Question,
    draft: VersionDraft,
    fact: Fact,
    status: str = Question.Status.DRAFT,
) -> None:
    """A question that nobody edited is proposed again: a draft, and what it says now.

    The same words stay the same version; other options make the next. A suggestion is proposed
    with its own ``status``.
    """
    question.status = Question.Status(status)
    question.evidence = evidence_of(fact)
    question.save(update_fields=["status", "evidence"])
    if question.current and question.current.content_hash == draft.content_hash:
        _see_sources(question)
        _keep_forecast(question.current, draft.forecast)
    else:
        validate(draft)
        _add_version(question, draft, None)


def _keep_forecast(version: Version, forecast: ForecastDraft | None) -> None:
    if forecast is not None:
        values = {
            "generator": forecast.generator,
            "probability": forecast.probability,
            "reasons": list(forecast.reasons),
            "features": dict(forecast.features),
        }
        Forecast.objects.update_or_create(version=version, defaults=values)


def _see_sources(question: Question) -> None:
    """The options' sources are seen as they are."""
    seen = []
    rows = Choice.objects.filter(version=question.current_id, fact__isnull=False)
    for choice in rows.select_related("fact"):
        evidence = evidence_of(choice.fact)
        if choice.evidence != evidence:
            choice.evidence = evidence
            seen.append(choice)
    Choice.objects.bulk_update(seen, ["evidence"])


DECISIONS = {
    "approve": Question.Status.APPROVED,
    "reject": Question.Status.REJECTED,
    "restore": Question.Status.DRAFT,
    "suggest": Question.Status.SUGGESTED,
}
VERDICTS = {"approve": Judgement.Verdict.APPROVED, "reject": Judgement.Verdict.REJECTED}


@transaction.atomic
def decide(*, question: Question, action: str, by: User | None) -> Question:
    """Approves, rejects or puts back a question. Raises ``KeyError`` for an unknown action.

    Put back it waits for review ("restore"), or is a suggestion again ("suggest"). Who approves
    has the sentence before them as it is now, and those of the options: the question rests on them.
    """
    rows = Question.objects.select_for_update(of=("self",)).select_related("fact", "current")
    question = rows.get(pk=question.pk)
    question.status = DECISIONS[action]
    if action == "approve":
        question.evidence = evidence_of(question.fact)
        _see_sources(question)
    if action in VERDICTS:
        keep_judgement(version=question.current, verdict=VERDICTS[action], by=by)
    else:
        take_back(version=question.current, by=by)
    question.reviewed_at = timezone.now() if action in VERDICTS else None
    question.reviewed_by = by if action in VERDICTS else None
    question.edited = question.edited or by is not None
    question.save(update_fields=["status", "evidence", "reviewed_at", "reviewed_by", "edited"])
    return question
