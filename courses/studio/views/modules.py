"""A module's title, its place in the course, and taking it out."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.library.editing import StillUsed, move_module, remove_module, rename_module
from courses.models import Course, Lesson
from courses.pictures.cover_files import ensure_drawn_cover
from courses.studio.forms import ModuleForm
from courses.studio.guard import course_page, posted

STEPS = {"up": -1, "down": 1}


@course_page
def module_edit(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    module = get_object_or_404(course.modules.select_related("video", "course"), pk=pk)
    title = module.title
    form = ModuleForm(posted(request), instance=module)
    if request.method == "POST" and form.is_valid():
        wanted = module.title
        module.title = title  # the form has set it; the service looks for a difference
        rename_module(module=module, title=wanted)
        messages.success(request, "Saved.")
        return redirect("studio:module_edit", course.slug, module.pk)
    standing = Count("facts", filter=Q(facts__retired_at__isnull=True))
    lessons = Lesson.objects.filter(module=module).in_outline().annotate(n_facts=standing)
    context = {
        "course": course,
        "module": module,
        "title": title,
        "form": form,
        "lessons": lessons.order_by("position"),
    }
    return render(request, "studio/module_edit.html", context, status=400 if form.errors else 200)


@require_POST
@course_page
def module_move(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """``direction`` is up or down."""
    module = get_object_or_404(course.modules, pk=pk)
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        messages.error(request, "Nothing was moved: move the module up or down.")
    elif move_module(module=module, by=step):
        ensure_drawn_cover(course)
        messages.success(request, f"“{module.title}” moved {request.POST['direction']}.")
    else:
        where = "first" if step < 0 else "last"
        messages.info(request, f"“{module.title}” is the {where} module already.")
    return redirect(f"{reverse('studio:course', args=[course.slug])}#module-{module.pk}")


@require_POST
@course_page
def module_remove(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """Needs ``sure``, a box to tick, because the lessons go with the module."""
    module = get_object_or_404(course.modules, pk=pk)
    if not request.POST.get("sure"):
        messages.error(request, "Nothing was removed: tick the box if you are sure.")
        return redirect("studio:module_edit", course.slug, module.pk)
    title = module.title
    try:
        remove_module(module=module)
    except StillUsed as reason:
        messages.error(request, str(reason))
        return redirect("studio:module_edit", course.slug, pk)
    ensure_drawn_cover(course)
    messages.success(request, f"“{title}” is no longer part of the course.")
    return redirect("studio:course", course.slug)
