"""The forms in order, and those that are switched off with the figure that did it."""

from __future__ import annotations

from .base import Form
from .cause import CauseForm
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
    NameForm(),
)
# form -> the measured figure that switched it off
OFF: dict[str, str] = {}

__all__ = ["FORMS", "OFF", "Form"]
