"""A lesson's text in the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from courses.library.editing import edit_lesson, render_draft
from courses.models import Course, Lesson
from courses.studio.forms import LessonForm
from courses.studio.guard import course_page, person, posted


@course_page
def lesson_edit(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """``action=preview`` shows the text without saving it, for those without JavaScript."""
    lesson = get_object_or_404(
        Lesson.objects.select_related("module__course", "module__video", "edited_by"),
        pk=pk,
        module__course=course,
    )
    form = LessonForm(posted(request), lesson=lesson)
    preview: str | None = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "preview":
            preview = render_draft(lesson, form.cleaned_data["source"])
        else:
            changed = edit_lesson(
                lesson=lesson,
                heading=form.cleaned_data["heading"],
                source=form.cleaned_data["source"],
                by=person(request),
            )
            messages.success(request, "Saved." if changed else "Nothing was changed.")
            return redirect("studio:lesson_edit", course.slug, lesson.pk)
    context = {
        "course": course,
        "lesson": lesson,
        "module": lesson.module,
        "form": form,
        "preview": preview,
        "segments": lesson.segments.all(),
        "n_facts": lesson.facts.filter(retired_at__isnull=True).count(),
    }
    return render(request, "studio/lesson_edit.html", context, status=400 if form.errors else 200)
