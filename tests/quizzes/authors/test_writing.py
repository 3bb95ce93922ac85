"""A plan is bounded before anything is sent, kept exactly, and costs nothing the second time."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from config.language_model import LanguageModel
from quizzes.authors import refusals
from quizzes.authors.planning import MOST_OF_A_LESSON, Plan, plan_calls
from quizzes.authors.protocol import MOST_REPLY
from quizzes.authors.telling import money, plan_lines, writing_lines
from quizzes.authors.writing import AT_ONCE, FAILURES_IN_A_ROW, Writing, write
from quizzes.generation import Generation, SourceFact
from quizzes.generation.authored import reply as reasons
from tests.quizzes.authors.server import NOTHING, Behaviour, Caller, Script, serving
from tests.unit.generation.factories import make_fact, parses_of

KEY = "sk-very-secret-0123456789"
PLACES = ("Sweden", "Norway", "Denmark", "Wales", "Finland", "Iceland", "Scotland", "Holland")
FACTS = [
    make_fact(
        f"Velby Harbour bought crane {'ABCDEFGH'[place]} from {name} using a loan.",
        place,
        id=f"f{place}",
        lesson=f"l{place // 4}",
    )
    for place, name in enumerate(PLACES)
]
EMPTY = Generation((), (), ())


def planned(facts: list[SourceFact], model: LanguageModel, made: Generation = EMPTY) -> Plan:
    return plan_calls(facts, parses_of(facts), made, model)


def model_at(url: str, folder: Path, **bounds: Any) -> LanguageModel:
    values: dict[str, Any] = {"key": KEY, "timeout": 5, "cache": folder / "replies", **bounds}
    return LanguageModel(base_url=url, model="tern-7b", **values)


def good(caller: Caller) -> None:
    """Asks for the country, with three others of the document."""
    sentence = caller.call.sentence
    key = next(name for name in PLACES if name in sentence)
    others = [name for name in PLACES if name != key]
    crane = sentence.split(" from ")[0].removeprefix("Velby Harbour bought ")
    content = {
        "answerable": True,
        "stem": f"From which country did Velby Harbour buy {crane}?",
        "key": key,
        "wrong": others[:3],
        "evidence": f"bought {crane} from {key}",
    }
    caller.say(json.dumps(content))


def run(behave: Behaviour, folder: Path, **bounds: Any) -> tuple[Writing, list[str], list[float]]:
    """What came of all facts, the sentences in the order they were asked, and the waits."""
    waits: list[float] = []
    with serving(behave) as server:
        writing = write(planned(FACTS, model_at(server.url, folder, **bounds)), sleep=waits.append)
        return writing, [call.sentence for call in server.calls], waits


def test_every_fact_is_asked_about_once_a_few_at_a_time(tmp_path: Path) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def behave(caller: Caller) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        good(caller)

    writing, asked, _ = run(behave, tmp_path)
    assert Counter(asked) == Counter(fact.text for fact in FACTS)
    assert (writing.calls, writing.cached, writing.refused) == (8, 0, {})
    assert (writing.tokens_in, writing.tokens_out) == (8 * 300, 8 * 60)
    assert set(writing.form.replies) == {fact.id for fact in FACTS}
    assert 1 < most[0] <= AT_ONCE


def test_a_second_run_sends_nothing_and_says_the_same(tmp_path: Path) -> None:
    with serving(good) as server:
        model = model_at(server.url, tmp_path)
        first = write(planned(FACTS, model))
        plan = planned(FACTS, model)
        second = write(plan)
        assert len(server.calls) == 8
        # Another question to the same model is another request.
        assert planned(FACTS, replace(model, model="tern-8b")).calls == 8
    assert (plan.calls, plan.cached, plan.most_tokens_in) == (0, 8, 0)
    assert (second.calls, second.cached, second.tokens_in) == (0, 8, 0)
    assert second.form.replies == first.form.replies


def test_unusable_replies_are_known_the_second_time_too_and_failures_are_not(
    tmp_path: Path,
) -> None:
    def behave(caller: Caller) -> None:
        if "Sweden" in caller.call.sentence:
            caller.say("I cannot do that.")
        elif "Norway" in caller.call.sentence:
            caller.say('{"answerable": tr', finish="length")
        elif "Denmark" in caller.call.sentence:
            caller.send(500, b"")
        else:
            good(caller)

    with serving(behave) as server:
        model = model_at(server.url, tmp_path)
        first = write(planned(FACTS, model))
        assert first.refused == {
            "f0": reasons.MALFORMED,
            "f1": refusals.CUT,
            "f2": refusals.FAILED,
        }
        assert planned(FACTS, model).calls == 1
        assert write(planned(FACTS, model)).refused == first.refused
        assert len(server.calls) == 9


def test_broken_files_of_the_cache_are_asked_for_anew(tmp_path: Path) -> None:
    with serving(good) as server:
        model = model_at(server.url, tmp_path)
        write(planned(FACTS, model))
        files = sorted(model.cache.iterdir())
        for file, text in zip(
            files, ["", "{}", "[]", "null", '{"content": 1, "cut": 0}'], strict=False
        ):
            file.write_text(text)
        assert planned(FACTS, model).calls == 5
    assert len(files) == 8
    for file in files:
        assert file.stat().st_mode & 0o077 == 0
        assert KEY not in file.read_text()


def test_a_cache_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "replies").write_text("in the way")
    writing, _, _ = run(good, tmp_path)
    assert len(writing.form.replies) == 8


@pytest.mark.parametrize("most", [0, 1, 3, 8, 9])
def test_the_bound_on_calls_is_kept_exactly(tmp_path: Path, most: int) -> None:
    writing, asked, _ = run(good, tmp_path, max_calls=most)
    assert len(asked) == writing.calls == min(most, 8)
    over = [fact for fact, why in writing.refused.items() if why == refusals.OVER_BUDGET]
    assert len(over) == 8 - len(asked)


def test_the_bound_on_tokens_holds_at_their_dearest(tmp_path: Path) -> None:
    one = planned(FACTS, model_at("http://127.0.0.1/v1", tmp_path)).asked[0].most_tokens
    for most, calls in ((one - 1, 0), (3 * one + 40, 3)):
        with serving(good) as server:
            plan = planned(FACTS, model_at(server.url, tmp_path / str(most), max_tokens=most))
            assert plan.most_tokens_in + plan.most_tokens_out <= most
            write(plan)
            assert len(server.calls) == plan.calls == calls


def test_a_server_that_counts_more_than_was_agreed_gets_no_more_calls(tmp_path: Path) -> None:
    def behave(caller: Caller) -> None:
        caller.say(json.dumps(NOTHING), usage={"prompt_tokens": 10**9, "completion_tokens": 1})

    writing, asked, _ = run(behave, tmp_path)
    assert len(asked) <= AT_ONCE
    assert refusals.OVER_BUDGET in writing.refused.values()


def test_lessons_with_few_questions_come_first_each_in_turn(tmp_path: Path) -> None:
    plan = planned(FACTS, model_at("http://127.0.0.1/v1", tmp_path))
    assert [one.request.fact_id for one in plan.asked] == [
        "f0", "f4", "f1", "f5", "f2", "f6", "f3", "f7",
    ]  # fmt: skip
    left = plan_calls(
        FACTS, parses_of(FACTS), EMPTY, plan.model, leave={"f0", "f1", "f2", "f3", "f4"}
    )
    assert [one.request.fact_id for one in left.asked] == ["f5", "f6", "f7"]


def test_no_lesson_is_asked_about_more_often_than_it_can_use(tmp_path: Path) -> None:
    facts = [
        make_fact(f"Velby Harbour bought lamp {n}X from Sweden using a loan.", n, id=f"n{n}")
        for n in range(20)
    ]
    assert planned(facts, model_at("http://127.0.0.1/v1", tmp_path)).calls == MOST_OF_A_LESSON


def test_a_busy_server_is_asked_again_after_the_time_it_says(tmp_path: Path) -> None:
    met: Counter[str] = Counter()

    def behave(caller: Caller) -> None:
        met[caller.call.sentence] += 1
        if "Wales" in caller.call.sentence and met[caller.call.sentence] < 3:
            caller.send(429, b"", Retry_After="7")
        else:
            good(caller)

    writing, asked, waits = run(behave, tmp_path)
    assert waits == [7.0, 7.0]
    assert len(asked) == writing.calls == 10
    assert not writing.refused


@pytest.mark.parametrize("wait", ["3600", "99999999999"])
def test_nobody_waits_for_an_hour(tmp_path: Path, wait: str) -> None:
    def behave(caller: Caller) -> None:
        if "Wales" in caller.call.sentence:
            caller.send(429, b"", Retry_After=wait)
        else:
            good(caller)

    writing, asked, waits = run(behave, tmp_path)
    assert (waits, len(asked)) == ([], 8)
    assert writing.refused == {"f3": refusals.BUSY}


def test_asking_again_never_goes_beyond_the_bound(tmp_path: Path) -> None:
    def behave(caller: Caller) -> None:
        caller.send(429, b"", Retry_After="0")

    writing, asked, _ = run(behave, tmp_path, max_calls=10)
    assert len(asked) == writing.calls <= 10
    assert len(writing.refused) == 8
    assert (writing.tokens_in, writing.tokens_out) == (0, 0)


@pytest.mark.parametrize(("status", "why"), [(401, refusals.DENIED), (302, refusals.REDIRECTED)])
def test_what_no_other_call_could_mend_ends_the_run(tmp_path: Path, status: int, why: str) -> None:
    writing, asked, _ = run(lambda caller: caller.send(status, b""), tmp_path)
    assert len(asked) <= AT_ONCE
    assert set(writing.refused.values()) == {why, refusals.GIVEN_UP}
    assert len(writing.refused) == 8


def test_nobody_at_the_address_ends_the_run(tmp_path: Path) -> None:
    with serving(good) as server:
        url = server.url
    writing = write(planned(FACTS, model_at(url, tmp_path)))
    assert refusals.UNREACHABLE in writing.refused.values()
    assert not writing.form.replies


def test_failures_one_after_the_other_end_the_run_and_count_at_their_dearest(
    tmp_path: Path,
) -> None:
    writing, asked, _ = run(lambda caller: caller.send(500, b""), tmp_path)
    assert FAILURES_IN_A_ROW <= len(asked) < FAILURES_IN_A_ROW + AT_ONCE
    assert writing.tokens_out == MOST_REPLY * len(asked)
    assert Counter(writing.refused.values())[refusals.FAILED] == len(asked)


def test_late_replies_are_counted(tmp_path: Path) -> None:
    def behave(caller: Caller) -> None:
        if "Wales" in caller.call.sentence:
            time.sleep(2)
        good(caller)

    writing, _, _ = run(behave, tmp_path, timeout=1)
    assert writing.refused == {"f3": refusals.LATE}


def test_a_key_behind_escapes_is_found_when_the_reply_is_read(tmp_path: Path) -> None:
    hidden = "".join(f"\\u{ord(letter):04x}" for letter in KEY)

    def behave(caller: Caller) -> None:
        content = json.dumps({**NOTHING, "answerable": True, "key": "a", "wrong": ["b", "c", "d"],
                              "stem": "What is @@?", "evidence": "x"})  # fmt: skip
        caller.say(content.replace("@@", hidden))

    writing, _, _ = run(behave, tmp_path)
    assert set(writing.refused.values()) == {refusals.KEY_REPEATED}


def test_what_a_document_dictates_is_refused_like_any_other_nonsense(tmp_path: Path) -> None:
    """An echo of an injected instruction: names, addresses and script that no source has."""

    def behave(caller: Caller) -> None:
        caller.say(
            json.dumps({
                "answerable": True,
                "stem": "Who must write to otto@example.org <img src=x>?",
                "key": "Sweden", "wrong": ["a", "b", "c"], "evidence": "Sweden",
            })
        )  # fmt: skip

    writing, _, _ = run(behave, tmp_path)
    assert set(writing.refused.values()) == {reasons.MARKUP}


def test_the_plan_says_what_it_can_cost_at_most(tmp_path: Path) -> None:
    bounds = {"price_in": Decimal("0.15"), "price_out": Decimal("0.60")}
    plan = planned(FACTS, model_at("http://127.0.0.1:1/v1", tmp_path, **bounds))
    tokens = sum(len(one.body) + 64 for one in plan.asked)
    assert plan.most_cost == (tokens * Decimal("0.15") + 3200 * Decimal("0.60")) / 1_000_000
    text = "\n".join(plan_lines(plan))
    assert "8 calls" in text
    assert f"{tokens:,} tokens go there and 3,200 come back" in text
    assert f"costs at most {money(plan.most_cost)}" in text
    assert KEY not in text
    unknown = plan_lines(planned(FACTS, model_at("http://127.0.0.1:1/v1", tmp_path)))
    assert "not known" in "\n".join(unknown)
    assert money(Decimal("0.00001")) == "0.0001"


def test_the_report_counts_each_reason_with_examples(tmp_path: Path) -> None:
    plan = planned(FACTS, model_at("http://127.0.0.1:1/v1", tmp_path, max_calls=6))
    with serving(Script()) as server:
        writing = write(replace(plan, model=replace(plan.model, base_url=server.url)))
    texts = {fact.id: fact.text for fact in FACTS}
    lines = writing_lines(writing, plan, 0, texts, examples=True)
    assert "6 calls" in lines[0]
    assert f"  refused    6  {reasons.ABSTAINED}" in lines
    assert f"  refused    2  {refusals.OVER_BUDGET}" in lines
    assert sum(line.strip() in texts.values() for line in lines) == 4
