"""The forms of questions and quizzes: they parse and word errors, nothing else.

A question's form has, besides QuestionForm's fields, for the option in row N (from 0):
``text-N`` and ``why-N``; ``key`` holds the rows that are right, ``rows`` how many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from courses.learning.timecodes import timecode
from courses.models import Course, Fact, Lesson
from courses.studio.forms import upload_address
from quizzes.bank.authoring import (
    MOST_OPTIONS,
    OptionDraft,
    VersionDraft,
    fold_option,
    validate,
)
from quizzes.models import MOST_SECONDS, Question, Quiz, Version
from quizzes.sources import SourceBook, why_now
from quizzes.wording import letter_of

ROWS = 4
MAX_STEM, MAX_OPTION, MAX_EXPLANATION = 1000, 500, 5000
ONE, SEVERAL = "one", "several"


class EditorWidget(MarkdownxWidget):  # type: ignore[misc]
    """markdownx's editor, with the studio's own preview; ``lesson`` is set by its form."""

    lesson = 0

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs or {})
        context["widget"]["attrs"] |= {
            "data-markdownx-upload-urls-path": upload_address(self.lesson),
            "data-markdownx-editor-resizable": "False",
        }
        return context


class FactField(forms.ModelChoiceField[Fact]):
    """Sentences of a lesson, each with its second."""

    def label_from_instance(self, obj: Any) -> str:
        seconds = obj.seconds
        place = f"¶ {obj.paragraph}" if seconds is None else timecode(seconds)
        return f"{place} · {obj.text}"


class QuestionForm(forms.Form):
    """What a question says, its options aside. ``base`` is the version that was being edited."""

    stem = MarkdownxFormField(
        label="Question",
        max_length=MAX_STEM,
        widget=EditorWidget(attrs={"rows": 2, "spellcheck": "true"}),
        help_text="Markdown: *emphasis*, `code`.",
        error_messages={"required": "Write the question."},
    )
    kind = forms.ChoiceField(
        label="Right answers",
        choices=[(ONE, "One is right"), (SEVERAL, "Several may be right")],
        initial=ONE,
        widget=forms.RadioSelect,
    )
    credit = forms.ChoiceField(
        label="Credit where several are right",
        choices=Version.Credit.choices,
        initial=Version.Credit.EXACT,
        required=False,
    )
    explanation = MarkdownxFormField(
        label="Why it is right, as learners will read it",
        required=False,
        max_length=MAX_EXPLANATION,
        widget=EditorWidget(attrs={"rows": 4, "spellcheck": "true"}),
        help_text="Markdown.",
    )
    fact = FactField(
        label="Evidence",
        queryset=Fact.objects.none(),
        required=False,
        blank=True,
        empty_label="No sentence of this lesson",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose a sentence of this lesson."},
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, lesson: Lesson, question: Question | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("stem", "explanation"):
            widget = self.fields[name].widget
            assert isinstance(widget, EditorWidget)  # noqa: S101
            widget.lesson = lesson.pk
        facts = Fact.objects.filter(lesson=lesson)
        standing = facts.filter(retired_at__isnull=True)
        if question and question.fact_id:
            # A sentence that left the document stays the evidence until another is chosen.
            standing = standing | facts.filter(pk=question.fact_id)
        field = self.fields["fact"]
        assert isinstance(field, FactField)  # noqa: S101
        field.queryset = standing.prefetch_related("citations").order_by("position", "pk")
        self.question = question

    def clean_credit(self) -> str:
        return self.cleaned_data["credit"] or Version.Credit.EXACT

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        current = self.question.current if self.question else None
        if current and cleaned.get("base") not in {"", str(current.number)}:
            # The next save knows of the newer version, and may go past it.
            self.data = {**self.data.dict(), "base": str(current.number)}  # type: ignore[attr-defined]
            raise ValidationError(
                f"{current.created_by or 'Somebody'} made version {current.number} while you "
                "wrote. Your text is still here and not saved. Compare it with the versions "
                "below, then save again to put yours after it."
            )
        return cleaned


@dataclass(frozen=True)
class Row:
    """An option as it is being written."""

    number: int
    text: str = ""
    why: str = ""
    right: bool = False
    error: str = ""

    @property
    def letter(self) -> str:
        return letter_of(self.number)

    @property
    def blank(self) -> bool:
        return not (self.text.strip() or self.why.strip() or self.right)


def read_rows(data: QueryDict) -> list[Row]:
    """The option rows of a form; at least two and at most MOST_OPTIONS, whatever it claims."""
    raw = data.get("rows", "")
    count = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 3 else ROWS
    keys = set(data.getlist("key"))
    return [
        Row(
            number,
            _plain(data.get(f"text-{number}", "")),
            _plain(data.get(f"why-{number}", "")),
            str(number) in keys,
        )
        for number in range(min(max(count, 2), MOST_OPTIONS))
    ]


def _plain(text: str) -> str:
    # PostgreSQL keeps no NUL, and nobody types one.
    return text.replace("\x00", "").replace("\r\n", "\n")


class QuestionEditor:
    """QuestionForm and the option rows together. ``rows`` carry their errors after checking."""

    def __init__(
        self,
        *,
        lesson: Lesson,
        question: Question | None = None,
        data: QueryDict | None = None,
        checked: bool = True,
    ) -> None:
        """``data`` is shown as typed; without ``checked`` it is a step on the way, not a save."""
        self.question = question
        self.problems: list[str] = []
        version = question.current if question else None
        if data is None:
            initial = _initial(question, version)
            self.rows = _rows_of(version, question.fact_id if question else None)
        else:
            initial = {name: data.get(name, "") for name in QuestionForm.base_fields}
            self.rows = read_rows(data)
        self.form = QuestionForm(
            data if checked else None, initial=initial, lesson=lesson, question=question
        )
        kind = data.get("kind") if data is not None else initial.get("kind")
        self.several = kind == SEVERAL

    def add_row(self) -> None:
        if len(self.rows) < MOST_OPTIONS:
            self.rows.append(Row(len(self.rows)))

    @property
    def full(self) -> bool:
        return len(self.rows) >= MOST_OPTIONS

    @property
    def errors(self) -> list[str]:
        """Every problem, for the list at the top."""
        said = [str(text) for errors in self.form.errors.values() for text in errors]
        rows = [f"Option {row.letter}: {row.error}" for row in self.rows if row.error]
        return [*said, *self.problems, *rows]

    def is_valid(self) -> bool:
        """Looks at everything, so that all problems are told at once."""
        fine = self.form.is_valid()
        self.rows = [replace(row, error=_problem(row)) for row in self.rows]
        try:
            validate(self._draft(self.form.data.get("stem", "")))
        except ValidationError as error:
            # Fields say themselves what is missing in them.
            told = {"Write the question."}
            if any(row.error for row in self.rows):
                told.add("Every option needs words.")
            self.problems = [text for text in error.messages if text not in told]
        return fine and not self.problems and not any(row.error for row in self.rows)

    def draft(self) -> VersionDraft:
        return self._draft(self.form.cleaned_data["stem"])

    def _draft(self, stem: str) -> VersionDraft:
        cleaned = getattr(self.form, "cleaned_data", {})
        kept = self._places()
        return VersionDraft(
            stem=stem.strip(),
            options=[
                OptionDraft(
                    row.text.strip(),
                    row.right,
                    row.why.strip(),
                    None if row.right else kept.get(fold_option(row.text)),
                )
                for row in self.rows
                if not row.blank
            ],
            explanation=str(cleaned.get("explanation", "")).strip(),
            several=self.several,
            credit=cleaned.get("credit") or Version.Credit.EXACT,
        )

    def _places(self) -> dict[str, Fact | None]:
        """Where a wrong option really belongs stays known as long as the option says the same."""
        version = self.question.current if self.question else None
        if version is None:
            return {}
        return {choice.folded: choice.fact for choice in version.choices.all()}


def _problem(row: Row) -> str:
    if len(row.text) > MAX_OPTION:
        return f"Shorten it to {MAX_OPTION} characters."
    if len(row.why) > MAX_OPTION:
        return f"Shorten its reason to {MAX_OPTION} characters."
    if not row.blank and not fold_option(row.text):
        return "It is marked or explained, and has no words."
    return ""


def _initial(question: Question | None, version: Version | None) -> dict[str, Any]:
    if question is None or version is None:
        return {}
    return {
        "stem": version.stem,
        "kind": SEVERAL if version.several else ONE,
        "credit": version.credit,
        "explanation": version.explanation,
        "fact": question.fact_id,
        "base": str(version.number),
    }


def _rows_of(version: Version | None, fact: int | None) -> list[Row]:
    """``fact`` is the question's own, which proves what is right."""
    if version is None:
        return [Row(number) for number in range(ROWS)]
    choices = list(version.choices.all())
    sources = [one.fact_id or (fact if one.correct else None) for one in choices]
    book = SourceBook.of(pk for pk in sources if pk)
    return [
        Row(number, one.text, why_now(one.why, book.evidence(pk) if pk else None), one.correct)
        for number, (one, pk) in enumerate(zip(choices, sources, strict=True))
    ]


