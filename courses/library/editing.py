"""What a person changes by hand: a lesson's text, a module's title and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from courses.documents.excerpt import read_excerpt
from courses.documents.reader import fold_name
from courses.library.linking import find_targets, relink_names, removal_of, resolver, write_links
from courses.library.rendering import render_lesson
from courses.models import Course, Lesson, Module, Progress
from courses.pictures.owners import keep_shown

if TYPE_CHECKING:
    from accounts.models import User


class StillUsed(Exception):
    """Something hangs on the row that would be lost with it; the message says what."""


@transaction.atomic
def edit_lesson(*, lesson: Lesson, heading: str, source: str, by: User) -> bool:
    """Gives a lesson another heading or text; whether anything changed.

    Later imports leave the text alone, because ``edited_at`` says that a person wrote it, and let
    the document's new one wait (``library.incoming``). Key facts and slices stay the document's.
    """
    # Like an import: who changes texts of a course holds it first, so that nobody waits in a ring.
    Course.objects.select_for_update().get(modules__lessons=lesson)
    lesson = (
        Lesson.objects.select_for_update(of=("self",))
        .select_related("module__course", "module__video")
        .get(pk=lesson.pk)
    )
    if (lesson.heading, lesson.source) == (heading, source):
        return False
    if lesson.edited_at is None:
        lesson.base_heading, lesson.base_source = lesson.heading, lesson.source
    names = {lesson.folded_heading}
    lesson.heading = heading
    # "Introduction" is our word, not the document's: no link may mean it.
    lesson.folded_heading = "" if lesson.is_intro else fold_name(heading)[:300]
    names.add(lesson.folded_heading)
    lesson.source = source
    lesson.edited_at = timezone.now()
    lesson.edited_by = by
    write_text(lesson)
    keep_shown(course=lesson.module.course, html=lesson.html, by=by)
    if len(names) > 1:
        relink_names(names - {""})
    return True


def render_draft(lesson: Lesson, source: str) -> str:
    """Safe HTML of a text that is not saved, as it would look in ``lesson``."""
    names = {link.folded for link in read_excerpt(source).links}
    targets = find_targets(names, course=lesson.module.course)
    saved, lesson.source = lesson.source, source
    try:
        return render_lesson(lesson, resolve=resolver(targets))
    finally:
        lesson.source = saved


def write_text(lesson: Lesson) -> None:
    """Saves the lesson with all that follows from its source: words, links and HTML."""
    excerpt = read_excerpt(lesson.source)
    targets = find_targets((link.folded for link in excerpt.links), course=lesson.module.course)
    lesson.words = excerpt.words
    lesson.html = render_lesson(lesson, resolve=resolver(targets))
    lesson.save()
    write_links(lesson, excerpt.links, targets)


@transaction.atomic
def rename_module(*, module: Module, title: str) -> bool:
    """Gives a module another title; links that meant the old or mean the new one are found anew."""
    if module.title == title:
        return False
    names = {module.folded_title, fold_name(title)[:300]}
    module.title = title
    module.folded_title = fold_name(title)[:300]
    module.save(update_fields=["title", "folded_title"])
    relink_names(names - {""})
    return True


@transaction.atomic
def move_module(*, module: Module, by: int) -> bool:
    """Moves a module up (``by`` -1) or down (+1) in its course; whether it could."""
    Course.objects.select_for_update().get(pk=module.course_id)
    order = list(Module.objects.filter(course=module.course_id).order_by("position", "pk"))
    place = next(index for index, one in enumerate(order) if one.pk == module.pk)
    other = place + by
    if not 0 <= other < len(order):
        return False
    order[place], order[other] = order[other], order[place]
    _number(order)
    return True


@transaction.atomic
def remove_module(*, module: Module) -> None:
    """Takes a module out of its course, with its lessons and key facts.

    Raises StillUsed where a learner's progress or a question would go with it.
    """
    learners = Progress.objects.filter(lesson__module=module).values("user").distinct().count()
    if learners:
        who = "1 learner has" if learners == 1 else f"{learners} learners have"
        raise StillUsed(f"{who} progress in this module, so it stays.")
    course = module.course_id
    try:
        with removal_of([module]):
            module.delete()
    except ProtectedError as error:
        raise StillUsed("Questions were made from this module, so it stays.") from error
    _number(list(Module.objects.filter(course=course).order_by("position", "pk")))


def _number(modules: list[Module]) -> None:
    for position, module in enumerate(modules, 1):
        module.position = position
    Module.objects.bulk_update(modules, ["position"])
