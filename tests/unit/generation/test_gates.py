"""Each gate: what it must refuse and what it must let pass."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.index import ModuleIndex
from quizzes.generation.stems import gap_stem
from quizzes.generation.values import find_values, hedge_of
from tests.unit.generation.factories import index_of, make_fact


def draft(text: str, *wrong: float, nth: int = 0, others: tuple[str, ...] = ()) -> Draft:
    fact = make_fact(text, 1)
    rest = [make_fact(other, place) for place, other in enumerate(others, start=2)]
    index = ModuleIndex([fact, *rest])
    value = find_values(text)[nth]
    return Draft(
        fact=fact,
        sentence=text,
        stem=gap_stem(text, value).text,
        natural=False,
        key=value.text,
        value=value,
        hedge=hedge_of(text, value),
        wrong=tuple(Wrong(value.like(number), number, None) for number in wrong),
        index=index,
    )


def test_evidence() -> None:
    good = draft("Lund paid $60 million for the yard.")
    assert gates.evidence(good).passed
    assert not gates.evidence(dataclasses.replace(good, key="$61 million")).passed


def test_stands_alone() -> None:
    assert gates.stands_alone(draft("Old Lund paid $60 million for ships.")).passed
    result = gates.stands_alone(draft("It paid $60 million for ships at Lund."))
    assert not result.passed
    assert "It" in result.reason


def test_stem_length() -> None:
    assert gates.stem_length(draft("Old Lund paid $60 million for its yard.")).passed
    assert not gates.stem_length(draft("Lund paid $60 million.")).passed
    assert not gates.stem_length(draft("Lund paid $60 million " + "for ships " * 20)).passed


def test_named_anchor() -> None:
    assert gates.named_anchor(draft("Old Lund paid $60 million for the yard.")).passed
    assert not gates.named_anchor(draft("The yard was sold for $60 million then.")).passed


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("In which year did Lund call out at a meeting?", False),
        ("In which year did Lund speak to the workers of the yard?", False),
        ("In which year did Lund warn that the yard would close?", True),
        ("In which year did Lund speak Danish for the first time?", True),
    ],
)
def test_who_only_spoke_said_nothing_worth_asking(stem: str, said: bool) -> None:
    asked = dataclasses.replace(draft("In 1972 Lund spoke at the yard."), stem=stem)
    assert gates.worth_asking(asked).passed is said


@pytest.mark.parametrize("word", ["not", "never", "didn't", "without"])
def test_no_negative(word: str) -> None:
    assert not gates.no_negative(draft(f"Lund {word} paid $60 million for it.")).passed
    assert gates.no_negative(draft("Lund paid $60 million for it.")).passed


@pytest.mark.parametrize(
    "text",
    [
        "Lund closed by 1972 after a strike.",
        "Lund closed before 1972 after a strike.",
        "Lund ran ferries from 1966 to 1971.",
        "Lund obeyed the Copyright Act of 1976 at once.",
        "Lund sold as early as 1971 its ships.",
        "Lund opens in 2030 or later as planned.",
        "Lund spent money (about $60 million) on ships.",
        "Lund bought another 18 ships in Wales.",
    ],
)
def test_exact_value_refuses_bounds_ranges_and_asides(text: str) -> None:
    assert not gates.exact_value(draft(text)).passed


@pytest.mark.parametrize(
    "text", ["Lund closed in early 1972 after a strike.", "Lund spent $60 million on ships."]
)
def test_exact_value_lets_statements_pass(text: str) -> None:
    assert gates.exact_value(draft(text)).passed


@pytest.mark.parametrize(
    "text",
    [
        "In 1972 Lund grew, more than in the 1960s.",
        "Lund sold in 1972 what it bought in 1960.",
        "Lund heats water to 60 degrees Celsius (140 degrees Fahrenheit).",
        "Lund sold three ships, the Anna, the Berta, and the Clara.",
        "EUV Lund operated for six years, 1997 to 2003.",
        "Lund held 40% and Velby 60% of it.",
    ],
)
def test_no_leak_refuses(text: str) -> None:
    found = find_values(text)
    nth = next((i for i, value in enumerate(found) if value.kind != "year"), 0)
    assert not gates.no_leak(draft(text, nth=nth)).passed


def test_no_leak_allows_a_contrast_that_gives_nothing_away() -> None:
    text = "Lund put 80% into upkeep, compared to 50% in Velby."
    assert gates.no_leak(draft(text)).passed
    assert gates.no_leak(draft("In 1972 Lund bought the Velby yard.")).passed


@pytest.mark.parametrize(
    "text",
    [
        "Lund kept 100% of the shares in Velby.",
        "Lund saw three ways to Velby harbour.",
        "Lund sold two ships to Velby.",
        "Lund estimated in 1972 that Velby was poor.",
        "For three years, Lund ruled Velby.",
    ],
)
def test_worth_asking_refuses(text: str) -> None:
    assert not gates.worth_asking(draft(text)).passed


def test_worth_asking_lets_events_and_figures_pass() -> None:
    assert gates.worth_asking(draft("In 1972 Lund opened the Velby yard.")).passed
    assert gates.worth_asking(draft("Lund sold 18 ships to Velby.")).passed


def test_four_options() -> None:
    assert gates.four_options(draft("Lund paid $60 million.", 20, 40, 90)).passed
    assert not gates.four_options(draft("Lund paid $60 million.", 20, 40, 40)).passed
    assert not gates.four_options(draft("Lund paid $60 million.", 20, 40)).passed


def test_one_key_refuses_what_is_said_of_the_same_names() -> None:
    base = draft(
        "Old Lund bought Velby in 1934 at last.",
        1930,
        1931,
        others=("Old Lund sold Velby in 1938.",),
    )
    other = base.index.facts[1]
    twin = dataclasses.replace(base, wrong=(*base.wrong, Wrong("1938", 1938, other)))
    assert not gates.one_key(twin).passed
    assert gates.one_key(base).passed


def test_same_type_refuses_another_precision_or_dress() -> None:
    assert gates.same_type(draft("Lund paid $60 million.", 20, 45, 90)).passed
    assert not gates.same_type(draft("Lund paid $60 million.", 20, 452, 90)).passed
    base = draft("Lund paid $60 million.", 20, 45)
    odd = dataclasses.replace(base, wrong=(*base.wrong, Wrong("90 million dollars", 90, None)))
    assert not gates.same_type(odd).passed


def test_plausible() -> None:
    assert gates.plausible(draft("Lund paid $60 million.", 20, 45, 200)).passed
    assert not gates.plausible(draft("Lund paid $60 million.", 20, 45, 300)).passed
    assert not gates.plausible(draft("Lund closed in 1972.", 1920, 1970, 1980)).passed
    assert not gates.plausible(draft("Lund heats to 60 km.", 50, 70, 80)).passed


def test_hedges() -> None:
    assert gates.hedges(draft("Lund paid over $60 million.", 70, 80, 90)).passed
    assert not gates.hedges(draft("Lund paid over $60 million.", 50, 80, 90)).passed
    assert gates.hedges(draft("Lund paid up to $60 million.", 20, 30, 40)).passed
    assert not gates.hedges(draft("Lund paid up to $60 million.", 20, 30, 70)).passed


def test_grammar_wants_one_article_for_all() -> None:
    assert gates.grammar(draft("Lund got a 15% rise.", 20, 30, 40)).passed
    assert not gates.grammar(draft("Lund got a 15% rise.", 20, 30, 80)).passed


def test_length_of_the_answer() -> None:
    good = draft("Lund paid $60 million.", 20, 40, 90)
    assert gates.longest_answer(good).passed
    assert not gates.longest_answer(
        dataclasses.replace(good, key="$60 million and more besides")
    ).passed


def test_plain_options() -> None:
    good = draft("Lund paid $60 million.", 20, 40, 90)
    assert gates.plain_options(good).passed
    bad = dataclasses.replace(good, wrong=(Wrong("All of the above", 0, None),))
    assert not gates.plain_options(bad).passed


def test_hinging_looks_for_the_whole_answer() -> None:
    assert gates.hinges("1964", "In 1964, Lund grew.")
    assert not gates.hinges("60", "Lund sold 1,600 ships, 60% of them old.")


def names(stem: str, key: str, *wrong: str) -> Draft:
    base = draft("Old Lund paid $60 million for its yard.")
    return dataclasses.replace(
        base,
        stem=stem,
        key=key,
        value=None,
        wrong=tuple(Wrong(text, 0.0, base.fact) for text in wrong),
    )


def test_clang() -> None:
    rings = names("Who founded Cray Research in Lund?", "Seymour Cray", "Ada Holm", "Bo Friis")
    assert not gates.clang(rings).passed
    shared = names("Which bank lent to Lund?", "Velby Bank", "Skagen Bank", "Aker Bank")
    assert gates.clang(shared).passed


def test_convergence() -> None:
    alone = names("Who came?", "Velby Steel Works", "Velby Dock", "Aker Steel", "Lund Works")
    assert not gates.convergence(alone).passed
    even = names("Who came?", "Velby Dock", "Velby Yard", "Aker Steel", "Lund Steel")
    assert gates.convergence(even).passed


def test_no_year_after_everything_the_document_tells_of() -> None:
    text = "In 1972 Lund opened the Velby yard."
    assert not gates.no_future(draft(text, 1960, 1965, 1980)).passed
    assert gates.no_future(draft(text, 1960, 1965, 1968)).passed
    later = ("In 1985 Lund closed the Velby yard.",)
    assert gates.no_future(draft(text, 1960, 1965, 1980, others=later)).passed
    plan = ("Lund will close the Velby yard by 2027.",)
    assert not gates.no_future(draft(text, 1960, 1965, 2020, others=plan)).passed


def test_smooth() -> None:
    assert not gates.smooth(draft("In 1972, thousands met at Lund.")).passed
    assert gates.smooth(draft("Hurricane Ada in 1972 closed the yard of Lund.")).passed
    assert not gates.smooth(draft("The yard of Lund (closed down in 1972) was old.")).passed


def test_longest_answer() -> None:
    assert not gates.longest_answer(
        names("Who came?", "The Old Harbour Company of Lund", "Aker", "Velby", "Oslo")
    ).passed
    assert gates.longest_answer(names("Who came?", "Lund", "Aker", "Velby", "Oslo")).passed


def parsed_draft(text: str) -> Draft:
    """A gap of the first value, with the parse of its sentence."""
    fact = make_fact(text, 1)
    value = find_values(text)[0]
    return dataclasses.replace(draft(text), fact=fact, index=index_of([fact]), value=value)


def test_finite_root() -> None:
    assert gates.finite_root(parsed_draft("Siemens paid $60 million for the Lund yard.")).passed
    fragment = parsed_draft("More focused on news, serving 240 million users in Denmark.")
    assert not gates.finite_root(fragment).passed


def test_named_things() -> None:
    assert gates.named_things(parsed_draft("Siemens paid $60 million for the Lund yard.")).passed
    result = gates.named_things(parsed_draft("Siemens paid $60 million for the lawsuit."))
    assert "the lawsuit" in result.reason
    assert not result.passed


@pytest.mark.parametrize(
    "words", ["another yard", "the same yard", "a yard again", "three more yards"]
)
def test_no_pointer(words: str) -> None:
    assert not gates.no_pointer(draft(f"Siemens paid $60 million for {words}.")).passed
    assert gates.no_pointer(draft("Siemens and Toshiba paid one another $60 million.")).passed


@pytest.mark.parametrize("bound", ["over", "at least", "up to", "less than", "well over", "past"])
def test_a_bound_is_no_exact_value(bound: str) -> None:
    assert not gates.exact_value(draft(f"Siemens paid {bound} $60 million for ships.")).passed
    assert gates.exact_value(draft("Siemens paid about $60 million for ships.")).passed


def test_dated_figure() -> None:
    assert not gates.dated_figure(draft("Siemens employed 34,000 people in Berlin.")).passed
    assert gates.dated_figure(draft("Siemens employed 34,000 people in Berlin by 1934.")).passed
    assert gates.dated_figure(draft("Siemens paid $60 million for a yard in Lund.")).passed


@pytest.mark.parametrize(
    "text",
    [
        "Siemens planned to spend $60 million on yards.",
        "Siemens has three key goals in Denmark.",
        "Siemens offers four ships to Denmark:",
    ],
)
def test_plans_and_announced_lists_are_not_worth_asking(text: str) -> None:
    assert not gates.worth_asking(draft(text)).passed


def named_draft(stem: str, key: str, *wrong: str) -> Draft:
    base = draft("Siemens paid $60 million for ships.")
    return dataclasses.replace(
        base,
        stem=stem,
        key=key,
        value=None,
        form="name",
        wrong=tuple(Wrong(text, 0.0, base.fact) for text in wrong),
    )


def test_exclusivity() -> None:
    stem = "Which company bought the Lund yard in 1934?"
    assert gates.exclusive(named_draft(stem, "Siemens", "Toshiba", "Intel", "Sharp")).passed
    for twin in ("International Business Machines", "IBM Japan"):
        assert not gates.exclusive(named_draft(stem, "IBM", twin, "Intel", "Sharp")).passed
    lands = named_draft("Which country bought Lund?", "Germany", "West Germany", "Peru", "Chile")
    assert not gates.exclusive(lands).passed


def test_no_hint_of_meaning() -> None:
    marks = named_draft("Which country spent a billion marks?", "Germany", "Peru", "Chile", "Cuba")
    assert not gates.no_hint(marks).passed
    only = named_draft("Who was the only European firm there?", "Siemens", "Sharp", "Sony", "NEC")
    assert not gates.no_hint(only).passed
    plain = named_draft("Which country opened a dock?", "Germany", "Peru", "Chile", "Cuba")
    assert gates.no_hint(plain).passed


def test_an_option_that_another_fact_makes_true_is_no_wrong_answer() -> None:
    text = "In 1934, Siemens bought the Lund yard from Karlskrona."
    elsewhere = "Siemens sold the Lund yard in 1938."
    base = draft(text, 1936, 1938, 1930, others=(elsewhere,))
    assert not gates.one_key(base).passed
    unrelated = draft(text, 1936, 1938, 1930, others=("Toshiba sold radios in 1938.",))
    assert gates.one_key(unrelated).passed
