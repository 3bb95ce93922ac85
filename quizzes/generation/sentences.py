"""Does a sentence stand alone? And if a pronoun is all that is missing: what does it stand for?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

from .verbs import base_of, may_be_finite

# How many words a stem may have.
FEWEST_WORDS, MOST_WORDS = 7, 34
WORD = re.compile(r"[^\W_](?:[\w’'./&+-]*[^\W_])?", re.UNICODE)

_CONNECTORS = re.compile(
    r"^(?:However|Meanwhile|Additionally|Furthermore|Moreover|In addition|Consequently|"
    r"Ultimately|Eventually|"
    r"Initially|Finally|Thus|Therefore|Hence|Nevertheless|Nonetheless|Similarly|Likewise|Also|"
    r"Notably|"
    r"Interestingly|Paradoxically|Ironically|Surprisingly|Remarkably|Unfortunately|Fortunately|"
    r"Importantly|"
    r"Significantly|Crucially|As a result|In fact|Indeed|For example|For instance|In response|"
    r"In contrast|"
    r"By contrast|In comparison|Conversely|On the other hand|Of course|Overall|In total|Yet|"
    r"Specifically|"
    r"Subsequently|Historically|Accordingly|In particular|Further|Despite this|Still|Today|And|"
    r"But|So|In turn|"
    r"Generally|Typically|Currently|Sadly|Famously|To date|As of now|In reality|First|Second|"
    r"Third|Next|"
    r"Then|Later|Later on|Afterwards|Soon|Soon after|At the same time|"
    r"Around this time)\s*,\s+(?=\S)",
)
_ASIDE = re.compile(
    r",\s(?:however|therefore|conversely|meanwhile|too|in\sturn|for\sexample|for\sinstance|"
    r"in\sfact|"
    r"thus|moreover|nevertheless|by\scontrast|of\scourse|similarly)(?:,(?P<keep>\s)|(?=\.$))"
)
_BAD_START = re.compile(
    r"^(?:It|Its|This|These|That|Those|They|Their|Theirs|He|She|His|Her|Him|Such|Both|Another|"
    r"Others?|Some|Most|"
    r"Many|Several|One|Each|Neither|Either|Here|There|Then|So|Thus|Instead|Also|All|Few|None|Two|"
    r"Three|Which|Who|"
    r"What|When\sasked|By\sthen|By\sthat|At\sth(?:at|e)\s(?:time|point)|Within\sth|"
    r"That\s(?:same\s)?year|"
    r"The\s(?:estimated|same|other|latter|former|two|three|first|second|third|next|last|final|"
    r"new|resulting|current|rest|"
    r"remaining|previous|following|initial|original|key|main|goal|aim|idea|result|plan|total|"
    r"entire|whole|largest|"
    r"biggest|most|only|number|average|process|cost|price|value|deal|move|effort|problem|issue|"
    r"reason|figure)\b|"
    r"We|I(?!-)|You|Our|My|Your|And|But|Or|Nor|Because|To\sdo\s(?:so|this)|In\sth(?:is|at|ese|"
    r"ose)\b|Of\s(?:these|those|"
    r"them)|Despite\s(?:this|these|its|their|his)|Like\s(?:this|these)|With\sth(?:is|ese)\b|"
    r"After\sth(?:is|at)\b|"
    r"For\s(?:this|these|comparison|context|reference|over|nearly|more|many|years)\b|"
    r"Following\s(?:this|these)|"
    r"(?:One|Two|A|Several|Some|Few)\s(?:year|month|decade|week|day)s?\s(?:later|after|earlier|"
    r"before)|"
    r"\w+\s(?:years?|months?|decades?|weeks?|days?)\s(?:later|earlier|afterwards?|before)|"
    r"Upon\b(?=.{0,20}\bits)|"
    r"Until\sth(?:en|is|at)|Since\sth(?:en|is|at)|During\sth(?:is|at|ese)|From\sth(?:is|ere|en)|"
    r"More\sthan\shalf|"
    r"Half|Early\s[a-z]|An\s(?:\w+\s)?example|An?\s(?:infamous|additional|improved|upgraded|"
    r"modified|special|significant|dramatic|massive|large|small|similar|second|third|new|further|"
    r"later|subsequent|notable|key|major|common|single|typical)\b)\b",
)
_DEICTIC = re.compile(
    r"\b(?:this|these|those(?!\s(?:who|of|that|with|in|from|which|on))|"
    r"such\s(?:an?\s)?(?!as\b)\w+|the\s(?:former|latter|"
    r"aforementioned|above|two\s(?:companies|countries|sides|firms|men|parties|nations)|"
    r"other\s(?:two|side|party)|"
    r"same\s(?:year|time|month|period|day|company|event|number|amount)|"
    r"said)|thereby\sthis|there(?=\s*[.,;])|here(?=\W)|(?:that|the\s(?:following|next|previous|"
    r"preceding|"
    r"subsequent))\s(?:same\s)?"
    r"(?:year|month|decade|time|day|week|period|era|summer|winter|point|figure|number|amount|goal|"
    r"deal|project|company)|by\sthen|since\sthen|at\sthe\s(?:time|point|moment)|(?:years?|"
    r"months?|weeks?|days?|decades?)\s"
    r"(?:later|earlier|afterwards?)|later\sthat|ago\b|the\s(?:speaker|author|video|narrator|"
    r"lecturer|host|guest|episode|"
    r"presenter|channel|interviewee|podcast)|in\sthe\scountry|the\snation(?:['’]s)?(?=\s)|"
    r"so-called\sthis)\b",
    re.I,
)
_RELATIVE_TIME = re.compile(
    r"\b(?:time\sof\swriting|today|now|nowadays|currently|recently|this\s(?:year|month|week)|"
    r"last\s(?:year|month|week)|next\s(?:year|month|"
    r"week|decade)|yesterday|tomorrow|so\sfar|to\sdate|as\sof\s(?:now|today)|at\spresent|recent|"
    r"upcoming|"
    r"coming\s(?:years?|months?)|next\s(?:few|several|\w+)\syears|last\s(?:few|several|"
    r"\w+)\syears|past\s(?:few|several|\w+)"
    r"\s(?:years|months|decades)|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.I,
)
_SPEAKER = re.compile(
    r"(?<![\w.])(?:I|I['’](?:m|ve|d|ll)|we|our|ours|us|you|your|yours|my|me|mine)(?![\w.-])|"
    r"\b(?:We|You|Our|Your|My)\b"
)
_RESIDUE = re.compile(
    r"\[\[|\]\]|<[a-z/!]|\]\(|\*\*|`|\{\{|\|\s|https?:|\[\d\d:|\\|\$\$|^\W*[-–—•>#]|\t|�"
)
_VAGUE = re.compile(
    r"\b(?:the\s(?:company|firm|companies|firms|corporation|project|program|programme|venture|"
    r"joint\sventure|organization|"
    r"organisation|agency|team|group|government|country|nation|state|city|region|industry|case|"
    r"lawsuit|deal|merger|agreement|"
    r"factory|plant|facility|fab|machine|device|product|product\sline|system|technology|"
    r"technique|process|method|chip|"
    r"computer|model|car|vehicle|ship|bank|fund|brand|party|regime|war|battle|election|study|"
    r"report|experiment|"
    r"researchers|scientists|engineers|founders?|owners?|brothers|couple|pair|duo|island|river|"
    r"dam|bridge|reactor|"
    r"satellite|spacecraft|probe|mission|robot|rocket|material|drug|patent|law|act|treaty|ban|"
    r"tax|subsidy|subsidies|"
    r"investment|acquisition|purchase|sale|crisis|recession|boom|crash|bubble|scandal|fraud|"
    r"collapse|event|incident|"
    r"accident|disaster|attack|man|woman|president|chairman|minister|prime\sminister|ceo|king|"
    r"emperor|field|"
    r"market|sector|area|era|period|decade|year|campaign|plan|policy|reforms?|strategy|"
    r"initiative|effort|operation|"
    r"approach|design|concept|idea|movement|league|club|school|university|lab|laboratory|"
    r"institute|site|mine|"
    r"line|network|service|platform|software|game|console|app|website|store|film|movie|show|book|"
    r"paper|article|"
    r"magazine|newspaper|team's|economy|population|military|army|navy|forces|troops|capital|"
    r"currency|price|"
    r"budget|debt|loan|bonds?|contract|order|license|tool|laser|lens|mask|wafer|substrate|gate|"
    r"channel|"
    r"transistor|battery|cell|panel|display|screen|sensor|camera|watch|movement|noodles?|steel|"
    r"oil|gas|water|"
    r"situation|conflict|dispute|trial|verdict|settlement|fine|penalty))(?:['’]s)?(?=[\s,.;])"
    r"(?!\s(?:of|for|in|that|which|between|where|called|named|known|to|at|from|on|with|used|"
    r"by)\b)(?!\s(?-i:[A-Z]))",
    re.I,
)
# These are named by the paragraph, hardly ever by the sentence.
_UNNAMED = re.compile(
    r"\b(?:[Tt]he\s(?:company|firm|project|program|programme|venture|joint\sventure|organization|"
    r"organisation|agency|country|"
    r"nation|team|group|companies|firms|brothers|duo|pair|couple)(?:['’]s)?(?=[\s,.;])(?!\s(?:of|"
    r"that|which|behind|"
    r"called|named|known|in)\b)(?!\s[A-Z])|do(?:es|ing)?\s(?:so|the\ssame|this|that)|did\s(?:so|"
    r"the\ssame|this|that))"
)
_POSSESSED = re.compile(r"\bthe\s([a-z]+)['’]s?\s(?=[a-z])")
_UNIQUE = {"world", "earth", "sun", "moon", "planet", "planets", "universe", "people"}
_PRONOUN = re.compile(
    r"\b(?:it|its|itself|they|their|them|themselves|he|his|him|she|her|hers)\b", re.I
)

NOT_NAMES = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "I", "Dr", "Mr", "Mrs", "Ms", "St", "The", "A", "An", "In", "On", "At",
    "By", "For", "With", "From", "Of", "To", "As", "After", "Before", "During", "While", "When",
    "Until", "Since", "Under", "Over", "Despite", "Although", "Though", "Unlike", "Like", "Between",
    "Among", "Around", "About", "Nearly", "Almost", "Approximately", "More", "Most", "Some", "Many",
    "Early", "Late", "It", "Its", "This", "That", "These", "Those", "If", "Only", "Because", "Upon",
    "Following", "Through", "Throughout", "Within", "Without", "Per", "One", "Two", "Three", "Four",
    "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Twenty", "Thirty", "Forty", "Fifty", "And",
    "But", "Or", "However", "Initially", "Today", "Once", "Even", "Just", "Each", "Every", "Both",
    "All", "Another", "Other", "Such", "Using", "Based", "Given", "Compared", "Facing", "Roughly",
    "Less", "Fewer", "Up", "Typically", "Early-stage", "He", "She", "They", "His", "Her", "Their",
    "Day", "Phase", "Part", "Step", "Chapter", "Figure", "Table", "Week", "Stage", "Section",
    "USD", "AUD", "RMB", "GDP", "GNP", "CEO", "IPO", "TV"}  # fmt: skip


def words(text: str) -> list[str]:
    """Words without punctuation."""
    return WORD.findall(text)


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """Words written with a capital inside a sentence: these are names wherever they stand."""
    found: set[str] = set()
    for text in texts:
        for m in WORD.finditer(text):
            before = text[max(0, m.start() - 2) : m.start()]
            if _INSIDE.match(before) and _looks_named(m[0]):
                found.add(_bare(m[0]))
    return frozenset(found)


_INSIDE = re.compile(r"[\w,)]\s$")
_POSSESSIVE = re.compile(r"['’]s?$")
_NAMED = re.compile(r"[A-Z]|[a-z]+[A-Z]")
_AFTER_A_WORD = re.compile(r"[\w,)]['’\"”]?\s[\"“'‘(]?$")
_CERTAIN = re.compile(r"[A-Z].*[A-Z]|\d")


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=20_000)
def _looks_named(word: str) -> bool:
    bare = _bare(word)
    return bool(_NAMED.match(bare)) and bare not in NOT_NAMES


@lru_cache(maxsize=5_000)
def names_in(text: str, known: frozenset[str]) -> frozenset[str]:
    """The named words of a text. A first word counts if a name elsewhere or looks so."""
    found: set[str] = set()
    for m in WORD.finditer(text):
        bare = _bare(m[0])
        if not _looks_named(bare):
            continue
        first = not _AFTER_A_WORD.search(text[max(0, m.start() - 4) : m.start()])
        if not first or bare in known or _CERTAIN.search(bare):
            found.add(bare)
    return frozenset(found)


def tidy(text: str) -> str:
    """Collapse white space and mend the space before punctuation that removed markup leaves."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+([.,;:!?])", r"\1", text)


