"""The questions of a course in the order in which they are reviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.http import Http404, QueryDict

from courses.models import Citation, Course, Lesson
from quizzes.models import Question, Report, Version
from quizzes.querysets import QuestionQuerySet

Status = Question.Status
PAGE = 25
"""Questions of the queue that are shown at once."""

REPORTED = "reported"
"""In any state, with a learner's report that nobody has settled."""

WAITING = (Status.DRAFT, Status.STALE)
STATUSES: dict[str, tuple[str, ...]] = {
    "": (Status.DRAFT, Status.STALE, Status.APPROVED, Status.REJECTED),
    "waiting": WAITING,
    "approved": (Status.APPROVED,),
    "rejected": (Status.REJECTED,),
    "suggested": (Status.SUGGESTED,),
    "retired": (Status.RETIRED,),
    REPORTED: tuple(Status.values),
}
STATUS_WORDS = (
    ("", "All states"),
    ("waiting", "Awaiting review"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("suggested", "Suggestions"),
    ("retired", "Withdrawn"),
    (REPORTED, "Reported by learners"),
)
_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


def read_id(raw: str) -> int:
    """A row's id from an address or a form, or 404."""
    if not _ID.fullmatch(raw):
        raise Http404
    return int(raw)


@dataclass(frozen=True)
class Chosen:
    """What the queue is narrowed to. ``status`` is a key of STATUSES, "" for all that live."""

    lesson: Lesson | None = None
    status: str = ""

    @classmethod
    def read(cls, data: QueryDict, course: Course) -> Chosen:
        """From an address or a form; 404 for a lesson of another course or an unknown status."""
        status, raw = data.get("status", ""), data.get("lesson", "")
        if status not in STATUSES:
            raise Http404
        if not raw:
            return cls(None, status)
        lesson = Lesson.objects.filter(module__course=course, pk=read_id(raw)).defer(
            "source", "html"
        )
        found = lesson.first()
        if found is None:
            raise Http404
        return cls(found, status)

    def query(self, **more: Any) -> str:
        """The address's query, ``?`` included, or nothing."""
        pairs = {"lesson": self.lesson.pk if self.lesson else "", "status": self.status, **more}
        words = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{words}" if words else ""


def queue(course: Course, chosen: Chosen) -> QuestionQuerySet:
    """What waits comes first; both parts in the order of the documents."""
    rows = Question.objects.of_course(course).filter(status__in=STATUSES[chosen.status])
    if chosen.lesson:
        rows = rows.filter(lesson=chosen.lesson)
    if chosen.status == REPORTED:
        rows = rows.filter(is_reported())
    return rows.annotate(
        judged=Case(When(status__in=WAITING, then=Value(0)), default=Value(1))
    ).order_by(
        "judged",
        "lesson__module__position",
        "lesson__position",
        F("fact__position").asc(nulls_last=True),
        "pk",
    )


def next_to_judge(course: Course, chosen: Chosen, question: Question) -> int | None:
    """The id that follows the question in the queue, without what is decided already."""
    rows = queue(course, chosen)
    if chosen.status == "":
        rows = rows.filter(status__in=WAITING)
    return following(list(rows.values_list("pk", flat=True)), question.pk)


def following(ids: Sequence[int], pk: int) -> int | None:
    """The id after ``pk``, from the end on to the beginning; None if there is no other."""
    if pk not in ids:
        return ids[0] if ids else None
    place = ids.index(pk)
    others = [*ids[place + 1 :], *ids[:place]]
    return others[0] if others else None


def rows_of(ids: Sequence[int]) -> list[Question]:
    """The queue's rows with stem, checks and second, in this order: three queries."""
    light = Version.objects.only("pk", "stem", "checks")
    found = {
        question.pk: question
        for question in Question.objects.filter(pk__in=ids)
        .annotate(reported=is_reported())
        .order_by()
        .select_related("fact")
        .prefetch_related(
            Prefetch("current", queryset=light.order_by()),
            Prefetch("fact__citations", queryset=Citation.objects.order_by("position")),
        )
    }
    return [found[pk] for pk in ids if pk in found]


def is_reported() -> Exists:
    """Whether a learner's report of the question, in any version, waits."""
    reports = Report.objects.filter(version__question=OuterRef("pk"), state=Report.State.OPEN)
    return Exists(reports)


@dataclass(frozen=True)
class Standing:
    """How far the review is."""

    total: int
    waiting: int
    suggested: int

    @property
    def reviewed(self) -> int:
        return self.total - self.waiting


def standing(course: Course, lesson: Lesson | None) -> Standing:
    rows = Question.objects.of_course(course).exclude(status=Status.RETIRED)
    if lesson:
        rows = rows.filter(lesson=lesson)
    numbers = rows.aggregate(
        total=Count("pk", filter=~Q(status=Status.SUGGESTED)),
        waiting=Count("pk", filter=Q(status__in=WAITING)),
        suggested=Count("pk", filter=Q(status=Status.SUGGESTED)),
    )
    return Standing(numbers["total"], numbers["waiting"], numbers["suggested"])


LessonsOfModule = tuple[str, list[tuple[int, str, int]]]
"""A module's title and its lessons: id, heading, questions that wait."""


def lessons_with_questions(course: Course) -> list[LessonsOfModule]:
    """For the filter."""
    waiting = Count("questions", filter=Q(questions__status__in=WAITING))
    rows = (
        Lesson.objects.filter(module__course=course, questions__isnull=False)
        .order_by("module__position", "module", "position", "pk")
        .values_list("module", "module__title", "pk", "heading")
        .annotate(n_waiting=waiting)
    )
    found: dict[int, LessonsOfModule] = {}
    for module, title, pk, heading, n_waiting in rows:
        found.setdefault(module, (title, []))[1].append((pk, heading, n_waiting))
    return list(found.values())
