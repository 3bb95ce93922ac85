"""What is measured of a question that passed its gates. Numbers only: none tells what it says.

Every name stands in ``wording.WORDS`` as well, so that a reason can be given for it. A feature that
cannot be measured (a sentence that was not parsed, a question without figures) is left out, and
counts as average.
"""

from __future__ import annotations

from quizzes.generation.drafts import Draft

from .of_age import age_features
from .of_options import option_features
from .of_sentence import document_features, sentence_features
from .of_stem import stem_features
from .of_wording import wording_features


def features_of(draft: Draft) -> tuple[tuple[str, float], ...]:
    """Features by name, sorted. ``draft`` has its wrong answers."""
    found = {
        f"form_{draft.form}": 1.0,
        **stem_features(draft),
        **wording_features(draft),
        **age_features(draft),
        **option_features(draft),
        **sentence_features(draft),
        **document_features(draft),
    }
    return tuple(sorted((name, round(value, 4)) for name, value in found.items()))