def strip_connector(text: str) -> str:
    """Take a leading "However," away: it points at the sentence before."""
    shorter = _CONNECTORS.sub("", text)
    shorter = _CONNECTORS.sub("", shorter)
    shorter = re.sub(r"^(?:And|But|Yet|So)\s(?=\w)", "", shorter)
    shorter = _ASIDE.sub(lambda found: found["keep"] or "", shorter)
    return shorter[:1].upper() + shorter[1:] if shorter != text else text


def problem_with(
    text: str,
    known: frozenset[str],
    *,
    dated: bool = False,
    parsed: bool = False,
    titled: bool = False,
    bound: bool = False,
) -> str:
    """Why a sentence does not stand alone, in words; "" if it does.

    `dated` says that the source bears a date, so that "in the past three years" can be understood;
    `parsed` that a parser found its subject and verb; `titled` that the stem names the document;
    `bound` that it was seen in the parse what its pronouns and its "the" refer to.
    """
    if _RESIDUE.search(text):
        return "it holds left-over markup"
    if (
        text.count('"') % 2
        or text.count("(") != text.count(")")
        or text.count("“") != text.count("”")
    ):
        return "a quotation mark or bracket is not closed"
    if not re.match(r"[\"“'‘]?(?:[A-Z0-9$€£¥]|[a-z]+[A-Z])", text):
        return "it does not begin like a sentence"
    if re.search(r"[:?!]|;|\.\.\.|…", text.rstrip(".")):
        return "it is a question, an exclamation, or two statements in one"
    if re.search(
        r"\.\s[A-Z]",
        re.sub(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Inc|Co|Corp|Ltd|No|vs|Jr|Sr|Gen|Col)\.", "", text),
    ):
        return "it holds more than one sentence"
    found = _BAD_START.match(text)
    if found and not (bound and found[0].startswith("The ")):
        return f"it begins with “{found[0]}”, which points at something before it"
    for pattern, why in (
        (_DEICTIC, "points at something outside the sentence"),
        (_RELATIVE_TIME, "depends on when it was said"),
        (_SPEAKER, "speaks for the speaker"),
    ):
        found = pattern.search(text)
        if found and not (dated and found[0].lower().startswith("past ")):
            return f"“{found[0]}” {why}"
    found = _UNNAMED.search(text)
    if found:
        return f"“{found[0]}” is not named"
    found = _VAGUE.search(text)
    if found and not _has_antecedent(text[: found.start()], known):
        return f"“{found[0]}” is not named"
    for found in _POSSESSED.finditer(text):
        if (
            found[1].lower() not in _UNIQUE
            and found[1].lower() not in text[: found.start()].lower()
        ):
            return f"“{found[0]}” is not named"
    for found in () if bound else _PRONOUN.finditer(text):
        problem = _pronoun_problem(text, found, known)
        if problem:
            return problem
    start = _headless(text, known)
    if start and not (titled and start.endswith(_OF_WHAT)):
        return start
    if not parsed and not has_root(text):
        return "no main verb was found"
    return ""


