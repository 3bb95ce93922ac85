"""Verbs that mark a relation, and verbs that only seem to."""

from __future__ import annotations

from quizzes.generation.verbs import PAST_TO_BASE

# Verbs after which "to" says what comes of it, or of what somebody is able, and not what for.
NO_AIM = {
    "commission", "contract", "appoint", "select", "nominate", "elect", "license",
    "challenge", "lobby", "sign", "fund", "enlist", "hope", "pick", "name", "lease",
    "become", "be", "fail", "continue", "begin", "start", "cease", "need", "have", "want",
    "tend", "seem", "appear", "happen", "come", "go", "grow", "rise", "fall", "live",
    "survive", "manage", "struggle", "agree", "decide", "refuse", "promise", "threaten",
    "plan", "expect", "claim", "help", "prove", "remain", "stand", "take", "require",
    "allow", "enable", "force", "lead", "cause", "oblige", "compel", "get", "stay", "wait",
    "fight", "like", "love", "shrink", "expand", "drop", "decline", "increase", "emerge",
    "evolve", "extend", "range", "amount", "date", "return", "belong", "refer", "relate",
    "limit", "due", "adapt", "respond", "know", "learn", "think", "believe", "say", "make",
    "find", "surge", "climb", "jump", "last", "pay", "cost", "urge", "ask", "tell",
    "convince", "persuade", "encourage", "order", "warn", "invite", "teach", "advise",
    "request", "choose", "opt", "vow", "pledge", "intend", "mean", "attempt", "try", "seek",
    "strive", "aim", "offer", "arrange", "prepare", "act", "serve", "lack", "receive",
    "win", "lose", "feel", "see", "suffer", "compare", "hesitate", "prefer", "deserve",
    "afford", "vote", "qualify", "rank", "slow", "improve", "double", "do", "push",
    "account", "suffice", "depend", "turn", "lend", "contribute", "consider", "exist",
    "occur", "motivate", "inspire", "incentivize", "permit", "instruct", "pressure",
    "consist", "enjoy", "pressur", "prompt", "assign", "authorize", "beg", "call", "owe",
    "own",
}  # fmt: skip

# What nobody does on purpose, though a sentence may say "… to become the largest".
NO_END = {
    "become", "be", "have", "find", "discover", "reach", "remain", "grow", "fall", "rise",
    "see", "die", "lose", "suffer", "fail", "total", "exceed", "surpass", "represent", "do",
    "mean", "happen", "include", "date", "learn", "hear", "realize", "come", "go", "begin",
    "start", "say", "name", "mention", "note", "appear", "seem", "stay", "account", "know",
}  # fmt: skip

AIMED = {"design", "mean", "intend", "build", "create", "use", "develop", "establish", "found",
    "set", "introduce", "launch", "invent", "employ", "engineer", "construct", "optimize", "need",
    "organize", "pass", "enact", "start", "hire", "form", "install", "apply"}  # fmt: skip

KNOWN = frozenset(PAST_TO_BASE.values())

MOVES = {"travel", "move", "migrate", "join", "merge", "meet", "partner", "team", "collaborate",
    "cooperate", "work", "intervene", "unite", "withdraw", "leave", "march", "gather", "invest",
    "resort", "switch", "rely", "volunteer", "lobby", "campaign", "relocate", "look"}  # fmt: skip

NOT_BY = {"begin", "start", "end", "conclude", "respond", "follow", "close", "open", "continue",
    "be", "finish", "react", "vary", "differ", "mean"}  # fmt: skip

EFFECTS = {
    "lead", "result", "cause", "allow", "enable", "force", "make", "create", "give",
    "leave", "reduce", "increase", "spark", "trigger", "prompt", "help", "drive", "bring",
    "cut", "lower", "raise", "weaken", "strengthen", "eliminate", "undermine", "cripple",
    "destroy", "improve", "worsen", "boost", "fuel", "accelerate", "slow", "delay", "limit",
    "restrict", "prevent", "block", "end", "ruin", "devastate", "damage", "harm", "hurt",
    "double", "triple", "halve", "push", "pave", "open", "turn", "transform", "alienate",
    "erode", "hinder", "hamper", "free", "encourage", "discourage", "contribute",
    "necessitate", "provoke", "stimulate", "facilitate", "render", "wipe", "deprive",
    "disrupt", "expose", "exacerbate", "deepen", "shift", "attract", "cement", "secure",
    "solidify", "simplify", "ensure", "compel", "oblige", "sever", "isolate", "restore",
    "degrade", "impair", "inhibit", "activate", "promote", "drain", "deplete", "squeeze",
    "undercut", "displace", "popularize", "ease", "inspire", "motivate", "incentivize",
    "keep", "hit",
}  # fmt: skip

# "X was modified to …", "X uses Y to …": what hangs on these is what for.
SERVING = frozenset(
    """use employ leverage utilize harness deploy modify adapt redesign equip convert reprogram
    train
    program install place add integrate combine repurpose alter apply coat treat optimize
    tune adjust engineer recruit mobilize dispatch send restructure""".split()
)
AIMS = frozenset(
    """goal aim mission purpose objective intention task role job function ambition intent
    assignment mandate""".split()
)
COMES_FROM = frozenset("result stem arise derive".split())

# What these are followed by is what their subject brings about or does away with.
BRINGING = frozenset(
    """cause trigger spark reduce increase improve boost weaken strengthen lower raise prevent
    limit restrict encourage ensure eliminate accelerate slow delay worsen undermine fuel hinder
    hamper disrupt simplify ease promote inhibit erode exacerbate cripple stimulate facilitate block
    discourage destroy threaten stabilize induce impair activate suppress regulate enhance protect
    produce release generate provoke degrade""".split()
)
# Of these, the ones after which it comes to be.
MAKING = frozenset("cause trigger spark produce generate provoke induce".split())
