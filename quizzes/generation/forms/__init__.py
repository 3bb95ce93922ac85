"""The forms in order, and those that are switched off with the figure that did it."""

from __future__ import annotations

from .base import Form
from .cause import CauseForm
from .condition import ConditionForm
from .contrast import ContrastForm
from .effect import EffectForm
from .example import ExampleForm
from .means import MeansForm
from .name import NameForm
from .order import OrderForm
from .part import PartForm
from .purpose import PurposeForm
from .steps import StepsForm
from .term import TermForm
from .value import ValueForm

FORMS: tuple[Form, ...] = (
    ValueForm(),
    PurposeForm(),
    EffectForm(),
    MeansForm(),
    CauseForm(),
    TermForm(),
    OrderForm(),
    StepsForm(),
    ContrastForm(),
    ExampleForm(),
    PartForm(),
    ConditionForm(),
    NameForm(),
)
# form -> the measured figure that switched it off: what passed every gate on the 286 development
# documents, all of it read by one strict reader
OFF: dict[str, str] = {
    "condition": "4 of 7 acceptable on development documents (one strict reader): what happens "
    "“when” something is the case is too often true of other cases as well.",
    "contrast": "0 of 6 acceptable to a blind reader (2 to its author), in 4 documents: what the "
    "document says of something else is seldom surely untrue of what is set apart.",
    "example": "0 of 12 acceptable to a blind reader (2 to its author), in 9 documents: of what "
    "something is an example is seen from its name, or one of the others is an example as well.",
    "part": "0 of 2 acceptable to a blind reader (1 to its author), in 2 documents: few sentences "
    "list three things whose equals stand in another list.",
}

__all__ = ["FORMS", "OFF", "Form"]
