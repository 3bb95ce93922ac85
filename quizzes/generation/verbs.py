"""Past forms that we are sure of, back to their base: a table, not a guess.

A past form that is not here is unknown, and a question that needs it is not formed.
"""

from __future__ import annotations

_REGULAR_WORDS = """
    abandon abolish accept account accuse achieve acknowledge acquire add adopt agree amount
    announce appear apply appoint approve arrest arrive assemble attack attempt attract
    authorize ban bankrupt bar begin benefit boast borrow call cancel capture cause cease center
    centre challenge change charge claim close collapse collect combine commission commit
    compete complain complete concentrate conclude conduct confirm confront connect consider
    construct consume contain continue contract contribute control convene convert convince
    cooperate cost cover crash create cross cut debut decide declare decline decrease defeat
    delay deliver demand demonstrate deny depend deploy describe design develop devise differ
    discover dissolve distribute divest dominate donate double drop earn edit eliminate embrace
    emerge emphasize employ enable enact encounter end endorse enlist enroll enter equip
    establish estimate evacuate evolve exceed execute exhibit expand expel experiment explode
    exploit export express extend fabricate face favor favour file finance finish fire follow
    force form found fund gain generate govern grab graduate grant halt handle hire host house
    identify implement import impose impress improve inaugurate include incorporate increase
    influence inform initiate injure install integrate intend introduce invade invent invest
    involve issue join jump kill lack land last launch lease liberate license lift limit link
    list live load locate look lower lure maintain manage mandate manufacture mark market
    mass-produce measure merge migrate mine mobilize modernize monopolize move name nationalize
    need negotiate nominate notice number observe obtain occupy offer open operate order
    organize oust outlaw oversee overtake own participate partner pass patent patrol peak
    perform persuade pioneer place plan pledge plummet plunge poach power predict prefer
    premiere prepare present pressure prevent price print prioritize privatize process produce
    prohibit project promise promote propose protect prototype prove publish pull purchase
    pursue push qualify raise ramp rank reach react realize recall receive reclaim recognize
    recommend record recover recruit reduce refine reform refuse register reject relate relaunch
    relax release relocate rely remain rename rent reopen repay replace report represent request
    require rescue resell resign resist respond restore restrict restructure resume retain
    retire return reveal revise ripen rise roll sanction score scrap search secure seize select
    separate serve settle share shift ship shut sign sink slash slip slow smuggle solve spark
    specialize sponsor stabilize stage stand standardize start stay stimulate stockpile stop
    store strike struggle study submit succeed sue suffer suggest supply support surge surpass
    surrender suspend sustain swap switch synthesize talk tape target team tender test tighten
    top total touch trade train transfer transform transport trigger trim triple try tumble turn
    unbundle undergo unify unite unveil upgrade urge use utilise utilize value view visit vote
    want warn warrant weaken weigh welcome widen win withdraw witness work yield
"""
_MORE_WORDS = """
    aid aim allow ally accelerate accompany accumulate act activate adapt address adjust
    administer admire admit advertise advise advocate affect allege allocate align alter amplify
    analyze anger answer anticipate appeal appreciate argue arrange ask assassinate assemble
    assert assess assign assist associate assume attach attribute augment author automate avoid
    award back bail balance bill blame block bolster book boost brand broker burn calculate
    campaign carry centralize certify champion christen circulate cite clarify clash classify
    climb code codify coin coincide collaborate commence comment commercialize compel compile
    compose comprise compress compromise concede concentrate conceive condemn confine configure
    confirm confiscate consolidate constitute constrain consult contest contract convict
    coordinate copy correct counter craft credit criticize crush culminate cultivate curb
    customize damage date debate debut decentralize decrypt dedicate defect defend define
    delegate demolish denounce depart depict deposit deride designate destroy detail detain
    detect deter deteriorate determine detonate devastate devote diagnose dictate die
    differentiate dig diminish direct disappear discard discharge disclose discontinue discredit
    discuss dismantle dismiss dispatch display displace dispute disrupt dissuade divert divide
    document downgrade draft drain drill dub ease echo educate elect elevate embark embed
    emigrate emit emulate encourage engage engineer enhance enjoy enrich ensure entrust erase
    erect escape escalate evaluate examine exclude execute exempt exhaust exist experience
    explain explore expose facilitate fade fail falsify fashion fear feature fill filter
    finalize fix flee float flood flourish fortify formalize formulate foster fuel fulfill
    function garner gather graduate greet guarantee guide halve harvest hasten haul help
    hesitate highlight hijack hinder hope ignite ignore illustrate imagine impact imply imprison
    incentivize inflate inherit initiate inject inspect inspire instruct insist intensify
    interpret intervene interview invite isolate issue jail judge justify label lag laud level
    leverage lift liquidate litigate lobby lock manipulate march master match mature mechanize
    mediate mention militarize miniaturize miss modify monitor motivate mount normalize nod
    nickname note notify object obtain omit opt orchestrate organise originate outline outsource
    overlook overrule owe pack paint pass paste penetrate perfect permit perceive persecute
    persist phase photograph pick pilot plant play point pose possess post postpone pour
    practice praise preach present preserve press prevail privatise probe proclaim procure
    program progress pronounce prosecute provide provoke publicize pump punish pump quadruple
    question quit quote rally rank re-enter reaffirm reason reassign rebrand recall reclassify
    recognise reconstruct recreate rediscover redesign refer refine reflect reinforce
    reintroduce reiterate relieve remark remember reorganize repeal repeat repatriate replicate
    reply repress reprogram reshape resolve respect restart retaliate retreat reunite reverse
    reverse-engineer revert review revitalize revive revolutionize reward risk rule rush sack
    salvage save scale scale scrap screen seem sense sentence shape shatter shelve showcase
    simplify simulate skyrocket smash soar soften solidify source span specify speculate spur
    squeeze stabilise stack stagnate standardise state station steer stem step stifle strengthen
    stress stretch strip style subject subsidize substitute summon supervise supplement suppress
    survey survive suspect symbolize tackle tailor tax tend terminate testify theorize threaten
    thrive tie tighten tolerate topple tour toughen trace track transition translate transmit
    trap travel treat trim trust turn uncover undermine undo unload unlock unify upset usher
    utter validate vanish verify veto violate vow wage wait walk warm waste watch weather wipe
    wish worsen wrap believe show occur result remove exacerbate indicate prompt erupt diversify
    absorb schedule regain surprise happen happen optimize investigate extract descend regulate
    marry resign pivot proceed disagree insert reuse render multiply vary seal update learn
    expect position bond envision reposition crater step resettle inspire head
"""
_REGULAR = tuple(dict.fromkeys((_REGULAR_WORDS + _MORE_WORDS).split()))

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
    "spoke": "speak", "wore": "wear", "tore": "tear", "froze": "freeze", "rode": "ride",
    "arose": "arise", "awoke": "awake", "bore": "bear", "bound": "bind", "caught": "catch",
    "clung": "cling", "crept": "creep", "dug": "dig", "ate": "eat", "fed": "feed", "felt": "feel",
    "fled": "flee", "forgot": "forget", "foresaw": "foresee", "forgave": "forgive", "hid": "hide",
    "heard": "hear", "hung": "hang", "hurt": "hurt", "leapt": "leap", "lit": "light",
    "meant": "mean", "mistook": "mistake", "outgrew": "outgrow", "overcame": "overcome",
    "overthrew": "overthrow", "oversold": "oversell", "quit": "quit", "rang": "ring",
    "read": "read", "redrew": "redraw", "remade": "remake", "resold": "resell", "retook": "retake",
    "rewrote": "rewrite", "said": "say", "sang": "sing", "shook": "shake", "shot": "shoot",
    "slept": "sleep", "slid": "slide", "spread": "spread", "sprang": "spring", "stuck": "stick",
    "swam": "swim", "swore": "swear", "swung": "swing", "understood": "understand",
    "undid": "undo", "upheld": "uphold", "upset": "upset", "woke": "wake", "wove": "weave",
    "withheld": "withhold", "withstood": "withstand", "broadcast": "broadcast",
    "repaid": "repay", "rebuilt": "rebuild", "forbid": "forbid", "dealt": "deal",
}  # fmt: skip
# Spelled like something else too often to be trusted.
_UNSURE = {"found", "wound", "saw", "left", "set", "cut", "hit", "put", "cost", "had", "beat",
    "bet", "split", "shut", "upset", "hurt", "read", "spread", "quit", "broadcast", "lit", "felt",
    "meant", "bore", "shot", "bound", "tied", "stated", "dated", "allied", "detailed", "fixed",
    "mixed", "armed", "perceived", "associated", "dedicated", "automated", "isolated", "priced",
    "forbid", "proposed", "united", "owned", "limited", "related", "combined", "called",
    "named", "used", "led"}  # fmt: skip
