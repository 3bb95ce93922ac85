"""How alike two documents are is estimated from a sketch of each."""

from __future__ import annotations

import random
from time import process_time

import pytest

from courses.importing.likeness import KEPT, alike, sketch

WORDS = [f"word{number}" for number in range(3000)]


def text(seed: int, words: int = 1000) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def test_the_same_text_is_wholly_alike_whatever_its_head_its_times_and_its_marks() -> None:
    plain = sketch(text(1))
    assert alike(plain, plain) == 1.0
    words = text(1).split(" ")
    timed = " ".join(f'{word} <a data-t="00:01:10">[00:01:10]</a>' for word in words)
    assert alike(plain, sketch(f"---\ntitle: x y z\n---\n{timed.upper()}")) == 1.0
    assert alike(plain, sketch("**" + "**, ".join(words) + ".")) == 1.0


def test_texts_of_the_same_words_in_another_order_are_not_alike() -> None:
    words = text(1).split(" ")
    random.Random(2).shuffle(words)
    assert alike(sketch(text(1)), sketch(" ".join(words))) < 0.05
    assert alike(sketch(text(1)), sketch(text(2))) < 0.05


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.8])
def test_the_estimate_is_near_the_truth(part: float) -> None:
    """Of two texts that have their first words in common: Jaccard is c / (2 - c)."""
    far = []
    for seed in range(20):
        common = text(seed, int(2000 * part))
        one = f"{common} {text(seed + 100, int(2000 * (1 - part)))}"
        other = f"{common} {text(seed + 200, int(2000 * (1 - part)))}"
        far.append(alike(sketch(one), sketch(other)) - part / (2 - part))
    assert abs(sum(far) / len(far)) < 0.03
    assert max(map(abs, far)) < 0.15


@pytest.mark.parametrize("nothing", ["", "   ", "---\ntitle: x\n---\n", "[1:10]", "…"])
def test_nothing_is_like_nothing(nothing: str) -> None:
    assert alike(sketch(nothing), sketch(nothing)) == 0.0
    assert alike(sketch(nothing), sketch(text(1))) == 0.0


def test_scripts_without_spaces_have_runs_of_characters() -> None:
    assert alike(sketch("灯台は岩の上に建っている。"), sketch("灯台は岩の上に建っていた。")) > 0.5


def test_a_sketch_is_small_and_linear_in_the_text() -> None:
    assert len(sketch(text(1, 20_000)).hashes) == KEPT
    begin = process_time()
    sketch("<" * 400_000)
    sketch("[" * 400_000)
    sketch("---\n" * 100_000)
    sketch("a" * 5_000_000)
    assert process_time() - begin < 2
