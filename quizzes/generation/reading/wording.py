"""What a value is asked with: "in which year", "how many dockers", "what share of the grain"."""

from __future__ import annotations

import re

from quizzes.generation.values import Value

from .asking import Manner
from .pieces import plain_phrase, under
from .predicates import Predicate
from .render import mended, render
from .roles import Role

# What is written between a noun and its value and says how near it is; the question says "about".
_HEDGES = {"about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated",
    "an", "just", "only", "as", "a", "~", "mere", "total", "of", "whopping",
    "staggering", "circa"}  # fmt: skip
# Sums of these are asked as "how much": "$5 billion in revenue".
_FUNDS = {"revenue", "revenues", "sales", "profit", "profits", "losses", "loss", "funding",
    "loans", "aid", "subsidies", "debt", "debts", "investment", "investments", "capital",
    "income", "fines", "damages", "royalties", "exports", "imports", "assets", "financing",
    "cash", "money", "savings", "taxes", "tax", "compensation", "grants", "equity", "credit",
    "venture", "fees", "costs", "bonds", "stock", "deposits", "reparations",
    "earnings"}  # fmt: skip
_ONE_FUND = {"profits": "profit", "losses": "loss", "revenues": "revenue"}
# Nouns that themselves are a figure: "What was the cost of …?", "What stake did …?"
SHARES = {"share", "stake", "tariff", "discount", "increase", "decrease", "decline", "rise",
    "drop", "reduction", "margin", "yield", "rate", "growth", "premium", "interest", "ownership",
    "tax", "duty", "surcharge", "improvement", "gain", "return", "cut", "fall", "markup",
    "efficiency", "loss", "profit", "majority", "minority", "jump", "surge", "fee",
    "commission", "ratio", "concentration"}  # fmt: skip
SUMS = {"cost", "price", "revenue", "revenues", "budget", "profit", "profits", "loss", "losses",
    "value", "valuation", "investment", "capital", "debt", "sales", "income", "market", "fee",
    "turnover", "deficit", "surplus", "spending", "expenditure", "salary", "wage", "fine",
    "capitalization", "total", "funding", "earnings", "costs", "sum", "bid", "deal", "loan",
    "rent", "tax", "subsidy", "gdp", "exports", "imports", "worth", "bill"}  # fmt: skip
_LARGE = {"loan", "grant", "investment", "fund", "contract", "budget", "order", "debt", "fine",
    "subsidy", "profit", "loss", "deal", "bid", "credit", "bond", "settlement", "purchase",
    "industry", "market", "business", "program", "package", "project", "facility", "plant",
    "deficit", "surplus", "acquisition", "donation", "penalty", "bailout"}  # fmt: skip
_MAKES_SUM = {"reach", "hit", "total", "exceed", "equal", "top", "surpass", "average",
    "approach", "match"}  # fmt: skip
_MOVES = {"rise", "fall", "grow", "increase", "decrease", "drop", "decline", "jump", "plunge",
    "plummet", "shrink", "surge", "climb", "slump", "soar", "tumble", "slip", "gain",
    "expand", "contract", "cut", "reduce", "raise", "lower", "boost", "improve", "outperform",
    "devalue", "appreciate", "depreciate", "slow", "dip", "exceed"}  # fmt: skip
_CHANGES = {"increase", "decrease", "decline", "rise", "drop", "reduction", "growth", "improvement",
    "gain", "cut", "fall", "jump", "surge", "loss", "profit"}  # fmt: skip
_HAS = {"have", "hold", "own", "buy", "acquire", "take", "sell", "impose", "levy", "pay", "charge",
    "offer", "earn", "achieve", "reach", "maintain", "control", "command", "capture", "lose",
    "retain", "set", "collect", "demand", "receive", "get", "keep", "enjoy", "secure", "grant",
    "give", "win", "purchase", "claim"}  # fmt: skip
_TELLS = {"report", "announce", "record", "post", "achieve"}
_STANDS = {"stand", "estimate", "put", "set", "tax", "value", "price", "project", "peak", "remain",
    "sell", "fix", "cap", "start", "open", "close", "trade", "buy", "offer"}  # fmt: skip


def asked_with(value: Value, role: Role, predicate: Predicate, hedge: str, manner: Manner) -> str:
    """The interrogative phrase that the value answers; "" where none is surely right."""
    near = "about " if hedge == "about" else ""
    if _partial(role, predicate) or (value.kind != "share" and _joined(role, predicate)):
        return ""
    if predicate.parse.tokens[role.head].dep == "pobj" and role.noun != role.head:
        phrase = _measured(role, predicate, manner)
    elif value.kind == "money":
        phrase = _money(role, predicate, manner)
    elif value.kind == "share":
        phrase = _share(role, predicate, manner)
    elif value.kind == "count":
        phrase = _counted(value, role, predicate, manner)
    elif value.kind in ("duration", "measure"):
        phrase = _units(value, role, predicate, manner)
    else:
        phrase = ""
    if phrase.startswith(("how ", "what share", "what percentage", "by what", "what sum")):
        return f"{near}{phrase}"
    return "" if near else phrase


