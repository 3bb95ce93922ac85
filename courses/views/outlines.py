"""What a course holds: the page of a course and of one of its modules."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.stamp import stamp_of
from config.stored import stored
from courses.access import is_enrolled, visible_course
from courses.learning.outline import CourseOutline, OutlineModule
from courses.learning.outline_reading import read_outline
from courses.learning.progress import enrol
from courses.learning.reels import draw_reel
from courses.library.backlinks import told_also_in
from courses.library.module_map import read_map
from courses.models import Course, Term
from courses.views.common import cache_for_strangers, visible_module
from courses.views.learning import WANTED


@stored()
def course(request: HttpRequest, course: str) -> HttpResponse:
    stamp = stamp_of(request)
    found = visible_course(request, course)
    _enrol_as_wanted(request, found)
    outline = read_outline(found, request.user, stamp=stamp)
    resume = outline.resume
    context = {
        "course": found,
        "outline": outline,
        "resume": resume,
        "here": resume if outline.begun else None,
        "enrolled": is_enrolled(request.user, found),
        "term_count": Term.objects.filter(course=found).told().count(),
        "may_edit": _may_edit(request, found),
        "reel": draw_reel(_part_to_draw(outline), here=resume if outline.begun else None),
    }
    return cache_for_strangers(request, render(request, "courses/course.html", context))


@stored()
def module(request: HttpRequest, course: str, module: str) -> HttpResponse:
    stamp = stamp_of(request)
    found = visible_module(request, course, module)
    outline = read_outline(found.course, request.user, stamp=stamp)
    part = next(part for part in outline.modules if part.module.pk == found.pk)
    here = outline.resume if outline.begun else None
    reel = draw_reel(part, here=here)
    context = {
        "course": found.course,
        "outline": outline,
        "module": found,
        "part": part,
        "here": here,
        "reel": reel,
        "map": read_map(part, reel),
        "told_also": told_also_in(found, request.user),
    }
    return cache_for_strangers(request, render(request, "courses/module.html", context))


def _part_to_draw(outline: CourseOutline) -> OutlineModule | None:
    """The module where the learner stands if it has a video, else the first that has one."""
    if outline.begun and outline.resume:
        part = outline.part_of(outline.resume.lesson)
        if part.spans:
            return part
    return next(iter(outline.video_modules), None)


def _may_edit(request: HttpRequest, course: Course) -> bool:
    if not request.user.is_authenticated:
        return False
    return Course.objects.taught_by(request.user).filter(pk=course.pk).exists()


def _enrol_as_wanted(request: HttpRequest, course: Course) -> None:
    """Somebody who pressed “enrol” as a stranger comes back from the log-in: finish it."""
    if request.user.is_authenticated and request.session.get(WANTED) == course.pk:
        del request.session[WANTED]
        enrol(user=request.user, course=course)
        messages.success(request, "You are enrolled. Your place will be kept.")
