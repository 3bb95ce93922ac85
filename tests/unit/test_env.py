"""Choices come from the environment with a type; a bad one is a problem with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.env import Env

BASE = Path("/srv/cuepoint")


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1", True), ("yes", True), (" ON ", True), ("0", False), ("no", False), ("", False)],
)
def test_flags(raw: str, value: bool) -> None:
    env = Env({"DEBUG": raw})
    assert env.flag("DEBUG") is value
    assert not env.problems


def test_a_flag_that_is_neither_keeps_the_default_and_is_told() -> None:
    env = Env({"DEBUG": "maybe"})
    assert env.flag("DEBUG") is False
    assert env.problems[0].name == "DEBUG"
    assert "DEBUG=1" in env.problems[0].hint


def test_numbers_and_words_and_choices() -> None:
    env = Env({"PORT": "25", "HOSTS": "a.org, b.org ,", "CACHE": "database"})
    assert env.number("PORT", 1) == 25
    assert env.words("HOSTS") == ["a.org", "b.org"]
    assert env.choice("CACHE", ("memory", "database"), "memory") == "database"
    assert not env.problems


@pytest.mark.parametrize("raw", ["many", "-1", "2.5"])
def test_a_bad_number_is_told(raw: str) -> None:
    env = Env({"PORT": raw})
    assert env.number("PORT", 25) == 25
    assert len(env.problems) == 1


def test_an_unknown_choice_is_told_with_the_known_ones() -> None:
    env = Env({"CACHE": "redis"})
    assert env.choice("CACHE", ("memory", "database"), "memory") == "memory"
    assert "memory, database" in env.problems[0].hint


def test_a_time_zone_is_one_or_is_told() -> None:
    assert Env({"ZONE": "Asia/Tokyo"}).timezone("ZONE", "UTC") == "Asia/Tokyo"
    assert Env({"ZONE": ""}).timezone("ZONE", "UTC") == "UTC"
    env = Env({"ZONE": "Mars/Olympus"})
    assert env.timezone("ZONE", "UTC") == "UTC"
    assert "ZONE=Europe/Berlin" in env.problems[0].hint


def test_sqlite_is_the_default_and_takes_relative_and_absolute_paths() -> None:
    def name(url: str) -> str:
        return str(Env({"DATABASE_URL": url}).database("DATABASE_URL", base_dir=BASE)["NAME"])

    assert name("") == "/srv/cuepoint/data/cuepoint.sqlite3"
    assert name("sqlite:///x.sqlite3") == "/srv/cuepoint/x.sqlite3"
    assert name("sqlite:////var/x.sqlite3") == "/var/x.sqlite3"


def test_postgresql_with_everything_in_the_address() -> None:
    env = Env({"DATABASE_URL": "postgresql://ada:p%40ss@db.org:5433/courses?sslmode=require"})
    settings = env.database("DATABASE_URL", base_dir=BASE)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("ada", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.org", "5433", "courses")
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 8
    assert settings["CONN_MAX_AGE"] == 0


def test_postgresql_through_a_socket_without_a_pool() -> None:
    env = Env({"DATABASE_URL": "postgresql:///courses?host=/run/pg", "DATABASE_POOL": "0"})
    settings = env.database("DATABASE_URL", base_dir=BASE)
    assert settings["HOST"] == "/run/pg"
    assert "pool" not in settings["OPTIONS"]


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host/", "sqlite:///", "postgresql://h:port/x", "nonsense"]
)
def test_a_bad_address_falls_back_and_is_told(url: str) -> None:
    env = Env({"DATABASE_URL": url})
    settings = env.database("DATABASE_URL", base_dir=BASE)
    assert settings["ENGINE"] == "django.db.backends.sqlite3"
    assert env.problems[0].hint
