"""One question as the review desk lays it out: options, sentence, clip, checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import get_text_list

from courses.learning.stretches import Stretch
from courses.learning.timeline import Timeline, build_timeline
from courses.models import Fact
from quizzes.bank.staleness import evidence_of
from quizzes.generation.authored import WRITTEN_BY
from quizzes.models import Question, Version
from quizzes.models.label import Forecast
from quizzes.sources import Evidence, SourceBook, why_now
from quizzes.taking.stage import Player, Slice
from quizzes.wording import letter_of


@dataclass(frozen=True)
class SheetOption:
    number: int
    letter: str
    text: str
    correct: bool
    why: str
    evidence: Evidence | None
    source_was: str = ""
    """What its own source said when the question was judged, where that is another now or gone."""
    source: str = ""
    """What it says now; "" where the document no longer has it."""

    @property
    def changed(self) -> bool:
        return self.source_was != self.source


@dataclass(frozen=True)
class Sentence:
    """A sentence of the paragraph; ``here`` is the one the question asks about."""

    text: str
    here: bool


@dataclass(frozen=True)
class Check:
    name: str
    passed: bool
    reason: str


@dataclass(frozen=True)
class Estimate:
    """What the generator thought of its version: of 100 like it, how many are taken unchanged.

    ``of_hundred`` is None where too few questions of the form were judged to tell.
    """

    of_hundred: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    question: Question
    version: Version
    estimate: Estimate | None
    options: tuple[SheetOption, ...]
    evidence: Evidence | None
    sentences: tuple[Sentence, ...]
    checks: tuple[Check, ...]
    player: Player | None
    timeline: Timeline | None

    @property
    def author(self) -> str:
        """Which language model wrote this version, in words; "" where none did."""
        return next((one.reason for one in _noted(self.version) if one.name == WRITTEN_BY), "")

    @property
    def right_words(self) -> str:
        """As a heading says it: C is right, or A and B are right."""
        letters = [option.letter for option in self.options if option.correct]
        return f"{get_text_list(letters, 'and')} {'are' if len(letters) > 1 else 'is'} right"

    @property
    def changed_options(self) -> tuple[SheetOption, ...]:
        """Those whose own source changed, unless it is the question's sentence too."""
        own = self.question.evidence
        return tuple(one for one in self.options if one.changed and one.source_was != own)

    @property
    def clip_seconds(self) -> int:
        return self.evidence.end - self.evidence.start if self.evidence else 0


def checks_of(version: Version) -> tuple[Check, ...]:
    """What failed comes first. Who wrote it is no check, and told apart."""
    checks = (one for one in _noted(version) if one.name != WRITTEN_BY)
    return tuple(sorted(checks, key=lambda check: check.passed))


def _noted(version: Version) -> Iterator[Check]:
    for one in version.checks:
        if isinstance(one, dict):
            reason = str(one.get("reason", ""))
            yield Check(str(one.get("name", "")), bool(one.get("passed")), reason)


def sheet_of(question: Question) -> Sheet | None:
    """For a question read ``with_content``; None for one without any version."""
    version = question.current
    if version is None:
        return None
    choices = list(version.choices.all())
    facts = [choice.fact_id for choice in choices] + [question.fact_id]
    book = SourceBook.of(pk for pk in facts if pk)
    proof = book.evidence(question.fact_id) if question.fact_id else None
    options = tuple(
        SheetOption(
            number=place + 1,
            letter=letter_of(place),
            text=choice.text,
            correct=choice.correct,
            why=why_now(choice.why, evidence),
            evidence=evidence,
            source_was=choice.evidence,
            source=evidence_of(choice.fact),
        )
        for place, choice in enumerate(choices)
        for own in [book.evidence(choice.fact_id) if choice.fact_id else None]
        for evidence in [own or (proof if choice.correct else None)]
    )
    player, timeline = _clip(proof)
    return Sheet(
        question=question,
        version=version,
        estimate=_estimate(version),
        options=options,
        evidence=proof,
        sentences=_paragraph(question.fact),
        checks=checks_of(version),
        player=player,
        timeline=timeline,
    )


def _estimate(version: Version) -> Estimate | None:
    """None for what a person wrote."""
    forecast = Forecast.objects.filter(version=version).first()
    if forecast is None:
        return None
    chance = forecast.probability
    return Estimate(
        of_hundred=None if chance is None else round(100 * chance),
        reasons=tuple(str(reason) for reason in forecast.reasons),
    )


def _paragraph(fact: Fact | None) -> tuple[Sentence, ...]:
    """The fact among the facts of its paragraph, so that "it" has something to stand for."""
    if fact is None:
        return ()
    around = list(
        Fact.objects.filter(lesson=fact.lesson_id, paragraph=fact.paragraph)
        .filter(retired_at__isnull=True)
        .order_by("position", "pk")
        .values_list("pk", "text")
    )
    place = next((n for n, (pk, _) in enumerate(around) if pk == fact.pk), None)
    if place is None:
        return (Sentence(fact.text, here=True),)
    near = around[max(0, place - 1) : place + 2]
    return tuple(Sentence(text, here=pk == fact.pk) for pk, text in near)


def _clip(proof: Evidence | None) -> tuple[Player | None, Timeline | None]:
    if proof is None or not proof.video:
        return None, None
    lesson = Stretch(title=proof.lesson, slices=proof.slices, citations=proof.citations)
    player = Player(
        video_id=proof.video,
        title=proof.title,
        slices=(Slice(proof.start, proof.end),),
        label=f"Clip, {proof.end - proof.start} seconds",
    )
    line = build_timeline([lesson], current=0, evidence=(proof.start, proof.end), width=340)
    return player, line
