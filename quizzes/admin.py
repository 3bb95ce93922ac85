"""Questions, quizzes and attempts in Django's admin: what was answered is never changed here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from courses.admin import ReadOnly, change_link, link
from quizzes.admin_people import QUESTION
from quizzes.bank.authoring import decide
from quizzes.models import (
    Attempt,
    Choice,
    Question,
    Quiz,
    QuizQuestion,
    Report,
    Response,
    Version,
)
from quizzes.querysets import may_be_asked


class VersionInline(ReadOnly, admin.TabularInline[Version, Question]):
    model = Version
    fk_name = "question"
    fields = ("number", "stem", "explanation", "credit", "created_at", "created_by")
    readonly_fields = fields
    show_change_link = True
    extra = 0
    can_delete = False


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    list_display = ("__str__", "lesson_link", "status", "origin", "form", "edited", "reviewed_at")
    list_filter = ("status", "origin", "form", "edited", "lesson__module__course")
    list_select_related = ("current", "lesson__module__course")
    search_fields = ("current__stem", "fact__text", "lesson__heading")
    readonly_fields = (
        "lesson",
        "fact",
        "origin",
        "form",
        "status",
        "options",
        "edited",
        "reviewed_at",
        "reviewed_by",
        "desk",
        "reports",
    )
    fields = readonly_fields
    inlines = (VersionInline,)
    actions = ("approve", "reject")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # questions are generated, or written in the studio

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return super().get_queryset(request).prefetch_related("current__choices")

    @admin.display(description="lesson", ordering="lesson__heading")
    def lesson_link(self, question: Question) -> SafeString:
        return change_link(question.lesson)

    @admin.display(description="options now")
    def options(self, question: Question) -> SafeString | str:
        if question.current is None:
            return ""
        rows = (
            ("✓ " if choice.correct else "– ", choice.text)
            for choice in question.current.choices.all()
        )
        return format_html_join("", "<div>{}{}</div>", rows)

    @admin.display(description="edit it")
    def desk(self, question: Question) -> SafeString:
        course = question.lesson.module.course
        url = reverse("desk:question_edit", args=[course.slug, question.pk])
        return link(url, "in the studio, beside its sentence")

    @admin.display(description="reports")
    def reports(self, question: Question) -> SafeString | str:
        told = Report.objects.filter(version__question=question)
        standing = told.aggregate(
            all=Count("pk"), open=Count("pk", filter=Q(state=Report.State.OPEN))
        )
        if not standing["all"]:
            return "none"
        url = reverse("admin:quizzes_report_changelist") + f"?{QUESTION}={question.pk}"
        return link(url, f"{standing['all']}, {standing['open']} of them open")

    def _decide(self, request: HttpRequest, questions: QuerySet[Question], action: str) -> int:
        if not request.user.is_authenticated:
            return 0
        for question in questions:
            decide(question=question, action=action, by=request.user)
        return len(questions)

    @admin.action(description="Approve the selected questions", permissions=["change"])
    def approve(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        count = self._decide(request, questions, "approve")
        messages.success(request, f"{count} questions approved.")

    @admin.action(description="Reject the selected questions", permissions=["change"])
    def reject(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        count = self._decide(request, questions, "reject")
        messages.success(request, f"{count} questions rejected.")


class ChoiceInline(ReadOnly, admin.TabularInline[Choice, Version]):
    model = Choice
    fields = ("position", "text", "correct", "why")
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Version)
class VersionAdmin(ReadOnly, admin.ModelAdmin[Version]):
    list_display = ("stem", "question_id", "number", "created_at", "created_by")
    list_select_related = ("created_by",)
    search_fields = ("stem",)
    inlines = (ChoiceInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        return False


class QuizQuestionInline(admin.TabularInline[QuizQuestion, Quiz]):
    model = QuizQuestion
    extra = 0
    autocomplete_fields = ("question",)


@admin.register(Quiz)
class QuizAdmin(admin.ModelAdmin[Quiz]):
    list_display = ("title", "course_link", "status", "questions_held", "attempts_made", "page")
    list_filter = ("status", "course", "generated", "reveal")
    list_select_related = ("course",)
    search_fields = ("title", "course__title", "lesson__heading")
    autocomplete_fields = ("course", "module", "lesson")
    inlines = (QuizQuestionInline,)
    actions = ("publish", "archive")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        return (
            super()
            .get_queryset(request)
            .filter(practice=False)
            .annotate(
                questions_count=Count("entries", distinct=True),
                attempts_count=Count("attempts", distinct=True),
            )
        )

    def save_model(self, request: HttpRequest, obj: Quiz, form: Any, change: bool) -> None:
        obj.edited = True  # or the next generation would put its own questions back
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj: Quiz) -> str:
        return obj.get_absolute_url()

    @admin.display(description="course", ordering="course__title")
    def course_link(self, quiz: Quiz) -> SafeString:
        return change_link(quiz.course)

    @admin.display(description="questions", ordering="questions_count")
    def questions_held(self, quiz: Quiz) -> int:
        count: int = getattr(quiz, "questions_count", 0)
        return count

    @admin.display(description="attempts", ordering="attempts_count")
    def attempts_made(self, quiz: Quiz) -> SafeString:
        url = reverse("admin:quizzes_attempt_changelist") + f"?quiz__id__exact={quiz.pk}"
        return link(url, getattr(quiz, "attempts_count", 0))

    @admin.display(description="page")
    def page(self, quiz: Quiz) -> SafeString:
        return link(quiz.get_absolute_url(), "look")

    @admin.action(description="Publish the selected quizzes", permissions=["change"])
    def publish(self, request: HttpRequest, quizzes: QuerySet[Quiz]) -> None:
        askable = quizzes.filter(may_be_asked("questions__")).distinct()
        chosen = [quiz.pk for quiz in askable]
        count = Quiz.objects.filter(pk__in=chosen).update(status=Quiz.Status.PUBLISHED)
        messages.success(request, f"{count} quizzes published.")
        if count < len(quizzes):
            messages.warning(request, "Quizzes without an approved question were left as they are.")

    @admin.action(description="Archive the selected quizzes", permissions=["change"])
    def archive(self, request: HttpRequest, quizzes: QuerySet[Quiz]) -> None:
        chosen = [quiz.pk for quiz in quizzes]
        count = Quiz.objects.filter(pk__in=chosen).update(status=Quiz.Status.ARCHIVED)
        messages.success(request, f"{count} quizzes archived.")


class ResponseInline(ReadOnly, admin.TabularInline[Response, Attempt]):
    model = Response
    fields = ("position", "version", "mark", "flagged", "answered_at")
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin[Attempt]):
    list_display = ("user", "quiz", "number", "percent", "passed", "started_at", "submitted_at")
    list_filter = (
        "passed",
        "preview",
        ("submitted_at", admin.EmptyFieldListFilter),
        "quiz__course",
    )
    list_select_related = ("user", "quiz")
    search_fields = ("user__email", "user__name", "quiz__title")
    date_hierarchy = "started_at"
    inlines = (ResponseInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        return super().get_queryset(request).filter(practice=False)  # for the person alone

    def has_delete_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False
