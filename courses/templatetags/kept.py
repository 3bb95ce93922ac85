"""Pieces of pages that are rendered once and sent often.

``{% kept %}…{% endkept %}`` renders what stands in it for the first page and keeps the text in the
process. Inside are no variables but those that it names, so nothing of one person's page can reach
another's: ``{% kept teaches=user_teaches place=place.url_name %}`` keeps a text for each of their
values, which must be words, numbers or truths.

``{% kept in=content lesson=lesson %}`` keeps the text in ``content.fragments`` instead, for as long
as that record lives (at most ``content.most_fragments`` texts, if it says so); the variables may
then be anything that belongs to it. In a loop
``by=row.number`` tells the texts of one place apart. Where ``content`` is nothing, nothing is kept.

``{% twice as side %}…{% endtwice %}`` renders once what a page shows in two places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.functional import LazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST = 500
"""Texts that one place in a template keeps."""
NUMBERS = count()
PLAIN = (str, int, bool, type(None))


class KeptNode(template.Node):
    def __init__(
        self,
        nodes: NodeList,
        names: dict[str, FilterExpression],
        store: FilterExpression | None,
        by: FilterExpression | None,
    ) -> None:
        self.nodes, self.names, self.store, self.by = nodes, names, store, by
        self.number = next(NUMBERS)
        self.texts: dict[Any, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = {}
        key: tuple[Any, ...]
        most = MOST
        if self.store is None:
            values = {name: _plain(value) for name, value in self._values(context)}
            texts, key = self.texts, (get_language(), *values.values())
        else:
            record = self.store.resolve(context)
            texts = getattr(record, "fragments", {})
            most = getattr(record, "most_fragments", MOST)
            key = (get_language(), self.number, self.by and self.by.resolve(context))
        text = texts.get(key)
        if text is None or settings.DEBUG:
            values = values or dict(self._values(context))
            inner = Context(values, context.autoescape, context.use_l10n, context.use_tz)
            # Tags look for the template that they stand in.
            inner.template = context.template
            text = self.nodes.render(inner)
            if len(texts) < most:
                texts[key] = text
        return text

    def _values(self, context: Context) -> Iterator[tuple[str, Any]]:
        for name, expression in self.names.items():
            yield name, expression.resolve(context)


class TwiceNode(template.Node):
    def __init__(self, nodes: NodeList, name: str) -> None:
        self.nodes, self.name = nodes, name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodes.render(context)
        return ""


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    words = token.split_contents()[1:]
    names = token_kwargs(words, parser)
    if words:
        raise template.TemplateSyntaxError(f"{{% kept %}} wants name=value, not {words[0]!r}.")
    store, by = names.pop("in", None), names.pop("by", None)
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodes, names, store, by)


@register.tag
def twice(parser: Parser, token: Token) -> TwiceNode:
    words = token.split_contents()
    if len(words) != 3 or words[1] != "as":
        raise template.TemplateSyntaxError("{% twice as name %}")
    nodes = parser.parse(("endtwice",))
    parser.delete_first_token()
    return TwiceNode(nodes, words[2])


def _plain(value: Any) -> str | int | bool | None:
    if isinstance(value, LazyObject):
        return bool(value)
    if isinstance(value, PLAIN):
        return value
    raise TypeError(f"{{% kept %}} keeps by words, numbers and truths, not by {type(value)}.")
