"""What follows from many documents at once: where links lead, and whose a video is.

A module whose links are due says so in its row, so that an import goes on where one before it was
killed. Each step is a transaction of a bounded number of modules.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q

from courses.importing.bulk import relax
from courses.importing.channels import settle_channels
from courses.importing.rewriting import chunks
from courses.library import lookups as lookups  # which knows ``__among``
from courses.library.linking import relink_modules
from courses.models import Course, Link, Module

LOOKED_AT = 500
"""Modules whose links are looked at in one transaction: their links are in memory at once."""


def finish(course: Course) -> None:
    """Looks at the links of all modules that are due, those of a killed import too."""
    due = list(course.modules.filter(links_due=True).order_by("pk").values_list("pk", flat=True))
    for chunk in chunks(due, LOOKED_AT):
        with transaction.atomic():
            relax()
            # Whoever writes a module of the course holds this row, so nothing gets due meanwhile.
            Course.objects.select_for_update().get(pk=course.pk)
            relink_modules(chunk)
            settle_channels(chunk)
            Module.objects.filter(pk__among=chunk).update(links_due=False)


def count_links(modules: Sequence[int]) -> dict[int, int]:
    """By module, how many of its wikilinks lead somewhere; a module without any is left out."""
    leads = Q(module__isnull=False) | Q(to_lesson__isnull=False)
    standing = Link.objects.filter(leads, lesson__retired_at__isnull=True)
    by_module: dict[int, int] = {}
    for chunk in chunks(modules):
        links = standing.filter(lesson__module__pk__among=chunk).order_by()
        by_module.update(links.values_list("lesson__module").annotate(count=Count("pk")))
    return by_module