_RELATIVE_CLAUSE = re.compile(r",?\s(?:which|who|whose|that|where|when|if)\s[^,]*,?")
# "Lund, founded in 1907, grew": an inserted participle ends at its own comma.
_INSERTED = re.compile(r",\s(?:\w+ly\s)?[a-z]+(?:ed|ing|built|made|held|led)\s[^,]*,(?=\s[a-z])")
_PARTICIPLE = re.compile(r",\s(?:\w+ly\s)?[a-z]+(?:ed|ing|built|made|held|led)\s[^,]*")


def has_root(text: str) -> bool:
    """Whether a finite verb is left when relative clauses and participles are taken away."""
    plain = _PARTICIPLE.sub("", _INSERTED.sub(" ", text))
    if not any(may_be_finite(w) and w.islower() for w in words(plain)):
        # "Fujitsu settled, paying …" keeps its root; a list of verbs loses the later ones only.
        return False
    plain = _RELATIVE_CLAUSE.sub(" ", plain)
    for found in WORD.finditer(plain):
        word = found[0]
        passive = word.endswith("ed") and re.match(r"\s(?:with|by)\b", plain[found.end() :])
        if may_be_finite(word) and word.islower() and not passive:
            return True
    return bool(re.search(r"\b(?:was|were|is|are|has|have|had|been)\b", plain))


