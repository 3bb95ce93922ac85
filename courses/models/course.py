"""Courses, who teaches them and who takes them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from courses.querysets import CourseQuerySet


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
