"""The whole generator: same in, same out; four options, one key; balanced over the bank."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.generation.gates.options import fold
from tests.unit.generation.factories import SENTENCES, document, made_from, make_fact

CHI_SQUARED_5_PERCENT = 7.815  # three degrees of freedom, p = .05


def test_most_of_a_clean_document_becomes_questions() -> None:
    published = made_from(document()).published
    assert len(published) >= 8
    assert {"year", "money", "share"} <= {question.form for question in published}


def test_one_question_a_fact_and_a_reason_for_every_other() -> None:
    facts = document()
    result = made_from(facts)
    asked = [question.fact_id for question in result.published]
    assert len(asked) == len(set(asked))
    silent = {fact.id for fact in facts} - set(asked)
    assert silent <= {refusal.fact_id for refusal in result.refused}
    assert all(refusal.reason for refusal in result.refused)


def test_every_question_carries_passed_checks_and_its_sentence() -> None:
    texts = {fact.id: fact.text for fact in document()}
    for question in made_from(document()).published:
        assert question.checks
        assert all(check.passed and check.reason for check in question.checks)
        assert texts[question.fact_id] in question.explanation
        right = next(option for option in question.options if option.correct)
        assert right.text in texts[question.fact_id]
        assert right.text not in question.stem


def test_a_wrong_answer_of_the_document_says_where_it_belongs() -> None:
    facts = {fact.id: fact for fact in document()}
    found = [
        option
        for question in made_from(document()).published
        for option in question.options
        if option.fact_id and not option.correct
    ]
    assert found
    for option in found:
        fact = facts[option.fact_id or ""]
        assert option.text in fact.text
        minutes, seconds = divmod(fact.seconds or 0, 60)
        assert f" at {minutes}:{seconds:02}" in option.why


def test_an_article_speaks_of_paragraphs() -> None:
    facts = [
        make_fact(text, place, id=f"a{place}", seconds=None)
        for place, text in enumerate(SENTENCES, start=1)
    ]
    published = made_from(facts).published
    assert published
    assert all(" at 0:" not in one.why for question in published for one in question.options)


def test_the_order_of_modules_does_not_mix_them() -> None:
    both = made_from([*document("m1"), *document("m2", shift=50)])
    for question in both.published:
        home = question.fact_id.split("-")[0]
        for option in question.options:
            assert option.fact_id is None or option.fact_id.split("-")[0] == home


def test_a_name_of_a_complete_list_is_asked_among_its_kind() -> None:
    facts = [
        make_fact("The Lund Pool included Hitachi, Fujitsu, Mitsubishi, and Oki.", 1),
        make_fact("Japan is known for Sony, Hitachi, Canon, Sharp, and Toshiba.", 2),
    ]
    (question,) = [q for q in made_from(facts).published if q.form == "name"]
    right = next(option.text for option in question.options if option.correct)
    assert right in {"Hitachi", "Fujitsu", "Mitsubishi"}
    assert question.stem == "Which of these companies did the Lund Pool include?"
    wrong = {option.text for option in question.options if not option.correct}
    assert wrong <= {"Sony", "Canon", "Sharp", "Toshiba"}


def test_an_open_list_is_not_asked_for() -> None:
    facts = [
        make_fact("The Lund Pool has members such as Hitachi, Fujitsu, Mitsubishi, and Oki.", 1),
        make_fact("Japan is known for Sony, Hitachi, Canon, Sharp, and Toshiba.", 2),
    ]
    assert not made_from(facts).published


def test_positions_and_ranks_are_balanced_over_a_bank() -> None:
    facts = [
        make_fact(
            f"Nordhavn Electric sold {11 + place * 7} ships to Karlskrona in the spring.",
            place,
            id=f"b{place}",
            lesson=f"l{place}",
            module=f"m{place}",
        )
        for place in range(1, 161)
    ]
    published = made_from(facts).published
    assert len(published) == len(facts)
    positions: Counter[int] = Counter()
    ranks: Counter[int] = Counter()
    for question in published:
        right = next(place for place, o in enumerate(question.options) if o.correct)
        positions[right] += 1
        numbers = sorted(float(o.text.replace(",", "")) for o in question.options)
        ranks[numbers.index(float(question.options[right].text.replace(",", "")))] += 1
    # A quarter each, by a chi-squared test with three degrees of freedom.
    for counts in (positions, ranks):
        even = len(published) / 4
        assert sum((counts[place] - even) ** 2 / even for place in range(4)) < CHI_SQUARED_5_PERCENT
    assert max(ranks.values()) - min(ranks.values()) <= 1
    assert all(18 <= positions[place] <= 62 for place in range(4))


_VOCABULARY = """Lund Velby Nordhavn IBM bought sold opened the ships yard docks in for of over
    about 1934 1972 $60 million 35% 18 three It This was were and , . which years 15 ( ) “ ”"""
_WORDS = st.sampled_from(_VOCABULARY.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=14), min_size=1, max_size=12))
def test_any_facts_give_the_same_sound_questions_twice(sentences: list[list[str]]) -> None:
    facts = [
        make_fact(" ".join(words) + ".", place) for place, words in enumerate(sentences, start=1)
    ]
    first, second = made_from(facts), made_from(facts)
    assert first == second
    for question in first.published:
        assert sum(option.correct for option in question.options) == 1
        assert len({fold(option.text) for option in question.options}) == 4


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=6))
def test_any_text_at_all_is_survived(texts: list[str]) -> None:
    facts = [make_fact(text, place) for place, text in enumerate(texts, start=1)]
    assert made_from(facts, seed=3) == made_from(facts, seed=3)
