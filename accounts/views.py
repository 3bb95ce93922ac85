"""The person's own pages: name and time zone, data to take away, and leaving."""

from __future__ import annotations

from copy import copy

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import person
from accounts.forms import LeaveForm, ProfileForm
from accounts.keepers import CannotLeave, delete_account, hindrances, personal_data


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    # A copy of the row: the header goes on naming the person as saved while a form has errors.
    form = ProfileForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about the person, as a file."""
    now = timezone.now()
    response = JsonResponse(
        {"site": "Cuepoint", "taken": now.isoformat()} | personal_data(person(request)),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = f'attachment; filename="cuepoint-data-{now:%Y-%m-%d}.json"'
    return response


@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """GET says what goes and what stays; POST with the password deletes the account."""
    user = person(request)
    form = LeaveForm(request.POST or None, request=request)
    reasons = hindrances(user)
    if request.method == "POST" and not reasons and form.is_valid():
        email = user.email
        try:
            delete_account(user)
        except CannotLeave as error:
            reasons = [str(error)]
        else:
            logout(request)
            get_adapter(request).send_mail("account/email/account_left", email, {})
            messages.success(request, "Your account is deleted.")
            return redirect("courses:catalogue")
    context = {"form": form, "reasons": reasons}
    return render(request, "accounts/leave.html", context, status=400 if form.errors else 200)
