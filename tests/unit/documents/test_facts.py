"""One statement, its citation, its context and its worth."""

import pytest

from courses.documents.clauses import as_sentence, split_clauses
from courses.documents.model import FactDraft
from courses.documents.reader import read_document

HEAD = "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\n"


def facts(body: str) -> tuple[FactDraft, ...]:
    lessons = read_document(HEAD + body, name="t.md").lessons
    return tuple(fact for lesson in lessons for fact in lesson.facts)


def told(body: str) -> list[tuple[str, list[int]]]:
    return [(f.text, [c.seconds for c in f.citations]) for f in facts(body)]


def test_two_statements_in_one_sentence_get_a_citation_each() -> None:
    body = "The first yard was closed in 1902 [0:10], and the second one was sold in 1911 [0:20]."
    assert told(body) == [
        ("The first yard was closed in 1902.", [10]),
        ("The second one was sold in 1911.", [20]),
    ]
    assert told("The old yard was built of stone [0:10]; Ellery repainted it in red [0:20].") == [
        ("The old yard was built of stone.", [10]),
        ("Ellery repainted it in red.", [20]),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The yard was closed in May [0:10], and it was sold in June 1911 [0:20].",  # it?
        "Although the yard was closed in May [0:10], the docks were sold later on [0:20].",
        "The yard was closed in May [0:10], and sold to the railway in June [0:20].",
        "It fell in May [0:10], and the docks were sold to the railway [0:20].",  # too short
        "The yard sold cranes and rope [0:10], and the finest lamps of the coast [0:20].",
        'She called the yard "old and worn [0:10], and the docks were no better" then [0:20].',
        "The yard was closed in the spring [0:10] [0:20].",
    ],
)
def test_a_sentence_stays_whole_where_a_part_could_not_stand_alone(body: str) -> None:
    ((_, seconds),) = told(body)
    assert seconds == [10, 20]


def test_a_part_without_a_citation_stays_with_the_one_that_has_it() -> None:
    body = "The first yard was closed in 1902 [0:10], and the second one was sold in 1911."
    assert [seconds for _, seconds in told(body)] == [[10]]


def test_the_parts_of_a_sentence_know_their_places() -> None:
    body = "The first yard was closed in 1902 [0:10], and the second one was sold in 1911 [0:20]."
    text = HEAD + body
    first, second = facts(body)
    assert text[first.start : first.end] == "The first yard was closed in 1902"
    assert text[second.start : second.end].startswith("the second one was sold")
    assert first.key != second.key


def test_clauses_are_cut_at_citations_only() -> None:
    text = "The yard was closed in 1902, and the docks were sold in 1911."
    assert split_clauses(text, (0, len(text)), [len(text) - 1]) == [(0, len(text))]
    assert as_sentence("the yard was closed,") == "The yard was closed."


def test_a_fact_keeps_its_label_heading_and_terms() -> None:
    (fact,) = facts("## Yards\n\n### Sales\n\n- **Price**: The [[dock | Dock]] cost £9 [0:10].\n")
    assert (fact.heading, fact.lead_in, fact.terms) == ("Sales", "Price", ("Dock",))


def test_figures_names_definitions_causes_and_returning_terms_rank_higher() -> None:
    body = (
        "They were rather old by then [0:01].\n\n"
        "The yard stood on a hill above the town [0:02].\n\n"
        "The yard was sold by Ada Thorne [0:03].\n\n"
        "The yard was sold in 1911 [0:04].\n\n"
        "A sheerleg is a crane of two spars [0:05].\n\n"
        "The yard failed because nobody wanted wooden ships [0:06].\n\n"
        "The [[boom]] of a crane is made of oak here [0:07].\n\n"
        "The [[boom]] bends under a heavy load at times [0:08].\n\n"
        "In 1911 Ada Thorne sold 41 cranes because Port Ellery had no coal [0:09].\n"
    )
    vague, plain, name, figure, definition, cause, term, again, rich = [f.rank for f in facts(body)]
    assert vague < plain == 0.0
    assert min(name, figure, definition, cause, term, again) > plain
    assert rich > max(name, figure, definition, cause, term, again)


def test_a_doubtful_time_lowers_the_rank() -> None:
    sure, doubtful = facts(
        "The yard was sold in 1911 [0:10]. The dock was sold in 1911"
        ' <a class="yt-timestamp" data-t="00:75:00">[00:75:00]</a>.'
    )
    assert doubtful.citations[0].state == "doubtful"
    assert sure.rank > doubtful.rank
