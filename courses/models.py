"""The rows of a course: documents become modules, their sections lessons, their sentences facts.

``courses`` knows nothing of ``quizzes``. A key has no index of its own where a unique constraint
begins with it: an import writes over a hundred rows for a document, and each index costs it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from courses.documents.terms import letter_of
from courses.documents.text import fold_name
from courses.querysets import (
    CourseQuerySet,
    FactQuerySet,
    LessonQuerySet,
    TermQuerySet,
)

validate_video_key = RegexValidator(
    r"^[A-Za-z0-9_-]{11}$", "A YouTube video's id has 11 letters, digits, - or _."
)


class Course(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        ARCHIVED = "archived"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, help_text="Two or three plain sentences.")
    cover = models.ImageField(
        upload_to="covers", blank=True, help_text="Leave it empty and one is drawn."
    )
    drawn_cover = models.ImageField(upload_to="covers", blank=True, editable=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    instructors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Instructor", related_name="taught_courses"
    )
    learners = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Enrolment", related_name="enrolled_courses"
    )

    objects: ClassVar[CourseQuerySet] = CourseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-published_at", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "archived"]),
                name="course_status_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "-published_at"], name="course_catalogue")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def picture_url(self) -> str:
        """Address of the uploaded cover, else of the drawn one, else ``""``."""
        picture = self.cover or self.drawn_cover
        return picture.url if picture else ""


class Instructor(models.Model):
    """This person teaches this course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="instructor_once_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.user} teaches {self.course}"


class Enrolment(models.Model):
    """This person takes this course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="enrolment_once_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.user} takes {self.course}"


class Video(models.Model):
    """A video that one or several notes tell of."""

    class Provider(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"

    provider = models.CharField(max_length=16, choices=Provider.choices, default=Provider.YOUTUBE)
    key = models.CharField(max_length=32, validators=[validate_video_key])
    seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Length in seconds, empty until known."
    )
    embeddable = models.BooleanField(null=True, blank=True)
    channel = models.ForeignKey(
        "courses.Channel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="videos",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="video_key_unique")]

    def __str__(self) -> str:
        return self.key

    def url_at(self, seconds: int = 0) -> str:
        """Address of the moment at the provider's own site."""
        return f"https://youtu.be/{self.key}" + (f"?t={seconds}" if seconds else "")


