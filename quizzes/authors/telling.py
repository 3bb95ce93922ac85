"""The plan and what came of it, in lines for a terminal and in numbers for a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from .budget import cost
from .planning import Plan
from .writing import MOST_TRIES, Writing

EXAMPLES = 2


def plan_lines(plan: Plan) -> list[str]:
    """What will be sent where, and the most that it can cost."""
    host = urlsplit(plan.model.base_url).netloc
    again = min(plan.model.max_calls - plan.calls, (MOST_TRIES - 1) * plan.calls)
    lines = [
        f"The language model {plan.model.model} at {host} would be asked about "
        f"{_digits(plan.calls, 'key fact', 'key facts')}: "
        f"{_digits(plan.calls, 'call', 'calls')}"
        + (f", and at most {again} more where it is busy." if again > 0 else ".")
    ]
    if plan.cached:
        known = _digits(plan.cached, "reply is", "replies are")
        lines.append(f"{known} known already and cost nothing.")
    if plan.over_budget:
        left = _digits(len(plan.over_budget), "fact is", "facts are")
        lines.append(f"{left} left out: the bounds of a run do not reach so far.")
    if plan.calls:
        lines.append(
            f"At most {plan.most_tokens_in:,} tokens go there and {plan.most_tokens_out:,} come "
            f"back; {_most(plan.most_cost)}"
        )
        lines.append("The sentences, and others around them, are sent to that server.")
    return lines


def _most(sum_: Decimal | None) -> str:
    if sum_ is None:
        return "what that costs is not known (LLM_PRICE_IN, LLM_PRICE_OUT)."
    return f"that costs at most {money(sum_)}."


def _digits(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def money(sum_: Decimal) -> str:
    """Rounded up to the fourth digit, so that "at most" stays true."""
    return f"{sum_.quantize(Decimal('0.0001'), rounding='ROUND_CEILING'):f}"


def writing_lines(
    writing: Writing, plan: Plan, kept: int, texts: Mapping[str, str], *, examples: bool
) -> list[str]:
    """``kept`` are its questions that passed every gate; ``texts`` the facts' by their ids."""
    spent = cost(plan.model, writing.tokens_in, writing.tokens_out)
    lines = [
        f"Language model: {writing.calls} calls, {writing.cached} replies known already, "
        f"{writing.tokens_in + writing.tokens_out:,} tokens"
        + (f", {money(spent)} spent" if spent is not None else "")
        + f"; {len(writing.form.replies)} questions came back, {kept} passed every gate."
    ]
    for reason, count in _reasons(writing).items():
        lines.append(f"  refused {count:4d}  {reason}")
        if examples:
            facts = [fact for fact, why in sorted(writing.refused.items()) if why == reason]
            lines += [f"                {texts.get(one, one)}" for one in facts[:EXAMPLES]]
    return lines


def as_json(writing: Writing, plan: Plan, kept: int) -> dict[str, Any]:
    spent = cost(plan.model, writing.tokens_in, writing.tokens_out)
    return {
        "model": plan.model.model,
        "calls": writing.calls,
        "cached": writing.cached,
        "tokens_in": writing.tokens_in,
        "tokens_out": writing.tokens_out,
        "cost": None if spent is None else money(spent),
        "replies": len(writing.form.replies),
        "passed": kept,
        "refused": _reasons(writing),
    }


def _reasons(writing: Writing) -> dict[str, int]:
    return dict(sorted(Counter(writing.refused.values()).items()))
