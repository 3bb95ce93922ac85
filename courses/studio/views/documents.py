"""Uploading documents, looking at what they will become, importing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.cover_files import ensure_drawn_cover
from courses.importing import ADDED, CHANGED, REFUSED, UNCHANGED
from courses.models import Course, Module, Upload
from courses.studio.forms import DocumentsForm
from courses.studio.guard import course_page, person, posted
from courses.studio.previews import preview
from courses.studio.uploads import (
    NothingToRead,
    discard_upload,
    import_upload,
    receive,
    sources_of,
)

RECENT = 8


@course_page
def upload(request: HttpRequest, course: Course) -> HttpResponse:
    # No files without a POST: even an empty lot of them would make the new form a wrong one.
    form = DocumentsForm(posted(request), request.FILES if posted(request) is not None else None)
    refused: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            files = form.cleaned_data["documents"]
            received = receive(course=course, by=person(request), files=files)
        except NothingToRead as error:
            refused = error.sources
        else:
            return redirect("studio:import", course.slug, received.pk)
    wrong = request.method == "POST"
    kept = course.uploads.exclude(state=Upload.State.DISCARDED)
    earlier = kept.select_related("by").defer("files", "report")[:RECENT]
    context = {"course": course, "form": form, "refused": refused, "earlier": earlier}
    return render(request, "studio/upload.html", context, status=400 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@course_page
def import_(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """GET shows what the documents will become, or what became of them. POST decides."""
    found = get_object_or_404(course.uploads.select_related("by"), pk=pk)
    if request.method == "POST":
        return _decide(request, course, found)
    if found.state == Upload.State.WAITING:
        return _show(request, course, found)
    if found.state == Upload.State.DISCARDED:
        return render(request, "studio/discarded.html", {"course": course, "upload": found})
    return _report(request, course, found)


def _decide(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    action = request.POST.get("action")
    if action == "import":
        if import_upload(upload=found):
            ensure_drawn_cover(course)
            messages.success(request, "The documents are imported.")
        else:
            messages.info(request, "This was decided before; nothing was done again.")
    elif action == "discard":
        if discard_upload(upload=found):
            messages.success(request, "Discarded. The course is as it was.")
            return redirect("studio:course", course.slug)
        messages.info(request, "This was decided before; nothing was done again.")
    else:
        messages.error(request, "Nothing was done: import the documents or discard them.")
    return redirect("studio:import", course.slug, found.pk)


def _show(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    pages = preview(course, sources_of(found))
    counts = {
        state: sum(page.state == state for page in pages)
        for state in (ADDED, CHANGED, UNCHANGED, REFUSED)
    }
    context = {
        "course": course,
        "upload": found,
        "pages": pages,
        "counts": counts,
        "changes": counts[ADDED] + counts[CHANGED],
        "n_lessons": sum(len(page.lessons) for page in pages),
        "n_facts": sum(page.facts for page in pages),
    }
    return render(request, "studio/import_preview.html", context)


def _report(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    documents = found.report.get("documents", [])
    modules = Module.objects.filter(course=course).in_bulk(
        [row["module"] for row in documents if row["module"]]
    )
    rows = [{**row, "row": modules.get(row["module"])} for row in documents]
    totals = found.report.get("totals", {})
    context = {"course": course, "upload": found, "documents": rows, "totals": totals}
    return render(request, "studio/import_report.html", context)
