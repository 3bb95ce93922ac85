"""What learners did with a quiz: reads that do not grow in number with the learners."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from quizzes.models import AnswerTally, Attempt, Quiz, QuizTally, Response, Version
from quizzes.statistics import Answers, Share, added_up
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
    """One version of a question: how first attempts answered it."""

    version: Version
    answers: Answers
    options: tuple[OptionLine, ...]

    @property
    def percent(self) -> int | None:
        """The facility in whole per cent, rounded half up."""
        facility = self.answers.facility
        return None if facility is None else int(100 * facility + 0.5)


@dataclass(frozen=True)
class Totals:
    """Numbers of learners and attempts, of those who are gone too; ``average`` in per cent."""

    learners: int
    attempts: int
    passed: int
    average: int | None
    departed: int


def totals(quiz: Quiz, lines: Sequence[LearnerLine]) -> Totals:
    """One query: what learners kept of their accounts is in ``lines``, the others are counts."""
    gone = QuizTally.objects.filter(quiz=quiz).first() or QuizTally(quiz=quiz)
    learners = len(lines) + gone.learners
    percents = sum(line.best.percent or 0 for line in lines) + gone.percents
    return Totals(
        learners=learners,
        attempts=sum(line.attempts for line in lines) + gone.attempts,
        passed=sum(line.passed for line in lines) + gone.passed,
        average=int(percents / learners + 0.5) if learners else None,
        departed=gone.learners,
    )


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
    """Four queries. A version that was edited later stands beside the newer one."""
    given: dict[int, list[tuple[list[int], float]]] = defaultdict(list)
    rows = Response.objects.filter(attempt__in=first_attempts(quiz))
    for version, chosen, mark in rows.values_list("version", "chosen", "mark"):
        given[version].append((chosen, mark or 0.0))
    answers = {version: added_up(those) for version, those in given.items()}
    for tally in AnswerTally.objects.filter(quiz=quiz):
        gone = answers_of(tally)
        answers[tally.version_id] = answers.get(tally.version_id, Answers()) + gone
    places = dict(quiz.entries.values_list("question", "position"))
    versions = (
        Version.objects.filter(pk__in=answers)
        .select_related("question")
        .prefetch_related("choices")
    )
    ordered = sorted(
        versions,
        key=lambda one: (places.get(one.question_id, 10**6), one.question_id, -one.number),
    )
    return [_line(one, answers[one.pk]) for one in ordered]


def answers_of(tally: AnswerTally) -> Answers:
    chosen = Counter({int(option): times for option, times in tally.chosen.items()})
    return Answers(tally.answers, tally.blank, tally.marks, chosen)


def _line(version: Version, answers: Answers) -> QuestionLine:
    return QuestionLine(
        version=version,
        answers=answers,
        options=tuple(
            OptionLine(letter_of(place), choice.text, choice.correct, answers.share(choice.pk))
            for place, choice in enumerate(version.choices.all())
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
        facility = line.answers.facility
        easy = None if facility is None else round(facility, 4)
        for option in line.options:
            yield [
                line.version.question_id,
                line.version.number,
                line.version.stem,
                line.answers.count,
                easy,
                option.letter,
                option.text,
                "yes" if option.correct else "no",
                option.share.count,
                round(option.share.share, 4),
            ]


def _iso(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
