"""Explanations are written in Markdown and shown as safe HTML."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from courses.documents.rendering import render

register = template.Library()


@register.filter
def explained(source: str) -> SafeString:
    """``{{ version.explanation|explained }}``: safe blocks, so it stands outside of ``<p>``."""
    return mark_safe(render(source, resolve=lambda name: None))
