"""Reads the glossary of a course: its terms, a term's key facts, a lesson's words to keep.

However many terms, facts and lessons there are, the number of queries is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.urls import reverse

from courses.documents.terms import letter_of, spellings_of
from courses.models import Course, Fact, Lesson, Mention, Module, Term

TERMS_PER_PAGE = 100
FACTS_PER_PAGE = 40
KEPT = 5
"""Words to keep under a lesson: more is a list, and nobody keeps a list."""


@dataclass(frozen=True)
class Entry:
    """A term with the number of key facts that mention it."""

    term: Term
    url: str
    facts: int


@dataclass(frozen=True)
class Letter:
    """A heading of the list and the number of the page where it begins."""

    letter: str
    page: int


@dataclass(frozen=True)
class Evidence:
    """A key fact in its lesson. ``place`` is its second or paragraph, ``url`` leads there."""

    fact: Fact
    url: str
    seconds: int | None
    defines: bool

    @property
    def before_last(self) -> str:
        """The sentence without its last word, which holds the citation on its line."""
        return self.fact.text.rpartition(" ")[0]

    @property
    def last_word(self) -> str:
        return self.fact.text.rpartition(" ")[2]


@dataclass(frozen=True)
class Kept:
    """A term that a lesson explains."""

    term: Term
    url: str
    evidence: Evidence


def read_entries(course: Course, terms: Sequence[Term]) -> list[Entry]:
    """The terms of one page, in one query."""
    told = Mention.objects.filter(
        term__in=[term.pk for term in terms], fact__retired_at__isnull=True
    )
    counts = dict(told.values_list("term").annotate(facts=Count("pk")).order_by())
    return [Entry(one, _url_of(course, one), counts.get(one.pk, 0)) for one in terms]


def read_letters(course: Course, *, per_page: int = TERMS_PER_PAGE) -> list[Letter]:
    """The headings of all pages, in one query."""
    groups = Term.objects.filter(course=course).told().order_by("initial")
    letters: list[Letter] = []
    before = 0
    for initial, count in groups.values_list("initial").annotate(count=Count("pk")):
        letters.append(Letter(letter_of(initial), before // per_page + 1))
        before += count
    return letters


@dataclass(frozen=True)
class Home:
    """The module or lesson that has a term's name."""

    name: str
    url: str


def find_home(term: Term, course: Course) -> Home | None:
    """A module before a lesson, of the course itself before another published one; two queries."""
    names = spellings_of(term.name)
    own = Q(course=course) | Q(course__status=Course.Status.PUBLISHED)
    modules = Module.objects.filter(own).filter(
        Q(folded_name__in=names) | Q(folded_title__in=names)
    )
    first = _own_first(modules.select_related("course"), course, "course")
    if isinstance(first, Module):
        return Home(first.title, first.get_absolute_url())
    own = Q(module__course=course) | Q(module__course__status=Course.Status.PUBLISHED)
    lessons = Lesson.objects.standing().filter(own, folded_heading__in=names)
    found = _own_first(
        lessons.select_related("module__course").defer("source", "html"), course, "module__course"
    )
    return Home(str(found), found.get_absolute_url()) if isinstance(found, Lesson) else None


def _own_first(rows: QuerySet[Any], course: Course, path: str) -> Module | Lesson | None:
    near = Case(When(**{path: course.pk}, then=Value(0)), default=Value(1))
    found: Module | Lesson | None = rows.order_by(near, "pk").first()
    return found


def read_evidence(course: Course, mentions: Iterable[Mention]) -> list[Evidence]:
    """Needs ``fact__lesson__module`` and the facts' citations; makes no query."""
    found = []
    for mention in mentions:
        lesson = mention.fact.lesson
        lesson.module.course = course
        seconds = mention.fact.seconds if lesson.module.video_id else None
        place = f"#p-{mention.fact.paragraph}" if seconds is None else f"?t={seconds}"
        url = lesson.get_absolute_url() + place
        found.append(Evidence(mention.fact, url, seconds, mention.defines))
    return found


def words_to_keep(lesson: Lesson) -> list[Kept]:
    """The first terms that the lesson explains, in the order of its text; two queries."""
    mentions = (
        Mention.objects.filter(fact__lesson=lesson, fact__retired_at__isnull=True, defines=True)
        .select_related("term", "fact")
        .prefetch_related("fact__citations")
        .order_by("fact__position", "pk")
    )
    first: dict[int, Mention] = {}
    for mention in mentions[: KEPT * 4]:
        mention.fact.lesson = lesson
        first.setdefault(mention.term_id, mention)
    course = lesson.module.course
    shown = list(first.values())[:KEPT]
    return [
        Kept(mention.term, _url_of(course, mention.term), evidence)
        for mention, evidence in zip(shown, read_evidence(course, shown), strict=True)
    ]


def _url_of(course: Course, term: Term) -> str:
    return reverse("courses:term", args=[course.slug, term.slug])
