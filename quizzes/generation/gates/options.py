"""Gates on the whole question with its options."""

from __future__ import annotations

import itertools
import re

from quizzes.generation.distractors import HIGHEST_RATIO, LOWEST_RATIO, years_around
from quizzes.generation.drafts import Draft
from quizzes.generation.gazetteer import SAME_COUNTRY
from quizzes.generation.model import CheckResult
from quizzes.generation.numbers import significant_digits
from quizzes.generation.sentences import names_in, words
from quizzes.generation.stems import GAP
from quizzes.generation.verbs import base_of
from quizzes.generation.words import content

from .common import asked_in, passed, refused


def fold(text: str) -> str:
    """An option without case, spaces and punctuation: what makes two options the same."""
    return re.sub(r"[^\w%$€£¥.]+", "", text.casefold()).rstrip(".")


def four_options(draft: Draft) -> CheckResult:
    """Four options, all different after folding; no alias of each other."""
    folded = {fold(text) for text in draft.texts}
    if len(draft.texts) != 4 or len(folded) != 4:
        return refused("four options", "There are not four different options.")
    if draft.value is not None and len({wrong.number for wrong in draft.wrong}) != 3:
        return refused("four options", "Two options are the same number.")
    return passed("four options", "Four different options.")


def one_key(draft: Draft) -> CheckResult:
    """No wrong answer stands in a sentence that speaks of two or more of the stem's names."""
    names = names_in(asked_in(draft), draft.index.known)
    for wrong in draft.wrong:
        if wrong.fact and len(names & draft.index.names(wrong.fact)) >= 2:
            return refused(
                "one key",
                f"“{wrong.text}” is said of the same things elsewhere; it might be right too.",
            )
        if wrong.text in draft.fact.text:
            return refused("one key", f"“{wrong.text}” stands in the same sentence.")
        if draft.index.says(wrong.text, names, besides=draft.fact):
            return refused("one key", f"Another fact says “{wrong.text}” of the same things.")
    return passed("one key", "No other option is said of the same things in the document.")


def exclusive(draft: Draft) -> CheckResult:
    """No option is another's alias, acronym, part or whole."""
    if draft.value is not None:
        return passed("exclusivity", "Figures leave each other out.")
    for one, other in itertools.combinations(draft.texts, 2):
        if fold(one) in fold(other) or fold(other) in fold(one) or _same_thing(one, other):
            return refused("exclusivity", f"“{one}” and “{other}” may mean the same.")
    return passed("exclusivity", "No option is a part or another name of another one.")


def _same_thing(one: str, other: str) -> bool:
    if any(one in names and other in names for names in SAME_COUNTRY):
        return True
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", long))
    return len(short) >= 2 and short.replace(".", "") == initials


# A currency, or being the only one from somewhere, tells who is meant.
_CURRENCIES = {
    "China": "yuan|RMB|renminbi", "Japan": "yen", "South Korea": "won", "India": "rupees?",
    "Germany": "marks?|Deutsche", "West Germany": "marks?|Deutsche", "France": "francs?",
    "Russia": "ro?ubles?", "Soviet Union": "ro?ubles?", "United Kingdom": "pounds|£",
    "Britain": "pounds|£", "UK": "pounds|£", "Thailand": "baht", "Indonesia": "rupiah",
    "Mexico": "pesos?", "Israel": "shekels?", "Turkey": "lira", "Italy": "lira",
    "Netherlands": "guilders?", "Denmark": "kroner", "Norway": "kroner", "Sweden": "kronor",
}  # fmt: skip
_ONLY_ONE = re.compile(
    r"\bonly\s(?:\w+\s){0,2}(?:firm|company|country|nation|person|man|woman|bank|maker|supplier)\b"
)


def no_hint(draft: Draft) -> CheckResult:
    """The stem does not tell by its meaning who or what the answer is."""
    if draft.value is not None:
        return passed("no hint", "The answer is a figure.")
    currency = _CURRENCIES.get(draft.key)
    if currency and re.search(rf"(?:\b|(?<=\s))(?:{currency})", draft.stem):
        return refused("no hint", "The currency in the stem gives the country away.")
    only = _ONLY_ONE.search(draft.stem) if draft.form == "name" else None
    if only:
        return refused("no hint", f"“{only[0]}” tells the answer from the other options.")
    return passed("no hint", "Nothing in the stem tells by its meaning which option is right.")


