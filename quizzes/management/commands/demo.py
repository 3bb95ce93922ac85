"""Fills an empty Cuepoint with the seeds and three people, so that it can be looked at at once.

Run again it brings in what a new version has and takes nothing back that a person did since: the
title, whether the course is published, and what waits for a review stay as they are.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.roles import ADMIN, INSTRUCTOR, LEARNER, give_role
from courses.models import Course, Instructor
from quizzes.bank.authoring import decide
from quizzes.bank.composing import make_quizzes
from quizzes.bank.generating import generate_questions
from quizzes.models import Question

COURSE = "how-japan-lost-the-software-industry"
TITLE = "How Japan lost the software industry"
SUMMARY = (
    "Japan built computers as good as anybody’s, and then watched the value move into programs. "
    "One video follows the story from the ministry’s first plans to the phone in everyone’s "
    "pocket; an article of 2024 asks whether the country can come back."
)
SEEDS = (
    "japans_digital_trade_deficit_and_software_imports.md",
    "japan_seeks_to_reclaim_tech_edge.md",
)
SIGNED = Path(__file__).parents[1] / "signed_questions.txt"
PEOPLE = (
    ("learner@example.org", "Aiko Learner", LEARNER),
    ("instructor@example.org", "Iris Instructor", INSTRUCTOR),
    ("admin@example.org", "Adam Admin", ADMIN),
)


class Command(BaseCommand):
    help = "Imports the seeds into a published course and makes three people to log in as."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration runs with DEBUG=1 only: its people are no secret."
            )
        new = not Course.objects.filter(slug=COURSE).exists()
        seeds = [str(settings.BASE_DIR / "seeds" / name) for name in SEEDS]
        call_command(
            "import_documents",
            *seeds,
            course=COURSE,
            title=TITLE if new else None,
            publish=new,
            stdout=self.stdout,
        )
        course = Course.objects.get(slug=COURSE)
        if new:
            course.summary = SUMMARY
            course.save(update_fields=["summary", "updated_at"])
        asked = Question.objects.of_course(course).exists()
        report = generate_questions(course=course, approve=not asked)
        self.stdout.write(f"Questions: {report.added} added, {report.kept} there already.")
        if not asked:
            self.sign(course)
        self.people(course, settings.BASE_DIR / "data" / "demo-people.json")

    def sign(self, course: Course) -> None:
        """Approves what the generator was not sure of and we are, as an instructor does."""
        lines = SIGNED.read_text("utf-8").splitlines()
        stems = {line for line in lines if line and not line.startswith("#")}
        suggested = Question.objects.of_course(course).filter(status=Question.Status.SUGGESTED)
        signed = list(suggested.filter(current__stem__in=stems))
        for question in signed:
            decide(question=question, action="approve", by=None)
        make_quizzes(course, publish=True)
        self.stdout.write(f"{len(signed)} suggested questions signed.")

    def people(self, course: Course, file: Path) -> None:
        """Passwords are made once; a file that only its owner reads lets them be told again."""
        told: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        self.stdout.write("\nLog in as:")
        for email, name, role in PEOPLE:
            user = User.objects.filter(email=email).first()
            if user is None:
                told[email] = secrets.token_urlsafe(9)
                user = self.person(course, email=email, name=name, role=role, word=told[email])
            known = told.get(email, "")
            password = known if user.check_password(known) else "(its password was kept)"
            self.stdout.write(f"  {role:<10}  {email:<24}  {password}")
        file.touch(mode=0o600, exist_ok=True)
        file.write_text(json.dumps(told, indent=2) + "\n")

    @transaction.atomic
    def person(self, course: Course, *, email: str, name: str, role: str, word: str) -> User:
        user = User.objects.create_user(email, word, name=name)
        give_role(user=user, role=role)
        if role == INSTRUCTOR:
            Instructor.objects.create(course=course, user=user)
        return user
