"""The forms in order, and those that are switched off with the figure that did it."""

from __future__ import annotations

from .base import Form
from .cause import CauseForm
from .condition import ConditionForm
from .effect import EffectForm
from .means import MeansForm
from .name import NameForm
from .purpose import PurposeForm
from .term import TermForm
from .value import ValueForm

FORMS: tuple[Form, ...] = (
    ValueForm(),
    PurposeForm(),
    EffectForm(),
    MeansForm(),
    CauseForm(),
    TermForm(),
    ConditionForm(),
    NameForm(),
)
# form -> the measured figure that switched it off
OFF: dict[str, str] = {
    "condition": "4 of 7 acceptable on development documents (one strict reader): what happens "
    "“when” something is the case is too often true of other cases as well.",
}

__all__ = ["FORMS", "OFF", "Form"]
