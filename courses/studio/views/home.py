"""The courses that a person teaches, and making another."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from courses.access import may_teach, teachers_only
from courses.importing.slugs import free_slug
from courses.models import Course, Instructor
from courses.querysets import is_admin
from courses.studio.counts import with_studio_counts
from courses.studio.forms import CourseForm
from courses.studio.guard import person, posted

PAGE = 40
RESERVED = {"markdown"}  # the editor's own addresses


@login_required
def home(request: HttpRequest) -> HttpResponse:
    teachers_only(request)
    user = person(request)
    courses = with_studio_counts(Course.objects.taught_by(user)).order_by("-updated_at", "pk")
    return render(
        request,
        "studio/home.html",
        {
            "page": Paginator(courses, PAGE).get_page(request.GET.get("page")),
            "everybodys": is_admin(user),
            "may_teach": may_teach(user),
        },
    )


@login_required
def course_new(request: HttpRequest) -> HttpResponse:
    """A course of one's own; only for people who may teach at all."""
    user = person(request)
    if not may_teach(user):
        raise Http404
    form = CourseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            course: Course = form.save(commit=False)
            course.slug = new_slug(course.title)
            course.save()
            Instructor.objects.create(course=course, user=user)
        messages.success(request, f"“{course.title}” is there. Give it its first documents.")
        return redirect("studio:upload", course.slug)
    return render(request, "studio/course_form.html", {"form": form})


def new_slug(title: str) -> str:
    """An address for a course of this title that no other course has."""
    wanted = slugify(title)[:70].strip("-") or "course"
    taken = set(Course.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return free_slug(wanted, taken | RESERVED)
