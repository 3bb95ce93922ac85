"""A document of a megabyte takes a hundred times what one of ten kilobytes takes, not more."""

from collections.abc import Callable

import pytest

from courses.documents.reader import read_document
from courses.documents.rendering import render
from courses.documents.terms import Sentence, find_terms
from tests.growth import least_growth

HEAD = "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\n"
SIZE = 40_000
"""Characters of the smaller text."""
TIMES = 8
"""How many times as long the larger one is."""
BOUND = 13
"""Linear work is 8 times as much, quadratic work up to 64 times."""


def cite(number: int) -> str:
    time = f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"
    return f'<a class="yt-timestamp" data-t="{time}">[{time}]</a>'


def said(number: int) -> str:
    return f"The crane {number} of [[yard_{number % 50} | Yard]] rose {number} feet {cite(number)}."


SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    "one paragraph": (" ", said),
    "one paragraph of lines": ("\n", said),
    "one paragraph with code": (" ", lambda n: f"`Crane {n}` rose {cite(n)}."),
    "one paragraph of bold": (" ", lambda n: f"**The crane {n}** rose *far* {cite(n)}."),
    "one sentence": (" ", lambda n: f"rose {cite(n)} and"),
    "one sentence of clauses": (" ", lambda n: f"the crane {n} rose very far {cite(n)};"),
    "no citations": (" ", lambda n: f"The [[yard {n}]] of Mr. Bolt rose in {n}."),
    "paragraphs": ("\n\n", said),
    "lessons": ("\n\n", lambda n: f"## Part {n}\n\n{said(n)}"),
    "lessons of one name": ("\n\n", lambda n: f"## Part\n\n{said(n)}"),
    "list": ("\n", lambda n: f"*   **Point {n}:** {said(n)}"),
    "loose list": ("\n\n", lambda n: f"1. {said(n)}"),
    "nested list": ("\n", lambda n: f"{'  ' * (n % 6)}- {said(n)}"),
    "list that only deepens": ("\n", lambda n: f"{' ' * min(2 * n, 80)}- {said(n)}"),
    "table": (
        "\n",
        lambda n: f"| a | b |\n|---|---|\n| {n} | {said(n)} |" if not n else f"| {n} | {said(n)} |",
    ),
    "quotes": ("\n", lambda n: f"{'> ' * (n % 15 + 1)}{said(n)}"),
    "callouts": ("\n\n", lambda n: f"> [!info] Title {n}\n> {said(n)}"),
    "footnotes": ("\n\n", lambda n: f"It rose[^{n}].\n\n[^{n}]: {said(n)}"),
    "mis-scaled": (" ", lambda n: f"Crane {n} rose [{n // 60 % 60:02}:{n % 60:02}:00]."),
}


def text_of(shape: str, size: int) -> str:
    joint, unit = SHAPES[shape]
    count = size // (len(unit(100)) + len(joint))
    return joint.join(map(unit, range(count)))


def read(text: str) -> None:
    document = read_document(HEAD + text, name="a.md")
    facts = [fact for lesson in document.lessons for fact in lesson.facts]
    find_terms([Sentence(fact.text, fact.lead_in, fact.terms) for fact in facts], {})


def show(text: str) -> None:
    render(text, resolve=lambda _: None, video_id="AbC-123_xyZ", numbered=True)


@pytest.mark.parametrize("work", [read, show])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_large_document_costs_no_more_than_its_length(
    shape: str, work: Callable[[str], None]
) -> None:
    small, large = text_of(shape, SIZE), text_of(shape, TIMES * SIZE)
    assert least_growth(lambda: work(small), lambda: work(large), bound=BOUND) < BOUND
