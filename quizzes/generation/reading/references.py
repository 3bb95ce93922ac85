"""What "it", "he", "its" and "the company" refer to inside a section, where only one can be meant.

A paragraph is read sentence by sentence. The subject of each is its focus; the next sentence may
point at it. Whoever else of the same kind was named in between makes it unsure, and an unsure
reference stays what it was: the gates refuse the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse

from .kinds import COMPANY, PERSON, PLACE, THING, UNKNOWN, Kinds, named_spans
from .pieces import bracketed, plain_phrase
from .predicates import SUBJECTS
from .render import render

_PERSONAL = {"he", "she", "his", "her", "him"}
_NEUTRAL = {"it", "its"}
_PLURAL = {"they", "their"}
_COMPANIES = {"company", "firm", "corporation", "startup", "manufacturer", "chipmaker",
    "conglomerate", "giant", "automaker", "foundry", "retailer", "carmaker",
    "shipbuilder", "group", "business"}  # fmt: skip
_THINGS = {"project", "program", "programme", "venture", "organization", "organisation",
    "agency", "institute", "consortium", "subsidiary", "bank", "fund", "party", "lab", "laboratory",
    "university", "ministry", "system", "chip", "machine", "computer", "ship",
    "mission"}  # fmt: skip
_NATIONS = {"country", "nation"}
# What companies and countries do, and what befalls them, but not their products.
_DEEDS = {"acquire", "buy", "sell", "announce", "launch", "hire", "employ", "open", "build",
    "invest", "sign", "file", "sue", "lay", "cut", "raise", "borrow", "found", "establish",
    "partner", "merge", "decide", "plan", "produce", "manufacture", "develop", "design",
    "introduce", "release", "ship", "operate", "own", "control", "earn", "generate", "spend",
    "lose", "report", "post", "pay", "receive", "win", "secure", "agree", "enter", "exit", "join",
    "struggle", "dominate", "export", "import", "purchase", "create", "restructure", "move",
    "dismiss", "recruit", "try", "attempt", "seek", "refuse", "declare", "issue", "nationalize",
    "adopt", "impose", "ban", "subsidize", "host", "colonize", "invade", "elect"}  # fmt: skip
_BEFALLS = {"found", "acquire", "rename", "establish", "incorporate", "nationalize", "privatize",
    "merge", "buy", "fine", "sue", "list", "restructure", "liquidate", "reorganize",
    "force"}  # fmt: skip
_NAME = re.compile(
    r"(?:[Tt]he\s)?[A-Z\d][\w&.’'/-]*(?:\s(?:of|and|for|de|the|van|[A-Z\d][\w&.’'/-]*))*"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a sentence is about: its name as written in a stem, its kind, one or several."""

    name: str
    kind: str
    plural: bool = False


