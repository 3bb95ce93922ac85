"""Grades attempts whose time is over, for pages and files that nobody has opened since."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from quizzes.taking.closing import MOST, close_overdue


class Command(BaseCommand):
    help = "Closes and grades every attempt whose time is over. Run it from cron, or not at all."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = count = close_overdue()
        while count == MOST:
            count = close_overdue()
            closed += count
        self.stdout.write(f"{closed} attempt{'' if closed == 1 else 's'} closed.")
