"""Past forms that we are sure of, back to their base: a table, not a guess.

A past form that is not here is unknown, and a question that needs it is not formed.
"""

from __future__ import annotations

_REGULAR_WORDS = """
    abandon abolish accept account accuse achieve acknowledge acquire add adopt agree amount
    announce appear apply appoint approve arrest arrive assemble attack attempt attract
    authorize ban bankrupt bar begin benefit boast borrow call cancel capture cause cease
    center centre challenge change charge claim close collapse collect combine commission
    commit compete complain complete concentrate conclude conduct confirm confront connect
    consider construct consume contain continue contract contribute control convene convert
    convince cooperate cost cover crash create cross cut debut decide declare decline decrease
    defeat delay deliver demand demonstrate deny depend deploy describe design develop devise
    differ discover dissolve distribute divest dominate donate double drop earn edit eliminate
    embrace emerge emphasize employ enable enact encounter end endorse enlist enroll enter
    equip establish estimate evacuate evolve exceed execute exhibit expand expel experiment
    explode exploit export express extend fabricate face favor favour file finance finish fire
    follow force form found fund gain generate govern grab graduate grant halt handle hire
    host house identify implement import impose impress improve inaugurate include incorporate
    increase influence inform initiate injure install integrate intend introduce invade invent
    invest involve issue join jump kill lack land last launch lease liberate license lift
    limit link list live load locate look lower lure maintain manage mandate manufacture mark
    market mass-produce measure merge migrate mine mobilize modernize monopolize move name
    nationalize need negotiate nominate notice number observe obtain occupy offer open operate
    order organize oust outlaw oversee overtake own participate partner pass patent patrol
    peak perform persuade pioneer place plan pledge plummet plunge poach power predict prefer
    premiere prepare present pressure prevent price print prioritize privatize process produce
    prohibit project promise promote propose protect prototype prove publish pull purchase
    pursue push qualify raise ramp rank reach react realize recall receive reclaim recognize
    recommend record recover recruit reduce refine reform refuse register reject relate
    relaunch relax release relocate rely remain rename rent reopen repay replace report
    represent request require rescue resell resign resist respond restore restrict restructure
    resume retain retire return reveal revise ripen rise roll sanction score scrap search
    secure seize select separate serve settle share shift ship shut sign sink slash slip slow
    smuggle solve spark specialize sponsor stabilize stage stand standardize start stay
    stimulate stockpile stop store strike struggle study submit succeed sue suffer suggest
    supply support surge surpass surrender suspend sustain swap switch synthesize talk tape
    target team tender test tighten top total touch trade train transfer transform transport
    trigger trim triple try tumble turn unbundle undergo underwrite unify unite unveil upgrade
    urge use utilise utilize value view visit vote want warn warrant weaken weigh welcome
    widen win withdraw witness work yield
"""
_REGULAR = tuple(_REGULAR_WORDS.split())

_IRREGULAR = {
    "became": "become", "began": "begin", "bought": "buy", "broke": "break", "brought": "bring",
    "built": "build", "came": "come", "chose": "choose", "cost": "cost", "cut": "cut",
    "drew": "draw", "drove": "drive", "fell": "fall", "flew": "fly", "fought": "fight",
    "forbade": "forbid", "found": "find", "gave": "give", "grew": "grow", "held": "hold",
    "hit": "hit", "kept": "keep", "knew": "know", "laid": "lay", "led": "lead", "left": "leave",
    "lent": "lend", "lost": "lose", "made": "make", "met": "meet", "oversaw": "oversee",
    "overtook": "overtake", "paid": "pay", "put": "put", "ran": "run", "rose": "rise",
    "saw": "see", "sent": "send", "set": "set", "shut": "shut", "sold": "sell", "sought": "seek",
    "spent": "spend", "split": "split", "spun": "spin", "stood": "stand", "stole": "steal",
    "struck": "strike", "swept": "sweep", "taught": "teach", "threw": "throw", "took": "take",
    "underwent": "undergo", "undertook": "undertake", "went": "go", "withdrew": "withdraw",
    "won": "win", "wrote": "write", "beat": "beat", "bet": "bet", "got": "get", "had": "have",
    "sank": "sink", "shrank": "shrink", "told": "tell", "thought": "think", "wound": "wind",
    "repaid": "repay", "rebuilt": "rebuild", "forbid": "forbid", "dealt": "deal",
}  # fmt: skip
# Spelled like something else too often to be trusted.
_UNSURE = {"found", "wound", "saw", "left", "set", "cut", "hit", "put", "cost", "had", "beat",
    "bet",
    "split", "shut", "priced", "forbid", "proposed", "united", "owned", "limited", "related",
    "combined", "called", "named", "used", "led"}  # fmt: skip
_DOUBLING = {"ban", "bar", "drop", "plan", "ship", "slip", "stop", "trim", "top", "grab", "scrap",
    "commit", "permit", "submit", "transfer", "refer", "occur", "prefer", "expel", "cancel", "swap",
    "rebel", "control", "equip", "compel"}  # fmt: skip


def _past(base: str) -> str:
    if base in _DOUBLING:
        return f"{base}{base[-1]}ed" if base != "cancel" else "canceled"
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}ed"


_IRREGULAR_BASES = set(_IRREGULAR.values())
PAST_TO_BASE: dict[str, str] = {
    _past(base): base for base in _REGULAR if base not in _IRREGULAR_BASES
} | _IRREGULAR
PAST_TO_BASE["founded"] = "found"
PAST_TO_BASE["cancelled"] = "cancel"
_SURE = {past: base for past, base in PAST_TO_BASE.items() if past not in _UNSURE}

# Verbs that mark a dated event: asking for its year is asking for something worth knowing.
BE = {"was", "were", "is", "are"}
FINITE = (
    set(PAST_TO_BASE)
    | BE
    | {"has", "have", "had", "does", "did", "do", "can", "could", "will", "would", "may", "might",
       "must", "should", "accounts", "accounted", "holds", "makes", "produces", "uses", "requires",
       "contains", "costs", "takes", "needs", "remains", "includes", "consists", "generates",
       "provides",
       "operates", "represents", "employs", "supplies", "owns", "plans", "aims", "expects",
       "estimates",
       "allows", "became", "goes", "comes", "runs", "sells", "gets", "gives", "works", "relies",
       "lies",
       "covers", "controls", "consumes", "exports", "imports", "offers", "features", "measures",
       "weighs",
       "reaches", "exceeds", "appears", "ranks", "stands", "serves", "leads", "grows", "falls",
    "rises"}
)  # fmt: skip


def base_of(word: str) -> str | None:
    """The base of a past form, or None unless the form is surely a past one."""
    return _SURE.get(word.lower())


def may_be_finite(word: str) -> bool:
    """Whether a word can be the finite verb of a clause, as far as a list can tell."""
    low = word.lower()
    return low in FINITE or (
        low.endswith("ed") and len(low) > 4 and low not in {"hundred", "indeed"}
    )
