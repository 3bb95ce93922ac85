"""Gates on questions for a year: it happened once, and general knowledge does not date it."""

from __future__ import annotations

import re

from quizzes.generation.ages import age_of, contradicted
from quizzes.generation.distractors import stands_apart
from quizzes.generation.drafts import Draft
from quizzes.generation.eras import KNOWN_EVENTS
from quizzes.generation.model import CheckResult

from .common import passed, refused

# What people and companies do again and again, so that no single year is the right one. Two blind
# raters refused "In which year did X make a profit?" and its like for having several right answers.
_REPEATED = re.compile(
    r"\b(?:meet\swith|write\sto|post\sa|make\sa\s(?:profit|loss)|maintain|encounter|"
    r"begin\susing|seek|mention|express|visit(?!\s\w+\sto)|struggle|try\sto|attempt\sto|"
    r"(?:send|provide|give|offer|extend)\s(?:\w+\s){0,2}(?:aid|help|support|weapons|troops)|"
    r"(?:suffer|face|experience|hit|see)\s|"
    r"(?:hold|give|attend|host)\san?\s(?:\w+\s){0,2}(?:conference|meeting|speech|talk|interview|"
    r"symposium|summit|parade|rally)|"
    r"(?:sign|pass)\s(?:the|an?)\s(?:\w+\s){0,3}(?:Defense|Defence|Authorization|Appropriations?|Budget)|"
    r"(?:launch|mount|begin|start)\san?\s(?:\w+[\s-]){0,2}(?:operations?|offensives?|attacks?|"
    r"campaigns?|raids?)\b(?!\s(?:on|against|called)\s)|"
    r"dispute|clash|block|ease|(?<!-)compete|campaign|surge|soar|boom|(?:impacted|affected)\sby|publish\s(?:an?|his|her|its|the)\s(?:article|letter|paper|report))\b"
)
_ONCE = re.compile(r"\b(?:first|last|only|never\sbefore)\b", re.I)
# What comes round in years that everybody can count.
_CYCLE = re.compile(
    r"\b(?:(?:presidential|general|parliamentary|federal|congressional|gubernatorial|legislative|"
    r"national|European|Bundestag|Duma|Senate)\s(?:\w+\s)?(?:elections?|campaign|primar(?:y|ies))|"
    r"mid-?terms?(?:\selections?)?|inaugurat(?:ed|ion)\sas|last\s(?:re-?)?elected|elected\s(?:[Pp]resident|to\sthe\sWhite)|"
    r"win\s(?:the\s)?(?:re-?election|presidency|White\sHouse)|"
    r"Olympics?(?:\sGames)?|Olympiad|World\sCup|World['’]s\sFair|(?:World\s)?Expo(?:sition)?|"
    r"Super\sBowl|Asian\sGames|Commonwealth\sGames|Euro\sCup|European\sChampionships?|"
    r"(?:National|Party)\sCongress|leap\syear|census)\b"
)
_AGAIN = re.compile(r"\b(?:again|once\smore|another|anew|re-?elected)\b", re.I)
_DONE_AGAIN = re.compile(r"\b(?:again|once\smore|anew)\b", re.I)

# How many years lie between, which dates the one event by the other.
_YEARS_BETWEEN = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty)[\s-]"
    r"(?:years?|decades?)(?:['’])?\s(?:of|after|before|later|earlier|into|since)\b",
    re.I,
)


def happened_once(draft: Draft) -> CheckResult:
    """One year alone is right: what is done again and again is asked of nobody."""
    if draft.form != "year":
        return passed("happened once", "No year is asked for.")
    repeated = _REPEATED.search(draft.stem)
    if repeated and not _ONCE.search(draft.stem):
        reason = f"“{repeated[0].strip()}” may have happened in several years."
        return refused("happened once", reason)
    again = _AGAIN.search(draft.sentence) or _DONE_AGAIN.search(draft.fact.text)
    if again and not _AGAIN.search(draft.stem):
        reason = f"The sentence says “{again[0]}”, so it had happened before."
        return refused("happened once", reason)
    return passed("happened once", "What is asked for happened in one year.")


def not_common(draft: Draft) -> CheckResult:
    """No event whose year is taught at school: that question tells nothing of the lesson."""
    if draft.form != "year":
        return passed("not common knowledge", "No year is asked for.")
    known = KNOWN_EVENTS.search(draft.stem)
    if known:
        reason = f"“{known[0]}”: many know its year without the lesson, or can work it out."
        return refused("not common knowledge", reason)
    cycle = _CYCLE.search(draft.stem)
    if cycle:
        reason = f"“{cycle[0]}” comes round in years that everybody can count."
        return refused("not common knowledge", reason)
    between = _YEARS_BETWEEN.search(draft.stem)
    if between:
        reason = f"“{between[0]}” lets the year be worked out from another."
        return refused("not common knowledge", reason)
    return passed("not common knowledge", "The stem names no event whose year everybody knows.")


# A name with a number: "1959A", "G-71", "F77", "Mars 96", "’98"; sums and shares are no names.
_NUMBERED = re.compile(
    r"(?<![\w$€£¥.,])(?:(?!(?:In|At|On|By|Of|To|The|With|For|All|Some)\s)[A-Z][\w&’'.]*[\s.–/-]?|"
    r"[a-z]{1,3}[.–/-]?|[’'])?(?<!\d)(?P<number>\d{4}|\d{2})(?!\d|[.,]\d|\s?%)(?P<after>[-–/]?[A-Za-z]\w{0,3}(?!\w))?"
)


def carries_year(stem: str, key: int) -> str:
    """The name in a stem that ends or begins with the key's year, or a year beside it; "" if none.

    Two digits must be the key's own; four that are a year within nine of it bracket it.
    """
    for named in _NUMBERED.finditer(stem):
        number = named["number"]
        plain = named[0] == number  # a bare figure is a count; the leak gate sees to bare years
        if len(number) == 2 and not plain and int(number) == key % 100:
            return named[0]
        if len(number) == 4 and abs(int(number) - key) <= 9:
            return named[0]
    return ""


def age_not_told(draft: Draft) -> CheckResult:
    """All four years are possible for what the stem names, and the key does not stand apart."""
    if draft.form != "year" or draft.value is None:
        return passed("age not told", "No year is asked for.")
    key = draft.value.number
    denied = contradicted(draft.stem, int(key))
    if denied:
        reason = f"“{denied}” was at another time than the document says: one of both is wrong."
        return refused("age not told", reason)
    carried = carries_year(draft.stem, int(key))
    if carried:
        return refused("age not told", f"“{carried}” in the stem carries the year.")
    others = sorted(wrong.number for wrong in draft.wrong)
    age = age_of(draft.stem, int(key), draft.index.spans)
    outside = [year for year in others if not age.holds(year)]
    if outside:
        named = ", ".join(age.names)
        reason = f"“{named}” in the stem rules {int(outside[0])} out."
        return refused("age not told", reason)
    if stands_apart(key, others):
        return refused("age not told", "The right year lies far from the three others.")
    return passed("age not told", "Nothing that the stem names rules one of the years out.")
