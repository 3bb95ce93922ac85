"""The studio's door: strangers log in first, and whoever does not teach the course gets 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.access import person as person
from courses.access import taught_course
from courses.models import Course

P = ParamSpec("P")


def course_page(
    view: Callable[Concatenate[HttpRequest, Course, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Gives the view the course that this person may edit, in place of its slug."""

    @wraps(view)
    def guarded(
        request: HttpRequest, course: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        return view(request, taught_course(request, course), *args, **kwargs)

    return login_required(guarded)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, also when that is nothing; ``None`` for a page that is only opened."""
    return request.POST if request.method == "POST" else None
