"""A course in the studio: its outline, its words, its cover, and who may see it."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.core.files.base import ContentFile
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from courses.library.publishing import set_status
from courses.models import Course, Lesson, Upload
from courses.pictures.cover_files import ensure_drawn_cover
from courses.pictures.uploads import PictureError, remake_cover
from courses.studio.forms import CourseForm, CoverForm
from courses.studio.guard import course_page, posted

STATUS = {
    "publish": (Course.Status.PUBLISHED, "Published. Everybody can read the course now."),
    "withdraw": (Course.Status.DRAFT, "Withdrawn. Only its instructors see the course now."),
    "archive": (Course.Status.ARCHIVED, "Archived. Only its instructors see the course now."),
}


@course_page
def course(request: HttpRequest, course: Course) -> HttpResponse:
    return render(request, "studio/course.html", _outline(course) | {"cover_form": CoverForm()})


def _outline(course: Course) -> dict[str, object]:
    standing = Count("facts", filter=Q(facts__retired_at__isnull=True))
    lessons = Lesson.objects.standing().in_outline().annotate(n_facts=standing).order_by("position")
    modules = list(
        course.modules.select_related("video")
        .order_by("position")
        .prefetch_related(Prefetch("lessons", queryset=lessons))
    )
    for module in modules:
        module.course = course  # the links to its public page ask for it
    return {
        "course": course,
        "modules": modules,
        "n_lessons": sum(len(module.lessons.all()) for module in modules),
        "n_incoming": sum(
            lesson.incoming_at is not None for module in modules for lesson in module.lessons.all()
        ),
        "n_learners": course.learners.count(),
        "instructors": course.instructors.order_by("name", "email"),
        "waiting": course.uploads.filter(
            state__in=[Upload.State.WAITING, Upload.State.QUEUED, Upload.State.RUNNING]
        ).select_related("by"),
    }


@course_page
def course_edit(request: HttpRequest, course: Course) -> HttpResponse:
    title = course.title
    form = CourseForm(posted(request), instance=course)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("studio:course", course.slug)
    return render(
        request, "studio/course_form.html", {"form": form, "course": course, "title": title}
    )


@require_POST
@course_page
def cover(request: HttpRequest, course: Course) -> HttpResponse:
    """``action=upload`` takes a picture, ``action=draw`` goes back to the drawn one."""
    if request.POST.get("action") == "draw":
        course.cover.delete(save=False)
        course.save(update_fields=["cover", "updated_at"])
        ensure_drawn_cover(course)
        messages.success(request, "The cover is drawn from the lengths of the lessons again.")
        return redirect("studio:course", course.slug)
    form = CoverForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            picture = remake_cover(form.cleaned_data["cover"].read())
        except PictureError as error:
            form.add_error("cover", str(error))
        else:
            old = course.cover.name
            # A hash in its name lets browsers keep it for as long as they like.
            name = f"{course.slug}-{sha256(picture).hexdigest()[:16]}.webp"
            course.cover.save(name, ContentFile(picture), save=False)
            course.save(update_fields=["cover", "updated_at"])
            if old and old != course.cover.name:
                course.cover.storage.delete(old)
            messages.success(request, "The course has a new cover.")
            return redirect("studio:course", course.slug)
    return render(
        request, "studio/course.html", _outline(course) | {"cover_form": form}, status=400
    )


@require_POST
@course_page
def publish(request: HttpRequest, course: Course) -> HttpResponse:
    """``action`` is publish, withdraw or archive."""
    action = request.POST.get("action", "")
    if action not in STATUS:
        messages.error(request, "Nothing was changed: publish, withdraw or archive the course.")
    elif action == "publish" and not Lesson.objects.standing().filter(module__course=course):
        messages.error(request, "A course without lessons cannot be published. Upload documents.")
    else:
        status, words = STATUS[action]
        changed = set_status(course=course, status=status)
        if changed:
            course.refresh_from_db()
            ensure_drawn_cover(course)
        messages.success(request, words if changed else f"The course is {course.status} already.")
    return redirect("studio:course", course.slug)
