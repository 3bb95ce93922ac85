"""The first page: what courses there are."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.stored import paged, stored
from courses.learning.cards import Card, count_citations, read_cards
from courses.learning.outline import OutlineModule
from courses.learning.outline_reading import read_outline
from courses.learning.reels import Reel, draw_reel
from courses.learning.sample import Sample, read_sample
from courses.models import Course, Lesson, Module
from courses.querysets import CourseQuerySet
from courses.views.common import cache_for_strangers

PER_PAGE = 12
MOST_WORDS = 8
KINDS = {"video": Module.Kind.NOTE, "article": Module.Kind.ARTICLE}


@dataclass(frozen=True)
class Feature:
    """The newest course at the head of the page."""

    card: Card
    citations: int
    reel: Reel | None
    sample: Sample | None


@stored(reads=["page", "kind"])
def catalogue(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    found = _of_kind(_search(Course.objects.published(), query), kind)
    page = paged(request, Paginator(found.order_by("-published_at", "title", "pk"), PER_PAGE))
    first_look = not (kind or query) and page.number == 1
    feature = _feature() if first_look else None
    cards = read_cards(list(page.object_list))
    if feature and len(cards) > 1:
        # The newest stands at the head of the page already.
        cards = [card for card in cards if card.course != feature.card.course]
    context = {
        "cards": cards,
        "page": page,
        "kind": kind,
        "query": query,
        "feature": feature,
        "hero": first_look,
    }
    return cache_for_strangers(request, render(request, "courses/catalogue.html", context))


def _search(courses: CourseQuerySet, query: str) -> CourseQuerySet:
    """Every word must stand in the title or summary, or in a title of a module or lesson."""
    for word in query.split()[:MOST_WORDS]:
        modules = Module.objects.filter(course=OuterRef("pk"), title__icontains=word)
        lessons = Lesson.objects.standing().filter(
            module__course=OuterRef("pk"), heading__icontains=word
        )
        courses = courses.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Exists(modules)
            | Exists(lessons)
        )
    return courses


def _of_kind(courses: CourseQuerySet, kind: str) -> CourseQuerySet:
    if not kind:
        return courses
    return courses.filter(Exists(Module.objects.filter(course=OuterRef("pk"), kind=KINDS[kind])))


def _feature() -> Feature | None:
    course = Course.objects.published().order_by("-published_at", "title", "pk").first()
    if course is None:
        return None
    part = _first_video(course)
    return Feature(
        card=read_cards([course])[0],
        citations=count_citations(course),
        reel=draw_reel(part, width=830),
        sample=read_sample(part),
    )


def _first_video(course: Course) -> OutlineModule | None:
    """The first module with slices, read alone: the first page must stay light."""
    module = (
        Module.objects.filter(course=course, lessons__segments__isnull=False)
        .order_by("position", "pk")
        .first()
    )
    if module is None:
        return None
    return read_outline(course, AnonymousUser(), only=module).modules[0]
