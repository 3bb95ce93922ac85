"""The people and the course that tests tell their stories with.

Four persons: a learner, an instructor who teaches `course`, an outsider who teaches another
course and no other, and an admin. The course is published; it holds one video note with two
lessons and one article with one lesson, every lesson with facts.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import give_role
from courses.models import (
    Citation,
    Course,
    Enrolment,
    Fact,
    Instructor,
    Lesson,
    Module,
    Segment,
    Video,
)

PASSWORD = "correct-horse-9"
VIDEO_KEY = "abcDEF12345"
NOTE_CREDIT = {"channel": "The Rock"}
ARTICLE_CREDIT = {"publisher": "The Gull", "date": "2024-05-17"}


@dataclass(frozen=True)
class Said:
    """A sentence of a lesson and the second at which it is said (None in an article)."""

    text: str
    seconds: int | None


LIGHTHOUSE = (
    Said("The lighthouse was built in 1811.", 12),
    Said("It stands 35 metres above the rock.", 31),
    Said("Its lamp used 24 burners.", 47),
)
KEEPERS = (
    Said("Three keepers lived there at a time.", 70),
    Said("A keeper earned 45 pounds a year.", 95),
)
PAPER = (
    Said("The trust spent $2.5 million on repairs.", None),
    Said("Visitors rose by 18 percent.", None),
)
_numbers = itertools.count(1)


def make_person(
    email: str, *, name: str = "", role: str = "", enrolled: Course | None = None
) -> User:
    """A person who can log in with PASSWORD; ``role`` as in accounts.roles, empty for a learner."""
    person = User.objects.create_user(email, PASSWORD, name=name)
    if role:
        give_role(user=person, role=role)
    if enrolled is not None:
        Enrolment.objects.create(course=enrolled, user=person)
    return person


def make_course(
    slug: str = "",
    *,
    title: str = "",
    status: str = Course.Status.PUBLISHED,
    teacher: User | None = None,
    notes: int = 1,
    articles: int = 1,
) -> Course:
    """A course with so many modules of each kind; call it twice for query counts on two sizes."""
    slug = slug or f"course-{next(_numbers)}"
    course = Course.objects.create(
        slug=slug,
        title=title or f"Course {slug}",
        summary="What stands on the rock, and who kept it.",
        status=status,
        published_at=timezone.now() if status == Course.Status.PUBLISHED else None,
    )
    if teacher is not None:
        Instructor.objects.create(course=course, user=teacher)
    for number in range(1, notes + 1):
        module = make_module(course, kind=Module.Kind.NOTE, title=f"The lighthouse, part {number}")
        make_lesson(module, heading="The tower", said=LIGHTHOUSE)
        make_lesson(module, heading="The keepers", said=KEEPERS)
    for number in range(1, articles + 1):
        module = make_module(course, kind=Module.Kind.ARTICLE, title=f"The repairs, part {number}")
        make_lesson(module, heading="What it cost", said=PAPER)
    return course


def make_module(course: Course, *, kind: str = Module.Kind.NOTE, title: str = "") -> Module:
    """An empty module at the end of the course; all notes tell of one video."""
    number = next(_numbers)
    title = title or f"Module {number}"
    video = None
    if kind == Module.Kind.NOTE:
        video, _ = Video.objects.get_or_create(key=VIDEO_KEY)
    return Module.objects.create(
        course=course,
        position=course.modules.count() + 1,
        title=title,
        slug=f"module-{number}",
        kind=kind,
        video=video,
        source_name=f"module-{number}.md",
        source_hash="0" * 64,
        folded_name=f"module {number}",
        folded_title=title.casefold(),
        credit=NOTE_CREDIT if kind == Module.Kind.NOTE else ARTICLE_CREDIT,
    )


def make_lesson(module: Module, *, heading: str = "", said: tuple[Said, ...] = ()) -> Lesson:
    """A lesson at the end of the module with a fact per sentence and one slice of the video."""
    number = next(_numbers)
    heading = heading or f"Lesson {number}"
    paragraph = module.lessons.count() + 1
    sentences = " ".join(
        one.text if one.seconds is None else f"{one.text} [{clock(one.seconds)}]" for one in said
    )
    lesson = Lesson.objects.create(
        module=module,
        key=f"lesson-{number}",
        position=paragraph,
        heading=heading,
        folded_heading=heading.casefold(),
        slug=f"lesson-{number}",
        source=sentences,
        html="<p>" + " ".join(_html_of(one) for one in said) + "</p>",
        words=len(sentences.split()),
        first_paragraph=paragraph,
        last_paragraph=paragraph,
    )
    seconds = [one.seconds for one in said if one.seconds is not None]
    if seconds:
        Segment.objects.create(lesson=lesson, position=1, start=seconds[0], end=seconds[-1] + 20)
    for place, one in enumerate(said, start=1):
        make_fact(lesson, one, place=place)
    return lesson


def make_fact(lesson: Lesson, said: Said, *, place: int = 1) -> Fact:
    """A key fact, with a citation where it has a second."""
    number = next(_numbers)
    fact = Fact.objects.create(
        lesson=lesson,
        key=f"{number:016x}",
        position=place,
        text=said.text,
        paragraph=lesson.first_paragraph,
        start=number * 100,
        end=number * 100 + len(said.text),
        context={"heading": lesson.heading, "lead_in": "", "terms": []},
    )
    if said.seconds is not None:
        Citation.objects.create(fact=fact, position=1, seconds=said.seconds)
    return fact


def clock(seconds: int) -> str:
    """Minutes and seconds as the documents write them: 70 is 1:10."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _html_of(said: Said) -> str:
    """What the renderer makes of a sentence, near enough for pages."""
    if said.seconds is None:
        return said.text
    return (
        f'<span class="said" data-from="{said.seconds}">{said.text}</span>'
        f'<a class="cite" href="https://youtu.be/{VIDEO_KEY}?t={said.seconds}"'
        f' data-seconds="{said.seconds}" rel="noopener noreferrer">{clock(said.seconds)}</a>'
    )


def signed_in(person: User | None) -> Client:
    """A test client that is this person, or a stranger."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client
