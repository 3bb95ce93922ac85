"""Sentences, lessons and questions of our own for the benchmark's courses: the same each time."""

from __future__ import annotations

from typing import Any

from bench.corpus import PEOPLE, PLACES, TOPICS

FACTS = 10
"""Key facts of a lesson: ten sentences in three paragraphs."""
OPTIONS = 4
SHAPES = (
    "The {topic} of {place} was opened in {year} after {count} months of work on its north side.",
    "{person} paid {money} million pounds for the {topic} of {place} and kept it for the family.",
    "By {year} about {share} percent of all the trade of {place} passed through its {topic}.",
    "The engines that drove the {topic} of {place} used {count} tons of coal in a single week.",
    "In {year} {person} argued before the council of {place} that the {topic} would never pay.",
)
QUESTIONS = (
    "In which year was the {topic} of {place} opened?",
    "Who bought the {topic} of {place}?",
    "Which share of the trade of {place} passed through its {topic}?",
    "How much coal did the {topic} of {place} use in a single week?",
    "When did the council of {place} hear that the {topic} would never pay?",
)
CHECKS = (
    ("evidence", "The right answer stands in the cited sentence, word for word."),
    ("stands alone", "The sentence can be understood without its neighbours."),
    ("stem length", "The stem has eleven words."),
    ("named anchor", "The stem names what it is about."),
    ("no negative", "The stem has no negative."),
    ("exact value", "The sentence states the value itself."),
    ("smooth stem", "The stem reads as a question or a sentence to complete."),
    ("no leak", "Nothing in the stem lets the answer be worked out."),
    ("worth asking", "The answer is a figure that the source makes a point of."),
    ("four options", "Four different options."),
    ("one key", "No other option is said of the same things in the document."),
    ("same type", "All options are of one kind."),
    ("plausible", "The wrong answers are values of the same document."),
    ("hedges", "The answer is not a bound."),
    ("clang", "No word of the stem points at the right answer."),
    ("grammar", "Every option fits the stem grammatically."),
)


def words_of(number: int) -> dict[str, Any]:
    """What the templates are filled with."""
    return {
        "topic": TOPICS[number % len(TOPICS)],
        "place": PLACES[number // 3 % len(PLACES)],
        "person": PEOPLE[number % len(PEOPLE)],
        "year": 1800 + number % 170,
        "count": 12 + number % 88,
        "money": 2 + number % 37,
        "share": 5 + number % 90,
    }


def sentence(number: int) -> str:
    return SHAPES[number % len(SHAPES)].format(**words_of(number))


def stem(number: int) -> str:
    return QUESTIONS[number % len(QUESTIONS)].format(**words_of(number))


def options(number: int) -> list[str]:
    """Four different answers; the place of the right one is ``number % OPTIONS``."""
    return [f"{1800 + number % 170 + 7 * place}" for place in range(OPTIONS)]


def checks() -> list[dict[str, Any]]:
    return [{"name": name, "passed": True, "reason": reason} for name, reason in CHECKS]


def lesson_html(sentences: list[str], first_second: int, video: str) -> str:
    """A lesson's text as the renderer writes it; ``video`` is empty in an article."""
    said = []
    for place, text in enumerate(sentences):
        second = first_second + 12 * place
        if video:
            said.append(
                f'<span class="said" data-from="{second}">{text}</span>&nbsp;<a class="cite" '
                f'href="https://youtu.be/{video}?t={second}" data-seconds="{second}" '
                f'rel="noopener noreferrer">{second // 60}:{second % 60:02d}</a>'
            )
        else:
            said.append(text)
    parts = (said[:4], said[4:7], said[7:])
    at = [f' data-at="{first_second + 12 * begin}"' if video else "" for begin in (0, 4, 7)]
    return "\n".join(
        f"<p{mark}>{' '.join(part)}</p>" for mark, part in zip(at, parts, strict=True) if part
    )
