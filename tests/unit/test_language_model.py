"""A language model is set up from the environment, or stays off; nothing is sent on a guess."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings

from config.checks import language_model_is_whole
from config.env import Env
from config.language_model import LanguageModel, address_problem, read_language_model

BASE = Path("/srv/cuepoint")
WHOLE = {"LLM_BASE_URL": "https://models.example.org/v1/", "LLM_MODEL": "tern-7b"}


def read(values: dict[str, str]) -> tuple[LanguageModel, Env]:
    env = Env(values)
    return read_language_model(env, base_dir=BASE), env


def test_it_is_off_unless_address_and_model_are_set() -> None:
    for values in ({}, {"LLM_BASE_URL": WHOLE["LLM_BASE_URL"]}, {"LLM_MODEL": "tern-7b"}):
        model, env = read(values)
        assert not model.on
        assert not env.problems
    assert read(WHOLE)[0].on


def test_everything_is_read() -> None:
    model, env = read(
        {
            **WHOLE,
            "LLM_KEY": " sk-1 ",
            "LLM_TIMEOUT": "9",
            "LLM_MAX_CALLS": "0",
            "LLM_MAX_TOKENS": "5000",
            "LLM_PRICE_IN": "0.15",
            "LLM_PRICE_OUT": "1",
        }
    )
    assert not env.problems
    assert model == LanguageModel(
        base_url="https://models.example.org/v1",
        model="tern-7b",
        key="sk-1",
        timeout=9,
        max_calls=0,
        max_tokens=5000,
        price_in=Decimal("0.15"),
        price_out=Decimal(1),
        cache=BASE / "data" / "language-model",
    )
    assert "sk-1" not in repr(model)


@pytest.mark.parametrize(
    "address",
    [
        "https://models.example.org", "https://models.example.org:8443/v1",
        "http://127.0.0.1:8080/v1", "http://127.9.9.9/v1", "http://localhost:11434/v1",
        "http://[::1]:8080/v1",
    ],
)  # fmt: skip
def test_addresses_that_are_encrypted_or_this_machine_are_good(address: str) -> None:
    assert address_problem(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example.org/v1", "http://10.0.0.7/v1", "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org", "http://0.0.0.0/v1", "http://[::ffff:10.0.0.7]/v1",
        "ftp://127.0.0.1/v1", "file:///etc/passwd", "models.example.org/v1", "https://", "//x/v1",
        "https://me:sk-1@models.example.org/v1", "http://127.0.0.1@models.example.org/v1",
        "https://models.example.org/v1?key=sk-1", "https://models.example.org/v1#x",
        "https://models.example.org:99999/v1", "https://[::1", "https://exa mple.org",
        "https://models.example.org/v1\r\nX: 1", "https://mödels.example.org",
    ],
)  # fmt: skip
def test_all_other_addresses_are_a_problem_that_does_not_repeat_them(address: str) -> None:
    model, env = read({**WHOLE, "LLM_BASE_URL": address})
    assert not model.on
    (problem,) = env.problems
    assert problem.name == "LLM_BASE_URL"
    assert "sk-1" not in problem.message + problem.hint
    assert "http://127.0.0.1:8080/v1" in problem.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LLM_KEY", "sk-1\r\nX: 1"), ("LLM_KEY", "sk 1"), ("LLM_KEY", "schlüssel"),
        ("LLM_MODEL", "a\x07b"), ("LLM_MODEL", "m" * 101), ("LLM_TIMEOUT", "0"),
        ("LLM_TIMEOUT", "soon"), ("LLM_MAX_CALLS", "-1"), ("LLM_MAX_TOKENS", "1e6"),
        ("LLM_PRICE_IN", "-1"), ("LLM_PRICE_OUT", "NaN"), ("LLM_PRICE_OUT", "1,50"),
    ],
)  # fmt: skip
def test_one_bad_value_keeps_it_off_and_is_told(name: str, value: str) -> None:
    model, env = read({**WHOLE, name: value})
    assert not model.on
    assert not model.key
    (problem,) = env.problems
    assert problem.name == name
    assert problem.hint
    if name == "LLM_KEY":
        assert value not in problem.message + problem.hint


def test_half_a_model_is_a_warning() -> None:
    for values, count in (({}, 0), (WHOLE, 0), ({"LLM_MODEL": "m"}, 1), ({"LLM_KEY": "sk"}, 1)):
        with override_settings(LANGUAGE_MODEL=read(values)[0]):
            found = language_model_is_whole(None)
        assert [one.id for one in found] == ["cuepoint.W002"] * count
