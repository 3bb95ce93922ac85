"""Pieces of pages that are rendered once hold nothing but what they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.utils.translation import override

from quizzes.taking.kept_versions import Kept


def template(text: str) -> Template:
    return Engine(libraries={"kept": "courses.templatetags.kept"}).from_string(
        "{% load kept %}" + text
    )


@dataclass
class Content:
    name: str
    fragments: dict[Any, Any] = field(default_factory=dict)


def test_a_kept_piece_sees_no_variable_but_its_own() -> None:
    page = template("{% kept of=a %}{{ of }}{{ a }}{{ user }}{{ request }}{% endkept %}{{ user }}")
    assert page.render(Context({"a": 1, "user": "Ada", "request": "R"})) == "1Ada"
    assert page.render(Context({"a": 1, "user": "Ben", "request": "R"})) == "1Ben"
    assert page.render(Context({"a": 2, "user": "Ben"})) == "2Ben"


def test_a_kept_piece_is_rendered_once_for_each_value_and_language() -> None:
    seen: list[int] = []

    class Counted:
        def __str__(self) -> str:
            seen.append(1)
            return "x"

    page = template("{% kept in=content one=one %}{{ one }}{% endkept %}")
    content = Content("a")
    for _ in range(3):
        assert page.render(Context({"content": content, "one": Counted()})) == "x"
    assert len(seen) == 1
    with override("de"):
        page.render(Context({"content": content, "one": Counted()}))
    page.render(Context({"content": Content("b"), "one": Counted()}))
    assert len(seen) == 3
    # Where there is no record to keep it in, it is rendered each time.
    for _ in range(2):
        page.render(Context({"one": Counted()}))
    assert len(seen) == 5


def test_pieces_of_a_loop_are_told_apart() -> None:
    page = template(
        "{% for n in rows %}{% kept in=content by=n n=n %}{{ n }}{% endkept %}{% endfor %}"
    )
    content = Content("a")
    assert page.render(Context({"content": content, "rows": [1, 2]})) == "12"
    assert page.render(Context({"content": content, "rows": [2, 1]})) == "21"


def test_a_record_says_how_many_pieces_are_kept_in_it() -> None:
    page = template(
        "{% for n in rows %}{% kept in=content by=n n=n %}{{ n }}{% endkept %}{% endfor %}"
    )
    kept = Kept(most_fragments=2)
    assert page.render(Context({"content": kept, "rows": [1, 2, 3, 4]})) == "1234"
    assert page.render(Context({"content": kept, "rows": [4, 3, 2, 1]})) == "4321"
    assert len(kept.fragments) == 2


def test_only_plain_values_tell_pieces_of_the_process_apart() -> None:
    page = template("{% kept of=a %}{{ of }}{% endkept %}")
    with pytest.raises(TypeError):
        page.render(Context({"a": object()}))
    for wrong in ("{% kept a %}{% endkept %}", "{% twice %}{% endtwice %}"):
        with pytest.raises(TemplateSyntaxError):
            template(wrong)


def test_what_stands_twice_is_the_same() -> None:
    page = template("{% twice as side %}<b>{{ a }}</b>{% endtwice %}{{ side }}-{{ side }}")
    assert page.render(Context({"a": "<"})) == "<b>&lt;</b>-<b>&lt;</b>"
