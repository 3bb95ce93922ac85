"""Key facts become questions. Pure: no Django, no clock, no randomness that is not seeded."""

from .generate import generate
from .model import (
    GENERATOR_VERSION,
    Candidate,
    CheckResult,
    Generation,
    Option,
    Refusal,
    SourceFact,
)

__all__ = [
    "GENERATOR_VERSION",
    "Candidate",
    "CheckResult",
    "Generation",
    "Option",
    "Refusal",
    "SourceFact",
    "generate",
]
