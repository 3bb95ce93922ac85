"""What of a clause goes into a question: the complements stay, comments and asides go.

Kept is what the statement needs to be true and asked for: objects, purposes, conditions, times and
places. Left out is what only adds to it: clauses with "which", appositions, brackets, later verbs.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from quizzes.generation.parse import Parse

from .predicates import FINITE, INNER, MAIN, PARTICIPLE, RELATIVE, SUBJECTS, Predicate
from .render import render

# Ties to the sentence before; a question does without them.
_TIES = {"also", "however", "therefore", "thus", "furthermore", "moreover", "additionally",
    "consequently", "instead", "then", "hence", "meanwhile", "nevertheless", "nonetheless",
    "similarly", "likewise", "accordingly", "ultimately", "eventually", "finally", "initially",
    "subsequently", "later", "notably", "crucially", "interestingly", "ironically", "further",
    "unfortunately", "soon", "again", "thereby", "specifically", "importantly", "famously",
    "historically", "actually", "indeed", "too", "even", "just", "only", "still", "already",
    "simply", "quickly", "surprisingly", "remarkably", "impressively", "significantly",
    "now", "currently", "today", "merely", "so", "yet", "once", "afterwards", "overall",
    "reportedly", "allegedly", "shortly", "thereafter", "alone", "as", "well"}  # fmt: skip
# Without these another thing would be said: better no question.
_DOUBTS = {"possibly", "perhaps", "probably", "maybe", "likely", "potentially", "supposedly",
    "never", "hardly", "barely", "rarely", "seldom", "scarcely", "neither", "not",
    "partly", "respectively"}  # fmt: skip
_BREAKS = {";", ":", "—", "–", "--"}
_COMMENTS = {"relcl", "appos", "acl"}
_BRACKETS = {"(": ")", "[": "]"}
_CONDITIONS = {"if", "unless", "when", "until", "after", "before", "once"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Token indices: phrases before the subject, the subject, adverbs, and all behind the verb."""

    before: tuple[int, ...]
    subject: tuple[int, ...]
    between: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def all(self) -> frozenset[int]:
        """Everything but the verb and its auxiliaries."""
        return frozenset((*self.before, *self.subject, *self.between, *self.after))


def under(parse: Parse, place: int) -> frozenset[int]:
    """A word and everything that hangs on it."""
    return parse.under(place)


def pieces_of(
    predicate: Predicate, wanted: frozenset[int] = frozenset(), *, dated: bool = False
) -> Pieces | None:
    """The words of a clause; None when the parse is too odd to be trusted.

    `wanted` are words that must stay: the value that is asked for. `dated` says that it is a date,
    without which the verb must still have what it needs.
    """
    parse, verb = predicate.parse, predicate.verb
    subject = plain_phrase(parse, predicate.subject)
    if subject is None:
        return None
    first = parse.subtree(predicate.subject)[0]
    own_lead = predicate.kind in (MAIN, INNER) and not predicate.shared
    lead = _before(predicate, first) if own_lead else ()
    if lead is None:
        return None
    between: list[int] = []
    after: list[int] = []
    ended = False
    aside = bracketed(parse)
    if wanted & aside:
        return None
    for child in parse.children(verb):
        token = parse.tokens[child]
        if child in predicate.auxiliaries or child == predicate.subject:
            continue
        if child < verb:
            if predicate.kind in (RELATIVE, PARTICIPLE) and parse.tokens[child].dep in SUBJECTS:
                continue
            if predicate.shared or child > first:
                added = _adverb(parse, child, min(verb, predicate.finite))
                if added is None:
                    return None
                between += added
            continue
        own = under(parse, child)
        start = parse.subtree(child)[0]
        comma = _comma_before(parse, start)
        if token.text in _BREAKS:
            ended = True
        if token.dep in ("conj", "cc", "parataxis") or token.text in _BREAKS:
            ended = ended or token.dep != "punct"
            if own & wanted:
                return None
            continue
        if token.dep == "punct":
            continue
        if child in aside and not own <= aside:
            return None
        if token.dep == "prep" and _TIED.fullmatch(render(parse, own)):
            continue
        if own & wanted:
            kept = _without_comments(parse, child, wanted)
        elif (
            child in aside
            or ended
            or (comma and _is_comment(parse, child))
            or (token.dep == "advmod" and len(own) == 1 and token.text.lower() in _TIES)
        ):
            continue
        elif own and token.text.lower() in _DOUBTS:
            return None
        else:
            kept = _without_comments(parse, child, wanted)
        if kept is None:
            return None
        after += kept
        if comma and start > verb + 1:
            after.append(start - 1)
    found = Pieces(tuple(lead), tuple(subject), tuple(between), tuple(sorted(set(after))))
    if not _closed(predicate, found) or not _complete(predicate, found, wanted, dated=dated):
        return None
    return _quoted(predicate, found)


