"""Documents are read again by a better reader, without their files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.importing.outcomes import CHANGED, REFUSED, UNCHANGED, DocumentReport
from courses.importing.progress_line import ProgressLine
from courses.importing.rereading import read_by_others, reread
from courses.models import Course


class Command(BaseCommand):
    help = "Reads documents again that an earlier version's reader read, from their kept texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--course", metavar="SLUG", help="only this course")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, keep nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        self.counts: Counter[str] = Counter()
        courses = Course.objects.order_by("slug")
        if options["course"]:
            courses = courses.filter(slug=options["course"])
            if not courses:
                raise CommandError(f"There is no course {options['course']}.")
        todo: list[tuple[Course, list[int]]] = []
        for course in courses:
            modules, without = read_by_others(course)
            self.counts["without text"] += without
            todo += [(course, modules)] if modules else []
        total = sum(len(modules) for _, modules in todo)
        watched = sys.stderr.isatty() and self.verbosity > 0
        with (
            transaction.atomic() if options["dry_run"] else nullcontext(),
            ProgressLine(sys.stderr, total=total) if watched else nullcontext() as line,
        ):
            for course, modules in todo:
                self.read(course, modules, line)
            if options["dry_run"]:
                transaction.set_rollback(True)
        self.tell(dry_run=options["dry_run"])
        if self.counts[REFUSED]:
            raise CommandError(f"{self.counts[REFUSED]} documents could not be read.")

    def read(self, course: Course, modules: list[int], line: ProgressLine | None) -> None:
        def told(one: DocumentReport) -> None:
            self.counts[one.state] += 1
            self.counts["facts changed"] += len(one.changed_facts)
            self.counts["facts retired"] += len(one.retired_facts)
            self.counts["waiting"] += len(one.waiting_lessons)
            if line:
                line.step(one.name)

        report = reread(course=course, modules=modules, told=told)
        for one in report.documents:
            if one.state == REFUSED or (one.state == CHANGED and self.verbosity > 1):
                self.stdout.write(f"{one.state:>9}  {course.slug}: {one.name}")
                for problem in one.warnings if one.state == REFUSED else ():
                    self.stdout.write(f"           {problem.message}")

    def tell(self, *, dry_run: bool) -> None:
        count = self.counts
        if count["without text"]:
            some = _documents(count["without text"])
            self.stdout.write(f"The text of {some} was not kept: import the files again.")
        read = count[CHANGED] + count[UNCHANGED] + count[REFUSED]
        if not read:
            self.stdout.write("Nothing to read again.")
            return
        said = [f"{count[CHANGED]} changed", f"{count[UNCHANGED]} unchanged"]
        said += [
            f"{words}: {count[name]}"
            for name, words in (
                ("facts changed", "key facts changed"),
                ("facts retired", "key facts retired"),
                ("waiting", "edited lessons whose new text waits"),
            )
            if count[name]
        ]
        self.stdout.write(f"{_documents(read)} read again: {', '.join(said)}.")
        if dry_run:
            self.stdout.write("Nothing was kept (dry run).")


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"
