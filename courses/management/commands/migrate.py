"""Django's own `migrate`, which then makes what no migration of an app does.

The triggers of the content stamp, where they are missing: a migration that changes a column makes
SQLite write the whole table anew, without them. And the tables of caches that the database holds
(`CACHE=database`, `PAGES=database`), which without one would answer every page with an error.
"""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from config.stamp import install


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            install(connections[options["database"]])
            call_command("createcachetable", database=options["database"], verbosity=0)
