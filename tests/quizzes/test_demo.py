"""The demonstration: everything is there after one run, and a second run takes nothing back."""

from __future__ import annotations

import json
import re
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from courses.models import Course
from quizzes.generation.ranking.ranker import load_ranker
from quizzes.management.commands.demo import COURSE, PEOPLE, SIGNED, TITLE
from quizzes.models import Question, Quiz

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    """The project's folder for the length of a test, with the real seeds in it."""
    settings.DEBUG = True
    settings.BASE_DIR = tmp_path
    (tmp_path / "seeds").symlink_to(SEEDS)
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_one_run_makes_a_course_with_quizzes_and_people_who_can_log_in(data: Path) -> None:
    told = demo()
    course = Course.objects.get(slug=COURSE)
    assert (course.title, course.is_published, course.modules.count()) == (TITLE, True, 2)
    found = {one.status for one in Question.objects.exclude(current__stem__contains="_____")}
    assert found == {Question.Status.APPROVED}  # sentences with a gap are only suggested
    assert Quiz.objects.filter(status=Quiz.Status.PUBLISHED).count() == Quiz.objects.count() > 1
    passwords = json.loads((data / "demo-people.json").read_text())
    assert (data / "demo-people.json").stat().st_mode & 0o077 == 0
    for email, _, _ in PEOPLE:
        assert passwords[email] in told
        assert Client().login(username=email, password=passwords[email])


def test_a_second_run_keeps_what_people_did(data: Path) -> None:
    first = demo()
    Course.objects.update(title="Mine now", summary="", status=Course.Status.DRAFT)
    waiting = Question.objects.order_by("pk")[0]
    Question.objects.filter(pk=waiting.pk).update(status=Question.Status.DRAFT)
    learner = User.objects.get(email=PEOPLE[0][0])
    learner.set_password("a-word-of-my-own-7")
    learner.save()
    count = Question.objects.count()
    second = demo()
    course = Course.objects.get()
    assert (course.title, course.summary, course.status) == ("Mine now", "", "draft")
    waiting.refresh_from_db()
    assert waiting.status == Question.Status.DRAFT
    assert Question.objects.count() == count
    assert User.objects.count() == len(PEOPLE)
    assert "(its password was kept)" in second
    assert first.split("admin@example.org")[1].strip() in second


def test_every_signed_question_is_one_that_the_generator_is_unsure_of(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the weights as they are shipped: a stem that was reworded has to be signed anew."""
    monkeypatch.setattr(import_module("quizzes.generation.generate"), "load_ranker", load_ranker)
    lines = SIGNED.read_text("utf-8").splitlines()
    stems = {line for line in lines if line and not line.startswith("#")}
    said = demo()
    assert f"{len(stems)} suggested questions signed." in said
    assert re.search(r"^Questions: [1-9][0-9]* added, 0 there already\.$", said, re.MULTILINE)
    approved = Question.objects.filter(status=Question.Status.APPROVED)
    assert approved.filter(current__stem__in=stems).count() == len(stems) > 5
    course = Course.objects.get()
    assert approved.of_course(course).count() > len(stems)
    assert Quiz.objects.filter(lesson__isnull=False, status=Quiz.Status.PUBLISHED).count() > 1