_PARTS = {"another", "other", "such", "additional", "further", "out", "remaining", "last", "same",
    "more", "both", "all", "these", "those", "this", "that", "each", "every", "per",
    "extra", "different"}  # fmt: skip


def _partial(role: Role, predicate: Predicate) -> bool:
    """ "another $5 million", "four other countries": not the whole, so no answer."""
    tokens = predicate.parse.tokens
    return any(
        tokens[one].text.lower() in _PARTS
        and (tokens[one].head in (role.noun, role.head) or one < role.noun)
        for one in role.inner
    )


def _joined(role: Role, predicate: Predicate) -> bool:
    """ "76 transistors, 29 condensers": a figure that stands in a row of figures."""
    parse = predicate.parse
    return any(
        parse.tokens[one].dep in ("conj", "cc")
        for place in (role.noun, role.head)
        for one in parse.children(place)
    )


def _own(role: Role, predicate: Predicate) -> set[int]:
    """The words of the value itself."""
    return set(under(predicate.parse, role.head)) if role.head != role.noun else set()


def _left(role: Role, predicate: Predicate, manner: Manner) -> tuple[str, str]:
    """The noun with what stands before it (no articles, hedges, figures), and what follows it."""
    parse = predicate.parse
    kept = plain_phrase(parse, role.noun)
    if kept is None:
        return "", ""
    own = _own(role, predicate)
    before = [
        one for one in kept
        if one < role.noun and one not in own and one in role.inner
        and parse.tokens[one].text.lower() not in _HEDGES and parse.tokens[one].dep != "punct"
    ]  # fmt: skip
    if any(parse.tokens[one].dep in ("det", "poss", "predet", "case", "nummod") for one in before):
        return "", ""
    after = [one for one in kept if one > role.noun and one in role.inner]
    return (
        render(parse, [*before, role.noun], manner.replaced),
        render(parse, after, manner.replaced),
    )


def _money(role: Role, predicate: Predicate, manner: Manner) -> str:
    parse = predicate.parse
    if role.noun != role.head:
        return _large(role, predicate, manner)
    children = [one for one in parse.children(role.head) if one in role.inner and one > role.head]
    extra = [one for one in children if parse.tokens[one].pos not in ("NUM", "SYM", "PUNCT")]
    lemma = parse.tokens[predicate.verb].lemma.lower()
    thing = ""
    if extra:
        if len(extra) != 1 or parse.tokens[extra[0]].text.lower() not in ("in", "of"):
            return ""
        inside = plain_phrase(parse, extra[0])
        if inside is None or len(inside) > 5:
            return ""
        words = [parse.tokens[one].text for one in inside[1:]]
        if not words or words[-1].lower() not in _FUNDS or not all(w.islower() for w in words):
            return ""
        words[-1] = _ONE_FUND.get(words[-1], words[-1])
        thing = " ".join(words)
    if thing:
        many = thing.endswith("s") and not thing.endswith("ss") and not thing.endswith("sales")
        return "" if many and role.part == "subject" else f"how much {'in ' if many else ''}{thing}"
    if role.part == "object":
        if lemma in _MAKES_SUM:
            return "what sum"
        return "how much" if lemma in ("cost", "pay", "spend", "invest", "lose", "raise",
            "charge", "earn", "owe", "save") else "how much money"  # fmt: skip
    if role.part == "prep" and role.prep is not None:
        prep = parse.tokens[role.prep].text.lower()
        if prep in ("for", "to", "by", "from") or (prep == "at" and lemma in _STANDS):
            return "how much"
        return ""
    if role.part == "subject":
        return "how much money" if lemma in ("go", "be", "come", "flow") else ""
    return ""


def _measured(role: Role, predicate: Predicate, manner: Manner) -> str:
    """ "a budget of $5 million" -> "what budget"."""
    parse = predicate.parse
    article = parse.child(role.noun, "det")
    if article is not None and parse.tokens[article].text.lower() not in ("a", "an"):
        return ""
    if role.part == "subject" or parse.child(role.noun, "poss") is not None:
        return ""
    if role.prep is not None and parse.tokens[role.prep].text.lower() not in ("at", "for", "with"):
        return ""
    kept = plain_phrase(parse, role.noun)
    if kept is None:
        return ""
    of = parse.tokens[role.head].head
    gone = under(parse, of)
    rest = [one for one in kept if one in role.inner and one not in gone and one != article]
    if any(parse.tokens[one].dep in ("relcl", "acl", "conj") for one in rest):
        return ""
    return f"what {render(parse, rest, manner.replaced)}"


