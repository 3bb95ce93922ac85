"""What stands between learners and those who teach, in Django's admin: reports and extra time.

Reports are settled at the review desk, beside the question; here they are found.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.admin import ReadOnly, change_link, link
from quizzes.models import ExtraTime, Report
from quizzes.taking.timing import give_extra_time, take_extra_time

QUESTION = "version__question__id__exact"


@admin.register(Report)
class ReportAdmin(ReadOnly, admin.ModelAdmin[Report]):
    list_display = ("at", "question", "reason", "user", "state", "resolved_by", "desk")
    list_filter = ("state", "reason", "at", "version__question__lesson__module__course")
    list_select_related = ("version__question__lesson__module__course", "user", "resolved_by")
    search_fields = ("text", "note", "version__stem", "user__email", "user__name")
    date_hierarchy = "at"
    fields = (
        "question",
        "stem",
        "reason",
        "text",
        "user",
        "at",
        "state",
        "note",
        "resolved_at",
        "resolved_by",
        "desk",
    )
    readonly_fields = fields

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A question's page links to its reports."""
        return lookup == QUESTION or super().lookup_allowed(lookup, value, request)

    @admin.display(description="question", ordering="version__stem")
    def question(self, report: Report) -> SafeString:
        question = report.version.question
        # As it was reported; the question may have another version by now.
        url = reverse("admin:quizzes_question_change", args=[question.pk])
        return link(url, f"{report.version.stem[:80]} (version {report.version.number})")

    @admin.display(description="as it was asked")
    def stem(self, report: Report) -> SafeString:
        return change_link(report.version)

    @admin.display(description="settle it")
    def desk(self, report: Report) -> SafeString:
        question = report.version.question
        url = reverse("desk:questions", args=[question.lesson.module.course.slug])
        return link(f"{url}?question={question.pk}", "at the desk")


class ExtraTimeForm(forms.ModelForm[ExtraTime]):
    class Meta:
        model = ExtraTime
        fields = ("user", "course", "quiz", "percent", "minutes")
        labels = {"user": "Learner", "percent": "Per cent more", "minutes": "Minutes more"}
        help_texts = {
            "quiz": "Empty: every timed quiz of the course.",
            "percent": "25 makes 40 minutes 50.",
            "minutes": "On top of the per cent.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        quiz, course = cleaned.get("quiz"), cleaned.get("course")
        if quiz and course and quiz.course_id != course.pk:
            self.add_error("quiz", "This quiz belongs to another course.")
        if quiz and quiz.time_limit is None:
            self.add_error("quiz", "This quiz has no time limit.")
        if not self.errors and not (cleaned["percent"] or cleaned["minutes"]):
            raise ValidationError("Give per cent, minutes or both.")
        return cleaned


@admin.register(ExtraTime)
class ExtraTimeAdmin(admin.ModelAdmin[ExtraTime]):
    """Written by the services of the studio's page: attempts that run end later, or as usual."""

    form = ExtraTimeForm
    list_display = ("user", "course_link", "quiz_link", "more")
    list_filter = (("quiz", admin.EmptyFieldListFilter), "course")
    list_select_related = ("user", "course", "quiz")
    search_fields = ("user__email", "user__name", "course__title", "quiz__title")
    autocomplete_fields = ("user", "course", "quiz")
    whose = ("user", "course", "quiz")

    def get_readonly_fields(self, request: HttpRequest, obj: ExtraTime | None = None) -> Any:
        """Whose it is and where is chosen once: for another person or quiz there is another row."""
        return self.whose if obj else ()

    def save_model(self, request: HttpRequest, obj: ExtraTime, form: Any, change: bool) -> None:
        row = give_extra_time(
            course=obj.course,
            quiz=obj.quiz,
            user=obj.user,
            percent=obj.percent,
            minutes=obj.minutes,
        )
        obj.pk = row.pk

    def delete_model(self, request: HttpRequest, obj: ExtraTime) -> None:
        pk = obj.pk
        take_extra_time(row=obj)
        obj.pk = pk  # the log of changes names it afterwards

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ExtraTime]) -> None:
        for row in queryset.select_related("course", "quiz", "user"):
            take_extra_time(row=row)

    @admin.display(description="course", ordering="course__title")
    def course_link(self, row: ExtraTime) -> SafeString:
        return change_link(row.course)

    @admin.display(description="at", ordering="quiz__title")
    def quiz_link(self, row: ExtraTime) -> SafeString | str:
        return change_link(row.quiz) if row.quiz else "every timed quiz"

    @admin.display(description="more")
    def more(self, row: ExtraTime) -> str:
        return row.words
