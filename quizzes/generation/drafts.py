"""A question in the making: what the forms write and what the gates look at."""

from __future__ import annotations

from dataclasses import dataclass

from .index import ModuleIndex
from .model import CheckResult, SourceFact
from .values import Value


@dataclass(frozen=True)
class Wrong:
    """One wrong answer as written, and the fact that it is really said in (None: computed).

    `number` is its value where the answers are figures.
    """

    text: str
    number: float
    fact: SourceFact | None


@dataclass(frozen=True)
class Draft:
    """A question before it is accepted.

    `sentence` is what the stem was made from, and is looked at by the gates on sentences. `span`
    are the words of the cited sentence that state the key, where the key is written differently.
    `checks` are results of the form's own gates: one that did not pass refuses the draft.
    `worth` orders the drafts of one fact (0 to about 1), the best first.
    `parsed` says that the parser found subject and verb of the sentence.
    A draft with a value and no wrong answers gets them drawn, so that ranks are balanced.
    """

    fact: SourceFact
    sentence: str
    stem: str
    natural: bool
    key: str
    value: Value | None
    hedge: str
    wrong: tuple[Wrong, ...]
    index: ModuleIndex
    note: str = ""
    form: str = "value"
    span: str = ""
    checks: tuple[CheckResult, ...] = ()
    worth: float = 0.5
    parsed: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """All options as written, the key first."""
        return (self.key, *(wrong.text for wrong in self.wrong))
