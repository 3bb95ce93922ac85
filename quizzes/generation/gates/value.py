"""Gates on the value that is asked for, before any option exists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult
from quizzes.generation.stems import GAP
from quizzes.generation.values import Value, find_values, in_range

from .common import passed, refused


def exact_value(draft: Draft) -> CheckResult:
    """The value is stated, not bounded on both sides or by a date, and no part of a range."""
    value = draft.value
    if value is None:
        return passed("exact value", "The answer is a name, not a number.")
    if draft.hedge in ("over", "under"):
        return refused("exact value", "The sentence gives a bound, not the value itself.")
    if in_range(draft.sentence, value):
        return refused("exact value", "The value is one end of a range.")
    before = draft.sentence[: value.start].rstrip()
    after = draft.sentence[value.end :]
    if value.kind == "year":
        loose = re.search(
            r"\b(?:by|before|after|since|until|till|around|circa|about|past|prior to|as of|"
            r"through|between|early as|"
            r"late as|beyond|to|of)(?:\s(?:early|late|mid|the|end|start|beginning|of|"
            r"January|February|March|April|May|June|July|August|September|October|November|"
            r"December|\d{1,2},?|[-–]))*$",
            before,
            re.I,
        )
        if loose:
            return refused(
                "exact value", f"“{loose[0]} {value.text}” bounds the year instead of stating it."
            )
        if not re.search(
            r"\b(?:in|In|during|During|January|February|March|April|May|June|July|August|"
            r"September|October|November|"
            r"December)$|\b(?:[Ii]n)\s(?:early|late|mid|the\s(?:spring|summer|fall|autumn|"
            r"winter)\sof)$|\d,?$",
            before,
        ):
            return refused("exact value", "The year does not say when something happened.")
    if re.match(
        r"\s(?:or\s(?:later|beyond|earlier|so|more|less|fewer)|and\sbeyond|onwards?)\b", after
    ):
        return refused("exact value", "The value is a bound, not a statement.")
    if re.search(r"[(\[]\s?(?:about|~|approximately|or|over|around)?\s?$", before):
        return refused("exact value", "The value stands in brackets, as an aside.")
    if (
        value.kind != "year"
        and re.search(r"\b(?:by|from|to)$", before)
        and re.search(r"^\s(?:to|by|from)\b", after)
    ):
        return refused("exact value", "The value is one end of a change.")
    if re.search(
        r"\b(?:first|another|additional|every|each|per|other|other\s\w+|top|last|next|next\s\w+)$",
        before,
        re.I,
    ):
        return refused("exact value", "The value counts only a part, or the rest, of something.")
    if value.before == "$" and draft.sentence[value.end :].startswith("/"):
        return refused("exact value", "The value is a rate cut short.")
    return passed("exact value", "The sentence states the value itself.")


_LASTING = re.compile(
    r"\b(?:had|held|owned|employed|controlled|accounted|constituted|comprised|generated|produced|"
    r"earned|sold|exported|imported|consumed|supplied|operated|served|contributed|possessed|"
    r"represented|dominated|made\sup|stood|averaged|totall?ed|received|covered|carried|"
    r"rose|fell|grew|surged|declined|dropped|increased|decreased|climbed|soared|plunged|shrank|"
    r"jumped|plummeted)\b|"
    r"\b(?:was|were)\s(?:about|around|only|just|approximately|roughly|nearly|almost|some)?\s?"
    r"[$€£¥]?\d"
)
_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\d|\d0s\b|\b(?:century|decade|peak|war|during|when|after|before|while|until|"
    r"since|founding|first|at\sthe\s(?:time|end|start|height)|end|outbreak|"
    r"independence|launch|spring|summer|autumn|winter|(?:last|first|second|third)\s\w+|over\s(?:its|the)|days?|"
    r"months?|years?|weeks?|lifetime|game|match|vote|election|study|trial|experiment|survey)\b",
    re.I,
)


def dated_figure(draft: Draft) -> CheckResult:
    """A figure of a state that lasted says when: "employed 1,250 dockers before the strike"."""
    value = draft.value
    if value is None or value.kind not in ("money", "share", "count", "measure"):
        return passed("dated figure", "The answer is no figure that changes from year to year.")
    if _LASTING.search(draft.sentence) and not _TIME.search(draft.sentence):
        return refused("dated figure", "The figure changes over time, and no time is said.")
    return passed("dated figure", "It is said, or needs not be said, when the figure was true.")


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


def no_leak(draft: Draft) -> CheckResult:
    """Nothing in the stem lets the value be worked out: no range, decade, conversion or product."""
    value = draft.value
    stem = draft.stem
    if value is None:
        return passed("no leak", "The stem holds no other answer.")
    others = list(find_values(stem.replace(GAP, "gap")))
    same = [
        v for v in others if v.kind == value.kind and (v.kind != "count" or v.unit == value.unit)
    ]
    # "80% …, compared to 60% elsewhere" gives nothing away: every option stays on its side.
    if same and (value.kind == "year" or not _CONTRASTED.search(stem) or _sums_up(value, same)):
        return refused("no leak", f"The stem has another value of the same kind ({same[0].text}).")
    if same and re.search(r"\b(?:times|twice|half|doubled?|third|quarter)\b", stem):
        return refused("no leak", "The stem says how the value follows from another one.")
    if value.kind == "share" and re.search(r"\bfrom\s[$€£¥]?\d[^,]*\sto\s[$€£¥]?\d", stem):
        return refused("no leak", "The share follows from a change that the stem gives.")
    if value.kind == "duration" and sum(v.kind == "year" for v in others) >= 2:
        return refused("no leak", "The duration follows from the years in the stem.")
    if value.kind == "year" and _DECADE.search(stem):
        return refused("no leak", "A decade in the stem brackets the year.")
    if value.kind == "year" and re.search(r"\b\d{4}\b", stem):
        return refused("no leak", "Another year in the stem brackets the answer.")
    if value.kind != "year" and others and not same and _COMPARED.search(stem):
        return refused("no leak", "The stem compares the value with another from which it follows.")
    digits = re.sub(r"\D", "", value.text)
    if digits and re.search(rf"(?<!\d){digits}(?!\d)", re.sub(r"[,.]", "", stem)):
        return refused("no leak", "The stem holds the figure itself.")
    if value.kind == "count" and value.amount <= 12 and _ENUMERATED.search(stem):
        return refused("no leak", "The things that are counted are listed in the stem.")
    if value.kind in ("measure", "share", "count", "money", "duration"):
        number = r"\d[\d.,]*\s?(?:x|×|by)\s?\d"
        if re.search(number, stem) or re.search(r"\(\s?[~≈]?\s?[$€£¥]?\d[^)]*\)", stem):
            return refused(
                "no leak", "The stem has a product or a conversion from which the value follows."
            )
    return passed("no leak", "Nothing in the stem lets the answer be worked out.")


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
    "stars", "followers", "subscribers", "downloads", "views", "likes", "exams",
    "advantages", "strategies", "sections", "pieces"}  # fmt: skip


_FIRST_RATE = re.compile(
    r"\b(?:key|main|primary|major|core|basic|fundamental|critical|essential|important|distinct|"
    r"crucial|simple|common|broad)\b"
)
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


_AHEAD = re.compile(
    r"\b(?:projected|projections?|forecasts?|predict(?:s|ed)?|expect(?:s|ed)?\sto|is\sexpected|"
    r"(?:plans|planned|aims|aimed|hopes|hoped|intends|intended)\sto|slated|scheduled|might|"
    r"potentially|(?:target|goal)\sof|estimates\sthat|believes?|argues?|thinks?|suggests?\sthat|"
    r"hypothetical(?:ly)?)\b"
)
_VAGUE_DEED = re.compile(
    r"\b(?:halt|stop|begin|start|resume|continue|finish|suspend|complete)\s(?:its\s|their\s)?"
    r"(?:work|talks|efforts|construction|production|operations|development|research)\?|"
    r"\b(?:make|take|have|face|give|hold|reach|sign|announce|receive|get|see|launch)\s"
    r"(?:an?|several|some|many)\s(?:\w+\s)?(?:prediction|decision|announcement|change|move|mistake|"
    r"statement|discovery|breakthrough|deal|agreement|plan|attempt|effort|problem|issue|challenge|"
    r"visit|trip|meeting|step|stand|role|project|program|offer|partnership|contract)\?|"
    # Somebody spoke; what was said is left out.
    r"\b(?:call\sout|speak|talk|comment|warn|complain|appear|respond|react|reply)"
    r"(?:\s(?:at|to|in|on|before|publicly)\b[^?]*)?\?",
)


# What is nobody's business, or of no use to a learner.
_PRIVATE = re.compile(
    r"\b(?:die\sof|died\sof|diagnosed|marry|married|divorced?|graduated?|enroll(?:ed)?|"
    r"hospitali[sz]ed|(?:sexual(?:ly)?|raped?|suicide)|born|wed|marriage|childhood|doctorate|PhD|"
    r"apprentice|trainee|intern(?:ship)?|(?:bachelor|master)[’']s|high\sschool|"
    r"(?:attend|enter|leave|finish|study\sat)\s(?:[\w’'-]+\s){0,4}(?:[Ss]chool|[Cc]ollege|[Uu]niversity)|"
    r"(?:earn|receive|obtain|complete)\s(?:an?|his|her|the)\s(?:[\w’'-]+\s){0,3}degree|"
    r"join\s.*\bas\san?\s(?:(?:junior|young|research|design|sales)\s)?(?:engineer|researcher|"
    r"assistant|clerk|salesman|programmer|student|lecturer|scientist|chemist))\b"
)
# The year in which somebody counted, or in which a figure stood so high.
_COUNTED = re.compile(
    r"\b(?:survey|poll|census|statistics?|data|estimates?|figures?|ranking)s?\s(?:find|found|show|"
    r"reveal|say|said|suggest|indicate|put|rank|conducted|taken|published)|"
    r"\b(?:reach|exceed|surpass|hit|total|amount\sto|account\sfor|average|stand\sat|peak\sat|rise|fall|"
    r"grow|drop|decline|increase|decrease|climb|shrink|number|comprise|generate|earn|employ|"
    r"produce|export|import|consume)\s(?:(?:about|around|over|nearly|almost|some|only|just|more|less|"
    r"than|by|to|from|at|an?|all|of)\s){0,3}(?:[$€£¥]?\d[\d.,]*|half|a\sthird|a\squarter|"
    r"(?:one|two|three|five|ten)\s(?:thousand|million|billion|trillion|percent))"
)


def worth_asking(draft: Draft) -> CheckResult:
    """No value that everybody could say, or that says nothing."""
    value = draft.value
    if value is None:
        return passed("worth asking", "The question asks for a named thing.")
    if value.kind == "year" and draft.fact.seconds is None and not draft.natural:
        return refused(
            "worth asking", "In an article, when something was said is seldom the point."
        )
    if value.kind == "year" and _STATED.search(draft.sentence):
        return refused(
            "worth asking", "The sentence gives a figure of that year; its year is not the point."
        )
    ahead = _AHEAD.search(draft.sentence)
    if ahead:
        return refused("worth asking", f"“{ahead[0]}” speaks of a plan or a guess, not of a fact.")
    if value.kind == "year" and _VAGUE_DEED.search(draft.stem):
        return refused("worth asking", "What was done is not said plainly enough.")
    private = _PRIVATE.search(draft.stem)
    if private:
        return refused("worth asking", f"“{private[0]}”: a private matter, hardly worth learning.")
    counted = _COUNTED.search(draft.stem)
    if value.kind == "year" and counted:
        return refused("worth asking", f"“{counted[0]}”: in which year was counted, is no matter.")
    if value.kind == "share" and value.number in (0, 1, 100):
        return refused("worth asking", "All, none or one in a hundred is no figure to ask for.")
    if value.kind == "count":
        noun = value.noun.split()[-1].lower()
        if draft.fact.text.rstrip().endswith(":") or _FIRST_RATE.search(value.noun):
            return refused("worth asking", "The number only announces a list.")
        if noun in _DULL:
            return refused("worth asking", f"A number of {noun} is a matter of presentation.")
        if value.written.word and value.number <= 2:
            return refused(
                "worth asking", "One or two of something is too small a figure to ask for."
            )
    if value.kind in ("count", "rank") and value.amount <= 1:
        return refused("worth asking", "One of something is no figure to ask for.")
    if value.kind == "duration":
        unit = value.unit.strip("-")
        if value.written.decimals or re.fullmatch(
            r"(?:After|Within|In|Over|For|During|Only)(?:\s(?:just|only|about|the))?\s",
            draft.sentence[: value.start],
        ):
            return refused("worth asking", "From when the time is counted is not said.")
        if value.number <= 1 or (
            unit.startswith(("hour", "day", "week")) and value.number in (24, 7, 365)
        ):
            return refused("worth asking", "The duration is a turn of phrase.")
        if re.search(
            r"\b(?:every|each|for over|over|more than|nearly|almost|last|past|less than|at least|"
            r"up to)$",
            draft.sentence[: value.start].rstrip(),
            re.I,
        ):
            return refused("worth asking", "The duration is only a rough one.")
    if value.kind == "measure" and value.number <= 1:
        return refused("worth asking", "A single unit is no figure to ask for.")
    return passed("worth asking", "The answer is a figure that the source makes a point of.")
