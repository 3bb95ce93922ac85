"""What the generator proposes becomes rows: questions that wait for review, and suggestions.

A row is found again by its lesson and key. What nobody judged follows the generator: it says what
is proposed now, moves above or below the line, or goes. What a person edited or decided, and what
was approved, stays as it is; where another version of the generator thinks that it has a better
question for the same sentence, that one stands beside it as a suggestion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from courses.models import Course, Fact
from quizzes.bank.authoring import (
    ForecastDraft,
    OptionDraft,
    VersionDraft,
    renew_question,
    write_question,
)
from quizzes.bank.following import find_again
from quizzes.generation.authored import NAME as AUTHORED
from quizzes.generation.model import GENERATOR_VERSION, Candidate, Generation
from quizzes.models import Question

Status = Question.Status
MOST_SUGGESTIONS = 5
"""Suggestions of a lesson that are kept: the likeliest."""


@dataclass
class Saved:
    """What saving changed. ``kept`` counts proposals whose question was there already."""

    added: int = 0
    kept: int = 0
    withdrawn: int = 0
    suggested: int = 0


def save_proposals(
    course: Course, generation: Generation, by_id: dict[str, Fact], *, heard: Collection[str] = ()
) -> Saved:
    """Brings the course's generated questions up to what is proposed; see the module's head.

    ``heard`` are the facts on which a language model was heard. What it wrote of others stays, as
    long as their sentences do and our own forms have no question for them.
    """
    return _Saving(course, by_id, heard).save(generation)


class _Saving:
    def __init__(self, course: Course, by_id: dict[str, Fact], heard: Collection[str]) -> None:
        self.by_id = by_id
        # Facts (by row) of which this run has something to say about what a model wrote.
        self.facts = {fact.pk: fact for fact in by_id.values()}
        self.told = {by_id[fact_id].pk for fact_id in heard if fact_id in by_id}
        rows = Question.objects.of_course(course).select_related("current__forecast")
        rows = rows.defer("current__checks")
        self.known = {(one.lesson_id, one.key): one for one in rows}
        self.standing: dict[int, list[Question]] = defaultdict(list)
        for one in self.known.values():
            if one.fact_id and _stands(one):
                self.standing[one.fact_id].append(one)
        self.proposed: set[tuple[int, str]] = set()
        self.saved = Saved()

    def save(self, generation: Generation) -> Saved:
        every = (*generation.published, *generation.suggested)
        self.told |= {self.by_id[one.fact_id].pk for one in every}
        find_again(self.known, every, self.by_id)
        better = []
        for candidate in generation.published:
            if self._is_better_beside(candidate):
                better.append(candidate)
            else:
                self._propose(candidate)
        # A suggestion that somebody took up or edited is not suggested beside itself.
        fresh = [one for one in generation.suggested if not self._taken_up(one)]
        for candidate in _bounded(better, fresh):
            self._suggest(candidate)
        self._withdraw()
        return self.saved

    def _propose(self, candidate: Candidate) -> None:
        fact = self.by_id[candidate.fact_id]
        found = self._found(candidate.key, fact)
        if found is None:
            if fact.pk not in self.standing:
                self._add(candidate, fact, candidate.key, Status.DRAFT)
                self.saved.added += 1
            return
        self.saved.kept += 1
        if _is_free(found) and fact.pk not in self.standing:
            self._renew(found, candidate, fact, Status.DRAFT)

    def _taken_up(self, candidate: Candidate) -> bool:
        found = self.known.get((self.by_id[candidate.fact_id].lesson_id, candidate.key))
        return found is not None and _stands(found)

    def _suggest(self, candidate: Candidate) -> None:
        fact = self.by_id[candidate.fact_id]
        beside = bool(self.standing.get(fact.pk))
        key = f"{candidate.key}-{GENERATOR_VERSION}" if beside else candidate.key
        found = self._found(key, fact)
        if found is None:
            self._add(candidate, fact, key, Status.SUGGESTED)
        elif _is_free(found):
            self._renew(found, candidate, fact, Status.SUGGESTED)
        else:
            return
        self.saved.suggested += 1

    def _is_better_beside(self, candidate: Candidate) -> bool:
        """Whether another version wrote what stands for the sentence, and this one is likelier."""
        others = self.standing.get(self.by_id[candidate.fact_id].pk, [])
        if not others or any(one.origin == Question.Origin.WRITTEN for one in others):
            return False
        says = _draft(candidate, self.by_id).content_hash
        return all(
            one.current is not None
            and one.current.content_hash != says
            and _generator(one) != GENERATOR_VERSION
            and _likelier(candidate, one)
            for one in others
        )

    def _found(self, key: str, fact: Fact) -> Question | None:
        self.proposed.add((fact.lesson_id, key))
        return self.known.get((fact.lesson_id, key))

    def _add(self, candidate: Candidate, fact: Fact, key: str, status: str) -> None:
        write_question(
            lesson=fact.lesson,
            draft=_draft(candidate, self.by_id),
            fact=fact,
            by=None,
            key=key,
            origin=Question.Origin.GENERATED,
            form=candidate.form,
            status=status,
        )

    def _renew(self, found: Question, candidate: Candidate, fact: Fact, status: str) -> None:
        draft = _draft(candidate, self.by_id)
        same = found.current is not None and found.current.content_hash == draft.content_hash
        if found.status == status and same and _thinks(found, draft):
            return
        renew_question(question=found, draft=draft, fact=fact, status=status)

    def _waits_unheard(self, question: Question) -> bool:
        """Whether a model's question waits for review, and nobody asked the model this time."""
        if question.status not in (Status.DRAFT, Status.SUGGESTED) or question.fact_id in self.told:
            return False
        fact = self.facts.get(question.fact_id or 0)
        return fact is not None and question.evidence == fact.text

    def _withdraw(self) -> None:
        """Drafts stay on record as withdrawn; suggestions that nobody looked at leave no trace."""
        gone = []
        for place, one in self.known.items():
            if place in self.proposed or one.edited or one.origin != Question.Origin.GENERATED:
                continue
            if one.form == AUTHORED and self._waits_unheard(one):
                continue
            if one.status == Status.SUGGESTED:
                gone.append(one.pk)
            elif one.status in (Status.DRAFT, Status.STALE):
                one.status = Status.RETIRED
                one.save(update_fields=["status"])
                self.saved.withdrawn += 1
        seen = Question.objects.filter(pk__in=gone, versions__responses__isnull=False)
        kept = set(seen.values_list("pk", flat=True))
        Question.objects.filter(pk__in=kept).update(status=Status.RETIRED)
        Question.objects.filter(pk__in=[pk for pk in gone if pk not in kept]).delete()


