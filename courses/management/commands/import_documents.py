"""Documents become the modules of a course."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import transaction

from courses.importing.archives import collect_packed, is_archive, names_packed
from courses.importing.importer import import_sources
from courses.importing.limits import archive_limits
from courses.importing.outcomes import REFUSED, DocumentReport, ImportReport
from courses.importing.progress_line import ProgressLine
from courses.importing.sources import Source
from courses.library.publishing import set_status
from courses.models import Course
from courses.pictures.cover_files import ensure_drawn_cover


class Command(BaseCommand):
    help = "Imports documents (.md, .markdown, .txt), or folders or .zip archives of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--course", required=True, metavar="SLUG", help="made if missing")
        parser.add_argument("--title", help="the course's title, if it is made or to change it")
        parser.add_argument("--publish", action="store_true", help="publish the course afterwards")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be, keep nothing"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        self.verbosity: int = options["verbosity"]
        self.left: list[str] = []
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}.")
        with transaction.atomic() if options["dry_run"] else nullcontext():
            course = self.course(options["course"], options["title"])
            report = self.import_all(course, paths)
            if options["publish"] and course.modules.exists():
                set_status(course=course, status=Course.Status.PUBLISHED)
            if options["dry_run"]:
                transaction.set_rollback(True)
            else:
                course.refresh_from_db()
                ensure_drawn_cover(course)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self.tell(report, course=course, dry_run=options["dry_run"])
        if report.refused:
            raise CommandError(
                f"{len(report.refused)} of {len(report.documents)} documents were refused; "
                "the others are in."
                if not options["dry_run"]
                else f"{len(report.refused)} documents would be refused.",
                returncode=1,
            )

    def import_all(self, course: Course, paths: list[Path]) -> ImportReport:
        """With a line of progress where a person watches: never in a pipe, nor with -v 0."""
        limits = archive_limits()
        sources = collect_packed(paths, limits=limits)
        names = names_packed(paths, limits=limits)

        def look() -> Iterable[Source]:
            return collect_packed(paths, limits=limits)

        folders = any(path.is_dir() or is_archive(path.name) for path in paths)
        related = folders and not _names_in(course).isdisjoint(names)
        watched = sys.stderr.isatty() and self.verbosity
        with ProgressLine(sys.stderr, total=len(names)) if watched else nullcontext() as line:
            report = import_sources(
                course=course,
                sources=sources,
                names=names,
                look=look,
                told=(lambda one: line.step(one.name)) if line else None,
            )
        if related:
            # Looked up afterwards, and before a dry run is undone: what moved is one of the files.
            self.left = sorted(_names_in(course).difference(names))
        return report

    def course(self, slug: str, title: str | None) -> Course:
        try:
            validate_slug(slug)
        except ValidationError as error:
            raise CommandError(
                f"--course {slug!r}: use letters, digits, hyphens and underscores only."
            ) from error
        course, made = Course.objects.get_or_create(
            slug=slug, defaults={"title": title or slug.replace("-", " ").capitalize()}
        )
        if title and not made and course.title != title:
            course.title = title
            course.save(update_fields=["title", "updated_at"])
        return course

    def tell(self, report: ImportReport, *, course: Course, dry_run: bool) -> None:
        for one in report.documents:
            line = f"{one.state:>9}  {one.name}"
            if one.state != REFUSED:
                line += (
                    f": {one.lessons} lessons, {one.segments} segments, {one.facts} key facts, "
                    f"{one.citations_used} of {one.citations_found} citations"
                    f"{_odd_times(one)}"
                    f"{one.wikilinks_resolved} of {one.wikilinks} wikilinks"
                )
            style = self.style.ERROR if one.state == REFUSED else self.style.SUCCESS
            self.stdout.write(style(line))
            for problem in one.warnings:
                place = f"line {problem.line}: " if problem.line else ""
                self.stdout.write(f"           {place}{problem.message}")
        if not report.documents:
            self.stdout.write("No documents there: nothing was imported.")
        elif report.count("unchanged") == len(report.documents):
            self.stdout.write("Nothing changed.")
        if self.left:
            shown = ", ".join(self.left[:5])
            more = ", …" if len(self.left) > 5 else ""
            self.stdout.write(f"None of the files is {shown}{more}: what the course has stays.")
        status = "Nothing was kept (dry run)." if dry_run else f"The course is {course.status}."
        self.stdout.write(f"{course.title} ({course.slug}). {status}")


def _names_in(course: Course) -> set[str]:
    """The names of the course's documents."""
    return set(course.modules.values_list("source_name", flat=True))


def _odd_times(one: DocumentReport) -> str:
    """How many of the citations were put right or refused; nothing where none was."""
    counts = [(one.citations_repaired, "repaired"), (one.citations_refused, "refused")]
    odd = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f" ({odd}), " if odd else ", "
