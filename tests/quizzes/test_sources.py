"""Evidence leads somewhere, also after its lesson left the document."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Course, Lesson
from quizzes.sources import SourceBook

pytestmark = pytest.mark.django_db


def test_evidence_of_an_article_leads_to_its_paragraph_and_later_to_its_module(
    course: Course, learner_client: Client
) -> None:
    lesson = Lesson.objects.get(module__course=course, module__kind="article")
    fact = lesson.facts.all()[0]
    for address in (f"{lesson.get_absolute_url()}#p-", lesson.module.get_absolute_url()):
        evidence = SourceBook.of([fact.pk]).evidence(fact.pk)
        assert evidence is not None
        assert evidence.href.startswith(address)
        assert learner_client.get(evidence.href).status_code == 200
        Lesson.objects.filter(pk=lesson.pk).update(retired_at=timezone.now())
