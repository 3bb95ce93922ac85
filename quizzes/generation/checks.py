"""The gates. Each has a name, looks at one draft, and says in words why it refuses or lets pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .distractors import HIGHEST_RATIO, LOWEST_RATIO, YEARS_AROUND
from .drafts import Draft
from .model import CheckResult
from .numbers import significant_digits
from .sentences import FEWEST_WORDS, MOST_WORDS, names_in, problem_with, words
from .stems import GAP
from .values import Value, find_values, in_range
from .verbs import base_of
from .words import content

TITLED = "In ‘"  # how a stem begins that names its document
Gate = Callable[[Draft], CheckResult]


def _passed(name: str, reason: str) -> CheckResult:
    return CheckResult(name, True, reason)


def _refused(name: str, reason: str) -> CheckResult:
    return CheckResult(name, False, reason)


def fold(text: str) -> str:
    """An option without case, spaces and punctuation: what makes two options the same."""
    return re.sub(r"[^\w%$€£¥.]+", "", text.casefold()).rstrip(".")


# ---- gates on the sentence and the value, before any option exists ----


def stands_alone(draft: Draft) -> CheckResult:
    """The sentence needs nothing before it."""
    problem = problem_with(
        draft.sentence,
        draft.index.known,
        dated=draft.fact.seconds is None,
        parsed=draft.parsed or (draft.value is None and bool(draft.span)),
        titled=draft.stem.startswith(TITLED),
    )
    if problem:
        return _refused("stands alone", f"The sentence does not stand alone: {problem}.")
    note = f" “{draft.note}” was put in for a pronoun." if draft.note else ""
    return _passed("stands alone", "The sentence can be understood without its neighbours." + note)


def stem_length(draft: Draft) -> CheckResult:
    """7 to 34 words."""
    count = len(words(draft.stem.replace(GAP, "gap")))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        return _refused(
            "stem length", f"The stem has {count} words; {FEWEST_WORDS} to {MOST_WORDS} are wanted."
        )
    return _passed("stem length", f"The stem has {count} words.")


def named_anchor(draft: Draft) -> CheckResult:
    """At least one name, or linked term, besides the key."""
    stem = draft.stem.replace("In which", "in which").replace(GAP, "")
    names = names_in(stem, draft.index.known) - names_in(draft.key, draft.index.known)
    terms = [t for t in draft.fact.terms if len(t) > 3 and t.lower() in stem.lower()]
    if not names and not terms and draft.stem.startswith(TITLED):
        return _passed("named anchor", "The stem names the document that it is about.")
    if not names and not terms:
        return _refused(
            "named anchor", "Nothing in the stem is named, so it could be about anything."
        )
    anchor = sorted(names)[0] if names else terms[0]
    return _passed("named anchor", f"The stem names what it is about ({anchor}).")


def evidence(draft: Draft) -> CheckResult:
    """The key, or the words that it was made from, stand in the cited sentence."""
    if draft.span and draft.span in draft.fact.text:
        return _passed("evidence", "The cited sentence states the right answer in other words.")
    if draft.key not in draft.fact.text:
        return _refused("evidence", "The right answer does not stand in the cited sentence.")
    return _passed("evidence", "The right answer stands in the cited sentence, word for word.")


def no_negative(draft: Draft) -> CheckResult:
    """No negative in the stem."""
    found = re.search(
        r"\b(?:not|never|none|nor|cannot|without|neither|except)\b|n[’']t\b", draft.stem, re.I
    )
    if found:
        return _refused("no negative", f"The stem has a negative (“{found[0]}”).")
    return _passed("no negative", "The stem has no negative.")


def exact_value(draft: Draft) -> CheckResult:
    """The value is stated, not bounded on both sides or by a date, and no part of a range."""
    value = draft.value
    if value is None:
        return _passed("exact value", "The answer is a name, not a number.")
    if in_range(draft.sentence, value):
        return _refused("exact value", "The value is one end of a range.")
    before = draft.sentence[: value.start].rstrip()
    after = draft.sentence[value.end :]
    if value.kind == "year":
        loose = re.search(
            r"\b(?:by|before|after|since|until|till|around|circa|about|past|prior to|as of|"
            r"through|between|early as|"
            r"late as|beyond|to|of)(?:\s(?:early|late|mid|the|end|start|beginning|of|"
            r"January|February|March|April|May|June|July|August|September|October|November|"
            r"December))*$",
            before,
            re.I,
        )
        if loose:
            return _refused(
                "exact value", f"“{loose[0]} {value.text}” bounds the year instead of stating it."
            )
        if not re.search(
            r"\b(?:in|In|during|During|January|February|March|April|May|June|July|August|"
            r"September|October|November|"
            r"December)$|\b(?:[Ii]n)\s(?:early|late|mid|the\s(?:spring|summer|fall|autumn|"
            r"winter)\sof)$|\d,?$",
            before,
        ):
            return _refused("exact value", "The year does not say when something happened.")
    if re.match(
        r"\s(?:or\s(?:later|beyond|earlier|so|more|less|fewer)|and\sbeyond|onwards?)\b", after
    ):
        return _refused("exact value", "The value is a bound, not a statement.")
    if re.search(r"[(\[]\s?(?:about|~|approximately|or|over|around)?\s?$", before):
        return _refused("exact value", "The value stands in brackets, as an aside.")
    if (
        value.kind != "year"
        and re.search(r"\b(?:by|from|to)$", before)
        and re.search(r"^\s(?:to|by|from)\b", after)
    ):
        return _refused("exact value", "The value is one end of a change.")
    if re.search(
        r"\b(?:first|another|additional|every|each|per|other|other\s\w+|top|last|next|next\s\w+)$",
        before,
        re.I,
    ):
        return _refused("exact value", "The value counts only a part, or the rest, of something.")
    if value.before == "$" and draft.sentence[value.end :].startswith("/"):
        return _refused("exact value", "The value is a rate cut short.")
    return _passed("exact value", "The sentence states the value itself.")


_COMPARED = re.compile(
    r"\b(?:compared|versus|vs|twice|double[ds]?|tripled?|half|quarter|third|times|equivalent|"
    r"equal|respectively|"
    r"out of|ratio|combined|totall?ing|in total|sum)\b",
    re.I,
)
_CONTRASTED = re.compile(
    r"\b(?:compared\s(?:to|with)|versus|(?:less|more|higher|lower|fewer)\sthan\s(?:the|in|its)\b|"
    r"while|whereas)\b"
)
_ENUMERATED = re.compile(r"\w,\s[^,]+,?\s(?:and|or)\s|\bone\s(?:for\seach|is|being)\b|[—–:(]")
_DECADE = re.compile(r"\b(?:1[5-9]|20)\d0[’']?s\b")


def smooth(draft: Draft) -> CheckResult:
    """No gap right at the start: "In _____, …" reads badly, and hides what is asked for."""
    if (
        draft.value is not None
        and draft.value.kind == "year"
        and re.match(rf"(?:In|On|By)\s(?:\w+\s){{0,3}}{GAP}", draft.stem)
    ):
        return _refused("smooth stem", "The stem begins with its gap, and no question was sure.")
    return _passed("smooth stem", "The stem reads as a question or a sentence to complete.")


def no_leak(draft: Draft) -> CheckResult:
    """Nothing in the stem lets the value be worked out: no range, decade, conversion or product."""
    value = draft.value
    stem = draft.stem
    if value is None:
        return _passed("no leak", "The stem holds no other answer.")
    others = list(find_values(stem.replace(GAP, "gap")))
    same = [
        v for v in others if v.kind == value.kind and (v.kind != "count" or v.unit == value.unit)
    ]
    # "80% …, compared to 60% elsewhere" gives nothing away: every option stays on its side.
    if same and (value.kind == "year" or not _CONTRASTED.search(stem) or _sums_up(value, same)):
        return _refused("no leak", f"The stem has another value of the same kind ({same[0].text}).")
    if same and re.search(r"\b(?:times|twice|half|doubled?|third|quarter)\b", stem):
        return _refused("no leak", "The stem says how the value follows from another one.")
    if value.kind == "share" and re.search(r"\bfrom\s[$€£¥]?\d[^,]*\sto\s[$€£¥]?\d", stem):
        return _refused("no leak", "The share follows from a change that the stem gives.")
    if value.kind == "duration" and sum(v.kind == "year" for v in others) >= 2:
        return _refused("no leak", "The duration follows from the years in the stem.")
    if value.kind == "year" and _DECADE.search(stem):
        return _refused("no leak", "A decade in the stem brackets the year.")
    if value.kind == "year" and re.search(r"\b\d{4}\b", stem):
        return _refused("no leak", "Another year in the stem brackets the answer.")
    if value.kind != "year" and others and not same and _COMPARED.search(stem):
        return _refused(
            "no leak", "The stem compares the value with another from which it follows."
        )
    digits = re.sub(r"\D", "", value.text)
    if digits and re.search(rf"(?<!\d){digits}(?!\d)", re.sub(r"[,.]", "", stem)):
        return _refused("no leak", "The stem holds the figure itself.")
    if value.kind == "count" and value.amount <= 12 and _ENUMERATED.search(stem):
        return _refused("no leak", "The things that are counted are listed in the stem.")
    if value.kind in ("measure", "share", "count", "money", "duration"):
        number = r"\d[\d.,]*\s?(?:x|×|by)\s?\d"
        if re.search(number, stem) or re.search(r"\(\s?[~≈]?\s?[$€£¥]?\d[^)]*\)", stem):
            return _refused(
                "no leak", "The stem has a product or a conversion from which the value follows."
            )
    return _passed("no leak", "Nothing in the stem lets the answer be worked out.")


def _sums_up(value: Value, others: Sequence[Value]) -> bool:
    """Two shares that make a whole, or a figure that is a plain multiple of another."""
    for other in others:
        if value.kind == "share" and value.number + other.number == 100:
            return True
        if other.number and (value.number / other.number) in (0.5, 2.0, 10.0, 0.1, 100.0, 0.01):
            return True
    return False


_DULL = {"ways", "things", "reasons", "types", "kinds", "parts", "factors", "steps", "sides",
    "points",
    "examples", "categories", "aspects", "forms", "words", "items", "stages", "methods", "levels",
    "problems", "issues", "challenges", "approaches", "areas", "options", "components", "cases",
    "elements", "functions", "features", "principles", "directions", "phases", "groups", "others",
    "versions", "terms", "numbers", "sets", "lines", "rows", "layers", "characteristics",
    "advantages", "strategies", "sections", "pieces"}  # fmt: skip


# A state of affairs or a survey: a learner should know the figure, not the year it was taken in.
_STATED = re.compile(
    r"\b(?:(?:was|were)\s[a-z]+ing|estimated|accounted|represented|averaged|stood\sat|had\s(?:over|more|about|around|"
    r"nearly|\d|an?\b)|there\s"
    r"(?:was|were)|consisted|remained|reported|said|stated|noted|showed|ranked|predicted|forecast|"
    r"(?:was|were)\s(?:about|around|over|only|just|approximately|still|\d+|more|less|worth|the|"
    r"an?|one))\b|"
    r"\b(?:produced|consumed|generated|imported|exported|employed|sold|pump(?:ed|ing)|shipped|"
    r"earned|lost|grew|rose|fell|"
    r"increased|decreased|reached|fetched|cost|totall?ed)\s(?:\w+\s){0,3}[$€£¥]?\d"
)


def worth_asking(draft: Draft) -> CheckResult:
    """No value that everybody could say, or that says nothing."""
    value = draft.value
    if value is None:
        return _passed("worth asking", "The question asks for a named thing.")
    if value.kind == "year" and draft.fact.seconds is None and not draft.natural:
        return _refused(
            "worth asking", "In an article, when something was said is seldom the point."
        )
    if value.kind == "year" and _STATED.search(draft.sentence):
        return _refused(
            "worth asking", "The sentence gives a figure of that year; its year is not the point."
        )
    if value.kind == "share" and value.number in (0, 1, 100):
        return _refused("worth asking", "All, none or one in a hundred is no figure to ask for.")
    if value.kind == "count":
        noun = value.noun.split()[-1].lower()
        if noun in _DULL:
            return _refused("worth asking", f"A number of {noun} is a matter of presentation.")
        if value.written.word and value.number <= 2:
            return _refused(
                "worth asking", "One or two of something is too small a figure to ask for."
            )
    if value.kind in ("count", "rank") and value.amount <= 1:
        return _refused("worth asking", "One of something is no figure to ask for.")
    if value.kind == "duration":
        unit = value.unit.strip("-")
        if value.written.decimals or re.fullmatch(
            r"(?:After|Within|In|Over|For|During|Only)(?:\s(?:just|only|about|the))?\s",
            draft.sentence[: value.start],
        ):
            return _refused("worth asking", "From when the time is counted is not said.")
        if value.number <= 1 or (
            unit.startswith(("hour", "day", "week")) and value.number in (24, 7, 365)
        ):
            return _refused("worth asking", "The duration is a turn of phrase.")
        if re.search(
            r"\b(?:every|each|for over|over|more than|nearly|almost|last|past|less than|at least|"
            r"up to)$",
            draft.sentence[: value.start].rstrip(),
            re.I,
        ):
            return _refused("worth asking", "The duration is only a rough one.")
    if value.kind == "measure" and value.number <= 1:
        return _refused("worth asking", "A single unit is no figure to ask for.")
    return _passed("worth asking", "The answer is a figure that the source makes a point of.")


# ---- gates on the whole question ----


def four_options(draft: Draft) -> CheckResult:
    """Four options, all different after folding; no alias of each other."""
    folded = {fold(text) for text in draft.texts}
    if len(draft.texts) != 4 or len(folded) != 4:
        return _refused("four options", "There are not four different options.")
    if draft.value is not None and len({wrong.number for wrong in draft.wrong}) != 3:
        return _refused("four options", "Two options are the same number.")
    return _passed("four options", "Four different options.")


def one_key(draft: Draft) -> CheckResult:
    """No wrong answer stands in a sentence that speaks of two or more of the stem's names."""
    names = names_in(draft.stem, draft.index.known)
    for wrong in draft.wrong:
        if wrong.fact and len(names & draft.index.names(wrong.fact)) >= 2:
            return _refused(
                "one key",
                f"“{wrong.text}” is said of the same things elsewhere; it might be right too.",
            )
        if wrong.text in draft.fact.text:
            return _refused("one key", f"“{wrong.text}” stands in the same sentence.")
    return _passed("one key", "No other option is said of the same things in the document.")


