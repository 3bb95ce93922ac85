"""Django's own `migrate`, which then puts the triggers of the content stamp where they are missing.

A migration that changes a column makes SQLite write the whole table anew, without its triggers.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from config.stamp import install


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            install(connections[options["database"]])