def _pronoun_problem(text: str, found: re.Match[str], known: frozenset[str]) -> str:
    """Why a pronoun inside the sentence is not understood, "" if it is."""
    before, word = text[: found.start()], found[0].lower()
    why = f"“{found[0]}” has nothing in the sentence that it stands for"
    finite = any(may_be_finite(w) and w.islower() for w in words(before))
    if word in ("they", "it", "he", "she") and before.endswith(", ") and not finite:
        return why  # "By replacing …, they gained": the subject itself is missing
    if word == "they" and before.endswith(", "):
        return why
    if word in ("they", "them", "themselves") and not re.search(
        r"\w{3,}s\b|\sand\s|people", before
    ):
        return why
    if word in ("it", "its") and re.search(r"\b(?:were|are)\b", before) and " its " in text:
        return why
    thing = word in ("it", "its", "itself", "they", "them", "their", "themselves")
    if _has_antecedent(before, known, any_noun=thing):
        return ""
    early = re.fullmatch(r"(?:In|During|With|Through(?:out)?|Before|After)\s", before)
    cataphor = early and re.search(r",\s(?:the\s)?[A-Z]", text[found.end() :])
    return "" if cataphor else why


_BARE = {
    "News",
    "Focus",
    "Demand",
    "Revenue",
    "Output",
    "Growth",
    "Research",
    "Work",
    "Profit",
    "Trade",
}