def same_type(draft: Draft) -> CheckResult:
    """One kind, unit, scale and precision over all options."""
    value = draft.value
    if value is None:
        return _passed("same type", "All options come from lists of the same kind of thing.")
    for wrong in draft.wrong:
        if significant_digits(wrong.number, value.written.decimals) > value.written.significant + 1:
            return _refused("same type", f"“{wrong.text}” is more precise than the right answer.")
        if wrong.text != value.like(wrong.number):
            return _refused(
                "same type", f"“{wrong.text}” is written in another way than the right answer."
            )
    kind = {"year": "years", "money": "sums", "share": "shares", "count": "counts"}.get(
        value.kind, f"{value.kind}s"
    )
    return _passed("same type", f"All options are {kind} in one unit and precision.")


def plausible(draft: Draft) -> CheckResult:
    """Numbers within a quarter to four times the key; years within 25."""
    value = draft.value
    if value is None:
        return _passed("plausible", "All options are named in the document.")
    for wrong in draft.wrong:
        if value.kind == "year":
            near = abs(wrong.number - value.number) <= YEARS_AROUND
        else:
            near = LOWEST_RATIO <= wrong.number / value.number <= HIGHEST_RATIO
        if not near:
            return _refused("plausible", f"“{wrong.text}” is too far from the right answer.")
    own = sum(wrong.fact is not None for wrong in draft.wrong)
    if value.kind == "measure" and own < 2:
        # Sizes come in steps of their own (process nodes, lenses): computed ones look made up.
        return _refused("plausible", "The document has too few other measures of the kind.")
    return _passed(
        "plausible", f"{own} of the wrong answers are values of the same document; all are near."
    )


