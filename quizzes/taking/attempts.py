"""What becomes of an attempt: started once, saved often, handed in once.

All these services may be called twice, by a double click, a second tab or a repeated request,
and do their work once.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from quizzes.grading import grade
from quizzes.models import Attempt, Choice, Quiz, Response, Version
from quizzes.querysets import may_be_asked
from quizzes.taking.kept_versions import responses_of
from quizzes.taking.rows import write_columns
from quizzes.taking.timing import due_time, is_over

Item = TypeVar("Item")

# How often a start is tried again when other requests of the same person get in between.
STARTS = 3


class AttemptError(Exception):
    """An attempt cannot go on; the message is for the person."""


class NoAttemptsLeft(AttemptError):
    pass


class NoQuestions(AttemptError):
    pass


class AlreadySubmitted(AttemptError):
    pass


class TimeIsOver(AlreadySubmitted):
    pass


@dataclass(frozen=True)
class Answer:
    """What a form says of one question: ids of the chosen options, and the flag."""

    chosen: tuple[int, ...] = ()
    flagged: bool = False


def start_attempt(
    *,
    user: User,
    quiz: Quiz,
    preview: bool = False,
    seed: int | None = None,
    now: datetime | None = None,
) -> Attempt:
    """The person's open attempt at this quiz; a new one if there is none.

    Raises NoAttemptsLeft and NoQuestions. A preview is not counted and has no limit.
    """
    for _ in range(STARTS):
        try:
            with transaction.atomic():
                return _open_or_new(
                    user=user,
                    quiz=quiz,
                    preview=preview,
                    seed=secrets.randbelow(2**62) if seed is None else seed,
                    now=now or timezone.now(),
                )
        except IntegrityError:
            # Another request of this person was quicker: the next round finds its attempt.
            continue
    raise AttemptError("Another request of yours was quicker. Open the quiz again.")


def _open_or_new(*, user: User, quiz: Quiz, preview: bool, seed: int, now: datetime) -> Attempt:
    # One query sees all: whatever comes after it takes this attempt's number and is refused.
    earlier = list(Attempt.objects.filter(user=user, quiz=quiz))
    for attempt in earlier:
        if attempt.is_open:
            if is_over(attempt, now):
                submit_attempt(attempt=attempt, now=now)
                continue
            if attempt.preview == preview or preview:
                return attempt
            # Who teaches no longer does not finish a preview as if it counted.
            attempt.delete()
    counted = sum(not attempt.preview for attempt in earlier)
    if not preview and quiz.attempts_allowed is not None and counted >= quiz.attempts_allowed:
        raise NoAttemptsLeft("You have no attempts left at this quiz.")
    versions = askable_versions(quiz)
    if not versions:
        raise NoQuestions("This quiz has no questions yet.")
    if quiz.shuffle_questions:
        versions = shuffled(versions, seed=seed, salt="questions")
    attempt = Attempt(
        user=user,
        quiz=quiz,
        number=1 + max((attempt.number for attempt in earlier), default=0),
        seed=seed,
        preview=preview,
        started_at=now,
        due_at=due_time(user=user, quiz=quiz, now=now),
    )
    return ask(attempt, versions)


def ask(attempt: Attempt, versions: Sequence[Version]) -> Attempt:
    """Saves a new attempt that asks these questions in this order; prefetch their ``choices``."""
    attempt.save(force_insert=True)
    quiz, seed = attempt.quiz, attempt.seed
    Response.objects.bulk_create(
        Response(
            attempt=attempt,
            version=version,
            position=position,
            order=_order(version.choices.all(), quiz=quiz, seed=seed, version=version),
        )
        for position, version in enumerate(versions, start=1)
    )
    return attempt


def askable_versions(quiz: Quiz) -> list[Version]:
    """The current versions of the quiz's questions that may be asked, in the quiz's order."""
    entries = (
        quiz.entries.filter(may_be_asked("question__"), question__current__isnull=False)
        .select_related("question__current")
        .prefetch_related("question__current__choices")
        .order_by("position", "question_id")
    )
    return [entry.question.current for entry in entries if entry.question.current]


def _order(choices: Iterable[Choice], *, quiz: Quiz, seed: int, version: Version) -> list[int]:
    ids = [choice.pk for choice in choices]
    return shuffled(ids, seed=seed, salt=str(version.pk)) if quiz.shuffle_options else ids


def shuffled(items: Iterable[Item], *, seed: int, salt: str) -> list[Item]:
    """The items in an order that seed and salt decide, today and in ten years alike."""
    mixed = list(items)
    random.Random(f"{seed}:{salt}").shuffle(mixed)
    return mixed


MAY_CHANGE = """quizzes_response.checked_at IS NULL AND quizzes_response.attempt_id =
    (SELECT id FROM quizzes_attempt WHERE id = %s AND submitted_at IS NULL{lock})"""
"""SQL: the response is not checked, and its attempt, which is locked meanwhile, is open."""


def save_responses(
    *,
    attempt: Attempt,
    answers: Mapping[int, Answer],
    responses: Iterable[Response] | None = None,
    now: datetime | None = None,
) -> list[Response]:
    """Keep the answers, by position; questions that are not named stay. Returns what changed.

    The answer to a checked question stays as it is. Raises AlreadySubmitted, and TimeIsOver after
    closing the attempt. The ids must have been checked (see quizzes.taking.forms.read_answers).
    ``responses`` are the attempt's, as this request has read them.

    One statement writes all answers, and only while the attempt is open: it waits for whoever is
    handing in and then finds the attempt closed, or has the one who hands in wait for it.
    """
    now = now or timezone.now()
    if is_over(attempt, now):
        submit_attempt(attempt=attempt, now=now)
        raise TimeIsOver("The time is over.")
    changed: list[Response] = []
    for response in attempt.responses.all() if responses is None else responses:
        answer = answers.get(response.position)
        if answer is None or response.checked_at is not None:
            continue
        chosen = sorted(answer.chosen)
        if (response.chosen, response.flagged) == (chosen, answer.flagged):
            continue
        if response.chosen != chosen:
            response.answered_at = now if chosen else None
        response.chosen, response.flagged = chosen, answer.flagged
        changed.append(response)
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    written = write_columns(
        changed,
        ["chosen", "flagged", "answered_at"],
        only_if=MAY_CHANGE.format(lock=lock),
        given=[attempt.pk],
    )
    if not written and not Attempt.objects.filter(pk=attempt.pk, submitted_at=None).exists():
        raise AlreadySubmitted("This attempt is handed in already.")
    return changed if written == len(changed) else _without_checked(attempt, changed)


def _without_checked(attempt: Attempt, changed: Sequence[Response]) -> list[Response]:
    """Those that were written. The others were checked since they were read: they say what stands,
    so that the person is told of it."""
    checked = {one.pk: one for one in attempt.responses.filter(checked_at__isnull=False)}
    for response in changed:
        if stands := checked.get(response.pk):
            response.chosen, response.flagged = stands.chosen, stands.flagged
            response.answered_at, response.checked_at = stands.answered_at, stands.checked_at
    return [response for response in changed if response.pk not in checked]


def submit_attempt(*, attempt: Attempt, now: datetime | None = None) -> Attempt:
    """Grade the attempt and close it. A second call finds it graded and changes nothing.

    An attempt whose time is over ended then, whoever finds it later.
    """
    with transaction.atomic():
        mine = Attempt.objects.select_for_update().get(pk=attempt.pk)
        mine.quiz = attempt.quiz
        return close_locked(mine, now=now)


def close_locked(mine: Attempt, *, now: datetime | None = None) -> Attempt:
    """``submit_attempt`` for a row that the caller's transaction has just read and locked."""
    if not mine.is_open:
        return mine
    moment = now or timezone.now()
    responses = responses_of(mine)
    for response in responses:
        response.mark = mark_of(response)
    write_columns(responses, ["mark"])
    # Sums of thirds may come out a hair too large for the row's constraint.
    mine.max_score = float(len(responses))
    mine.score = min(sum(response.mark or 0.0 for response in responses), mine.max_score)
    mine.passed = (mine.percent or 0) >= mine.quiz.pass_mark
    mine.submitted_at = min(moment, mine.due_at) if mine.due_at else moment
    write_columns([mine], ["score", "max_score", "passed", "submitted_at"])
    return mine


def mark_of(response: Response) -> float:
    """The mark of one response, 0 to 1; prefetch ``version__choices``."""
    version = response.version
    return grade(frozenset(response.chosen), version.key, version.options, version.credit)
