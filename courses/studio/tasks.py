"""What a worker runs: ``manage.py db_worker``, or Cuepoint itself with ``IMPORTS=immediate``."""

from __future__ import annotations

from django_tasks import task

from courses.studio.running import run_import


@task()
def import_in_background(upload: int) -> None:
    """``upload`` is the id of a queued ``Upload``."""
    run_import(upload)
