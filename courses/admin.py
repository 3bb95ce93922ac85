"""Courses, documents, lessons and facts in Django's admin: to find, to look at, to mend.

Texts are edited in the studio, where a preview and the document's own words stand beside them; the
admin links there.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.library.editing import rename_module
from courses.library.linking import removal_of
from courses.library.publishing import set_status
from courses.models import (
    Channel,
    Citation,
    Course,
    Enrolment,
    Fact,
    Instructor,
    Lesson,
    Link,
    Module,
    Progress,
    Segment,
    Upload,
    Video,
)
from courses.pictures.cover_files import ensure_drawn_cover
from courses.pictures.uploads import PictureError, remake_cover

admin.site.site_header = "Cuepoint"
admin.site.site_title = "Cuepoint"
admin.site.index_title = "Content and people"


def link(url: str, label: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)


def change_link(row: Any) -> SafeString:
    """A link to a row's own page in the admin."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return link(reverse(name, args=[row.pk]), row)


class ReadOnly:
    """What a document or a learner made is looked at here, not changed."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CourseForm(forms.ModelForm[Course]):
    class Meta:
        model = Course
        fields = ("title", "slug", "summary", "cover")

    def clean_cover(self) -> Any:
        """A new picture is decoded and written anew in our own size: no file of others is kept."""
        cover = self.cleaned_data.get("cover")
        if not isinstance(cover, UploadedFile):
            return cover
        cover.seek(0)
        try:
            return ContentFile(remake_cover(cover.read()), name=f"{self.instance.pk or 'new'}.webp")
        except PictureError as error:
            raise forms.ValidationError(str(error)) from error


class InstructorInline(admin.TabularInline[Instructor, Course]):
    model = Instructor
    extra = 0
    autocomplete_fields = ("user",)


class ModuleInline(ReadOnly, admin.TabularInline[Module, Course]):
    model = Module
    fields = ("position", "title", "kind", "source_name", "imported_at")
    readonly_fields = fields
    show_change_link = True
    extra = 0
    can_delete = False


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin[Course]):
    form = CourseForm
    list_display = ("title", "status", "modules_held", "lessons_held", "published_at", "page")
    list_filter = ("status", "published_at", "modules__kind")
    search_fields = ("title", "slug", "summary")
    ordering = ("title", "pk")
    prepopulated_fields = {"slug": ("title",)}
    date_hierarchy = "created_at"
    readonly_fields = ("slug", "status", "created_at", "published_at", "picture")
    fields = (
        "title",
        "slug",
        "summary",
        "cover",
        "picture",
        "status",
        "created_at",
        "published_at",
    )
    inlines = (InstructorInline, ModuleInline)
    actions = ("publish", "archive", "import_documents")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        standing = Q(modules__lessons__retired_at__isnull=True)
        return (
            super()
            .get_queryset(request)
            .annotate(
                modules_count=Count("modules", distinct=True),
                lessons_count=Count("modules__lessons", filter=standing, distinct=True),
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> Any:
        """An address is chosen once: bookmarks and other courses' links lead to it."""
        return self.readonly_fields if obj else self.readonly_fields[1:]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Course | None = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def save_model(self, request: HttpRequest, obj: Course, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        ensure_drawn_cover(obj)

    def delete_model(self, request: HttpRequest, obj: Course) -> None:
        with removal_of(obj.modules.all()):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Course]) -> None:
        with removal_of(Module.objects.filter(course__in=queryset)):
            super().delete_queryset(request, queryset)

    def view_on_site(self, obj: Course) -> str:
        return obj.get_absolute_url()

    @admin.display(description="modules", ordering="modules_count")
    def modules_held(self, course: Course) -> SafeString:
        url = reverse("admin:courses_module_changelist") + f"?course__id__exact={course.pk}"
        return link(url, getattr(course, "modules_count", 0))

    @admin.display(description="lessons", ordering="lessons_count")
    def lessons_held(self, course: Course) -> SafeString:
        url = reverse("admin:courses_lesson_changelist") + f"?module__course__id__exact={course.pk}"
        return link(url, getattr(course, "lessons_count", 0))

    @admin.display(description="page")
    def page(self, course: Course) -> SafeString:
        return link(course.get_absolute_url(), "look")

    @admin.display(description="cover now")
    def picture(self, course: Course) -> SafeString | str:
        if not course.picture_url:
            return "drawn when it is saved"
        return format_html('<img src="{}" alt="" width="96" height="120">', course.picture_url)

    def _set_status(
        self, request: HttpRequest, courses: QuerySet[Course], status: str, done: str
    ) -> None:
        changed = sum(set_status(course=course, status=status) for course in courses)
        messages.success(request, f"{changed} of {len(courses)} courses {done}.")

    @admin.action(description="Publish the selected courses", permissions=["change"])
    def publish(self, request: HttpRequest, courses: QuerySet[Course]) -> None:
        empty = [course.title for course in courses if not course.modules.exists()]
        if empty:
            messages.warning(request, f"Not published, no documents yet: {', '.join(empty)}.")
            courses = courses.filter(modules__isnull=False).distinct()
        self._set_status(request, courses, Course.Status.PUBLISHED, "published")

    @admin.action(description="Archive the selected courses", permissions=["change"])
    def archive(self, request: HttpRequest, courses: QuerySet[Course]) -> None:
        self._set_status(request, courses, Course.Status.ARCHIVED, "archived")

    @admin.action(description="Import documents into the selected course", permissions=["change"])
    def import_documents(
        self, request: HttpRequest, courses: QuerySet[Course]
    ) -> HttpResponse | None:
        if len(courses) != 1:
            messages.error(request, "Choose one course: documents go into one at a time.")
            return None
        return redirect("studio:upload", courses[0].slug)


