"""The model's file from labels: weights, the line, and the record of how they came about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizzes.generation.model import GENERATOR_VERSION
from quizzes.generation.ranking.ranker import FEWEST_LABELS, NEVER, Ranker, read_ranker
from quizzes.rating.examples import Example, counts_by_form
from quizzes.rating.fitting import Fit, fit, platt
from quizzes.rating.items import asked
from quizzes.rating.scoring import Share

Judged = tuple[float, bool]
"""A probability, or a score, and whether the question was accepted."""

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
STEPS = tuple(round(0.30 + 0.01 * step, 2) for step in range(69))
# A form whose whole interval lies below this share is suggested only.
POOR = 0.5
# Fewer questions above a line prove nothing about it.
FEWEST_ABOVE = 30


@dataclass(frozen=True)
class Line:
    """A line with what lies above it among the held-out labels."""

    line: float
    above: Share
    of: int


def train(
    examples: Sequence[Example],
    *,
    date: str,
    precision: float,
    rounds: Collection[str] = (),
    closed: Collection[str] = (),
    standing: Collection[str] | None = None,
) -> dict[str, Any]:
    """The content of ``ranker.json``. ``precision`` (0 to 1) is what the line aims for.

    Weights come from training documents. Calibration and line come from the held-out labels of
    these ``rounds``, by default of all: earlier ones judged faults that later versions of the
    generator refuse by themselves. What the record says of reliability is said of documents that
    the calibration had not seen either. Forms of which surely less than half is accepted, and
    those that are ``closed`` by name, are only suggested. ``standing`` are the questions (ids)
    that the generator of today still makes: what its gates refuse by now says nothing of a line.

    Raises ValueError where the labels do not suffice.
    """
    training = [one for one in examples if one.part == "training"]
    held_out = [one for one in examples if one.part == "held-out"]
    if not held_out:
        raise ValueError("There are no labels of held-out documents to choose a line on.")
    found = fit(training)
    record = _record(found, training, held_out, date=date)
    known = [one for one in held_out if read_ranker(record).knows(one.form)]
    recent = [one for one in known if not rounds or one.origin in rounds]
    judged_once = len({one.id for one in recent})
    if standing is not None:
        still = {asked(name) for name in standing}
        recent = [one for one in recent if asked(one.id) in still]
    if len({one.id for one in recent}) < FEWEST_ABOVE:
        raise ValueError(f"At least {FEWEST_ABOVE} held-out questions are needed for a line.")
    shut = shut_forms(recent, held_out, closed)
    still_made = len({one.id for one in recent})
    record["lines"] = dict.fromkeys(shut, NEVER)
    recent = [one for one in recent if one.form not in shut]
    crossed = _crossed(record, recent)
    record["calibration"] = _calibration(record, recent)
    judged = judged_by(read_ranker(record), recent)
    line = choose_line(judged, precision=precision)
    record["line"] = line.line
    record["training"] |= {
        "line_aims_for": precision,
        "only_suggested": shut,
        "line_chosen_on": sorted({one.origin for one in recent}),
        "refused_by_now": judged_once - still_made,
        "held_out_above_the_line": {
            "accepted": line.above.good,
            "judged": line.above.count,
            "of": line.of,
            "share": round(line.above.share, 3),
            "interval": [round(bound, 3) for bound in line.above.bounds],
        },
        "reliability": reliability(crossed),
        "held_out_area_under_curve": round(area_under_curve(judged), 3),
    }
    return record


def shut_forms(
    recent: Sequence[Example], every: Sequence[Example], closed: Collection[str]
) -> dict[str, str]:
    """Forms that are only suggested, with the share of their questions that everybody accepted.

    ``recent`` labels decide; of what was closed by name the share is told of ``every`` label where
    there are no recent ones.
    """
    shares = _shares(every) | (now := _shares(recent))
    poor = {form for form, share in now.items() if share.bounds[1] < POOR}
    return {form: str(shares.get(form, "never judged")) for form in sorted({*poor, *closed})}


def _shares(examples: Sequence[Example]) -> dict[str, Share]:
    counts = counts_by_form(examples)
    return {form: Share(good, judged) for form, (judged, good) in counts.items()}


def _calibration(record: Mapping[str, Any], examples: Sequence[Example]) -> dict[str, float]:
    raw = read_ranker({**record, "calibration": {"slope": 1.0, "shift": 0.0}})
    judged = chances_of(raw.raw, examples).values()
    slope, shift = platt([score for score, _ in judged], [good for _, good in judged])
    return {"slope": slope, "shift": shift}


def _crossed(record: Mapping[str, Any], examples: Sequence[Example]) -> list[Judged]:
    """Half of the documents judged by the calibration that the other half gives, and turned."""
    halves: tuple[list[Example], list[Example]] = ([], [])
    for one in examples:
        halves[int(one.document[1:2] or "0", 16) % 2].append(one)
    found: list[Judged] = []
    for seen, unseen in (halves, halves[::-1]):
        if len({one.accepted for one in seen}) == 2:
            ranker = read_ranker({**record, "calibration": _calibration(record, seen)})
            found += judged_by(ranker, unseen)
    return found


def _record(
    found: Fit, training: Sequence[Example], held_out: Sequence[Example], *, date: str
) -> dict[str, Any]:
    forms = counts_by_form(training)
    return {
        "about": "Weights of the question ranker, written by manage.py train_ranker.",
        "generator": GENERATOR_VERSION,
        "features": {
            name: {"mean": term.mean, "scale": term.scale, "weight": term.weight}
            for name, term in found.terms.items()
        },
        "intercept": found.intercept,
        "calibration": {"slope": 1.0, "shift": 0.0},
        "line": 0.5,
        "training": {
            "date": date,
            "labels": {form: judged for form, (judged, _) in forms.items()},
            "accepted": {form: good for form, (_, good) in forms.items()},
            "documents": len({one.document for one in training}),
            "held_out_labels": {
                form: judged for form, (judged, _) in counts_by_form(held_out).items()
            },
            "held_out_accepted": {
                form: good for form, (_, good) in counts_by_form(held_out).items()
            },
            "held_out_documents": len({one.document for one in held_out}),
            "fewest_labels_of_a_form": FEWEST_LABELS,
            "strength": found.strength,
            "log_loss_by_strength": {str(c): loss for c, loss in found.losses.items()},
        },
    }


def judged_by(ranker: Ranker, examples: Sequence[Example]) -> list[Judged]:
    """Each question's probability, and whether everybody accepted it."""
    return list(chances_of(ranker.probability, examples).values())


