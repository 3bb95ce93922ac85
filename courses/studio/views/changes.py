"""A document's new text beside the one that a person wrote: take it, merge both, or dismiss it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.library.differences import compare
from courses.library.incoming import (
    ChangedMeanwhile,
    NothingWaits,
    accept_incoming,
    dismiss_incoming,
    merge_incoming,
)
from courses.models import Course, Lesson
from courses.studio.forms import MergeForm
from courses.studio.guard import course_page, person, posted

CHANGED = "A text changed while you looked. Nothing was done: compare them again."


@require_http_methods(["GET", "HEAD", "POST"])
@course_page
def lesson_changes(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """POST: ``action`` is accept, dismiss or merge, on the texts whose ``base`` is sent along."""
    lesson = get_object_or_404(
        Lesson.objects.select_related("module__course", "module__video", "edited_by"),
        pk=pk,
        module__course=course,
    )
    done = redirect("studio:lesson_edit", course.slug, lesson.pk)
    if lesson.incoming_at is None:
        messages.info(request, "Nothing waits for this lesson.")
        return done
    action = request.POST.get("action", "")
    form = MergeForm(posted(request) if action == "merge" else None, lesson=lesson)
    if request.method == "POST":
        try:
            words = _decide(request, lesson, action, form)
        except NothingWaits:
            messages.info(request, "This was decided before; nothing was done again.")
            return done
        except ChangedMeanwhile:
            messages.error(request, CHANGED)
            return redirect("studio:lesson_changes", course.slug, lesson.pk)
        if words:
            messages.success(request, words)
            return done
        if action != "merge":
            messages.error(request, "Nothing was done: accept, merge or dismiss the new text.")
    context = {
        "course": course,
        "lesson": lesson,
        "module": lesson.module,
        "form": form,
        "rows": compare(lesson.source, lesson.incoming_source),
        "renamed": lesson.heading != lesson.incoming_heading,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "studio/changes.html", context, status=status)


def _decide(request: HttpRequest, lesson: Lesson, action: str, form: MergeForm) -> str:
    """What was done, in words; "" if nothing was, because the form has errors."""
    decision: dict[str, Any] = {"lesson": lesson, "stamp": request.POST.get("base", "")}
    if action == "accept":
        accept_incoming(**decision)
        return "The lesson says what the document says, and follows it again."
    if action == "dismiss":
        dismiss_incoming(**decision)
        return "Dismissed. Your text stands."
    if action == "merge" and form.is_valid():
        merge_incoming(
            **decision,
            heading=form.cleaned_data["heading"],
            source=form.cleaned_data["source"],
            by=person(request),
        )
        return "Saved. The lesson says what you wrote."
    return ""
