"""Weights from labels. The one place that knows scikit-learn, which only development installs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quizzes.generation.ranking.ranker import Term
from quizzes.rating.examples import Example

FOLDS = 10
# How strongly weights are held down: the least log loss in cross-validation decides.
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
FEWEST_WITH = 15  # examples that differ from the commonest value of a feature
DIGITS = 4
# The number of gates grew with every version: it told only which one wrote the question.
NO_LONGER_MEASURED = frozenset({"gates"})


@dataclass(frozen=True)
class Fit:
    """Weights for standardised features."""

    terms: dict[str, Term]
    intercept: float
    strength: float
    losses: dict[float, float]
    """Log loss of each strength on documents that the weights had not seen."""


def fit(examples: Sequence[Example]) -> Fit:
    """Deterministic: the same examples in any order give the same weights.

    Raises ValueError where there are too few examples of either kind or too few documents.
    """
    examples = sorted(examples, key=lambda one: (one.id, one.accepted, one.weight))
    accepted = sum(one.accepted for one in examples)
    if min(accepted, len(examples) - accepted) < FOLDS:
        raise ValueError(f"At least {FOLDS} accepted and {FOLDS} refused questions are needed.")
    groups = [one.document for one in examples]
    if len(set(groups)) < FOLDS:
        raise ValueError(f"Labels of at least {FOLDS} documents are needed.")
    names, means, scales, table = _standardised(examples)
    wanted = np.array([one.accepted for one in examples], dtype=float)
    weights = np.array([one.weight for one in examples])
    folds = list(GroupKFold(FOLDS).split(table, wanted, groups))
    scores = {c: _unseen(table, wanted, weights, folds, c) for c in STRENGTHS}
    losses = {c: _log_loss(scores[c], wanted, weights) for c in STRENGTHS}
    strength = min(STRENGTHS, key=lambda c: (round(losses[c], 6), c))
    model = _model(strength).fit(table, wanted, sample_weight=weights)
    return Fit(
        terms={
            name: Term(round(mean, DIGITS), max(round(scale, DIGITS), 1e-4), round(weight, DIGITS))
            for name, mean, scale, weight in zip(
                names, means, scales, map(float, model.coef_[0]), strict=True
            )
        },
        intercept=round(float(model.intercept_[0]), DIGITS),
        strength=strength,
        losses={c: round(loss, DIGITS) for c, loss in losses.items()},
    )


def platt(scores: Sequence[float], wanted: Sequence[bool]) -> tuple[float, float]:
    """Platt's slope and shift: what scores of documents that the weights had not seen were worth.

    The slope is never negative; where the scores tell nothing, everything gets the mean.
    """
    known = np.array(scores, dtype=float).reshape(-1, 1)
    model = _model(1e3).fit(known, np.array(wanted, dtype=float))
    slope = round(float(model.coef_[0][0]), DIGITS)
    if slope <= 0:
        share = min(max(sum(wanted) / len(wanted), 0.01), 0.99)
        return 0.0, round(log(share / (1 - share)), DIGITS)
    return slope, round(float(model.intercept_[0]), DIGITS)


def _standardised(
    examples: Sequence[Example],
) -> tuple[list[str], list[float], list[float], Any]:
    """Names, means, scales and the table; what was not measured is 0, the mean."""
    every = sorted({name for one in examples for name in one.features} - NO_LONGER_MEASURED)
    names, means, scales, columns = [], [], [], []
    for name in every:
        missing = 0.0 if name.startswith("form_") else np.nan
        column = np.array([one.features.get(name, missing) for one in examples], dtype=float)
        known = column[~np.isnan(column)]
        _, counts = np.unique(known, return_counts=True)
        if len(known) - counts.max() < FEWEST_WITH:
            continue
        mean, scale = float(known.mean()), float(known.std())
        column = np.clip(np.nan_to_num((column - mean) / scale, nan=0.0), -4, 4)
        names.append(name)
        means.append(mean)
        scales.append(scale)
        columns.append(column)
    return names, means, scales, np.stack(columns, axis=1)


def _model(strength: float) -> Any:
    return LogisticRegression(C=strength, max_iter=5000, tol=1e-8)


def _unseen(table: Any, wanted: Any, weights: Any, folds: Any, strength: float) -> Any:
    """The log-odds of each example by weights that did not see its document."""
    found = np.zeros(len(wanted))
    for seen, unseen in folds:
        model = _model(strength).fit(table[seen], wanted[seen], sample_weight=weights[seen])
        found[unseen] = model.decision_function(table[unseen])
    return found


def _log_loss(scores: Any, wanted: Any, weights: Any) -> float:
    losses = np.logaddexp(0, -scores) * wanted + np.logaddexp(0, scores) * (1 - wanted)
    return float((losses * weights).sum() / weights.sum())
