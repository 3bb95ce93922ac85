"""What the pages of quizzes share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quizzes.access import own_attempt
from quizzes.models import Attempt
from quizzes.taking.attempts import submit_attempt
from quizzes.taking.timing import is_over

if TYPE_CHECKING:
    from accounts.models import User

# Back asks the server again, which knows whether the attempt is still open: hence never_cache.
FORM = require_http_methods(["GET", "HEAD", "POST"])


def person(request: HttpRequest) -> User:
    """The person behind ``login_required``."""
    return request.user  # type: ignore[return-value]


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def script_aware_login(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """``login_required`` whose answer to our script is not a page but a 401 with the way back."""
    for_pages = login_required(view)

    def guarded(request: HttpRequest, attempt: int) -> HttpResponse:
        if wants_json(request) and not request.user.is_authenticated:
            way_back = f"{reverse('account_login')}?next={request.path}"
            return JsonResponse({"error": "You are logged out.", "login": way_back}, status=401)
        response: HttpResponse = for_pages(request, attempt)
        return response

    return guarded


def attempt_to_show(request: HttpRequest, pk: int) -> Attempt:
    """Their attempt; closed first if its time is over. A look waits as long as a save may take:
    another tab's last answer can still be on its way."""
    mine = own_attempt(request, pk)
    if is_over(mine, timezone.now()):
        return submit_attempt(attempt=mine)
    return mine