@dataclass(frozen=True)
class References:
    """What was put for which word of a fact (token index -> text), and of whom it speaks."""

    replaced: Mapping[int, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


NOTHING = References()


def resolve_all(
    facts: Sequence[SourceFact], parses: Mapping[str, Parse], kinds: Kinds
) -> dict[str, References]:
    """The references of every fact of a module, by fact id."""
    found: dict[str, References] = {}
    topic = topic_of(facts, kinds)
    focus: Focus | None = None
    others: frozenset[str] = frozenset()  # kinds of whatever else the sentence before named
    before: SourceFact | None = None
    acted = False  # whether that sentence told of a thing that something was done to
    people: dict[str, str] = {}  # of the lesson so far: last name -> name
    subjects: frozenset[str] = frozenset()  # of its sentences so far
    for fact in facts:
        parse = parses.get(fact.id)
        if parse is None:
            before, focus = None, None
            continue
        near = (
            before is not None
            and before.paragraph == fact.paragraph
            and before.lesson == fact.lesson
            and before.position == fact.position - 1
            and before.lead_in == fact.lead_in
        )
        if not near:
            focus, others, acted = _label(fact, kinds), frozenset(), False
        if before is None or before.lesson != fact.lesson:
            people, subjects = {}, frozenset()
        reader = _Reader(parse, kinds, _heading(fact, kinds) or topic, focus, others)
        reader.acted, reader.people = acted, people
        reader.listed, reader.subjects = bool(fact.lead_in), subjects
        found[fact.id] = reader.references()
        focus = reader.next_focus
        others = reader.other_kinds
        acted = reader.has_object()
        people = reader.people_named()
        if focus is not None:
            subjects |= {focus.name}
        before = fact
    return found


def topic_of(facts: Sequence[SourceFact], kinds: Kinds) -> Focus | None:
    """The one company or country that the title names and the document keeps speaking of."""
    title = facts[0].title if facts else ""
    found = [
        Focus(name, kind)
        for name, kind in kinds.often(max(3, len(facts) // 12))
        if kind in (COMPANY, PLACE)
        and re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", title)
    ]
    names = {one.name for one in found}
    longest = [one for one in found if not any(one.name in name for name in names - {one.name})]
    return longest[0] if len(longest) == 1 else None


def _label(fact: SourceFact, kinds: Kinds) -> Focus | None:
    """The bold label of a list item, when it is a name."""
    return _named_label(fact.lead_in, kinds)


def _heading(fact: SourceFact, kinds: Kinds) -> Focus | None:
    """The heading of the section, when it is a name and nothing else."""
    return _named_label(fact.heading, kinds)


def _named_label(label: str, kinds: Kinds) -> Focus | None:
    name = label.strip().rstrip(":").strip()
    kind = kinds.of(name) if name else UNKNOWN
    return Focus(name, kind) if kind else None


class _Reader:
    """Reads one sentence with the focus of the one before it."""

    def __init__(
        self,
        parse: Parse,
        kinds: Kinds,
        topic: Focus | None,
        focus: Focus | None,
        others: frozenset[str],
    ) -> None:
        self.parse, self.kinds = parse, kinds
        self.topic, self.focus, self.others = topic, focus, others
        self.acted = False
        self.people: dict[str, str] = {}
        self.subjects: frozenset[str] = frozenset()
        self.listed = False
        self.next_focus: Focus | None = None
        self.other_kinds: frozenset[str] = frozenset()

    def references(self) -> References:
        """Read the sentence: first its main subject, then those of clauses joined to it."""
        replaced: dict[int, str] = {}
        names: list[str] = []
        main = self._main_subject()
        subject: Focus | None = None
        if main is not None:
            subject = self._read_subject(main, replaced, names)
        self._read_topics(replaced, names)
        self.next_focus = subject
        self.other_kinds = self._others(subject)
        if subject is not None:
            inner = _Reader(self.parse, self.kinds, self.topic, subject, self.other_kinds)
            for place in self._joined_subjects():
                inner._read_subject(place, replaced, names)
        return References(replaced, tuple(dict.fromkeys(names)))

    def _read_topics(self, replaced: dict[int, str], names: list[str]) -> None:
        """ "the country" and "the company" anywhere: what the document is about, if no other is."""
        for place, token in enumerate(self.parse.tokens):
            low = token.text.lower()
            if place in replaced or low not in _NATIONS | {"company"}:
                continue
            pointed = self._pointer(place)
            if pointed is None or pointed[0] != "the":
                continue
            focus = self._topic_of((PLACE,) if low in _NATIONS else (COMPANY,))
            if focus is not None and focus.name not in self.parse.text:
                replaced.update(self._put(place, focus))
                names.append(focus.name)

    def _read_subject(self, place: int, replaced: dict[int, str], names: list[str]) -> Focus | None:
        """What a subject is; if it points at something, the name goes into `replaced`."""
        pointed = self._pointer(place)
        if pointed is not None:
            focus = self._referent(*pointed, place)
            if focus is not None:
                replaced.update(self._put(place, focus))
                names.append(focus.name)
            return focus
        owner = self._owner(place)
        if owner is None:
            return self._named(place) or self._owning_person(place)
        focus = self._referent(self.parse.tokens[owner].text.lower(), "", owner)
        if focus is not None:
            replaced[owner] = possessive(focus.name)
            names.append(focus.name)
            if focus.kind == PERSON:
                return focus  # "His career began": it is still about him
        return None

    def _joined_subjects(self) -> Iterator[int]:
        """Subjects of the clauses that "and" or "but" joins to the first one."""
        parse = self.parse
        for verb in parse.children(parse.roots()[0]):
            if parse.tokens[verb].dep == "conj" and parse.tokens[verb].pos in ("VERB", "AUX"):
                found = parse.child(verb, *SUBJECTS)
                if found is not None:
                    yield found

    def _main_subject(self) -> int | None:
        """The head of the subject of the first sentence's root."""
        roots = self.parse.roots()
        if len(roots) != 1:
            return None
        return self.parse.child(roots[0], *SUBJECTS)

    def _pointer(self, place: int) -> tuple[str, str] | None:
        """("it", "") for a pronoun, ("the", "company") for "the company"; None for any other."""
        parse = self.parse
        token = parse.tokens[place]
        low = token.text.lower()
        if low == "it" and self._expletive(place):
            return None
        if token.pos == "PRON" and low in _PERSONAL | _NEUTRAL | _PLURAL:
            return (low, "") if not parse.children(place) else None
        article = parse.child(place, "det")
        others = [
            one
            for one in parse.children(place)
            if one != article and parse.tokens[one].dep not in ("punct", "case")
        ]
        if (
            article is not None
            and parse.tokens[article].text.lower() == "the"
            and not others
            and low in _COMPANIES | _THINGS | _NATIONS
        ):
            return "the", low
        return None

    def _expletive(self, place: int) -> bool:
        """ "It is expected that …", "It is hard to …": it stands for nothing."""
        parse = self.parse
        verb = parse.tokens[place].head
        passive = parse.tokens[place].dep == "nsubjpass" or parse.tokens[verb].lemma in (
            "be", "seem", "appear", "take", "turn", "become", "happen",
        )  # fmt: skip
        clauses = [
            one
            for one in parse.children(verb)
            if parse.tokens[one].dep in ("ccomp", "xcomp", "csubj", "advcl") and one > verb
        ]
        return passive and bool(clauses)

    def _owner(self, place: int) -> int | None:
        """The possessive pronoun that opens the subject: "Its" of "Its revenue"."""
        for one in self.parse.children(place):
            token = self.parse.tokens[one]
            if token.dep == "poss" and token.text.lower() in ("its", "his", "her"):
                return one
        return None

    def _referent(self, word: str, noun: str, place: int) -> Focus | None:
        """What a pointer means; None unless only one thing can be meant."""
        if self._named_before(place) or (word in _NEUTRAL and self._subject_before(place)):
            return None
        if word in _PERSONAL:
            return self._of_kind((PERSON,)) or self._only_person()
        if word in _PLURAL:
            return self.focus if self.focus is not None and self.focus.plural else None
        if word in _NEUTRAL:
            focus = self._of_kind((COMPANY, PLACE, THING))
            return focus if focus is not None and self._may_do(focus, place) else None
        if noun in _COMPANIES:
            return self._of_kind((COMPANY,)) or self._topic_of((COMPANY,))
        if noun in _NATIONS:
            return self._of_kind((PLACE,)) or self._topic_of((PLACE,))
        focus = self._of_kind((THING, COMPANY))
        return focus if focus is not None and noun in focus.name.lower() else None

    def _only_person(self) -> Focus | None:
        """The one person that the lesson has named so far."""
        if len(self.people) != 1 or PERSON in self.others or self.listed:
            return None
        name = next(iter(self.people.values()))
        return Focus(name, PERSON) if " " in name and name in self.subjects else None

    def people_named(self) -> dict[str, str]:
        """The people of the lesson with those of this sentence, the longest form of each name."""
        found = dict(self.people)
        for name, kind in self._names():
            if kind == PERSON:
                last = name.split()[-1]
                found[last] = max(found.get(last, ""), name, key=len)
        return found

    def has_object(self) -> bool:
        """Whether the main verb does something to a thing that "it" may mean next."""
        roots = self.parse.roots()
        return len(roots) == 1 and self.parse.child(roots[0], "dobj", "attr") is not None

    def _may_do(self, focus: Focus, place: int) -> bool:
        """Behind "made a tool", "It was installed" is the tool; "It hired …" is the maker."""
        if focus.kind not in (COMPANY, PLACE) or not self.acted:
            return True
        token = self.parse.tokens[place]
        verb = self.parse.tokens[token.head].lemma.lower()
        if token.dep == "poss":
            return focus.kind == PLACE
        return verb in (_BEFALLS if token.dep == "nsubjpass" else _DEEDS)

    def _of_kind(self, kinds: tuple[str, ...]) -> Focus | None:
        """The focus, if it is of a kind and nothing else of the kind was named beside it."""
        focus = self.focus
        if focus is None or focus.plural or focus.kind not in kinds:
            return None
        # A place where a company acts is hardly what it is called next.
        rivals = {*kinds, UNKNOWN} - ({PLACE} if focus.kind == COMPANY else set())
        return None if self.others & rivals else focus

    def _topic_of(self, kinds: tuple[str, ...]) -> Focus | None:
        """What the whole document is about, if nothing else of the kind was named nearby."""
        if self.topic is None or self.topic.kind not in kinds:
            return None
        if self.focus is not None and self.focus.kind in kinds:
            return None
        named = {kind for name, kind in self._names() if name != self.topic.name}
        return None if (self.others | named) & set(kinds) else self.topic

    def _named_before(self, place: int) -> bool:
        """Whether the sentence itself names something else before the pointer."""
        start = self.parse.tokens[place].start
        own = self.focus.name if self.focus is not None else ""
        return any(
            self.parse.text.find(name) < start and name not in own for name, _ in self._names()
        )

    def _subject_before(self, place: int) -> bool:
        """Whether a clause before has a subject of its own that "it" may mean as well."""
        return any(token.dep in SUBJECTS for token in self.parse.tokens[:place])

    def _put(self, place: int, focus: Focus) -> dict[int, str]:
        article = self.parse.child(place, "det")
        put = {place: focus.name}
        if article is not None:
            put[article] = ""
        return put

    def _named(self, place: int) -> Focus | None:
        """The focus that a subject with a name makes."""
        parse = self.parse
        token = parse.tokens[place]
        joined = [one for one in parse.children(place) if parse.tokens[one].dep == "conj"]
        words = plain_phrase(parse, place)
        if words is None or token.pos != "PROPN" or len(words) > 7:
            return None
        aside = bracketed(parse)
        name = render(parse, [one for one in words if one not in aside])
        if joined:
            return None
        kind = self.kinds.of(name)
        if not re.fullmatch(
            r"(?:[Tt]he\s)?[A-Z\d][\w&.’'/-]*(?:\s(?:of|and|for|de|the|van|[A-Z\d][\w&.’'/-]*))*",
            name,
        ):
            return None
        if kind == UNKNOWN:
            return None
        return Focus(re.sub(r"^The\s", "the ", name), kind)

    def _owning_person(self, place: int) -> Focus | None:
        """The person whose illness, idea or death the subject is."""
        owner = self.parse.child(place, "poss")
        if owner is None or self.parse.tokens[owner].pos != "PROPN":
            return None
        name = render(self.parse, self.parse.under(owner))
        focus = Focus(re.sub(r"['’]s?$", "", name), PERSON)
        return focus if self.kinds.of(focus.name) == PERSON else None

    def _names(self) -> Iterator[tuple[str, str]]:
        for name, guess in named_spans(self.parse):
            yield name, self.kinds.of(name) or guess

    def _others(self, subject: Focus | None) -> frozenset[str]:
        """The kinds of what the sentence names besides its subject."""
        own = subject.name if subject is not None else ""
        return frozenset(
            kind
            for name, kind in self._names()
            if name not in own and own.split(" ")[-1:] != [name]
        )


def possessive(name: str) -> str:
    """ "Lund" -> "Lund’s"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def put_in(parse: Parse, replaced: Mapping[int, str]) -> str:
    """The text with names in the place of what points at them."""
    if not replaced:
        return parse.text
    parts: list[str] = []
    at = 0
    for place in sorted(replaced):
        token = parse.tokens[place]
        parts.append(parse.text[at : token.start])
        parts.append(replaced[place])
        at = token.end
        if not replaced[place] and token.space:
            at += 1
    text = "".join([*parts, parse.text[at:]])
    return text[:1].upper() + text[1:]