def same_type(draft: Draft) -> CheckResult:
    """One kind, unit, scale and precision over all options."""
    value = draft.value
    if value is None:
        return passed("same type", "All options come from lists of the same kind of thing.")
    for wrong in draft.wrong:
        if significant_digits(wrong.number, value.written.decimals) > value.written.significant + 1:
            return refused("same type", f"“{wrong.text}” is more precise than the right answer.")
        if wrong.text != value.like(wrong.number):
            return refused(
                "same type", f"“{wrong.text}” is written in another way than the right answer."
            )
    kind = {"year": "years", "money": "sums", "share": "shares", "count": "counts"}.get(
        value.kind, f"{value.kind}s"
    )
    return passed("same type", f"All options are {kind} in one unit and precision.")


def plausible(draft: Draft) -> CheckResult:
    """Numbers within a quarter to four times the key; years within reach."""
    value = draft.value
    if value is None:
        return passed("plausible", "All options are named in the document.")
    for wrong in draft.wrong:
        if value.kind == "year":
            near = abs(wrong.number - value.number) <= years_around(value.number)
        else:
            near = LOWEST_RATIO <= wrong.number / value.number <= HIGHEST_RATIO
        if not near:
            return refused("plausible", f"“{wrong.text}” is too far from the right answer.")
    own = sum(wrong.fact is not None for wrong in draft.wrong)
    if value.kind == "measure" and own < 2:
        # Sizes come in steps of their own (process nodes, lenses): computed ones look made up.
        return refused("plausible", "The document has too few other measures of the kind.")
    return passed(
        "plausible", f"{own} of the wrong answers are values of the same document; all are near."
    )


def hedges(draft: Draft) -> CheckResult:
    """ "Over 40 million" makes "over 30 million" true: wrong answers must lie beyond the bound."""
    value = draft.value
    if value is None or draft.hedge not in ("over", "under"):
        return passed("hedges", "The answer is not a bound.")
    for wrong in draft.wrong:
        if (wrong.number > value.number) is not (draft.hedge == "over"):
            return refused("hedges", f"“{draft.hedge}” makes “{wrong.text}” true as well.")
    return passed("hedges", "Every wrong answer lies beyond the bound that the sentence gives.")


def clang(draft: Draft) -> CheckResult:
    """No word of the key rings in the stem, unless every option has it."""
    stem = content(asked_in(draft))
    for word in sorted(content(draft.key) & stem):
        if not all(word in content(wrong.text) for wrong in draft.wrong):
            return refused("clang", f"A word of the right answer stands in the stem (“{word}…”).")
    return passed("clang", "No word of the stem points at the right answer.")


def convergence(draft: Draft) -> CheckResult:
    """The key does not alone share the most words with the other options."""
    parts = [frozenset(re.findall(r"[^\W_]+", text.casefold())) for text in draft.texts]
    shared = [
        sum(len(own & other) for place, other in enumerate(parts) if place != mine)
        for mine, own in enumerate(parts)
    ]
    if shared and shared[0] > max(shared[1:], default=shared[0]):
        return refused("convergence", "The right answer shares the most words with the others.")
    return passed("convergence", "The right answer does not stand out by what the options share.")


_PAST = re.compile(r"\b(?:was|were|had|did)\b")


def no_future(draft: Draft) -> CheckResult:
    """A sentence in the past does not offer years after the latest past year of the document."""
    value = draft.value
    if value is None or value.kind != "year":
        return passed("no future", "The options are no years.")
    past = _PAST.search(draft.sentence) or any(base_of(w) for w in words(draft.sentence))
    latest = max(draft.index.latest_past_year, value.number)
    late = [wrong.text for wrong in draft.wrong if wrong.number > latest]
    if past and late:
        return refused("no future", f"“{late[0]}” lies after everything the document tells of.")
    return passed("no future", "Every year offered lies in the document's past.")


def longest_answer(draft: Draft) -> CheckResult:
    """The key's length says nothing."""
    mean = sum(len(wrong.text) for wrong in draft.wrong) / max(1, len(draft.wrong))
    ratio = len(draft.key) / max(1.0, mean)
    if not 0.55 <= ratio <= 1.8:
        return refused("length of the answer", "The right answer stands out by its length.")
    return passed("length of the answer", "The right answer is about as long as the others.")


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
                return refused("grammar", f"“{found[1]}” before the gap does not fit “{text}”.")
    return passed("grammar", "Every option fits the stem grammatically.")


_VAGUE_OPTION = re.compile(r"\b(?:all|none|always|never|only|various|several|some|many)\b", re.I)


def plain_options(draft: Draft) -> CheckResult:
    """No "all of the above", no vague or absolute words."""
    for text in draft.texts:
        if _VAGUE_OPTION.search(text):
            return refused("plain options", f"“{text}” is vague or absolute.")
    return passed("plain options", "No option is vague, absolute or “all of the above”.")


def hinges(key: str, stem: str) -> bool:
    """Whether one question's answer stands in the stem of another of the same quiz."""
    return bool(re.search(rf"(?<![\w.,]){re.escape(key)}(?![\w%]|[.,]\d)", stem))
