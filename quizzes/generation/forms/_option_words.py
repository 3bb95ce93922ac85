"""When a phrase can be an option by itself: whole, plain, and pointing at nothing outside it."""

from __future__ import annotations

import re

FEWEST, MOST = 2, 18  # words of an option


def problem_with_option(text: str) -> str:
    """Why a phrase cannot be an option, "" if it can: it must be understood by itself."""
    found = _POINTING.search(text)
    if found:
        return f"“{found[0]}” points at something outside the option"
    found = _LOOSE.search(text)
    if found:
        return f"“{found[0]}” is vague or absolute"
    if (
        text.count('"') % 2
        or text.count("(") != text.count(")")
        or text.count("“") != text.count("”")
    ):
        return "a quotation mark or bracket is not closed"
    if re.search(r"[:;?!…—–\[\]<>{}|`*\\=]|\.\s|\s-\s|https?", text):
        return "it holds left-over markup or two statements"
    if re.search(
        r"\b(?:and|or|but|of|to|the|a|an|in|with|by|for|from|that|which|as|than|is|was|not|both|between|into|on|at|its|their)$",
        text,
    ):
        return "it is cut short"
    if "," in text and not re.search(r",[^,]*\b(?:and|or)\b|\d,\d", text):
        return "a list in it is cut short"
    if not FEWEST <= len(text.split()) <= MOST:
        return "it is too short or too long"
    return ""


_POINTING = re.compile(
    r"\b(?:it|itself|they|them|themselves|he|him|she|her|hers|his|himself|herself|this|these|"
    r"those(?!\s(?:who|of|that|with|in|from))|such(?!\sas\b)|"
    r"here|there|then|we|us|our|you|your|I|my|me|the\s(?:former|latter|same|other|others|above|"
    r"following|company|firm|project|country|nation|state|group|team|two|three|latter|speaker|author|"
    r"situation|issue|issues|problem|problems|change|changes|process|effort|efforts|goal|result|area|"
    r"program|programme|plan|deal|case|event|events|idea|approach|method|technique|system|region|device|"
    r"machine|move|merger|acquisition|industry|market|government|economy|article|video)(?![\w-])(?!\s(?:of|for|in|that|which|to|and|between|with|from)\b)(?!\s[a-z]+(?:ing|s)?\b(?<!\band)(?<!\bwas)(?<!\bby))|"
    r"that\s(?:year|time|period|day|point|way|same|part|area|side|piece|kind|place)|another|others|today|now|currently|recently|"
    r"do\sso|doing\sso|did\sso|so\sthat|year[s]?\slater|one|ones|both|each|either|neither)\b(?![/-])",
)
_LOOSE = re.compile(
    r"\b(?:all|none|always|never|only|various|several|some|many|any|every|everything|nothing|"
    r"anything|something|things?|stuff|etc|not|no|cannot|n't|certain|possibly|perhaps|maybe|"
    r"might|entirely|completely|numerous|countless|particularly|especially|including|e\.g|i\.e)\b|n[’']t\b",
    re.I,
)


# In "It led to its decline" nobody knows whose decline is meant.
OWN = re.compile(r"\b(?:its|their)\b")