def hedges(draft: Draft) -> CheckResult:
    """ "Over 40 million" makes "over 30 million" true: wrong answers must lie beyond the bound."""
    value = draft.value
    if value is None or draft.hedge not in ("over", "under"):
        return _passed("hedges", "The answer is not a bound.")
    for wrong in draft.wrong:
        if (wrong.number > value.number) is not (draft.hedge == "over"):
            return _refused("hedges", f"“{draft.hedge}” makes “{wrong.text}” true as well.")
    return _passed("hedges", "Every wrong answer lies beyond the bound that the sentence gives.")


def clang(draft: Draft) -> CheckResult:
    """No word of the key rings in the stem, unless every option has it."""
    stem = content(draft.stem)
    for word in content(draft.key) & stem:
        if not all(word in content(wrong.text) for wrong in draft.wrong):
            return _refused("clang", f"A word of the right answer stands in the stem (“{word}…”).")
    return _passed("clang", "No word of the stem points at the right answer.")


def convergence(draft: Draft) -> CheckResult:
    """The key does not alone share the most words with the other options."""
    parts = [frozenset(re.findall(r"[^\W_]+", text.casefold())) for text in draft.texts]
    shared = [
        sum(len(own & other) for place, other in enumerate(parts) if place != mine)
        for mine, own in enumerate(parts)
    ]
    if shared and shared[0] > max(shared[1:], default=shared[0]):
        return _refused("convergence", "The right answer shares the most words with the others.")
    return _passed("convergence", "The right answer does not stand out by what the options share.")


