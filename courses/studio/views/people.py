"""Who teaches a course, and who takes it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from courses.models import Course, Departed, Enrolment, Instructor, Lesson
from courses.studio.forms import InstructorForm
from courses.studio.guard import course_page, person

PAGE = 50


@course_page
def people(request: HttpRequest, course: Course) -> HttpResponse:
    """POST: ``action=add`` with an e-mail address, ``action=remove`` with a person's id."""
    form = InstructorForm(course=course)
    if request.method == "POST":
        if request.POST.get("action") == "remove":
            return _remove(request, course)
        form = InstructorForm(request.POST, course=course)
        if form.is_valid():
            user = form.cleaned_data["email"]
            Instructor.objects.get_or_create(course=course, user=user)
            messages.success(request, f"{user} teaches this course now.")
            return redirect("studio:people", course.slug)
    standing = Lesson.objects.standing().filter(module__course=course)
    done = Count(
        "user__progress",
        filter=Q(user__progress__done_at__isnull=False, user__progress__lesson__in=standing),
    )
    learners = (
        Enrolment.objects.filter(course=course)
        .select_related("user")
        .annotate(n_done=done)
        .order_by("-at", "pk")
    )
    context = {
        "course": course,
        "form": form,
        "instructors": Instructor.objects.filter(course=course)
        .select_related("user")
        .order_by("user__name", "user__email"),
        "page": Paginator(learners, PAGE).get_page(request.GET.get("page")),
        "n_lessons": standing.count(),
        "departed": Departed.objects.filter(course=course)
        .values_list("learners", flat=True)
        .first(),
    }
    return render(request, "studio/people.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _remove(request: HttpRequest, course: Course) -> HttpResponse:
    """Somebody must go on teaching the course, so the last instructor stays."""
    Course.objects.select_for_update().get(pk=course.pk)
    wanted = request.POST.get("user", "")
    rows = Instructor.objects.filter(course=course)
    known = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    row = rows.select_related("user").filter(user=int(wanted)).first() if known else None
    if row is None:
        messages.info(request, "This person does not teach the course.")
    elif rows.count() == 1:
        messages.error(request, "A course needs an instructor. Add another one first.")
    else:
        row.delete()
        messages.success(request, f"{row.user} no longer teaches this course.")
        if row.user == person(request) and not Course.objects.taught_by(request.user).filter(
            pk=course.pk
        ):
            return redirect("courses:learning")
    return redirect("studio:people", course.slug)
