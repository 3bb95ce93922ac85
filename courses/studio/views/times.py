"""The times of a module's citations: those put right, those in doubt, and the video's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.documents.scale import SLACK
from courses.importing.lengths import agreed_length
from courses.importing.times import Settled, settle_length
from courses.learning.timecodes import timecode
from courses.models import Citation, Course, Module, Video
from courses.studio.forms import LengthForm
from courses.studio.guard import course_page, person, posted

SHOWN = 300
"""Citations that one page shows: nobody looks at more before setting the length."""


@dataclass(frozen=True)
class Group:
    """Citations with one reason to look at them."""

    key: str
    title: str
    words: str
    citations: Sequence[Citation]


@require_http_methods(["GET", "HEAD", "POST"])
@course_page
def module_times(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """POST: ``length`` is set for the video, and its documents are read again with it."""
    with_video = course.modules.filter(video__isnull=False).select_related("video", "course")
    module = get_object_or_404(with_video, pk=pk)
    video = module.video
    if video is None:
        raise RuntimeError("The query asks for a video.")
    seen = agreed_length(video) if video.seconds is None else None
    length = video.seconds or seen
    initial = {"length": timecode(length)} if length else {}
    form = LengthForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        settled = settle_length(
            video=video, seconds=form.cleaned_data["length"], by=person(request)
        )
        _tell(request, module, video, settled)
        return redirect("studio:module_times", course.slug, module.pk)
    found = _citations(module, length)
    context = {
        "course": course,
        "module": module,
        "video": video,
        "seen": seen,
        "form": form,
        "groups": _groups(found[:SHOWN], length),
        "more": len(found) > SHOWN,
        "shown": SHOWN,
    }
    return render(request, "studio/module_times.html", context, status=400 if form.errors else 200)


def _citations(module: Module, length: int | None) -> list[Citation]:
    """Those to look at, in the order of the document; one more than is shown, if there are."""
    odd = ~Q(state=Citation.State.AS_WRITTEN)
    if length:
        odd |= Q(seconds__gt=length + SLACK)
    rows = Citation.objects.filter(
        odd,
        fact__lesson__module=module,
        fact__retired_at__isnull=True,
        fact__lesson__retired_at__isnull=True,
    ).select_related("fact__lesson")
    rows = rows.defer("fact__lesson__source", "fact__lesson__html", "fact__lesson__base_source")
    found = list(rows.order_by("fact__position", "fact", "position")[: SHOWN + 1])
    for one in found:
        one.fact.lesson.module = module  # for its address, without asking again
    return found


def _groups(found: Sequence[Citation], length: int | None) -> list[Group]:
    beyond: list[Citation] = []
    doubtful: list[Citation] = []
    repaired: list[Citation] = []
    for one in found:
        if length and one.seconds > length + SLACK:
            beyond.append(one)
        elif one.state == Citation.State.DOUBTFUL:
            doubtful.append(one)
        else:
            repaired.append(one)
    end = timecode(length) if length else ""
    groups = [
        Group("beyond", "Beyond the end", f"The video is {end} long; these lie behind it.", beyond),
        Group("doubtful", "Doubtful", "Read as written, and may mean another moment.", doubtful),
        Group(
            "repaired", "Put right", "Written in a wrong scale, and read an order lower.", repaired
        ),
    ]
    return [group for group in groups if group.citations]


def _tell(request: HttpRequest, module: Module, video: Video, settled: Sequence[Settled]) -> None:
    """What the length changed, in words: for this module, then for the others of the video."""
    messages.success(request, f"The video is {timecode(video.seconds or 0)} long.")
    for one in sorted(settled, key=lambda each: each.module.pk != module.pk):
        name = f"“{one.module.title}”"
        if not one.read:
            messages.warning(
                request,
                f"{name} was not read again: its text was not kept when it was imported. "
                f"Upload {one.module.source_name} once more, then set the length again.",
            )
            continue
        words = f"{name}: {_count(one.moved)} moved, {_count(one.doubtful)} in doubt."
        if one.waiting:
            lessons = (
                "1 edited lesson has" if one.waiting == 1 else f"{one.waiting} edited lessons have"
            )
            words += f" {lessons} a new text that waits."
        messages.info(request, words)


def _count(number: int) -> str:
    return f"{number or 'no'} citation{'' if number == 1 else 's'}"