_PAST = re.compile(r"\b(?:was|were|had|did)\b")


def no_future(draft: Draft) -> CheckResult:
    """A sentence in the past does not offer years after the latest past year of the document."""
    value = draft.value
    if value is None or value.kind != "year":
        return _passed("no future", "The options are no years.")
    past = _PAST.search(draft.sentence) or any(base_of(w) for w in words(draft.sentence))
    latest = max(draft.index.latest_past_year, value.number)
    late = [wrong.text for wrong in draft.wrong if wrong.number > latest]
    if past and late:
        return _refused("no future", f"“{late[0]}” lies after everything the document tells of.")
    return _passed("no future", "Every year offered lies in the document's past.")


def longest_answer(draft: Draft) -> CheckResult:
    """The key's length says nothing."""
    mean = sum(len(wrong.text) for wrong in draft.wrong) / max(1, len(draft.wrong))
    ratio = len(draft.key) / max(1.0, mean)
    if not 0.55 <= ratio <= 1.8:
        return _refused("length of the answer", "The right answer stands out by its length.")
    return _passed("length of the answer", "The right answer is about as long as the others.")


def _article(text: str) -> str:
    return (
        "an"
        if re.match(r"[aeio]|8|11(?!\d)|18(?!\d)|11,|18,|u(?!n?i|s)", text.lstrip("$€£¥").lower())
        else "a"
    )