class QuizForm(forms.ModelForm[Quiz]):
    """The rules of a quiz. ``place`` is "" for the course, else ``m-ID`` or ``l-ID``."""

    place = forms.ChoiceField(
        label="Stands at", required=False, help_text="Where learners find the quiz."
    )

    minutes = forms.IntegerField(
        label="Time limit, minutes",
        required=False,
        min_value=1,
        max_value=MOST_SECONDS // 60,
        help_text="Left empty: no limit. It is meant for attempts that begin from now on.",
        error_messages={
            "invalid": "Write the minutes as a whole number.",
            "min_value": "Give at least one minute, or leave it empty.",
            "max_value": "Give at most a day, 1440 minutes, or leave it empty.",
        },
    )

    field_order = ["title", "place", "pass_mark", "attempts_allowed", "minutes", "reveal", "pace"]

    class Meta:
        model = Quiz
        fields = [
            "title",
            "pass_mark",
            "attempts_allowed",
            "reveal",
            "pace",
            "shuffle_questions",
            "shuffle_options",
        ]
        labels = {
            "pass_mark": "Pass mark, per cent",
            "attempts_allowed": "Attempts",
            "reveal": "Answers are shown",
            "pace": "Questions are asked",
            "shuffle_questions": "Mix the order of the questions",
            "shuffle_options": "Mix the order of the options",
        }
        help_texts = {
            "pass_mark": "From 0 to 100.",
            "attempts_allowed": "Left empty: as many as one likes.",
        }
        error_messages = {
            "title": {"required": "Give the quiz a title."},
            "pass_mark": {
                "required": "Write the pass mark, 0 to 100.",
                "invalid": "Write the pass mark as a whole number.",
                "max_value": "The pass mark is at most 100.",
                "min_value": "The pass mark is at least 0.",
            },
            "attempts_allowed": {
                "invalid": "Write the attempts as a whole number.",
                "min_value": "Allow at least one attempt, or leave it empty.",
            },
        }

    def __init__(
        self, *args: Any, course: Course, lessons: Iterable[Lesson], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lessons = {f"l-{lesson.pk}": lesson for lesson in lessons}
        self.modules = {f"m-{one.module_id}": one.module for one in self.lessons.values()}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101
        place.choices = self._places()
        place.error_messages["invalid_choice"] = "Choose a module or lesson of this course."
        if "place" not in self.initial:
            self.initial["place"] = place_of(self.instance)
        if "minutes" not in self.initial and self.instance.time_limit:
            self.initial["minutes"] = -(-self.instance.time_limit // 60)

    def _places(self) -> list[Any]:
        choices: list[Any] = [("", "The whole course")]
        for value, module in self.modules.items():
            inside = [
                (key, f"Lesson: {one.heading}")
                for key, one in self.lessons.items()
                if one.module_id == module.pk
            ]
            choices.append((module.title, [(value, "The whole module"), *inside]))
        return choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "minutes" in cleaned and "minutes" in self.changed_data:
            minutes = cleaned["minutes"]
            self.instance.time_limit = None if minutes is None else 60 * minutes
        if "place" in cleaned:
            self.instance.lesson = self.lessons.get(cleaned["place"])
            lesson = self.instance.lesson
            self.instance.module = lesson.module if lesson else self.modules.get(cleaned["place"])
        return cleaned


def place_of(quiz: Quiz) -> str:
    if quiz.lesson_id:
        return f"l-{quiz.lesson_id}"
    return f"m-{quiz.module_id}" if quiz.module_id else ""
