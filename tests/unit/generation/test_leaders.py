"""Who ruled when, and what else of a stem tells its year: years outside are no wrong answers."""

from __future__ import annotations

import csv

import pytest

from quizzes.generation import gates
from quizzes.generation.ages import age_of
from quizzes.generation.gates.dates import carries_year
from quizzes.generation.leaders import FILE, spans_of
from tests.unit.generation.test_date_gates import asked


@pytest.mark.parametrize(
    ("named", "year", "first", "last"),
    [
        ("Prime Minister Nehru", 1955, 1947, 1964),
        ("Nehru", 1935, 1929, 1964),  # before he ruled: his whole public life
        ("Nixon's presidency", 1972, 1969, 1974),
        ("Vice President Nixon", 1959, 1950, 1974),
        ("Enver Hoxha", 1967, 1944, 1985),
        ("Nicolae Ceaușescu", 1970, 1965, 1989),
        ("Suhartos Indonesia", 1970, 1966, 1998),
        ("President Park", 1970, 1961, 1979),
        ("Park Chung Hee", 1970, 1961, 1979),
        ("President Bush", 1990, 1989, 1993),  # the year tells which of two
        ("President Bush", 2003, 2001, 2009),
        ("the Carter–Torrijos treaty", 1978, 1977, 1981),
        ("the Carter administration", 1978, 1977, 1981),
        ("Mao’s China", 1961, 1949, 1976),
        ("Morris Chang", 1995, 1987, 2018),
        ("Morris Chang", 1965, 1955, 2018),
    ],
)
def test_the_years_in_power_bound_the_options(named: str, year: int, first: int, last: int) -> None:
    age = age_of(f"In which year did Lund sell ships to {named}?", year)
    assert (age.first, age.last) == (first, last)


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Ford open the Velby yard?",
        "In which year did Ann Carter open the Velby yard?",
        "In which year did the post-Stalin thaw reach Velby?",
        "In which year did Lund move to Parkstrasse in Velby?",
        "In which year did Holm sell Sukarnoville?",
    ],
)
def test_a_name_that_many_bear_bounds_nothing(stem: str) -> None:
    assert spans_of(stem) == ()


def test_wrong_years_before_or_after_somebody_ruled_refuse() -> None:
    stem = "In which year did Lund sell ships to Prime Minister Nehru?"
    assert not gates.age_not_told(asked(stem, 1960, 1958, 1962, 1966)).passed
    assert not gates.age_not_told(asked(stem, 1949, 1945, 1951, 1953)).passed
    assert gates.age_not_told(asked(stem, 1960, 1956, 1958, 1962)).passed


def test_that_somebody_began_something_keeps_his_years() -> None:
    assert age_of("In which year did Hoxha establish the Velby yard?", 1945).first == 1944
    assert age_of("In which year did the Soviet Union found a bank in Velby?", 1923).first == 1922
    # Asked for its own beginning, a thing is not bounded by it.
    assert age_of("In which year was Renesas formed?", 2002).first == 0


@pytest.mark.parametrize(
    ("named", "year", "first", "last"),
    [
        ("Communist China", 1955, 1949, 2100),
        ("Communist Albania", 1961, 1944, 1991),
        ("the Byelorussian SSR", 1988, 1922, 1991),
        ("the Soviet-German trade talks", 1926, 1922, 1991),
        ("Sino-Soviet trade", 1950, 1922, 1991),
        ("the Soviets", 1950, 1922, 1991),
        ("the Nazis", 1938, 1933, 1945),
        ("Yugoslavian yards", 1960, 1918, 2003),
        ("Zaire", 1980, 1971, 1997),
        ("the Qing", 1880, 1644, 1912),
        ("Comecon", 1960, 1949, 1991),
    ],
)
def test_states_and_alliances_bound_the_options(
    named: str, year: int, first: int, last: int
) -> None:
    age = age_of(f"In which year did Lund sell ships to {named}?", year)
    assert (age.first, age.last) == (first, last)


def test_a_war_is_known_to_the_year() -> None:
    stem = "In which year did Lund build ships during World War II?"
    assert "one of both is wrong" in gates.age_not_told(asked(stem, 1938, 1940, 1942, 1944)).reason
    assert gates.age_not_told(asked(stem, 1939, 1941, 1943, 1945)).passed


def test_after_a_state_is_another_time() -> None:
    assert age_of("In which year did post-Soviet Velby sell ships?", 1990).last == 2100


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Holm's party lose the presidential election in Velby?",
        "In which year did Lund build the stadium for the Olympics in Velby?",
        "In which year did Lund pay for the World Cup in Velby?",
        "In which year did Holm lose the midterm elections in Velby?",
    ],
)
def test_what_comes_round_in_known_years_is_not_asked(stem: str) -> None:
    assert not gates.not_common(asked(stem, 1972)).passed
    assert gates.not_common(asked("In which year did Holm elect the board of Lund?", 1972)).passed


@pytest.mark.parametrize(
    ("named", "year"),
    [
        ("the 1959A ship", 1959),
        ("the 1959A ship", 1962),
        ("the G-71 ship", 1971),
        ("F77", 1977),
        ("Mars 96", 1996),
        ("the ’98 ship", 1998),
    ],
)
def test_a_name_that_carries_the_year_refuses(named: str, year: int) -> None:
    stem = f"In which year did Lund build {named}?"
    refused = gates.age_not_told(asked(stem, year, year - 2, year + 2, year + 4))
    assert "carries the year" in refused.reason


@pytest.mark.parametrize(
    ("named", "year"),
    [
        ("the G-71 ship", 1973),
        ("96 ships", 1996),
        ("the ship for $96 million", 1996),
        ("the IBM 1401", 1959),
        ("the Boeing 747", 1947),
        ("96% of its ships", 1996),
    ],
)
def test_other_figures_carry_no_year(named: str, year: int) -> None:
    assert carries_year(f"In which year did Lund build {named}?", year) == ""


def test_every_leader_has_years_in_order() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 500
    for row in rows:
        first, last = int(row["first"]), int(row["last"])
        assert 1600 < first <= last <= 2100, row
        if row["active_first"]:
            active = int(row["active_first"]), int(row["active_last"])
            assert active[0] <= first <= last <= active[1], row