def grammar(draft: Draft) -> CheckResult:
    """a or an before the gap fits every option."""
    found = re.search(rf"\b(an?)\s{GAP}", draft.stem, re.I)
    if found:
        for text in draft.texts:
            if _article(text) != found[1].lower():
                return _refused("grammar", f"“{found[1]}” before the gap does not fit “{text}”.")
    return _passed("grammar", "Every option fits the stem grammatically.")


_VAGUE_OPTION = re.compile(r"\b(?:all|none|always|never|only|various|several|some|many)\b", re.I)


def plain_options(draft: Draft) -> CheckResult:
    """No "all of the above", no vague or absolute words."""
    for text in draft.texts:
        if _VAGUE_OPTION.search(text):
            return _refused("plain options", f"“{text}” is vague or absolute.")
    return _passed("plain options", "No option is vague, absolute or “all of the above”.")


FIRST_GATES: tuple[Gate, ...] = (
    evidence, stands_alone, stem_length, named_anchor, no_negative,
    exact_value, smooth, no_leak, worth_asking,
)  # fmt: skip
LAST_GATES: tuple[Gate, ...] = (
    four_options, one_key, same_type, plausible, no_future, hedges, clang, convergence,
    longest_answer, grammar, plain_options,
)  # fmt: skip


def run(gates: Sequence[Gate], draft: Draft) -> tuple[CheckResult, ...]:
    """Results of the gates in order, up to and with the first that refuses."""
    results: list[CheckResult] = []
    for gate in gates:
        results.append(gate(draft))
        if not results[-1].passed:
            break
    return tuple(results)


def hinges(key: str, stem: str) -> bool:
    """Whether one question's answer stands in the stem of another of the same quiz."""
    return bool(re.search(rf"(?<![\w.,]){re.escape(key)}(?![\w%]|[.,]\d)", stem))
