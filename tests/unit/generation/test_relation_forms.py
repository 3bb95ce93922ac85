"""Questions about relations: options of one shape, of other sections, and not true as well."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.drafts import Draft
from quizzes.generation.forms._context import sentence_before, titled
from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.forms._relation_options import is_specific
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms.cause import CauseForm
from quizzes.generation.forms.effect import EffectForm
from quizzes.generation.forms.means import MeansForm
from quizzes.generation.forms.purpose import PurposeForm
from quizzes.generation.reading.happenings import particular
from tests.unit.generation.factories import index_of, make_fact

SECTIONS = (
    ("Docks", "In 1921, Nordhavn opened a second dock to serve the coal trade."),
    ("Docks", "Captain Bruun kept a diary of his journeys."),
    ("Docks", "Lanterns were lit along the quay on Sundays."),
    ("Ferries", "The Oresund Line hired two captains to train its young sailors."),
    ("Ferries", "Passengers brought their own chairs and blankets."),
    ("Ferries", "Velby bought three tugs to tow the grain barges upriver."),
    ("Bridges", "The toll house was painted green every spring."),
    ("Bridges", "Helsing borrowed silver from Lund to repair the wooden bridge."),
    ("Bridges", "Swallows nested under the arches."),
    ("Lights", "Skagen built a lighthouse to warn the herring fleet."),
    ("Lights", "Fog was common in October."),
)


def document(sections: tuple[tuple[str, str], ...] = SECTIONS) -> list[SourceFact]:
    return [
        make_fact(text, place, heading=heading)
        for place, (heading, text) in enumerate(sections, start=1)
    ]


def purpose_of(facts: list[SourceFact], place: int = 0) -> Draft | None:
    return next(iter(PurposeForm().drafts(facts[place], index_of(facts))), None)


def test_a_purpose_is_asked_among_purposes_of_other_sections() -> None:
    draft = purpose_of(document())
    assert draft is not None
    assert draft.stem == "Why did Nordhavn open a second dock in 1921?"
    assert draft.key == "To serve the coal trade"
    assert len(draft.wrong) == 3
    assert all(wrong.text.startswith("To ") for wrong in draft.wrong)
    assert all(wrong.fact and wrong.fact.heading != "Docks" for wrong in draft.wrong)
    assert draft.span in draft.fact.text


def test_no_wrong_answer_comes_from_the_same_section() -> None:
    same = tuple(("Docks", text) for _, text in SECTIONS)
    assert purpose_of(document(same)) is None


def test_no_wrong_answer_speaks_of_the_named_things_of_the_question() -> None:
    told_again = tuple(
        (heading, text.replace("grain", "coal").replace("herring fleet", "coal trade"))
        for heading, text in SECTIONS
    )
    draft = purpose_of(document(told_again))
    assert draft is None or not any("coal" in wrong.text for wrong in draft.wrong)


def test_the_same_facts_give_the_same_options() -> None:
    one, other = purpose_of(document()), purpose_of(document())
    assert one is not None
    assert other is not None
    assert one.texts == other.texts


def test_a_pronoun_that_nothing_explains_is_not_asked_about() -> None:
    facts = document((("Docks", "They opened a dock to serve the coal trade."), *SECTIONS[1:]))
    assert purpose_of(facts) is None


def test_means_causes_and_effects_are_asked_in_their_own_words() -> None:
    facts = document(
        (
            ("Docks", "Nordhavn lowered its fees by sharing cranes with Lund."),
            ("Docks", "Lanterns were lit along the quay on Sundays."),
            ("Ferries", "The Oresund Line closed in 1961 due to a shortage of engineers."),
            ("Ferries", "Sailors sang on Sundays."),
            ("Winters", "In 1911 the council froze all wages, leading to a strike of the dockers."),
        )
    )
    index = index_of(facts)
    pool = pool_of(index)
    kinds = [relation.kind for fact in facts for relation in pool.relations[fact.id]]
    assert kinds == ["means", "cause", "effect"]
    for form in (MeansForm(), CauseForm(), EffectForm()):
        # Too few phrases of the same shape: nothing is asked rather than padded.
        assert not [draft for fact in facts for draft in form.drafts(fact, index)]


@pytest.mark.parametrize(
    "text",
    [
        "address this problem",
        "help it survive",
        "reduce various risks",
        "always keep the dock open",
        "open the dock and",
        "sell the company",
        "keep (the dock open",
        "serve",
    ],
)
def test_an_option_that_points_elsewhere_or_is_vague_is_refused(text: str) -> None:
    assert problem_with_option(text)


@pytest.mark.parametrize("text", ["serve the coal trade", "tow the grain barges upriver"])
def test_a_whole_plain_phrase_may_be_an_option(text: str) -> None:
    assert problem_with_option(text) == ""


def test_this_is_explained_by_the_sentence_before() -> None:
    facts = [
        make_fact("Nordhavn froze all wages in 1911.", 1, paragraph=1),
        make_fact("This allowed the port to lower its fees for grain.", 2, paragraph=1),
        make_fact("This allowed the port to lower its fees for grain.", 3, paragraph=3),
    ]
    index = index_of(facts)
    assert sentence_before(facts[1], index) == "Nordhavn froze all wages in 1911."
    assert sentence_before(facts[2], index) == ""  # another paragraph


def test_a_sentence_that_needs_its_own_explanation_is_not_quoted() -> None:
    facts = [
        make_fact("They froze all wages in 1911.", 1, paragraph=1),
        make_fact("This allowed the port to grow.", 2, paragraph=1),
    ]
    assert sentence_before(facts[1], index_of(facts)) == ""


def test_a_stem_that_names_nothing_is_led_by_the_title() -> None:
    fact = make_fact("The dockers were paid in coal.")
    index = index_of([fact])
    stem = "Why were the dockers of the port paid in coal?"
    led = "In ‘Harbours of the North’: why were the dockers of the port paid in coal?"
    assert titled(stem, fact, index) == led
    named = "Why were the dockers of Lund paid in coal every winter?"
    index = index_of([make_fact("They sailed to Lund and back.")])
    assert titled(named, fact, index) == named


@pytest.mark.parametrize(
    ("phrase", "enough"),
    [
        ("austerity policies", True),
        ("a shortage of coal", True),
        ("significant challenges", False),
        ("even more problems", False),
        ("disastrous consequences", False),
    ],
)
def test_a_phrase_that_would_fit_anything_is_not_particular(phrase: str, enough: bool) -> None:
    assert (len(particular(phrase)) >= 2) is enough


def test_what_is_only_praised_has_no_effect_to_ask_for() -> None:
    facts = document(
        (
            ("Docks", "The Lund dock was crucial, leading to a rise in grain exports."),
            *SECTIONS[1:],
        )
    )
    assert not list(EffectForm().drafts(facts[0], index_of(facts)))


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("tow the grain barges", True),
        ("protect the surface", False),
        ("reduce costs", False),
        ("solve the main problem", False),
    ],
)
def test_a_wrong_goal_must_be_specific(text: str, specific: bool) -> None:
    assert is_specific(text, "to") is specific
