"""Choosing and ordering the questions of a quiz, as a form without JavaScript does it.

``question`` holds the ids that are ticked, ``position-ID`` the place of each; the buttons
``move=up-ID`` and ``move=down-ID`` change the order before anything is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch
from django.http import Http404, QueryDict

from courses.models import Course
from quizzes.models import Question, Version
from quizzes.studio.queue import read_id

_MOVE = re.compile(r"(up|down)-([1-9][0-9]{0,17})", re.ASCII)
_PLACE = re.compile(r"[0-9]{1,6}", re.ASCII)
LAST = 10**6


@dataclass(frozen=True)
class Shelf:
    """The questions of one lesson that are not in the quiz."""

    heading: str
    module: str
    here: bool
    questions: list[Question]


def askable(course: Course) -> dict[int, Question]:
    """Every question of the course that a quiz may hold or holds already: three queries."""
    light = Version.objects.only("pk", "stem")
    rows = (
        Question.objects.of_course(course)
        .select_related("lesson__module", "fact")
        .only(
            "status",
            "current",
            "fact__paragraph",
            "lesson__heading",
            "lesson__module__title",
        )
        .prefetch_related(Prefetch("current", queryset=light), "fact__citations")
        .order_by(
            "lesson__module__position",
            "lesson__position",
            F("fact__position").asc(nulls_last=True),
            "pk",
        )
    )
    return {question.pk: question for question in rows}


def read_picks(data: QueryDict, questions: dict[int, Question]) -> list[int]:
    """The ticked ids in their order; 404 for a question of another course."""
    ticked = list(dict.fromkeys(read_id(raw) for raw in data.getlist("question")))
    if any(pk not in questions for pk in ticked):
        raise Http404
    # Those without a place come last, as they are listed.
    return sorted(ticked, key=lambda pk: _place(data.get(f"position-{pk}", "")))


def _place(raw: str) -> int:
    return int(raw) if _PLACE.fullmatch(raw.strip()) else LAST


def move(order: Sequence[int], raw: str) -> list[int]:
    """The order after a press on ``up-ID`` or ``down-ID``; 404 for anything else."""
    match = _MOVE.fullmatch(raw)
    moved = list(order)
    if not match or int(match[2]) not in moved:
        raise Http404
    place = moved.index(int(match[2]))
    other = place - 1 if match[1] == "up" else place + 1
    if 0 <= other < len(moved):
        moved[place], moved[other] = moved[other], moved[place]
    return moved


def shelves(
    questions: Iterable[Question], chosen: Iterable[int], *, lesson: int | None, module: int | None
) -> list[Shelf]:
    """What may be added, by lesson; the shelf of the quiz's own lesson or module is ``here``."""
    taken = set(chosen)
    found: dict[int, Shelf] = {}
    for question in questions:
        if question.pk in taken or question.status in {"rejected", "retired", "suggested"}:
            continue
        own = question.lesson
        shelf = found.get(own.pk)
        if shelf is None:
            here = own.pk == lesson if lesson else module is None or own.module_id == module
            shelf = found[own.pk] = Shelf(own.heading, own.module.title, here, [])
        shelf.questions.append(question)
    return sorted(found.values(), key=lambda shelf: not shelf.here)
