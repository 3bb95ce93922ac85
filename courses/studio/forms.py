"""The studio's forms: they parse and word errors, nothing else."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from accounts.models import User
from courses.importing.archives import is_archive
from courses.learning.timecodes import read_length
from courses.library.incoming import seen
from courses.models import Course, Lesson, Module
from courses.studio.markdown import MAX_TEXT

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Uploaded: TypeAlias = UploadedFile[bytes]

MAX_DOCUMENTS = 50
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
MEGABYTE = 1024 * 1024
MAX_SUMMARY = 2000
"""Characters of a course's summary."""


class CourseForm(forms.ModelForm[Course]):
    # The catalogue shows it to everybody: no place for a book.
    summary = forms.CharField(
        required=False,
        max_length=MAX_SUMMARY,
        help_text="Two or three plain sentences.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Course
        fields = ["title", "summary"]
        error_messages = {"title": {"required": "Give the course a title."}}


class CoverForm(forms.Form):
    """The picture itself is read by ``courses.pictures.uploads``."""

    cover = forms.FileField(
        label="Picture",
        allow_empty_file=True,
        help_text="PNG, JPEG, WebP or GIF, at least 200 pixels wide; cropped to 4 by 5.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        error_messages={"required": "Choose a picture."},
    )

    def clean_cover(self) -> Uploaded:
        file: Uploaded = self.cleaned_data["cover"]
        if (file.size or 0) > settings.MAX_PICTURE_BYTES:
            limit = settings.MAX_PICTURE_BYTES // MEGABYTE
            raise forms.ValidationError(f"The picture is larger than {limit} MB. Make it smaller.")
        return file


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploaded files."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class DocumentsForm(forms.Form):
    documents = ManyFilesField(
        label="Documents",
        # An empty document is reported on the preview, beside the good ones.
        allow_empty_file=True,
        max_length=None,
        widget=ManyFilesInput(attrs={"accept": ".md,.markdown,.txt,.zip", "data-documents": ""}),
        help_text=(
            f"Markdown or plain text (.md, .markdown, .txt), up to {MAX_DOCUMENTS} files, "
            f"{settings.MAX_DOCUMENT_BYTES // MEGABYTE} MB each, "
            f"{MAX_UPLOAD_BYTES // MEGABYTE} MB together. More of them, or a whole vault with its "
            f"folders, as a .zip of up to {settings.ARCHIVE_MAX_BYTES // MEGABYTE} MB."
        ),
        error_messages={"required": "Choose one or more documents."},
    )

    def clean_documents(self) -> list[Uploaded]:
        files: list[Uploaded] = self.cleaned_data["documents"]
        if len(files) > MAX_DOCUMENTS:
            raise forms.ValidationError(
                f"These are {len(files)} files. Send at most {MAX_DOCUMENTS} at a time."
            )
        packed = sum(file.size or 0 for file in files if is_archive(file.name or ""))
        if packed > settings.ARCHIVE_MAX_BYTES:
            raise forms.ValidationError(
                f"The archive has {packed / MEGABYTE:.1f} MB. "
                f"Send at most {settings.ARCHIVE_MAX_BYTES // MEGABYTE} MB at a time."
            )
        total = sum(file.size or 0 for file in files) - packed
        if total > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                f"These files have {total / MEGABYTE:.1f} MB together. "
                f"Send at most {MAX_UPLOAD_BYTES // MEGABYTE} MB at a time."
            )
        return files


class LessonTextWidget(MarkdownxWidget):  # type: ignore[misc]
    """markdownx's editor; previews are asked for in the lesson's own context."""

    def __init__(self, *, lesson: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lesson = lesson

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs or {})
        preview = reverse("studio:markdown_preview")
        context["widget"]["attrs"] |= {
            "data-markdownx-urls-path": f"{preview}?lesson={self.lesson}",
            "data-markdownx-upload-urls-path": upload_address(self.lesson),
            # The field scrolls; one that grows pushes its own preview off the page.
            "data-markdownx-editor-resizable": "False",
        }
        return context


def upload_address(lesson: int) -> str:
    """Where a picture of this lesson's texts is sent: it becomes its course's."""
    return f"{reverse('studio:markdown_upload')}?lesson={lesson}"


class LessonForm(forms.Form):
    """Heading and text of a lesson.

    ``base`` is what the person began with: a save over somebody else's newer text is asked about.
    """

    heading = forms.CharField(
        max_length=300, error_messages={"required": "Give the lesson a heading."}
    )
    source = MarkdownxFormField(
        label="Text",
        max_length=MAX_TEXT,
        strip=False,
        error_messages={"required": "A lesson needs a text."},
        help_text=(
            "Markdown. Citations stay as the document writes them; "
            "<code>[[Name]]</code> links to a lesson or module of that name."
        ),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, lesson: Lesson) -> None:
        stamp = fingerprint(lesson)
        initial = {"heading": lesson.heading, "source": lesson.source, "base": stamp}
        super().__init__(data, initial=initial)
        self.lesson = lesson
        self.stamp = stamp
        self.fields["source"].widget = LessonTextWidget(
            lesson=lesson.pk, attrs={"rows": 24, "spellcheck": "true"}
        )

    def clean_source(self) -> str:
        text: str = self.cleaned_data["source"].replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise forms.ValidationError("A lesson needs a text.")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("base") and cleaned["base"] != self.stamp:
            # The next save knows of the newer text, and may replace it.
            self.data = {name: self.data[name] for name in self.data} | {"base": self.stamp}
            who = self.lesson.edited_by or "An import"
            raise forms.ValidationError(
                f"{who} changed this lesson while you wrote. Your text is still here and not "
                "saved. Compare it with the lesson's page, then save again to replace that text."
            )
        return cleaned


class MergeForm(LessonForm):
    """Heading and text that replace a person's and the document's; ``base`` stands for both."""

    def __init__(self, data: QueryDict | None = None, *, lesson: Lesson) -> None:
        super().__init__(data, lesson=lesson)
        self.stamp = self.initial["base"] = seen(lesson)

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or {}
        if cleaned.get("base") != self.stamp:
            # The next save is made in sight of the newer texts.
            self.data = {name: self.data[name] for name in self.data} | {"base": self.stamp}
            raise forms.ValidationError(
                "One of the two texts changed while you wrote. Yours is still here and not saved. "
                "Compare them again, then save."
            )
        return cleaned


def fingerprint(lesson: Lesson) -> str:
    """Changes with the lesson's heading and text."""
    return sha256(f"{lesson.heading}\0{lesson.source}".encode("utf-8", "replace")).hexdigest()[:16]


class ModuleForm(forms.ModelForm[Module]):
    class Meta:
        model = Module
        fields = ["title"]
        error_messages = {"title": {"required": "Give the module a title."}}
        help_texts = {"title": "A new version of its document sets the title again."}


class LengthForm(forms.Form):
    """How long a video is."""

    length = forms.CharField(
        label="Length of the video",
        max_length=20,
        error_messages={"required": "Write how long the video is."},
        help_text="As its player shows it: 1:02:03, 17:04, or seconds.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    def clean_length(self) -> int:
        try:
            return read_length(self.cleaned_data["length"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class InstructorForm(forms.Form):
    """Finds a person by e-mail address."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={"required": "Write the person’s e-mail address."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course

    def clean_email(self) -> User:
        email: str = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                f"Nobody signed up as {email}. Ask the person to sign up, then add them here."
            )
        if self.course.instructors.filter(pk=user.pk).exists():
            raise forms.ValidationError(f"{user} teaches this course already.")
        return user