class Module(models.Model):
    """One document of a course."""

    class Kind(models.TextChoices):
        NOTE = "note", "Video"
        ARTICLE = "article", "Article"

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="modules", db_index=False
    )
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    video = models.ForeignKey(
        Video, on_delete=models.PROTECT, null=True, blank=True, related_name="modules"
    )
    source_name = models.CharField(
        max_length=255,
        help_text="The document's file name: a second import finds its module by it.",
    )
    source_hash = models.CharField(max_length=64, help_text="sha256 of the document's text.")
    folded_name = models.CharField(max_length=255, editable=False)
    folded_title = models.CharField(max_length=300, editable=False)
    # The source's record, shown as its credit and never taught: see documents.model.Credit.
    credit = models.JSONField(default=dict, blank=True)
    # What reading the document counted and warned of, so that an unchanged one is not read again.
    outcome = models.JSONField(default=dict, blank=True, editable=False)
    # Set with every write and cleared once the links to its names were looked at: an import that
    # was killed in between leaves it set, and the next one goes on there.
    links_due = models.BooleanField(default=False, editable=False)
    imported_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="module_slug_unique"),
            models.UniqueConstraint(fields=["course", "source_name"], name="module_source_unique"),
        ]
        indexes = [
            models.Index(fields=["course", "position"], name="module_order"),
            models.Index(fields=["folded_name"], name="module_by_name"),
            models.Index(fields=["folded_title"], name="module_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:module", args=[self.course.slug, self.slug])

    @property
    def channel_name(self) -> str:
        """Who made the video: its note's own word, better spelled where its channel is.

        Where the note names none, the video's channel. Load ``video__channel`` beside the row.
        """
        said = str(self.credit.get("channel") or "")
        channel = self.video.channel if self.video else None
        if channel and (not said or fold_name(said[:200])[:200] == channel.key):
            return channel.name
        return said


class Lesson(models.Model):
    """One section of a document."""

    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="lessons", db_index=False
    )
    key = models.CharField(max_length=64, help_text="From the document: its heading and place.")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300)
    folded_heading = models.CharField(max_length=300, editable=False, default="")
    slug = models.SlugField(max_length=100, db_index=False)
    source = models.TextField(help_text="Markdown, with citations and wikilinks as written.")
    html = models.TextField(editable=False, help_text="Rendered and sanitised from the source.")
    words = models.PositiveIntegerField(default=0)
    first_paragraph = models.PositiveIntegerField(default=1)
    last_paragraph = models.PositiveIntegerField(default=1)
    is_intro = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    # Only where a person edited the lesson: what the document said when they did, or what of it
    # they have seen since.
    base_heading = models.CharField(max_length=300, blank=True, default="", editable=False)
    base_source = models.TextField(blank=True, default="", editable=False)
    # And what it says now, until they accept, merge or dismiss it.
    incoming_heading = models.CharField(max_length=300, blank=True, default="", editable=False)
    incoming_source = models.TextField(blank=True, default="", editable=False)
    incoming_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Set while a new text waits."
    )
    retired_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Gone from the document."
    )

    objects: ClassVar[LessonQuerySet] = LessonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["module", "position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="lesson_key_unique"),
            models.UniqueConstraint(fields=["module", "slug"], name="lesson_slug_unique"),
            models.CheckConstraint(
                condition=Q(incoming_at__isnull=True) | Q(edited_at__isnull=False),
                name="lesson_incoming_beside_an_edit",
            ),
        ]
        indexes = [
            models.Index(fields=["folded_heading"], name="lesson_by_heading"),
            models.Index(
                fields=["edited_by"], condition=Q(edited_by__isnull=False), name="lesson_editor"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        module = self.module
        return reverse("courses:lesson", args=[module.course.slug, module.slug, self.slug])


class Segment(models.Model):
    """A slice of the video that a lesson tells of. ``end`` is empty where the slice is open."""

    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="segments", db_index=False
    )
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(help_text="Seconds.")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Seconds; empty if open.")

    class Meta:
        ordering = ["lesson", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "position"], name="segment_position_unique"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="segment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{'' if self.end is None else self.end} s"


class Fact(models.Model):
    """A key fact: one sentence with its evidence."""

    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="facts", db_index=False
    )
    key = models.CharField(max_length=64, help_text="From the document: its place and text.")
    position = models.PositiveIntegerField(help_text="Order in the module.")
    text = models.TextField()
    paragraph = models.PositiveIntegerField(help_text="Counted through the document from 1.")
    start = models.PositiveIntegerField(help_text="Offset in the document's text, characters.")
    end = models.PositiveIntegerField(help_text="Offset in the document's text, characters.")
    # What "it" and "the company" may refer to: {"heading", "lead_in", "terms"}.
    context = models.JSONField(default=dict, blank=True)
    retired_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Gone from the document."
    )

    objects: ClassVar[FactQuerySet] = FactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["lesson", "position"]
        verbose_name = "key fact"
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="fact_key_unique"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="fact_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def seconds(self) -> int | None:
        """Second of the first citation, ``None`` in an article; prefetch ``citations``."""
        for citation in self.citations.all():
            return citation.seconds
        return None


class Citation(models.Model):
    """The second at which a fact is said."""

    class State(models.TextChoices):
        AS_WRITTEN = "as_written"
        REPAIRED = "repaired"
        DOUBTFUL = "doubtful"

    fact = models.ForeignKey(
        Fact, on_delete=models.CASCADE, related_name="citations", db_index=False
    )
    position = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.AS_WRITTEN)

    class Meta:
        ordering = ["fact", "position"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "position"], name="citation_position_unique")
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"


