"""Where a passed quiz leads: the lesson after the one that it asked about."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from courses.learning.outline_reading import read_outlines
from courses.learning.timecodes import timecode
from quizzes.models import Attempt
from quizzes.taking.kept_versions import stamp_for


@dataclass(frozen=True)
class Onward:
    url: str
    words: str
    """ "Next lesson at 9:47"; without a time for a text and for another video."""
    heading: str


def next_lesson(attempt: Attempt) -> Onward | None:
    """The next standing lesson in the course's order, after the last of a quiz of a module.

    None at the end of the course, and for a quiz of a whole course. No query while the course's
    outline is kept.
    """
    quiz = attempt.quiz
    if quiz.module_id is None:
        return None
    outlines = read_outlines([quiz.course], AnonymousUser(), stamp=stamp_for(attempt))
    rows = outlines[quiz.course_id].lessons
    own = [
        place
        for place, row in enumerate(rows)
        if row.lesson.module_id == quiz.module_id and quiz.lesson_id in (None, row.lesson.pk)
    ]
    if not own or own[-1] + 1 == len(rows):
        return None
    row = rows[own[-1] + 1]
    along = row.lesson.module_id == quiz.module_id and row.start is not None
    words = f"Next lesson at {timecode(row.start)}" if along and row.start else "Next lesson"
    return Onward(row.url, words, row.lesson.heading)
