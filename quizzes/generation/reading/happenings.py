"""Words for what happens, who acts, and what only points: by these a phrase is sorted."""

from __future__ import annotations

import re

from quizzes.generation.parse import Parse
from quizzes.generation.words import content

# What an event may do as well as a person: "It reduced its costs".
EVENTFUL = frozenset(
    """allow enable force cause reduce increase improve boost weaken strengthen lower raise prevent
    limit restrict encourage ensure eliminate accelerate slow delay worsen undermine fuel spark
    trigger hinder hamper disrupt simplify ease promote inhibit erode deepen exacerbate cripple
    stimulate facilitate block discourage destroy threaten double triple halve
    cut halt end attract expand damage save restore secure transform protect stop stabilize relieve
    devastate depress inflate ruin preserve widen narrow shorten lengthen modernize
    revive""".split()
)
BRINGS = frozenset(
    "lead result cause create bring spark trigger produce contribute provoke".split()
)
FACED = frozenset(
    "face suffer experience encounter fear cite see witness endure overcome avoid cause".split()
)
OPENS = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "VERB"}
AMID = frozenset("despite after following amid against from without under".split())
COMES = frozenset(
    "follow occur begin emerge arise intensify grow rise worsen persist happen".split()
)
ACTORS = re.compile(
    r"\b(?:he|she|they|we|you|companies|company|government|governments|engineers|scientists|"
    r"researchers|workers|firms|firm|manufacturers|makers|leaders|officials|authorities|people|"
    r"users|developers|teams?|managers|management|founders?|students|patients|doctors|countries|"
    r"states|banks|investors|owners|brothers|regime|party|army|military|forces|rebels|troops|"
    r"farmers|settlers|creators|startups|agency|ministry|minister|president|king|council)$",
    re.I,
)
_HAPPENING = re.compile(
    r"(?:tion|sion|ment|ure|ance|ence|ity|ness|ism|age|sis|ship|dom|acy|ing)s?$"
)
HAPPENINGS = {
    "lack", "shortage", "rise", "fall", "decline", "growth", "loss", "demand", "need",
    "collapse", "war", "crisis", "boom", "debt", "cost", "threat", "fear", "risk", "death",
    "strike", "delay", "error", "flaw", "drought", "embargo", "ban", "tariff", "reform",
    "change", "attack", "shift", "drop", "surge", "trade", "heat", "weight", "speed",
    "stress", "damage", "support", "success", "failure", "access", "use", "limit",
    "barrier", "belief", "effect", "power",
}  # fmt: skip


_NO_HAPPENING = {
    "government", "community", "company", "organization", "position", "section", "region",
    "nation", "station", "pharmacy", "building", "university", "city", "agency", "language",
    "audience", "science", "equipment", "document", "instrument", "department", "committee",
    "element", "component", "furniture", "figure", "picture", "structure", "creature",
    "image", "message", "package", "page", "village", "garage", "passage", "morning",
    "evening", "king", "string", "ring", "thing", "wing", "administration", "corporation",
    "institution", "foundation", "association", "population", "generation", "facility",
    "entity", "majority", "minority", "ceremony", "treatment", "apartment", "segment",
    "experience", "conference", "sentence", "essence", "substance", "instance", "religion",
    "million", "billion", "version", "question", "champion", "opinion", "leadership",
    "membership", "friendship", "technology", "industry", "quantity", "celebrity", "deity",
}  # fmt: skip


def happening(lemma: str) -> bool:
    """Whether a noun names something that happens or is the case, and so may be a cause."""
    low = lemma.lower()
    if low in _NO_HAPPENING:
        return False
    return low in HAPPENINGS or (len(low) > 6 and bool(_HAPPENING.search(low)))


_PALE = content(
    """year time number part way level range set lot amount group type kind form area field end
    beginning start use thing person people man woman century decade month day week hour example
    case fact point side rate degree term role place order result world life work addition need
    effort ability approach process method system outcome value complexity compromise change problem
    issue challenge result effect impact success failure loss difficulty concern disruption benefit
    opportunity improvement situation condition factor reason goal aim quality nature trait factor
    need demand presence lack possibility potential increase decrease event crisis tool thing idea
    option capability capacity solution development performance efficiency step phase""".replace(
        "\n", " "
    )
) | {"year", "time", "part", "level"}


# What makes a thing larger or worse makes it no more particular.
_INTENSE = content(
    """even more most significant massive immense rapid great greater large larger huge major high
    higher strong stronger deep deeper substantial widespread serious severe considerable subtle
    enormous dramatic extreme intense long long-term increased increasing overall real further
    disastrous devastating terrible negative positive important notable unexpected consequence
    tension shift turmoil chaos immediate final eventual gradual constant fundamental critical
    crucial complex new different similar various initial early late total full whole"""
)


def particular(text: str) -> frozenset[str]:
    """The words by which a phrase says more than that something was large, new or difficult."""
    return content(text) - _INTENSE - _PALE


def nouns(parse: Parse) -> frozenset[str]:
    """What a sentence speaks of: its nouns and names, cut to their stems."""
    found = " ".join(token.text for token in parse.tokens if token.pos in ("NOUN", "PROPN"))
    return content(found) - _PALE