def chances_of(
    score: Callable[[Mapping[str, float]], float], examples: Sequence[Example]
) -> dict[str, Judged]:
    found: dict[str, Judged] = {}
    for one in examples:
        before = found.get(one.id, (0.0, True))[1]
        found[one.id] = (score(one.features), before and one.accepted)
    return found


def choose_line(judged: Sequence[Judged], *, precision: float) -> Line:
    """The lowest line above which the share accepted is ``precision``, else the best one.

    The best one has the highest lower bound of its interval. Lines with few questions above them
    are not looked at.
    """
    lines = []
    for step in STEPS:
        above = [good for chance, good in judged if chance >= step]
        if len(above) >= min(FEWEST_ABOVE, len(judged)):
            lines.append(Line(step, Share(sum(above), len(above)), len(judged)))
    if not lines:
        raise ValueError("No line can be chosen: every question is thought very unlikely.")
    good_enough = [line for line in lines if line.above.share >= precision]
    if good_enough:
        # No lower than what was judged: of less likely questions these labels say nothing.
        most = good_enough[0].above.count
        return max((one for one in good_enough if one.above.count == most), key=_height)
    return max(lines, key=lambda line: (line.above.bounds[0], line.line))


def _height(line: Line) -> float:
    return line.line


def reliability(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """What was promised and what was kept, by bins of the probability."""
    table = []
    for low, high in pairwise(EDGES):
        inside = [one for one in judged if low <= one[0] < high or one[0] == high == 1.0]
        if inside:
            table.append(
                {
                    "from": low,
                    "to": high,
                    "judged": len(inside),
                    "promised": round(sum(chance for chance, _ in inside) / len(inside), 3),
                    "accepted": round(sum(good for _, good in inside) / len(inside), 3),
                }
            )
    return table


def area_under_curve(judged: Sequence[Judged]) -> float:
    """How often an accepted question is ranked above a refused one; .5 is chance."""
    good = [chance for chance, fine in judged if fine]
    bad = [chance for chance, fine in judged if not fine]
    if not good or not bad:
        return 0.5
    wins = sum((one > other) + 0.5 * (one == other) for one in good for other in bad)
    return wins / (len(good) * len(bad))


def told(record: Mapping[str, Any]) -> list[str]:
    """A record as lines to print."""
    training = record["training"]
    above = training["held_out_above_the_line"]
    lines = [
        f"{sum(training['labels'].values())} questions of {training['documents']} documents; "
        f"{sum(training['held_out_labels'].values())} held out, "
        f"of {training['held_out_documents']} documents.",
        f"strength {training['strength']}, area under the curve on held-out documents "
        f"{training['held_out_area_under_curve']}",
        f"line {record['line']}: above it {above['accepted']} of {above['judged']} accepted "
        f"({100 * above['share']:.0f}%, {100 * above['interval'][0]:.0f}–"
        f"{100 * above['interval'][1]:.0f}), of {above['of']} judged",
        *(f"only suggested: {form}, {share}" for form, share in training["only_suggested"].items()),
        "promised → kept:",
    ]
    lines += [
        f"  {row['from']:.1f}–{row['to']:.1f}  {row['judged']:4.0f} judged  "
        f"{row['promised']:.2f} → {row['accepted']:.2f}"
        for row in training["reliability"]
    ]
    weights = sorted(record["features"].items(), key=lambda item: -abs(item[1]["weight"]))
    lines.append("strongest weights:")
    lines += [f"  {one['weight']:+.3f}  {name}" for name, one in weights[:15]]
    return lines
