"""Key facts of a course become questions and quizzes."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import Course
from quizzes.bank.generating import Parses, generate_questions
from quizzes.generation.report import told
from quizzes.management.author import author


class Command(BaseCommand):
    help = "Generates questions from the key facts of a course; repeating it never duplicates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--course", required=True, metavar="SLUG")
        parser.add_argument(
            "--approve", action="store_true", help="approve the questions and publish the quizzes"
        )
        parser.add_argument(
            "--report",
            action="store_true",
            help="say for each form what was tried, refused with examples, and published",
        )
        parser.add_argument(
            "--author",
            action="store_true",
            help="let the language model that is set up (LLM_…) word what our own forms cannot; "
            "says first what that can cost",
        )
        parser.add_argument("--yes", action="store_true", help="with --author: do not ask")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        course = Course.objects.filter(slug=options["course"]).first()
        if course is None:
            raise CommandError(
                f"There is no course {options['course']!r}. Make it with import_documents first."
            )
        parses = Parses()
        authored = None
        if options["author"]:
            out = self.stderr if options["json"] else self.stdout
            authored = author(course, parses, yes=options["yes"], out=out)
        report = generate_questions(
            course=course,
            approve=options["approve"],
            authored=authored.writing.form if authored else None,
            parses=parses,
        )
        if options["json"]:
            content = report.as_json()
            if authored:
                content["author"] = authored.as_json(report)
            if options["report"] and report.run is not None:
                content["report"] = asdict(report.run)
            self.stdout.write(json.dumps(content, indent=2))
            return
        self.stdout.write(
            f"{report.facts} key facts read, {report.candidates} questions proposed: "
            f"{report.added} added, {report.kept} there already, {report.withdrawn} withdrawn; "
            f"{report.suggested} suggestions."
        )
        self.stdout.write(f"{report.quizzes} quizzes, {report.quizzes_added} of them new.")
        if authored:
            for line in authored.lines(report, examples=options["report"]):
                self.stdout.write(line)
        if options["report"] and report.run is not None:
            for line in told(report.run):
                self.stdout.write(line)
        elif options["verbosity"] > 1:
            for gate, count in report.refused.items():
                self.stdout.write(f"  refused {count:4d}  {gate}")
