"""The two addresses that the Markdown editor calls: preview and picture upload.

django-markdownx's own ones serve anybody and store what they are given, so ours take their place.
Both answer people who teach; everybody else gets 404, strangers are sent to log in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.access import teachers_only
from courses.documents.rendering import render
from courses.library.editing import render_draft
from courses.models import Course, Lesson
from courses.pictures.owners import PICTURES, keep_for
from courses.pictures.uploads import PictureError, remake_picture

MAX_TEXT = 200_000
"""Characters of one lesson's Markdown; the longest notes have a tenth of it."""


def teachers_call(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """For calls made by a script: a login page in a preview helps nobody, so they get 401."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            login = f"{reverse(settings.LOGIN_URL)}?next={reverse('studio:home')}"
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                return HttpResponse(_refusal("You are logged out. Log in again."), status=401)
            return redirect(login)
        teachers_only(request)
        return view(request)

    return require_POST(guarded)


@teachers_call
def markdown_preview(request: HttpRequest) -> HttpResponse:
    """HTML of ``content``, in the context of ``?lesson=ID`` where it is given."""
    content = request.POST.get("content", "")
    if len(content) > MAX_TEXT:
        return HttpResponse(_refusal(f"Longer than {MAX_TEXT:,} characters."), status=400)
    wanted = request.GET.get("lesson", "")
    if not wanted:
        return HttpResponse(render(content, resolve=lambda name: None))
    return HttpResponse(render_draft(_taught_lesson(request, wanted), content))


def _taught_lesson(request: HttpRequest, wanted: str) -> Lesson:
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        raise Http404
    return get_object_or_404(
        Lesson.objects.select_related("module__course", "module__video"),
        pk=int(wanted),
        module__course__in=Course.objects.taught_by(request.user),
    )


@teachers_call
def markdown_upload(request: HttpRequest) -> HttpResponse:
    """Stores the picture ``image`` for the course of ``?lesson=ID``.

    Answers with the Markdown that shows it. Without a lesson only teachers see the picture.
    """
    wanted = request.GET.get("lesson", "")
    course = _taught_lesson(request, wanted).module.course if wanted else None
    file = request.FILES.get("image")
    if not isinstance(file, UploadedFile):
        return _bad("Choose a picture: PNG, JPEG, WebP or GIF.")
    if file.size is None or file.size > settings.MAX_PICTURE_BYTES:
        limit = settings.MAX_PICTURE_BYTES // 1024 // 1024
        return _bad(f"The picture is larger than {limit} MB. Make it smaller.")
    try:
        picture = remake_picture(file.read())
    except PictureError as error:
        return _bad(str(error))
    path = f"{PICTURES}/{picture.name}"
    # The name follows from the content: the same picture twice is one file.
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(picture.data))
    if course is not None:
        keep_for(course, [path])
    url = default_storage.url(path)
    return JsonResponse({"image_code": f"![]({url})", "image_path": url})


def _bad(message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=400)


def _refusal(message: str) -> str:
    return render_to_string("studio/_refusal.html", {"message": message})
