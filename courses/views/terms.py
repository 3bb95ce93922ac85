"""The glossary of a course: the list of its terms, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from config.stored import paged, stored
from courses.access import visible_course
from courses.library.glossary import (
    FACTS_PER_PAGE,
    TERMS_PER_PAGE,
    find_home,
    read_entries,
    read_evidence,
    read_letters,
)
from courses.models import Mention, Term
from courses.views.common import cache_for_strangers


@stored(reads=["page"])
def terms(request: HttpRequest, course: str) -> HttpResponse:
    found = visible_course(request, course)
    told = Term.objects.filter(course=found).told().order_by("initial", "slug")
    page = paged(request, Paginator(told, TERMS_PER_PAGE))
    context = {
        "course": found,
        "page": page,
        "letters": read_letters(found),
        "entries": read_entries(found, list(page.object_list)),
    }
    return cache_for_strangers(request, render(request, "courses/terms.html", context))


@stored(reads=["page"])
def term(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    found = visible_course(request, course)
    row = get_object_or_404(Term.objects.told(), course=found, slug=slug)
    mentions = (
        Mention.objects.filter(term=row, fact__retired_at__isnull=True)
        .select_related("fact__lesson__module")
        .defer("fact__lesson__source", "fact__lesson__html", "fact__lesson__module__outcome")
        .prefetch_related("fact__citations")
        # What says what it is comes first, then as the course goes on.
        .order_by("-defines", "fact__lesson__module__position", "fact__position", "pk")
    )
    page = paged(request, Paginator(mentions, FACTS_PER_PAGE))
    context = {
        "course": found,
        "term": row,
        "home": find_home(row, found),
        "page": page,
        "facts": read_evidence(found, page.object_list),
    }
    return cache_for_strangers(request, render(request, "courses/term.html", context))