class Link(models.Model):
    """A wikilink of a lesson. It is found by the folded name, also when the target comes later."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="links")
    target = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    # Where it leads, once the library has it: to a module, or to one lesson.
    module = models.ForeignKey(
        Module,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="backlinks",
        db_index=False,
    )
    to_lesson = models.ForeignKey(
        Lesson,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="backlinks",
        db_index=False,
    )

    class Meta:
        ordering = ["lesson", "id"]
        indexes = [
            models.Index(fields=["folded"], name="link_by_name"),
            models.Index(
                fields=["module"], condition=Q(module__isnull=False), name="link_to_module"
            ),
            models.Index(
                fields=["to_lesson"], condition=Q(to_lesson__isnull=False), name="link_to_lesson"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Term(models.Model):
    """A name that key facts of a course tell of, whatever its spelling: see documents.terms."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="terms", db_index=False
    )
    slug = models.SlugField(
        max_length=100, help_text="From the folded name: its key and address.", db_index=False
    )
    name = models.CharField(max_length=100, help_text="The best spelling seen.")
    initial = models.PositiveSmallIntegerField(
        help_text="Group of the alphabet: 0 figures, 1 to 26 A to Z, 27 other scripts."
    )

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["course", "initial", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="term_slug_unique"),
        ]
        indexes = [models.Index(fields=["course", "initial", "slug"], name="term_alphabet")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("courses:term", args=[self.course.slug, self.slug])

    @property
    def letter(self) -> str:
        """Heading of its group: ``A``, ``0–9`` or ``Other``."""
        return letter_of(self.initial)


class Mention(models.Model):
    """A key fact that tells of a term. Rows are written anew with their module."""

    term = models.ForeignKey(
        Term, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="mentions")
    defines = models.BooleanField(default=False, help_text="The fact says what the term is.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "fact"], name="mention_once_per_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} mentions {self.term_id}"


class Progress(models.Model):
    """How far a learner is in a lesson."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress", db_index=False
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    # Union of the played intervals, [[start, end], …] in seconds, sorted and disjoint.
    watched = models.JSONField(default=list, blank=True)
    read_to = models.PositiveIntegerField(null=True, blank=True, help_text="Seconds: resume here.")
    seen_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson"], name="progress_once_per_lesson")
        ]
        indexes = [models.Index(fields=["user", "-seen_at"], name="progress_latest")]

    def __str__(self) -> str:
        return f"{self.user} in {self.lesson}"


class Upload(models.Model):
    """Documents that an instructor sent: waiting to be looked over, being imported, or decided."""

    class State(models.TextChoices):
        WAITING = "waiting"
        QUEUED = "queued"
        RUNNING = "running"
        IMPORTED = "imported"
        CANCELLED = "cancelled"
        FAILED = "failed"
        DISCARDED = "discarded"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="sha256 of names and texts."
    )
    size = models.PositiveBigIntegerField(default=0, help_text="Characters of all documents.")
    total = models.PositiveIntegerField(default=0, help_text="Documents.")
    done = models.PositiveIntegerField(default=0, help_text="Documents that are decided.")
    # Which start of the import may write: one that was taken over finds a higher number here.
    run = models.PositiveIntegerField(default=0, editable=False)
    cancel_requested = models.BooleanField(default=False)
    beat_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Last sign of life of the import."
    )
    problem = models.TextField(blank=True, help_text="Why the import failed as a whole.")
    # {"totals": …} once the import is over; what became of each document stands in its row.
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="upload_done_in_total")
        ]

    def __str__(self) -> str:
        return f"{self.total} documents for {self.course}"


class UploadedDocument(models.Model):
    """One document of an upload, in the order in which they are imported."""

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="documents", db_index=False
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    source_hash = models.CharField(max_length=64)
    # Empty while the document waits, then the state of its ``DocumentReport``.
    state = models.CharField(max_length=12, blank=True, default="")
    outcome = models.JSONField(default=dict, blank=True, help_text="Its row of the report.")

    class Meta:
        ordering = ["upload", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "position"], name="uploaded_document_position_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


# Rows of their own idea stand in their own file; Django finds them through this one.
from courses.channel_models import Channel as Channel  # noqa: E402
from courses.departed_models import Departed as Departed  # noqa: E402
from courses.picture_models import Picture as Picture  # noqa: E402
from courses.timing_models import LengthReport as LengthReport  # noqa: E402
from courses.timing_models import ModuleText as ModuleText  # noqa: E402
