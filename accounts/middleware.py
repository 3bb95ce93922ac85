"""What every answer owes to the person who asks: their time zone, and their privacy."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class TimezoneMiddleware:
    """Times are shown in the person's own time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A session cookie is the cheap sign of a person: strangers cost no query here.
        if request.session.get("_auth_user_id") and request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.timezone))
        else:
            timezone.deactivate()
        return self.get_response(request)


class PrivacyMiddleware:
    """Pages made for a person who is logged in are kept by no cache on the way."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response and request.session.get("_auth_user_id"):
            patch_cache_control(response, private=True)
        return response