# What a verb cannot do without.
_ESSENTIAL = {"dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "prt", "dative"}
# Verbs that say enough alone: "In which year did the mine close?"
_ALONE = {"begin", "start", "end", "die", "resign", "collapse", "close", "open", "erupt", "occur",
    "happen", "crash", "fail", "explode", "surrender", "expire", "dissolve", "abdicate",
    "debut", "peak", "emerge", "retire", "launch", "reopen", "cease", "burn", "sink", "appear",
    "land", "merge", "disband", "default", "premiere", "conclude", "finish"}  # fmt: skip


# Verbs that need a place, a partner or an aim: "withdrew from", "partnered with".
_TOWARDS = {"withdraw", "arrive", "depart", "return", "agree", "participate", "respond",
    "negotiate", "compete", "adapt", "apply", "object", "refuse", "move", "come", "go", "join",
    "partner", "visit", "invest", "leave", "enter", "win", "lose", "succeed", "switch",
    "transition", "expand", "commit", "contribute", "retreat", "follow", "lead",
    "step"}  # fmt: skip
# Done to somebody these need to say where from or what for.
_PLACED = {"remove", "place", "set", "put", "move", "transfer", "assign", "send", "appoint", "name",
    "expose", "use", "make", "call", "bring", "lead", "force", "ask", "give"}  # fmt: skip
_BECAUSE = {"due", "because", "after", "during", "before", "despite", "amid", "following", "since",
    "under", "within", "without", "on", "upon"}  # fmt: skip


def _aimless(parse: Parse, verb: int, kept: frozenset[int]) -> bool:
    """ "withdrew due to debt": from what?"""
    if parse.tokens[verb].lemma.lower() not in _TOWARDS:
        return False
    return not any(
        one in kept
        and (
            parse.tokens[one].dep in (*_ESSENTIAL, "agent")
            or (parse.tokens[one].dep == "prep" and parse.tokens[one].lemma not in _BECAUSE)
        )
        for one in parse.children(verb)
    )


def _complete(predicate: Predicate, pieces: Pieces, wanted: frozenset[int], *, dated: bool) -> bool:
    """Whether the verb keeps what it cannot do without."""
    parse = predicate.parse
    tokens = parse.tokens
    kept = pieces.all
    if any(tokens[one].text == "," for one in pieces.subject) and not any(
        tokens[one].dep in ("conj", "amod", "appos") for one in pieces.subject
    ):
        return False  # an aside in the subject that was not seen as one
    for child in parse.children(predicate.verb):
        if tokens[child].dep in _ESSENTIAL and child not in kept and child not in wanted:
            return False
    if dated and predicate.passive and tokens[predicate.verb].lemma.lower() in _PLACED:
        rest = [one for one in pieces.after if one not in wanted and tokens[one].pos != "ADV"]
        if not rest:
            return False
    if dated and not predicate.passive and _aimless(parse, predicate.verb, kept - wanted):
        return False
    if predicate.base and tokens[predicate.verb].lemma.lower() not in _ALONE:
        rest = [one for one in pieces.after if one not in wanted and tokens[one].pos != "ADV"]
        return bool(rest) or not dated
    return True


def unbroken(parse: Parse, words: frozenset[int]) -> bool:
    """Whether no word of the text is cut in two: "mini" without its "-labs"."""
    for one, other in itertools.pairwise(range(len(parse.tokens))):
        if parse.tokens[one].space or ((one in words) is (other in words)):
            continue
        left, right = parse.tokens[one].text, parse.tokens[other].text
        if re.search(r"[\w-]$", left) and re.match(r"[\w-]", right) and "-" in left + right:
            return False
    return True


def _closed(predicate: Predicate, pieces: Pieces) -> bool:
    """Whether all that was left out was set off: by commas or brackets, at the end, or as a tie."""
    parse = predicate.parse
    tokens = parse.tokens
    kept = {*pieces.all, predicate.verb, *predicate.auxiliaries}
    if not unbroken(parse, frozenset(kept)):
        return False
    after = [*pieces.subject]
    for one, other in [*itertools.pairwise(after), *itertools.pairwise(
        sorted((predicate.verb, *pieces.after))
    )]:  # fmt: skip
        gap = range(one + 1, other)
        if not gap or all(tokens[i].text.lower() in _TIES or tokens[i].dep == "punct" for i in gap):
            continue
        opens = tokens[gap[0]].text in (",", "(", "—", "–", "[")
        closes = tokens[gap[-1]].text in (",", ")", "—", "–", "]") or tokens[other].text == ","
        if not (opens and closes):
            return False
    return True


def _quoted(predicate: Predicate, pieces: Pieces) -> Pieces | None:
    """Quotation marks stay around what stays; None where only a part of the quoted stays."""
    tokens = predicate.parse.tokens
    marks = [i for i, token in enumerate(tokens) if token.text in ('"', "“", "”", "''", "``")]
    if len(marks) % 2:
        return None
    kept = {*pieces.all, predicate.verb, *predicate.auxiliaries}
    before, subject, after = set(pieces.before), set(pieces.subject), set(pieces.after)
    for left, right in zip(marks[::2], marks[1::2], strict=True):
        inside = [i for i in range(left + 1, right) if tokens[i].dep != "punct"]
        here = [i for i in inside if i in kept]
        if not here:
            continue
        if len(here) != len(inside):
            return None
        for part in (before, subject, after):
            part.difference_update((left, right))
            if here[0] in part and here[-1] in part:
                part.update((left, right))
                break
        else:
            return None
    return Pieces(
        tuple(sorted(before)), tuple(sorted(subject)), pieces.between, tuple(sorted(after))
    )


def plain_phrase(parse: Parse, head: int) -> tuple[int, ...] | None:
    """The words of a noun phrase without appositions, brackets and clauses set off by commas."""
    kept = _without_comments(parse, head, frozenset())
    return None if kept is None else tuple(kept)


def bracketed(parse: Parse) -> frozenset[int]:
    """The words in brackets, with the brackets."""
    return parse.once("bracketed", lambda: _bracketed(parse))


def _bracketed(parse: Parse) -> frozenset[int]:
    found: set[int] = set()
    closing = ""
    for place, token in enumerate(parse.tokens):
        if not closing and token.text in _BRACKETS:
            closing = _BRACKETS[token.text]
            found.add(place)
        elif closing:
            found.add(place)
            if token.text == closing:
                closing = ""
    return frozenset(found)


def _comma_before(parse: Parse, place: int) -> bool:
    before = place - 1
    if before > 0 and parse.tokens[before].text in ('"', "”", "''"):
        before -= 1  # American style: the comma stands inside of the quotation
    return before >= 0 and parse.tokens[before].text in (",", "—", "–", "-", "(")


def _is_comment(parse: Parse, child: int) -> bool:
    """Whether a phrase behind a comma only adds something to the statement."""
    tokens = parse.tokens
    token = tokens[child]
    if token.dep == "advcl":
        mark = parse.child(child, "mark", "advmod")
        purpose = token.tag == "VB" and parse.child(child, "aux") is not None
        if purpose:
            return False
        return not (mark is not None and tokens[mark].text.lower() in _CONDITIONS)
    return token.dep in ("prep", "appos", "relcl", "acl", "dep", "ccomp", "npadvmod", "advmod",
        "xcomp", "amod", "agent", "nmod")  # fmt: skip


def _without_comments(parse: Parse, head: int, wanted: frozenset[int]) -> list[int] | None:
    """A word and what hangs on it, without what a comma or a bracket sets off inside."""
    tokens = parse.tokens
    kept = {head}
    queue = [head]
    aside = bracketed(parse)
    if head in aside:
        return []
    while queue:
        at = queue.pop()
        children = parse.children(at)
        listed = any(tokens[one].dep in ("conj", "cc") for one in children)
        for child in children:
            token = tokens[child]
            own = under(parse, child)
            comma = _comma_before(parse, parse.subtree(child)[0])
            if own & wanted:
                kept.add(child)
                queue.append(child)
                continue
            if token.dep == "punct" and token.text in ("(", ")", "—", "–", ";", ":", "[", "]"):
                if token.text in (";", ":", "—", "–"):
                    return None
                continue
            if child in aside:
                if not own <= aside:
                    return None
                continue
            if comma and token.dep == "appos" and _name_given(parse, at, child, own):
                kept.update(own, (min(own) - 1, max(own) + 1))
                continue
            if comma and token.dep in _COMMENTS:
                if token.dep == "appos" and not _article(parse, own):
                    return None  # a list that was not seen as one?
                continue
            if comma and token.dep in ("prep", "advcl", "npadvmod", "advmod", "dep"):
                continue
            if comma and token.dep == "amod" and child > at:
                continue
            if token.dep == "relcl" and listed:
                return None  # of one of the things, or of all?
            if (
                token.dep == "conj"
                and token.pos in ("VERB", "AUX")
                and tokens[at].pos
                not in (
                    "VERB",
                    "AUX",
                )
            ):
                return None  # a verb joined to a noun: the parse went astray
            kept.add(child)
            queue.append(child)
    return sorted(_commas_of(parse, kept))


def _name_given(parse: Parse, noun: int, name: int, own: frozenset[int]) -> bool:
    """ "its first mission, Operation Sabre,": the name is what makes the thing known."""
    tokens = parse.tokens
    named = tokens[name].pos == "PROPN" and tokens[noun].text.islower()
    short = len(own) <= 5 and max(own) + 1 < len(tokens)
    closed = tokens[max(own) + 1].text in (",", ".") if short else False
    return named and closed and not any(tokens[one].dep in ("conj", "relcl", "acl") for one in own)


def _article(parse: Parse, own: frozenset[int]) -> bool:
    return parse.tokens[min(own)].text.lower() in ("a", "an", "the", "then", "its", "his", "her",
        "their", "one", "now", "formerly", "part", "home", "known", "both", "chairman",
        "president", "founder", "head", "director", "ceo", "author", "former")  # fmt: skip


def _commas_of(parse: Parse, kept: set[int]) -> set[int]:
    """Commas stay between members of a list and adjectives, and go where an aside was."""
    tokens = parse.tokens
    done = {one for one in kept if tokens[one].text != "." or tokens[one].dep != "punct"}
    for place in sorted(done):
        if tokens[place].text != ",":
            continue
        nearby = place + 1 in kept and place - 1 in kept
        if not nearby:
            done.discard(place)
    return done


def _adverb(parse: Parse, child: int, verb: int) -> list[int] | None:
    """An adverb between subject and verb, if the question keeps it; None to give up."""
    token = parse.tokens[child]
    own = under(parse, child)
    low = token.text.lower()
    if low in _DOUBTS:
        return None
    if token.dep in ("punct", "cc", "conj", "intj"):
        return [] if token.dep != "conj" else None
    if token.dep == "advmod" and len(own) == 1:
        return [] if low in _TIES else [child]
    if token.dep in ("prep", "advcl", "appos", "relcl", "npadvmod", "acl", "advmod"):
        # Set off between subject and verb: an aside.
        return [] if _comma_before(parse, min(own)) or _paired(parse, own) else None
    return None


def _paired(parse: Parse, own: frozenset[int]) -> bool:
    last = max(own)
    return last + 1 < len(parse.tokens) and parse.tokens[last + 1].text in (",", ")")


def _before(predicate: Predicate, first: int) -> tuple[int, ...] | None:
    """Times, places and conditions before the subject; None where something odd stands there."""
    parse = predicate.parse
    tokens = parse.tokens
    kept: list[int] = []
    for child in parse.children(predicate.verb):
        token = tokens[child]
        if child >= first or child in predicate.auxiliaries:
            continue
        own = under(parse, child)
        if token.dep in ("punct", "cc", "intj", "mark") or token.tag == "WRB":
            continue
        if token.dep == "advmod" and len(own) <= 2:
            if token.text.lower() in _DOUBTS:
                return None
            if not (own & {i for i in own if tokens[i].text.lower() in _TIES}) and (
                token.text.lower() not in _TIES and not token.text.lower().endswith("ly")
            ):
                return None
            continue
        if _TIED.fullmatch(render(parse, own)):
            continue
        if (
            token.dep == "advcl"
            and token.tag in FINITE
            and not any(tokens[one].dep in ("mark", "advmod") for one in parse.children(child))
        ):
            return None  # two sentences with a comma between
        if token.dep == "prep" and token.text.lower() == "despite" and len(own) <= 2:
            continue
        if token.dep == "prep" and any(
            tokens[one].text.lower() in ("this", "these", "that", "those") for one in own
        ):
            continue  # "Despite this progress, …": the clause says the same without it
        if token.dep == "npadvmod" and not any(
            tokens[one].pos == "NUM" or tokens[one].entity in ("DATE", "TIME") for one in own
        ):
            return None
        if token.dep in ("prep", "npadvmod", "advcl"):
            kept_here = _without_comments(parse, child, frozenset())
            if kept_here is None:
                return None
            participle = token.dep == "advcl" and parse.child(child, "mark", "aux") is None
            if participle and token.tag in ("VBN", "VBG"):
                continue
            kept += kept_here
        else:
            return None
    return tuple(sorted(kept))


_TIED = re.compile(
    r"(?:for (?:example|instance|context|comparison|reference)|in (?:addition|response|turn|fact|"
    r"particular|contrast|comparison|total|all|general|reality|other words|the end|the process|"
    r"this way)|as (?:a result|a consequence|such|mentioned|of now)|at the same time|by contrast|"
    r"on the other hand|over time|of course|to (?:this|that) end|in the meantime|by comparison|"
    r"with that|after all|by then|because of this|despite (?:this|that)|as expected)",
    re.I,
)
