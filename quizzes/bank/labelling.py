"""Approving, editing and rejecting in the studio are labels: kept, and handed to the training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import Course
from quizzes.models import Version
from quizzes.models.label import Forecast, Judgement
from quizzes.rating.documents import tag_of
from quizzes.rating.examples import Example
from quizzes.rating.items import question_id

if TYPE_CHECKING:
    from accounts.models import User


def keep_judgement(*, version: Version | None, verdict: str, by: User | None) -> None:
    """What ``by`` did with a version. Nothing is kept of versions that a person wrote, nor of
    decisions that no person made."""
    if version is None or by is None:
        return
    forecast = Forecast.objects.filter(version=version).first()
    if forecast is None:
        return
    Judgement.objects.update_or_create(
        version=version,
        by=by,
        defaults={
            "verdict": Judgement.Verdict(verdict),
            "generator": forecast.generator,
            "features": forecast.features,
        },
    )


def take_back(*, version: Version | None, by: User | None) -> None:
    """A decision that was taken back is no label."""
    if version is not None and by is not None:
        Judgement.objects.filter(version=version, by=by).delete()


def judged_examples(course: Course | None = None) -> list[Example]:
    """Every judgement with its features, in order of ids: accepted means approved unchanged."""
    rows = (
        Judgement.objects.exclude(features={})
        .select_related("version__question__lesson__module")
        .prefetch_related("version__choices")
        .order_by("pk")
    )
    if course is not None:
        rows = rows.filter(version__question__lesson__module__course=course)
    by_version: dict[int, list[Judgement]] = {}
    for row in rows:
        by_version.setdefault(row.version_id, []).append(row)
    examples = []
    for some in by_version.values():
        version = some[0].version
        options = list(version.choices.all())
        key = next((one.text for one in options if one.correct), "")
        texts = [one.text for one in options]
        name = question_id(some[0].generator, version.stem, texts, key)
        examples += [
            Example(
                id=name,
                document=tag_of(version.question.lesson.module.source_name),
                form=version.question.form,
                features=row.features,
                accepted=row.verdict == Judgement.Verdict.APPROVED,
                weight=1 / len(some),
                origin="studio",
            )
            for row in some
        ]
    return sorted(examples, key=lambda one: one.id)
