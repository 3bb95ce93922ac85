"""How likely a careful instructor takes a question as it is: features, weights and reasons."""

from __future__ import annotations

from .features import features_of
from .ranker import Ranker, Verdict, load_ranker

__all__ = ["Ranker", "Verdict", "features_of", "load_ranker"]
