"""Forms of people: what sign-up asks beyond e-mail and password, and the profile."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest

from accounts.access import person
from accounts.models import User


class SignupForm(forms.Form):
    """Asked at sign-up besides the e-mail address and the password (allauth reads it)."""

    name = forms.CharField(
        max_length=120,
        required=False,
        help_text="What we call you. You may leave it empty.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data.get("name", "")
        user.save(update_fields=["name"])


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "timezone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timezone"].label = "Time zone"
        self.fields["timezone"].help_text = "For example Europe/Berlin or Asia/Tokyo."


class LeaveForm(forms.Form):
    """The password once more: a browser left open must not cost anybody their account."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Checked with the limits of the log-in: guessing here is no quicker than there."""
        password: str = self.cleaned_data["password"]
        user = person(self.request)
        known = get_adapter(self.request).authenticate(
            self.request, email=user.email, password=password
        )
        if known is None or known.pk != user.pk:
            raise forms.ValidationError("This is not your password. Your account is still there.")
        return password


class AdminLoginForm(AdminAuthenticationForm):
    """The admin's own log-in, with the limits of the site's: one count for both doors."""

    def clean(self) -> dict[str, Any]:
        email = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if email and password:
            adapter = get_adapter(self.request)
            self.user_cache = adapter.authenticate(self.request, email=email, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data