class LessonInline(ReadOnly, admin.TabularInline[Lesson, Module]):
    model = Lesson
    fields = ("position", "heading", "words", "edited_at", "retired_at")
    readonly_fields = fields
    show_change_link = True
    extra = 0
    can_delete = False


@admin.register(Module)
class ModuleAdmin(admin.ModelAdmin[Module]):
    list_display = ("title", "course_link", "kind", "position", "source_name", "imported_at")
    list_filter = (
        *("kind", "course", "imported_at"),
        ("video__channel", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("course",)
    search_fields = ("title", "source_name", "video__key")
    readonly_fields = ("slug", "course", "kind", "video", "source_name", "source_hash", "credit")
    fields = ("title", "position", *readonly_fields)
    inlines = (LessonInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # documents come in through an import

    def save_model(self, request: HttpRequest, obj: Module, form: Any, change: bool) -> None:
        wanted, obj.title = obj.title, form.initial["title"]
        rename_module(module=obj, title=wanted)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Module) -> None:
        with removal_of([obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Module]) -> None:
        with removal_of(queryset):
            super().delete_queryset(request, queryset)

    def view_on_site(self, obj: Module) -> str:
        return obj.get_absolute_url()

    @admin.display(description="course", ordering="course__title")
    def course_link(self, module: Module) -> SafeString:
        return change_link(module.course)


class SegmentInline(ReadOnly, admin.TabularInline[Segment, Lesson]):
    model = Segment
    extra = 0
    can_delete = False


@admin.register(Lesson)
class LessonAdmin(ReadOnly, admin.ModelAdmin[Lesson]):
    list_display = ("heading", "module_link", "position", "words", "edited_at", "retired_at")
    list_filter = ("module__course", "module__kind", ("edited_at", admin.EmptyFieldListFilter))
    list_select_related = ("module__course",)
    search_fields = ("heading", "source")
    fields = ("heading", "module", "position", "slug", "source", "edited_at", "edited_by", "studio")
    readonly_fields = ("studio",)
    inlines = (SegmentInline,)

    def view_on_site(self, obj: Lesson) -> str:
        return obj.get_absolute_url()

    @admin.display(description="module", ordering="module__title")
    def module_link(self, lesson: Lesson) -> SafeString:
        return change_link(lesson.module)

    @admin.display(description="edit it")
    def studio(self, lesson: Lesson) -> SafeString:
        url = reverse("studio:lesson_edit", args=[lesson.module.course.slug, lesson.pk])
        return link(url, "in the studio, with a preview")


class CitationInline(ReadOnly, admin.TabularInline[Citation, Fact]):
    model = Citation
    extra = 0
    can_delete = False


@admin.register(Fact)
class FactAdmin(ReadOnly, admin.ModelAdmin[Fact]):
    list_display = ("text", "lesson_link", "at", "paragraph", "retired_at")
    list_filter = ("lesson__module__course", ("retired_at", admin.EmptyFieldListFilter))
    list_select_related = ("lesson__module",)
    search_fields = ("text",)
    inlines = (CitationInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        return super().get_queryset(request).prefetch_related("citations")

    @admin.display(description="lesson", ordering="lesson__heading")
    def lesson_link(self, fact: Fact) -> SafeString:
        return change_link(fact.lesson)

    @admin.display(description="second")
    def at(self, fact: Fact) -> str:
        return "" if fact.seconds is None else str(fact.seconds)


@admin.register(Segment)
class SegmentAdmin(ReadOnly, admin.ModelAdmin[Segment]):
    list_display = ("lesson", "position", "start", "end")
    list_filter = ("lesson__module__course",)
    list_select_related = ("lesson",)
    search_fields = ("lesson__heading",)


@admin.register(Channel)
class ChannelAdmin(admin.ModelAdmin[Channel]):
    list_display = ("name", "key", "videos", "notes")
    search_fields = ("name", "key", "videos__key")
    fields = ("name", "key")
    readonly_fields = ("key",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # documents name channels

    def get_queryset(self, request: HttpRequest) -> QuerySet[Channel]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                videos_count=Count("videos", distinct=True),
                notes_count=Count("videos__modules", distinct=True),
            )
        )

    @admin.display(description="videos", ordering="videos_count")
    def videos(self, channel: Channel) -> SafeString:
        url = reverse("admin:courses_video_changelist") + f"?channel__id__exact={channel.pk}"
        return link(url, getattr(channel, "videos_count", 0))

    @admin.display(description="notes", ordering="notes_count")
    def notes(self, channel: Channel) -> SafeString:
        url = reverse("admin:courses_module_changelist")
        url += f"?video__channel__id__exact={channel.pk}"
        return link(url, getattr(channel, "notes_count", 0))


@admin.register(Video)
class VideoAdmin(admin.ModelAdmin[Video]):
    list_display = ("key", "channel", "provider", "seconds", "embeddable", "notes")
    list_select_related = ("channel",)
    search_fields = ("key", "modules__title", "channel__name")
    list_filter = ("provider", "embeddable", ("channel", admin.RelatedOnlyFieldListFilter))
    autocomplete_fields = ("channel",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Video]:
        return super().get_queryset(request).annotate(notes_count=Count("modules"))

    @admin.display(description="notes", ordering="notes_count")
    def notes(self, video: Video) -> int:
        count: int = getattr(video, "notes_count", 0)
        return count


@admin.register(Link)
class LinkAdmin(ReadOnly, admin.ModelAdmin[Link]):
    list_display = ("label", "target", "lesson", "module", "to_lesson")
    list_filter = (("module", admin.EmptyFieldListFilter),)
    list_select_related = ("lesson", "module", "to_lesson")
    search_fields = ("label", "target")


@admin.register(Enrolment)
class EnrolmentAdmin(admin.ModelAdmin[Enrolment]):
    list_display = ("user", "course", "at")
    list_filter = ("course",)
    list_select_related = ("user", "course")
    search_fields = ("user__email", "user__name", "course__title")
    autocomplete_fields = ("user", "course")
    date_hierarchy = "at"


@admin.register(Progress)
class ProgressAdmin(ReadOnly, admin.ModelAdmin[Progress]):
    list_display = ("user", "lesson", "seen_at", "done_at")
    list_filter = ("lesson__module__course", ("done_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "lesson")
    search_fields = ("user__email", "lesson__heading")


@admin.register(Upload)
class UploadAdmin(ReadOnly, admin.ModelAdmin[Upload]):
    list_display = ("course", "by", "at", "state", "done", "total")
    list_filter = ("state", "course")
    list_select_related = ("course", "by")
    fields = ("course", "by", "at", "state", "done", "total", "problem", "report")
