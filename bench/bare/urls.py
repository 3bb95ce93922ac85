"""One view: a row by its key, and a page of as many lines as are asked for."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path


class Row(models.Model):
    """A lesson, as a model of its own that knows three columns."""

    heading = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100)

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "courses_lesson"

    def __str__(self) -> str:
        return self.heading


def bare(request: HttpRequest, pk: int, lines: int) -> HttpResponse:
    row = get_object_or_404(Row, pk=pk)
    return render(request, "bare.html", {"row": row, "lines": range(lines)})


urlpatterns = [path("bare/<int:pk>/<int:lines>/", bare)]
