"""What spaCy's rules say of a word: its kind and its base form, looked up once for each word.

The attribute ruler and the lemmatizer go by a word's letters, its tag and its dependency alone,
and take a sixth of the parser's time to say the same of "the" again and again. So each word is put
before them once. The few rules that look at two words at a time ("let 's") are not forgotten: a
text with a word that could begin such a pair is read by the rules as a whole.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, NamedTuple

RULES = ("attribute_ruler", "lemmatizer")
MOST_WORDS = 200_000  # about 60 MB; then the memory begins anew
Key = tuple[int, int, int]  # spaCy's numbers of a word's letters, tag and dependency
_APART = "."  # between two words that stand beside each other only here


class WordClass(NamedTuple):
    """As strings; `leads` says that a rule may look at this word together with the next."""

    lemma: str
    pos: str
    tag: str
    dep: str
    leads: bool


class WordClasses:
    """The classes of words by their keys, asked of the rules of a loaded pipeline."""

    def __init__(self, model: Any) -> None:
        self._vocab = model.vocab
        self._rules = [model.get_pipe(name) for name in RULES]
        self._known: dict[Key, WordClass] = {}
        first = [
            pattern[:1]
            for rule in self._rules[0].patterns
            for pattern in rule["patterns"]
            if len(pattern) > 1
        ]
        self._leads = importlib.import_module("spacy.matcher").Matcher(self._vocab)
        if first:
            self._leads.add("leads", first)

    def read(self, doc: Any) -> Any:
        """The whole text through the rules, as the pipeline itself does it."""
        for rule in self._rules:
            doc = rule(doc)
        return doc

    def of(self, keys: Iterable[Key]) -> dict[Key, WordClass]:
        """The class of each of these words, and of others."""
        if len(self._known) > MOST_WORDS:
            self._known.clear()
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        if missing:
            self._ask(missing)
        return self._known

    def _ask(self, keys: list[Key]) -> None:
        strings, tokens = self._vocab.strings, importlib.import_module("spacy.tokens")
        doc = tokens.Doc(
            self._vocab,
            words=[word for orth, _, _ in keys for word in (strings[orth], _APART)],
            tags=[word for _, tag, _ in keys for word in (strings[tag], _APART)],
            deps=[word for _, _, dep in keys for word in (strings[dep], "punct")],
        )
        leading = {start for _, start, _ in self._leads(doc, allow_missing=True)}
        doc = self.read(doc)
        for place, key in enumerate(keys):
            token = doc[2 * place]
            self._known[key] = WordClass(
                token.lemma_, token.pos_, token.tag_, token.dep_, 2 * place in leading
            )