_DOUBLING = {"ban", "bar", "drop", "plan", "ship", "slip", "stop", "trim", "top", "grab",
    "scrap", "commit", "permit", "submit", "transfer", "refer", "occur", "prefer",
    "expel", "cancel", "swap", "dub", "admit", "omit", "emit", "embed", "nod",
    "lag", "program", "reprogram", "strip", "step", "spur", "stem", "pin", "wrap",
    "trap", "deter", "compel", "rebel", "control", "equip", "span", "transmit",
    "patrol", "regret"}  # fmt: skip


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


_PRESENT = {"holds": "hold", "makes": "make", "produces": "produce", "uses": "use",
    "requires": "require", "contains": "contain", "costs": "cost", "takes": "take",
    "includes": "include", "generates": "generate", "operates": "operate", "employs": "employ",
    "supplies": "supply", "owns": "own", "controls": "control", "consumes": "consume",
    "has": "have", "features": "feature", "accounts": "account", "covers": "cover",
    "provides": "provide", "spends": "spend", "earns": "earn", "represents": "represent",
    "sells": "sell", "exports": "export", "imports": "import", "receives": "receive",
    "hold": "hold", "make": "make", "produce": "produce", "contain": "contain", "have": "have",
    "control": "control", "account": "account", "consume": "consume"}  # fmt: skip


def base_of_present(word: str) -> str | None:
    """The base of a present form right before a figure, or None unless we are sure of it."""
    return _PRESENT.get(word)


def may_be_finite(word: str) -> bool:
    """Whether a word can be the finite verb of a clause, as far as a list can tell."""
    low = word.lower()
    return low in FINITE or (
        low.endswith("ed") and len(low) > 4 and low not in {"hundred", "indeed"}
    )