def _large(role: Role, predicate: Predicate, manner: Manner) -> str:
    """ "a $30 million loan" -> "how large a loan"."""
    parse = predicate.parse
    low = parse.tokens[role.noun].text.lower()
    article = parse.child(role.noun, "det")
    if (
        low not in _LARGE
        or article is None
        or parse.tokens[article].text.lower() not in ("a", "an")
    ):
        return ""
    if role.part != "object":
        return ""
    kept = plain_phrase(parse, role.noun)
    own = _own(role, predicate)
    if kept is None:
        return ""
    rest = [one for one in kept if one in role.inner and one not in own and one != article
            and parse.tokens[one].dep != "punct"]  # fmt: skip
    text = render(parse, rest, manner.replaced)
    return f"how large {'an' if text[:1] in 'aeio' else 'a'} {text}"


def _share(role: Role, predicate: Predicate, manner: Manner) -> str:
    parse = predicate.parse
    lemma = parse.tokens[predicate.verb].lemma.lower()
    if role.noun != role.head:
        low = parse.tokens[role.noun].text.lower()
        at = role.prep is not None and parse.tokens[role.prep].text.lower() == "at"
        if low not in SHARES or not (role.part == "object" or at):
            return ""
        if role.part == "object" and lemma not in (_TELLS if low in _CHANGES else _HAS):
            return ""
        before, after = _left_of_share(role, predicate, manner)
        return mended(f"what {before} {after}") if before else ""
    children = [one for one in parse.children(role.head) if one > role.head and one in role.inner]
    things = [one for one in children if parse.tokens[one].dep == "prep"]
    if len(children) != len(things) or len(things) > 1:
        return ""
    if not things:
        moved = lemma in _MOVES
        if role.part in ("object", "adverb") and moved:
            return "by what percentage"
        if role.part == "prep" and role.prep is not None:
            prep = parse.tokens[role.prep].text.lower()
            if prep == "by":
                return "what percentage"
            if prep in ("to", "from") or (prep == "at" and lemma in _STANDS):
                return "what percentage"
        return ""
    if parse.tokens[things[0]].text.lower() != "of":
        return ""
    inside = plain_phrase(parse, things[0])
    if inside is None or len(inside) > 16:
        return ""
    of = render(parse, inside, manner.replaced)
    return f"what share {of}"


def _left_of_share(role: Role, predicate: Predicate, manner: Manner) -> tuple[str, str]:
    """ "a 40% market share of cameras": without its article as well."""
    parse = predicate.parse
    article = parse.child(role.noun, "det")
    if article is not None and parse.tokens[article].text.lower() not in ("a", "an"):
        return "", ""
    kept = plain_phrase(parse, role.noun)
    if kept is None:
        return "", ""
    own = _own(role, predicate)
    before = [one for one in kept if one < role.noun and one not in own and one != article
              and parse.tokens[one].dep != "punct"
              and parse.tokens[one].text.lower() not in _HEDGES]  # fmt: skip
    if any(parse.tokens[one].dep in ("poss", "nummod", "predet") for one in before):
        return "", ""
    after = [one for one in kept if one > role.noun and one in role.inner]
    return (
        render(parse, [*before, role.noun], manner.replaced),
        render(parse, after, manner.replaced),
    )


def _counted(value: Value, role: Role, predicate: Predicate, manner: Manner) -> str:
    if role.noun == role.head:
        return ""
    parse = predicate.parse
    if parse.tokens[role.noun].tag not in ("NNS", "NNPS") and (
        parse.tokens[role.noun].text.lower() not in ("people", "aircraft", "staff", "personnel")
    ):
        return ""
    before, after = _left(role, predicate, manner)
    if not before or not before.lower().startswith(value.noun.split()[0].lower()[:3]):
        return ""
    return mended(f"how many {before} {after}")


def _units(value: Value, role: Role, predicate: Predicate, manner: Manner) -> str:
    parse = predicate.parse
    if role.noun != role.head and parse.tokens[role.noun].end > value.end:
        return ""
    noun = parse.tokens[role.noun]
    if noun.tag != "NNS" or not re.fullmatch(r"[a-z]{4,}", noun.text):
        return ""
    kept = plain_phrase(parse, role.noun)
    if kept is None:
        return ""
    after = [one for one in kept if one > role.noun and one in role.inner]
    before = [one for one in role.inner if one < role.noun and parse.tokens[one].end <= value.start]
    if any(parse.tokens[one].text.lower() not in _HEDGES for one in before):
        return ""
    return mended(f"how many {noun.text} {render(parse, after, manner.replaced)}")
