"""System checks of the configuration: a bad value is a message with a hint, not a traceback."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from config.env import EnvProblem

DEMO_SECRET_KEY = "demonstration-only-" + "0" * 40


@register()
def environment_is_readable(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    problems: list[EnvProblem] = settings.ENV_PROBLEMS
    return [Error(p.message, hint=p.hint, id="cuepoint.E001") for p in problems]


@register()
def language_model_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An address without a model, or a key without an address, switches nothing on."""
    found = settings.LANGUAGE_MODEL
    if found.on or not found.sound or not (found.base_url or found.model or found.key):
        return []
    return [
        Warning(
            "The language model is set up by half, and stays off.",
            hint="Set both LLM_BASE_URL and LLM_MODEL, or none of LLM_*.",
            id="cuepoint.W002",
        )
    ]


# What only a server needs is asked of a deployment: an import or an export runs without it.
@register(deploy=True)
def secret_key_is_secret(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECRET_KEY_GIVEN or settings.DEBUG:
        return []
    return [
        Error(
            "SECRET_KEY is not set.",
            hint="Set SECRET_KEY to a long random text, or DEBUG=1 for a demonstration.",
            id="cuepoint.E002",
        )
    ]


@register(deploy=True)
def hosts_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG or settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS is empty: every request will be answered with 400.",
            hint="Set ALLOWED_HOSTS=courses.example.org (several with commas).",
            id="cuepoint.W001",
        )
    ]
