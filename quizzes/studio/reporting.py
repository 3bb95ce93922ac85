"""What learners did with a quiz: reads that do not grow in number with the learners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from quizzes.models import Attempt, Quiz, Response, Version
from quizzes.statistics import Share, facility, option_shares
from quizzes.wording import letter_of

CHUNK = 500
"""Attempts that the download reads at once."""


@dataclass(frozen=True)
class LearnerLine:
    """One learner's results; the attempts are submitted and count."""

    user: User
    attempts: int
    best: Attempt
    last: Attempt
    passed: bool


@dataclass(frozen=True)
class OptionLine:
    letter: str
    text: str
    correct: bool
    share: Share


@dataclass(frozen=True)
class QuestionLine:
    """One version of a question: how first attempts answered it. ``facility`` is 0 to 1."""

    version: Version
    answers: int
    blank: int
    facility: float | None
    options: tuple[OptionLine, ...]

    @property
    def percent(self) -> int | None:
        return None if self.facility is None else int(100 * self.facility + 0.5)


def counted_attempts(quiz: Quiz) -> QuerySet[Attempt]:
    return Attempt.objects.counted().filter(quiz=quiz)


def first_attempts(quiz: Quiz) -> QuerySet[Attempt]:
    """Each learner's first submitted attempt: what was known before the answers were shown."""
    earlier = counted_attempts(quiz).filter(user=OuterRef("user"), number__lt=OuterRef("number"))
    return counted_attempts(quiz).filter(~Exists(earlier))


def learner_lines(quiz: Quiz) -> list[LearnerLine]:
    """One query; who handed in last comes first."""
    by_user: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in counted_attempts(quiz).select_related("user").order_by("user", "number"):
        by_user[attempt.user_id].append(attempt)
    lines = [
        LearnerLine(
            user=attempts[-1].user,
            attempts=len(attempts),
            # The later of two equally good ones.
            best=max(attempts, key=lambda one: (one.percent or 0, one.number)),
            last=attempts[-1],
            passed=any(one.passed for one in attempts),
        )
        for attempts in by_user.values()
    ]
    return sorted(lines, key=lambda line: _moment(line.last), reverse=True)


def _moment(attempt: Attempt) -> datetime:
    return attempt.submitted_at or attempt.started_at


def question_lines(quiz: Quiz) -> list[QuestionLine]:
    """Three queries. A version that was edited later stands beside the newer one."""
    marks: dict[int, list[float]] = defaultdict(list)
    answers: dict[int, list[list[int]]] = defaultdict(list)
    rows = Response.objects.filter(attempt__in=first_attempts(quiz))
    for version, chosen, mark in rows.values_list("version", "chosen", "mark"):
        marks[version].append(mark or 0.0)
        answers[version].append(chosen)
    places = dict(quiz.entries.values_list("question", "position"))
    versions = (
        Version.objects.filter(pk__in=marks).select_related("question").prefetch_related("choices")
    )
    ordered = sorted(
        versions,
        key=lambda one: (places.get(one.question_id, 10**6), one.question_id, -one.number),
    )
    return [_line(one, answers[one.pk], marks[one.pk]) for one in ordered]


def _line(version: Version, answers: Sequence[list[int]], marks: Sequence[float]) -> QuestionLine:
    choices = list(version.choices.all())
    shares = option_shares(answers, [choice.pk for choice in choices])
    return QuestionLine(
        version=version,
        answers=len(answers),
        blank=sum(not chosen for chosen in answers),
        facility=facility(marks),
        options=tuple(
            OptionLine(letter_of(place), choice.text, choice.correct, shares[choice.pk])
            for place, choice in enumerate(choices)
        ),
    )


def attempt_rows(quiz: Quiz) -> Iterator[list[object]]:
    """The gradebook: a line of names, then each submitted attempt with the mark per question."""
    versions = list(
        Version.objects.filter(
            pk__in=Response.objects.filter(attempt__in=counted_attempts(quiz)).values("version")
        ).order_by("question", "number")
    )
    yield [
        "Learner",
        "E-mail",
        "Attempt",
        "Started",
        "Handed in",
        "Marks",
        "Of",
        "Per cent",
        "Passed",
        *(f"{one.stem} (question {one.question_id}, version {one.number})" for one in versions),
    ]
    attempts = (
        counted_attempts(quiz)
        .select_related("user")
        .prefetch_related("responses")
        .order_by("user", "number")
    )
    for attempt in attempts.iterator(chunk_size=CHUNK):
        marks = {response.version_id: response.mark for response in attempt.responses.all()}
        yield [
            attempt.user.name,
            attempt.user.email,
            attempt.number,
            _iso(attempt.started_at),
            _iso(attempt.submitted_at),
            attempt.score,
            attempt.max_score,
            attempt.percent,
            "yes" if attempt.passed else "no",
            *(marks.get(version.pk) for version in versions),
        ]


def option_rows(quiz: Quiz) -> Iterator[list[object]]:
    """How often each option was chosen, in first attempts."""
    yield [
        "Question",
        "Version",
        "Stem",
        "Answers",
        "Facility",
        "Option",
        "Text",
        "Right",
        "Chosen",
        "Share",
    ]
    for line in question_lines(quiz):
        easy = None if line.facility is None else round(line.facility, 4)
        for option in line.options:
            yield [
                line.version.question_id,
                line.version.number,
                line.version.stem,
                line.answers,
                easy,
                option.letter,
                option.text,
                "yes" if option.correct else "no",
                option.share.count,
                round(option.share.share, 4),
            ]


def _iso(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