def _stands(question: Question) -> bool:
    """Whether it is somebody's, or approved: the sentence is asked about already."""
    if question.status == Status.APPROVED:
        return True
    mine = question.edited or question.origin == Question.Origin.WRITTEN
    return mine and question.status == Status.DRAFT


def _is_free(question: Question) -> bool:
    """Whether it follows the generator. What was approved without a person does once stale."""
    return not question.edited and question.status in (
        Status.DRAFT,
        Status.STALE,
        Status.RETIRED,
        Status.SUGGESTED,
    )


def _generator(question: Question) -> str:
    forecast = getattr(question.current, "forecast", None)
    return forecast.generator if forecast is not None else ""


def _likelier(candidate: Candidate, question: Question) -> bool:
    """Probabilities are compared where both have one, else the generators' own scores."""
    forecast = getattr(question.current, "forecast", None)
    if forecast is not None and forecast.probability is not None and candidate.reasons:
        return bool(candidate.probability > forecast.probability)
    return candidate.score > (question.current.score or 0.0 if question.current else 0.0)


def _thinks(question: Question, draft: VersionDraft) -> bool:
    """Whether the row's forecast is the draft's."""
    kept, new = getattr(question.current, "forecast", None), draft.forecast
    if kept is None or new is None:
        return kept is new
    return (kept.generator, kept.probability, kept.features) == (
        new.generator,
        new.probability,
        dict(new.features),
    )


def _bounded(better: Iterable[Candidate], suggested: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest of each lesson, those that are better than what stands first."""
    by_lesson: dict[str, list[Candidate]] = defaultdict(list)
    for some in (better, suggested):
        for one in sorted(some, key=lambda one: (-one.probability, -one.score, one.key)):
            by_lesson[one.lesson].append(one)
    return [one for found in by_lesson.values() for one in found[:MOST_SUGGESTIONS]]


def _draft(candidate: Candidate, by_id: dict[str, Fact]) -> VersionDraft:
    return VersionDraft(
        stem=candidate.stem,
        options=[
            OptionDraft(
                one.text, one.correct, one.why, by_id.get(one.fact_id) if one.fact_id else None
            )
            for one in candidate.options
        ],
        explanation=candidate.explanation,
        markdown=False,
        checks=[asdict(check) for check in candidate.checks],
        score=candidate.score,
        forecast=ForecastDraft(
            generator=GENERATOR_VERSION,
            # Without reasons it was judged by the generator's own score, which is no probability.
            probability=candidate.probability if candidate.reasons else None,
            reasons=candidate.reasons,
            features=dict(candidate.features),
        ),
    )
