"""`generate_questions --author`: the plan is shown and agreed to before anything is sent."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper

from courses.models import Course
from quizzes.authors.course import plan_for
from quizzes.authors.planning import Plan
from quizzes.authors.telling import as_json, plan_lines, writing_lines
from quizzes.authors.writing import Writing, write
from quizzes.bank.generating import GenerationReport, Parses
from quizzes.generation.authored import NAME


@dataclass(frozen=True)
class Authored:
    """What the language model wrote for a course."""

    plan: Plan
    writing: Writing
    texts: dict[str, str]

    def lines(self, report: GenerationReport, *, examples: bool) -> list[str]:
        return writing_lines(self.writing, self.plan, _kept(report), self.texts, examples=examples)

    def as_json(self, report: GenerationReport) -> dict[str, Any]:
        return as_json(self.writing, self.plan, _kept(report))


def _kept(report: GenerationReport) -> int:
    form = report.run.forms.get(NAME) if report.run else None
    return form.published + form.below if form else 0


def author(course: Course, parses: Parses, *, yes: bool, out: OutputWrapper) -> Authored:
    """Raises ``CommandError`` where no model is set up, or nobody agreed."""
    model = settings.LANGUAGE_MODEL
    if not model.on:
        raise CommandError(
            "No language model is set up. Set LLM_BASE_URL and LLM_MODEL; see .env.example."
        )
    plan, texts = plan_for(course, model, parses)
    for line in plan_lines(plan):
        out.write(line)
    if plan.calls and not yes:
        _agree()
    terminal = out.isatty()

    def told(done: int, calls: int) -> None:
        out.write(f"\r{done} of {calls} calls", ending="" if done < calls else "\n")
        out.flush()

    writing = write(plan, told=told) if terminal else write(plan)
    return Authored(plan, writing, texts)


def _agree() -> None:
    if not sys.stdin.isatty():
        raise CommandError("Nobody is there to agree to that. Add --yes to send it all the same.")
    if input("Send them? [y/N] ").strip().lower() not in {"y", "yes"}:
        raise CommandError("Nothing was sent, and nothing changed.")
