"""The page of a request that Django could not read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """Takes nothing from the request: Django's own view reads its form once more and fails anew."""
    return HttpResponseBadRequest(render_to_string("400.html"))
