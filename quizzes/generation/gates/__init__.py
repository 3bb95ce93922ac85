"""The gates in order: those on sentence and value first, then those on the whole question."""

from .common import Gate, passed, refused, run
from .coordination import well_joined
from .dates import age_not_told, happened_once, not_common
from .options import (
    clang,
    convergence,
    exclusive,
    four_options,
    grammar,
    hedges,
    hinges,
    longest_answer,
    no_future,
    no_hint,
    one_key,
    plain_options,
    plausible,
    same_type,
)
from .parties import named_parties
from .phrasing import well_phrased
from .recurring import comes_round
from .sentence import (
    evidence,
    finite_root,
    named_anchor,
    named_things,
    no_negative,
    no_pointer,
    smooth,
    stands_alone,
    stem_length,
)
from .titles import quoted_title
from .value import dated_figure, exact_value, no_leak, worth_asking

FIRST_GATES: tuple[Gate, ...] = (
    evidence, finite_root, stands_alone, named_things, no_pointer, stem_length, named_anchor,
    no_negative, exact_value, dated_figure, smooth, no_leak, worth_asking,
    happened_once, comes_round, not_common, named_parties, quoted_title, well_phrased, well_joined,
)  # fmt: skip
LAST_GATES: tuple[Gate, ...] = (
    four_options, one_key, exclusive, no_hint, same_type, plausible, no_future, age_not_told,
    hedges, clang, convergence, longest_answer, grammar, plain_options,
)  # fmt: skip

__all__ = [
    "FIRST_GATES",
    "LAST_GATES",
    "Gate",
    "age_not_told",
    "clang",
    "comes_round",
    "convergence",
    "dated_figure",
    "evidence",
    "exact_value",
    "exclusive",
    "finite_root",
    "four_options",
    "grammar",
    "happened_once",
    "hedges",
    "hinges",
    "longest_answer",
    "named_anchor",
    "named_parties",
    "named_things",
    "no_future",
    "no_hint",
    "no_leak",
    "no_negative",
    "no_pointer",
    "not_common",
    "one_key",
    "passed",
    "plain_options",
    "plausible",
    "quoted_title",
    "refused",
    "run",
    "same_type",
    "smooth",
    "stands_alone",
    "stem_length",
    "well_joined",
    "well_phrased",
    "worth_asking",
]
