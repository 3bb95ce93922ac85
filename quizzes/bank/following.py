"""A question stands in the lesson of its sentence, wherever a new text of the document has that.

An import moves a fact to another lesson and knows nothing of questions (see ``staleness``: nobody
calls us). So whoever shows or makes questions for a course lets them catch up first: the review
desk and the generator do, right where they mark what is stale. Until then nothing is wrong for
learners: a quiz asks what stands in it, and its evidence is told by the fact's own lesson.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import F

from courses.learning.kept import Shelf
from courses.models import Course, Fact
from quizzes.bank.staleness import mark_stale
from quizzes.generation.model import Candidate
from quizzes.models import Question, QuizQuestion

CAUGHT_UP: Shelf[bool] = Shelf(1_000)
"""Courses, by id, that have caught up with the content beside whose stamp they stand."""


def catch_up(*, course: Course, stamp: str = "") -> None:
    """Brings the questions of a course to where its documents are now.

    With the content ``stamp`` as it was before, what has caught up is not asked again until the
    content changes.
    """
    if CAUGHT_UP.find(course.pk, stamp):
        return
    follow_facts(course=course)
    mark_stale(course=course)
    CAUGHT_UP.put(course.pk, stamp, True)


def follow_facts(*, course: Course) -> int:
    """Questions go where their facts stand now, decided ones too; returns how many went.

    Quizzes keep their questions: a person chose them, or ``generate_questions`` makes them anew.
    """
    rows = (
        Question.objects.of_course(course)
        .filter(fact__isnull=False, fact__retired_at__isnull=True)
        .exclude(lesson=F("fact__lesson"))
    )
    went = list(rows.order_by("pk").values_list("pk", "key", "fact__lesson"))
    if not went:
        return 0
    there = Question.objects.filter(lesson__in={lesson for _, _, lesson in went})
    taken = set(there.values_list("lesson", "key"))
    moved = []
    for pk, key, lesson in went:
        # Two of one key in one lesson are one question told twice: it may stay where it is.
        if (lesson, key) not in taken:
            taken.add((lesson, key))
            moved.append(Question(pk=pk, lesson_id=lesson))
    Question.objects.bulk_update(moved, ["lesson"], batch_size=200)
    return len(moved)


def leave_quizzes(*, course: Course) -> int:
    """Takes questions out of generated quizzes of the lessons that they left; returns how many.

    A quiz that a person edited keeps them.
    """
    entries = QuizQuestion.objects.filter(
        quiz__course=course, quiz__generated=True, quiz__edited=False, quiz__lesson__isnull=False
    ).exclude(question__lesson=F("quiz__lesson"))
    return entries.delete()[0]


def find_again(
    known: dict[tuple[int, str], Question],
    candidates: Iterable[Candidate],
    facts: Mapping[str, Fact],
) -> None:
    """Puts questions whose section has another name, or whose sentence moved, under their new keys.

    A fact's key says where it stands, and a candidate's key is made from it. A question of the same
    fact, form and words is the same question all the same: what was rejected stays rejected.
    ``known`` are the course's questions (with their current version) by lesson and key, and
    ``facts`` the rows by the candidates' ids; both rows and ``known`` are changed.
    """
    places = {(facts[one.fact_id].lesson_id, one.key): one for one in candidates}
    withdrawn_first = sorted(known.items(), key=lambda item: item[1].status != "retired")
    by_words = {
        (question.fact_id, question.form, question.current.stem): place
        for place, question in withdrawn_first
        if question.origin == Question.Origin.GENERATED and question.current
        # Of a stale one the answer may be another by now, in the same words.
        if question.status != Question.Status.STALE
    }
    for place, candidate in places.items():
        fact = facts[candidate.fact_id]
        old = by_words.get((fact.pk, candidate.form, candidate.stem.strip()))
        if place in known or old is None or old in places or old not in known:
            continue
        question = known[place] = known.pop(old)
        question.lesson_id, question.key = place
        question.save(update_fields=["lesson", "key"])
