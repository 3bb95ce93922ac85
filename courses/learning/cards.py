"""What the catalogue says of each course, read for a whole page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Max, Sum

from courses.learning.intervals import Interval, length
from courses.learning.outline import WORDS_PER_MINUTE
from courses.learning.stretches import Stretch, close
from courses.models import Citation, Course, Lesson, Module, Segment


@dataclass
class Card:
    """A course with its counts. ``seconds``: of video, where notes of one video count once."""

    course: Course
    video_lessons: int = 0
    article_lessons: int = 0
    article_words: int = 0
    spans: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))

    @property
    def lessons(self) -> int:
        return self.video_lessons + self.article_lessons

    @property
    def kind(self) -> str:
        kinds = [
            name
            for name, count in (("Video", self.video_lessons), ("Article", self.article_lessons))
            if count
        ]
        return " and ".join(kinds).capitalize()

    @property
    def seconds(self) -> int:
        return sum(length(spans) for spans in self.spans.values())

    @property
    def reading_seconds(self) -> int:
        """Time to read the articles."""
        return round(60 * self.article_words / WORDS_PER_MINUTE)


def read_cards(courses: Sequence[Course]) -> list[Card]:
    """A card per course, in the same order."""
    cards = {course.pk: Card(course) for course in courses}
    counts = (
        Lesson.objects.standing()
        .filter(module__course__in=cards)
        .order_by()
        .values_list("module__course_id", "module__kind")
        .annotate(Count("pk"), Sum("words"))
    )
    for course, kind, lessons, words in counts:
        if kind == Module.Kind.NOTE:
            cards[course].video_lessons = lessons
        else:
            cards[course].article_lessons, cards[course].article_words = lessons, words
    segments = (
        Segment.objects.filter(lesson__retired_at__isnull=True, lesson__module__course__in=cards)
        .order_by()
        .values_list(
            "lesson__module__course_id",
            "lesson__module__video_id",
            "lesson__module__video__seconds",
            "lesson_id",
            "start",
            "end",
        )
    )
    last = _last_cited(list(cards))
    for course, video, seconds, lesson, start, end in segments:
        cited = (last[lesson],) if lesson in last else ()
        stretch = Stretch("", ((start, end),), citations=cited)
        cards[course].spans[video].extend(close(stretch, duration=seconds))
    return list(cards.values())


def count_citations(course: Course) -> int:
    return Citation.objects.filter(
        fact__retired_at__isnull=True,
        fact__lesson__retired_at__isnull=True,
        fact__lesson__module__course=course,
    ).count()


def _last_cited(courses: Sequence[int]) -> dict[int, int]:
    """The last second that each lesson with an open slice cites: its end is estimated from it."""
    # Two steps: in one, the database reads every citation of every course.
    open_ended = Segment.objects.filter(end__isnull=True, lesson__module__course__in=courses)
    lessons = list(open_ended.order_by().values_list("lesson", flat=True).distinct())
    cited = Citation.objects.filter(fact__lesson__in=lessons, fact__retired_at__isnull=True)
    return dict(cited.order_by().values_list("fact__lesson").annotate(Max("seconds")))
