"""What happens, or what is to be done, when something is the case."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import SUBJECTS, is_order, under


@dataclass(frozen=True, slots=True)
class Condition:
    """`words` are those of the condition without "if" or "when"; `out` all that hang on it."""

    parse: Parse
    verb: int
    marker: str
    head: int
    words: tuple[int, ...]
    out: frozenset[int]
    order: bool


def condition_of(parse: Parse) -> Condition | None:
    """The one condition of a sentence with one root; None if there is none or more."""
    roots = parse.roots()
    if len(roots) != 1:
        return None
    found = [c for i in parse.children(roots[0]) if (c := _read(parse, roots[0], i)) is not None]
    return found[0] if len(found) == 1 else None


def _read(parse: Parse, root: int, i: int) -> Condition | None:
    token = parse.tokens[i]
    if token.dep != "advcl":
        return None
    words = sorted(under(parse, i))
    marker = parse.tokens[words[0]].text.lower()
    if marker not in ("if", "when") or not any(
        parse.tokens[k].dep in SUBJECTS for k in parse.children(i)
    ):
        return None
    finite = [i, *(k for k in parse.children(i) if parse.tokens[k].dep in ("aux", "auxpass"))]
    if not any(parse.tokens[k].tag in ("VBD", "VBZ", "VBP") for k in finite):
        return None
    if any(parse.tokens[k].tag == "MD" for k in finite):
        return None
    order = is_order(parse, root)
    # The comma between the condition and the main clause belongs to neither.
    last = words[-1]
    out = set(words)
    if last + 1 < len(parse) and parse.tokens[last + 1].text == ",":
        out.add(last + 1)
    return Condition(parse, root, marker, i, tuple(words[1:]), frozenset(out), order)
