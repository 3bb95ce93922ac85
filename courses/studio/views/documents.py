"""Uploading documents, looking at what they will become, importing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.importing.outcomes import ADDED, CHANGED, ORDERED, REFUSED, UNCHANGED
from courses.models import Course, Module, Upload
from courses.studio.forms import DocumentsForm
from courses.studio.guard import course_page, person, posted
from courses.studio.previews import DocumentPreview, preview
from courses.studio.reports import LEFT_OUT, as_csv, as_json, row_of
from courses.studio.running import (
    UNFINISHED,
    cancel_import,
    continue_import,
    is_silent,
    may_continue,
    start_import,
)
from courses.studio.uploads import (
    NothingToRead,
    all_sources,
    discard_upload,
    receive,
    sources_of,
)

RECENT = 8
PREVIEWED = 50
"""Documents that are looked into before an import; of the others only the hash is compared."""
LOOKED_AT = 1000
"""Documents whose texts are compared with those of documents that may have moved: about a second.
The import has no such bound."""
REPORTED = 100
"""Documents on one page of a report."""
DECIDED = "This was decided before; nothing was done again."


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
    earlier = kept.select_related("by").defer("report")[:RECENT]
    context = {"course": course, "form": form, "refused": refused, "earlier": earlier}
    return render(request, "studio/upload.html", context, status=400 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@course_page
def import_(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """GET shows what the documents will become, how far they are, or what became of them.

    POST decides: ``action`` is import or discard, then cancel, then continue.
    """
    found = get_object_or_404(course.uploads.select_related("by"), pk=pk)
    if request.method == "POST":
        return _decide(request, course, found)
    if found.state == Upload.State.WAITING:
        return _show(request, course, found)
    if found.state == Upload.State.DISCARDED:
        return render(request, "studio/discarded.html", {"course": course, "upload": found})
    if found.state in UNFINISHED:
        context = {"course": course, "upload": found, "silent": is_silent(found)}
        return render(request, "studio/import_running.html", context)
    return _report(request, course, found)


def _decide(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    action = request.POST.get("action")
    if action == "import":
        if start_import(upload=found):
            _tell_start(request, found)
        else:
            messages.info(request, DECIDED)
    elif action == "discard":
        if discard_upload(upload=found):
            messages.success(request, "Discarded. The course is as it was.")
            return redirect("studio:course", course.slug)
        messages.info(request, DECIDED)
    elif action == "cancel":
        if not cancel_import(upload=found):
            messages.info(request, "The import is over already.")
    elif action == "continue":
        if continue_import(upload=found):
            _tell_start(request, found)
        else:
            messages.info(request, "There is nothing to continue.")
    else:
        messages.error(request, "Nothing was done: import the documents or discard them.")
    return redirect("studio:import", course.slug, found.pk)


def _tell_start(request: HttpRequest, found: Upload) -> None:
    found.refresh_from_db(fields=["state"])
    if found.state == Upload.State.IMPORTED:
        messages.success(request, "The documents are imported.")


@course_page
@require_safe
def import_progress(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    """How far the import is, for the page's script."""
    found = get_object_or_404(course.uploads.defer("report"), pk=pk)
    return JsonResponse(
        {
            "state": found.state,
            "done": found.done,
            "total": found.total,
            "cancelling": found.cancel_requested,
            "silent": is_silent(found),
            "over": found.state not in UNFINISHED,
        },
        headers={"Cache-Control": "private, no-store"},
    )


@course_page
@require_safe
def import_json(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    found = get_object_or_404(course.uploads.select_related("course"), pk=pk)
    options = {"ensure_ascii": False, "indent": 2}
    return _taken(JsonResponse(as_json(found), json_dumps_params=options), course, pk, "json")


@course_page
@require_safe
def import_csv(request: HttpRequest, course: Course, pk: int) -> HttpResponse:
    found = get_object_or_404(course.uploads, pk=pk)
    answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    return _taken(answer, course, pk, "csv")


def _taken(answer: HttpResponse, course: Course, pk: int, ending: str) -> HttpResponse:
    name = f"{course.slug}-import-{pk}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _show(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    later = found.documents.order_by("position")[PREVIEWED:].values_list("name", flat=True)
    beside = later if found.total > PREVIEWED else ()
    pages = preview(
        course,
        sources_of(found, first=PREVIEWED),
        beside=beside,
        look=lambda: all_sources(found, first=LOOKED_AT),
    )
    counts = _counts(course, found, pages)
    context = {
        "course": course,
        "upload": found,
        "pages": pages,
        "more": found.total - len(pages),
        "counts": counts,
        "said": _said(counts),
        "changes": counts[ADDED] + counts[CHANGED] + counts[ORDERED],
        "fact_texts": {pk: said for page in pages for pk, said in page.fates.fact_texts.items()},
        "n_lessons": sum(len(page.lessons) for page in pages),
        "n_facts": sum(page.facts for page in pages),
    }
    return render(request, "studio/import_preview.html", context)


def _said(counts: dict[str, int]) -> list[str]:
    words = {
        ADDED: "new module" if counts[ADDED] == 1 else "new modules",
        CHANGED: "changed",
        UNCHANGED: "unchanged",
        ORDERED: "index" if counts[ORDERED] == 1 else "indexes",
        REFUSED: "refused",
    }
    return [f"{counts[state]} {word}" for state, word in words.items() if counts[state]]


def _counts(course: Course, found: Upload, pages: list[DocumentPreview]) -> dict[str, int]:
    """Documents by what they will be; those behind the previewed ones by their hash alone."""
    states = [page.state for page in pages]
    if found.total > len(pages):
        known = dict(course.modules.values_list("source_name", "source_hash"))
        names = set(found.documents.values_list("name", flat=True))
        moved = {digest for name, digest in known.items() if name not in names}
        rest = found.documents.order_by("position")[len(pages) :]
        for name, digest, state in rest.values_list("name", "source_hash", "state"):
            if state:
                states.append(REFUSED)
            elif name not in known:
                states.append(CHANGED if digest in moved else ADDED)
            else:
                states.append(UNCHANGED if known[name] == digest else CHANGED)
    return {state: states.count(state) for state in (ADDED, CHANGED, UNCHANGED, REFUSED, ORDERED)}


def _report(request: HttpRequest, course: Course, found: Upload) -> HttpResponse:
    documents = found.documents.order_by("position").values_list("name", "outcome")
    page = Paginator(documents, REPORTED).get_page(request.GET.get("page"))
    shown: list[dict[str, Any]] = [row_of(name, outcome) for name, outcome in page]
    modules = Module.objects.filter(course=course).in_bulk(
        [row["module"] for row in shown if row["module"]]
    )
    context = {
        "course": course,
        "upload": found,
        "page": page,
        "documents": [{**row, "row": modules.get(row["module"])} for row in shown],
        "totals": found.report.get("totals", {}),
        "may_continue": may_continue(found),
        "left_out": LEFT_OUT,
    }
    return render(request, "studio/import_report.html", context)