_OF_WHAT = "of what is not said"


def _headless(text: str, known: frozenset[str]) -> str:
    """ "Reached Mars on March 9, but …": a sentence whose subject was its lead-in."""
    first = text.split()[0]
    if base_of(first) and not re.search(r",\s(?:the\s|an?\s)?[A-Z]|,\sthe\s", text):
        return "its subject is missing"
    if re.match(r"[A-Z]\w+ly\s[a-z]+(?:ed|s)?\s", text) and may_be_finite(text.split()[1]):
        return "its subject is missing"
    noun = re.match(r"([A-Z][a-z]+)\s([a-z]+)\s", text)
    if noun and may_be_finite(noun[2]):
        common = noun[1] not in known and noun[1].endswith(("s", "ing", "tion", "ment"))
        if common or noun[1] in _BARE:
            return f"“{noun[1]}” {_OF_WHAT}"
    bare = re.match(r"The\s((?:[a-z][\w-]*\s){1,4})", text)
    if bare:
        subject = list(itertools.takewhile(lambda w: not may_be_finite(w), bare[1].split()))
        verb_follows = len(subject) < len(bare[1].split())
        if verb_follows and len(subject) <= 3 and not set(subject) & {"of", "in", "for", "between"}:
            return f"“The {' '.join(subject)}” is not named"
    if re.match(r"(?:[A-Z][\w-]*\s){1,4}(?:The|An?|This|In|It|By|These)\s", text):
        return "a heading runs into it"
    return ""


def _has_antecedent(before: str, known: frozenset[str], *, any_noun: bool = False) -> bool:
    if names_in(before, known):
        return True
    # "Silicon wafers … their": a subject of two words or more before the pronoun.
    return any_noun and len(words(before)) >= 3 and any(may_be_finite(w) for w in words(before))
