"""The questions of an attempt as they are asked: a record here never holds a key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from quizzes.models import Choice, Response
from quizzes.taking.forms import state_of
from quizzes.taking.kept_versions import Kept, kept_of
from quizzes.wording import credit_words, letter_of


@dataclass(frozen=True)
class OfferedOption:
    id: int
    letter: str
    text: str
    chosen: bool

    @property
    def place(self) -> str:
        """Option and letter in one word: what its label says depends on both."""
        return f"{self.id}{self.letter}"


@dataclass(frozen=True)
class Asked:
    """A question of an attempt as it is asked: without its key."""

    position: int
    stem: SafeString
    several: bool
    options: tuple[OfferedOption, ...]
    flagged: bool
    checked: bool = False
    credit: str = ""
    """How several right answers are counted, in words; "" where one is right."""
    kept: Kept | None = None
    """Where templates keep what the version alone decides."""

    @property
    def answered(self) -> bool:
        return any(option.chosen for option in self.options)

    @property
    def letters(self) -> str:
        """The letters of the chosen options: "B", "A, C", or nothing."""
        return ", ".join(option.letter for option in self.options if option.chosen)

    @property
    def state(self) -> str:
        return state_of((option.id for option in self.options if option.chosen), self.flagged)


def asked_questions(responses: Iterable[Response]) -> list[Asked]:
    return [
        Asked(
            position=response.position,
            stem=response.version.shown_stem,
            several=response.version.several,
            flagged=response.flagged,
            checked=response.checked_at is not None,
            credit=credit_words(response.version.credit) if response.version.several else "",
            kept=kept_of(response.version),
            options=tuple(
                OfferedOption(choice.pk, letter_of(place), choice.text, choice.pk in chosen)
                for place, choice in enumerate(in_order(response))
            ),
        )
        for response in responses
        for chosen in [set(response.chosen)]
    ]


def in_order(response: Response) -> list[Choice]:
    """The options as the attempt shows them; prefetch ``version__choices``."""
    choices = {choice.pk: choice for choice in response.version.choices.all()}
    return [choices[pk] for pk in response.order if pk in choices]
