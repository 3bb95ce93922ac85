"""`generate_questions --author`: nothing is spent unseen, and what comes of it waits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from config.language_model import LanguageModel
from courses.importing.importer import import_sources
from courses.importing.sources import collect
from courses.models import Course, Fact, Instructor
from quizzes.authors import refusals
from quizzes.authors.planning import Plan
from quizzes.authors.writing import Writing, write
from quizzes.bank.authoring import decide
from quizzes.models import Question, Version
from tests.questions import make_question
from tests.quizzes.authors.server import Caller, Server, serving

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
KEY = "sk-very-secret-0123456789"
# Sentence, stem, key and what the model quotes as evidence: the last one is not in the document.
SAID = (
    (
        "Velby Harbour bought two cranes from Sweden using a loan.",
        "From which country did Velby Harbour buy two cranes?",
        "Sweden",
        "cranes from Sweden",
    ),
    (
        "Nordhavn Electric obtained copper wire from Norway using steam barges.",
        "Where did Nordhavn Electric obtain its copper wire?",
        "Norway",
        "copper wire from Norway",
    ),
    (
        "The Oresund Line recruited pilots from Denmark using newspaper adverts.",
        "From which country did the Oresund Line recruit pilots?",
        "Denmark",
        "recruited pilots from Denmark",
    ),
    (
        "Karlskrona Shipyard imported hard coal from Wales using wooden carts.",
        "What land sold hard coal that Karlskrona Shipyard imported?",
        "Wales",
        "hard coal from Wales",
    ),
    (
        "The Skagen lighthouse received lenses from Finland using army sledges.",
        "Which country made lenses that the Skagen lighthouse received?",
        "Finland",
        "lenses made in Finland",
    ),
)
KEYS = tuple(key for _, _, key, _ in SAID)
NOTE = """---
title: Harbours of the North
videoId: abcDEF12345
---
## Cranes
""" + "\n\n".join(f"{text} [0:{10 + place}]" for place, (text, *_) in enumerate(SAID))


def words(caller: Caller) -> None:
    """Asks for the country."""
    stem, key, evidence = next(rest for text, *rest in SAID if text == caller.call.sentence)
    content = {
        "answerable": True,
        "stem": stem,
        "key": key,
        "wrong": [name for name in KEYS if name != key][:3],
        "evidence": evidence,
    }
    caller.say(json.dumps(content))


@pytest.fixture
def course(instructor: User, tmp_path: Path) -> Course:
    course = Course.objects.create(slug="cranes", title="Cranes")
    Instructor.objects.create(course=course, user=instructor)
    (tmp_path / "cranes.md").write_text(NOTE)
    import_sources(course=course, sources=collect([tmp_path / "cranes.md"], limit=10**6))
    return course


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(words) as server:
        model = LanguageModel(
            base_url=server.url, model="tern-7b", key=KEY, timeout=5, cache=tmp_path / "replies"
        )
        with override_settings(LANGUAGE_MODEL=model):
            yield server


def generate(**options: object) -> str:
    out = StringIO()
    call_command("generate_questions", course="cranes", stdout=out, stderr=out, **options)
    return out.getvalue()


def its() -> dict[str, str]:
    rows = (
        Question.objects.filter(form="model").select_related("current").order_by("fact__position")
    )
    return {row.current.stem: row.status for row in rows if row.current}


def test_without_a_model_the_command_says_what_to_set(course: Course) -> None:
    with pytest.raises(CommandError, match="Set LLM_BASE_URL and LLM_MODEL"):
        generate(author=True, yes=True)


def test_without_being_asked_for_no_model_is_asked(course: Course, server: Server) -> None:
    generate()
    assert not server.calls
    assert not its()


def test_its_questions_wait_as_suggestions_and_say_who_wrote_them(
    course: Course, server: Server
) -> None:
    told = generate(author=True, yes=True, report=True)
    assert len(server.calls) == 5
    assert "5 calls" in told
    assert "5 questions came back, 4 passed every gate" in told
    assert "evidence quoted" in told
    assert KEY not in told
    found = its()
    assert len(found) == 4
    assert set(found.values()) == {"suggested"}
    question = Question.objects.filter(form="model").with_content()[0]
    assert question.fact is not None
    assert question.fact.seconds in range(10, 14)
    version = question.current
    assert version is not None
    assert any("A language model (tern-7b) wrote" in check["reason"] for check in version.checks)
    assert version.forecast.probability is None
    assert version.forecast.features["form_model"] == 1.0


def test_a_second_run_costs_nothing_and_changes_nothing(course: Course, server: Server) -> None:
    generate(author=True, yes=True)
    before = list(Version.objects.order_by("pk").values())
    # With every reply known nobody needs to agree.
    told = generate(author=True)
    assert len(server.calls) == 5
    assert "5 replies are known already" in told
    assert list(Version.objects.order_by("pk").values()) == before


def test_the_same_replies_give_the_same_bytes(course: Course, server: Server) -> None:
    def content() -> str:
        rows = Version.objects.order_by("question__fact__position").values(
            "stem", "explanation", "checks", "score", "question__key", "forecast__features"
        )
        return json.dumps(list(rows))

    generate(author=True, yes=True)
    first = content()
    Question.objects.all().delete()
    generate(author=True)
    assert content() == first
    assert len(server.calls) == 5


def test_a_run_without_the_model_keeps_what_waits(course: Course, server: Server) -> None:
    generate(author=True, yes=True)
    before = its()
    generate()
    assert its() == before
    # A sentence that changed takes its question away.
    fact = Fact.objects.filter(questions__form="model").order_by("position")[0]
    Fact.objects.filter(pk=fact.pk).update(text=fact.text.replace("loan", "gift"))
    generate()
    assert list(its()) == list(before)[1:]


def test_what_was_decided_is_not_asked_again(
    course: Course, server: Server, instructor: User
) -> None:
    generate(author=True, yes=True)
    approved, rejected = Question.objects.filter(form="model").order_by("pk")[:2]
    decide(question=approved, action="approve", by=instructor)
    decide(question=rejected, action="reject", by=instructor)
    generate(author=True, yes=True)
    assert len(server.calls) == 5
    assert sorted(its().values()) == ["approved", "rejected", "suggested", "suggested"]


def test_approving_all_leaves_out_what_a_model_wrote(course: Course, server: Server) -> None:
    generate(author=True, yes=True, approve=True)
    assert set(its().values()) == {"suggested"}


def test_nothing_is_sent_while_rows_are_locked(
    course: Course, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, depths = len(connection.atomic_blocks), []

    def watched(plan: Plan) -> Writing:
        depths.append(len(connection.atomic_blocks))
        return write(plan)

    monkeypatch.setattr("quizzes.management.author.write", watched)
    generate(author=True, yes=True)
    assert depths == [outside]


def test_without_a_terminal_nobody_can_agree(
    course: Course, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("y\n"))
    with pytest.raises(CommandError, match="--yes"):
        generate(author=True)
    assert not server.calls
    assert not Question.objects.exists()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "calls"), [("", 0), ("n", 0), ("yes please", 0), ("Y", 5)])
def test_at_a_terminal_the_plan_is_agreed_to(
    course: Course, server: Server, monkeypatch: pytest.MonkeyPatch, answer: str, calls: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    if calls:
        generate(author=True)
    else:
        with pytest.raises(CommandError, match="Nothing was sent"):
            generate(author=True)
    assert len(server.calls) == calls
    assert bool(its()) is bool(calls)


def test_json_is_one_object_with_the_numbers(course: Course, server: Server) -> None:
    out, aside = StringIO(), StringIO()
    call_command(
        "generate_questions", course="cranes", author=True, yes=True, json=True,
        stdout=out, stderr=aside,
    )  # fmt: skip
    told = json.loads(out.getvalue())["author"]
    assert (told["calls"], told["replies"], told["passed"]) == (5, 5, 4)
    assert "5 calls" in aside.getvalue()


def test_a_server_that_fails_leaves_everything_as_it_was(
    course: Course, server: Server, tmp_path: Path
) -> None:
    generate(author=True, yes=True)
    before = its()
    for file in (tmp_path / "replies").iterdir():
        file.unlink()
    server.behaviour = lambda caller: caller.send(500, KEY.encode())
    told = generate(author=True, yes=True)
    assert refusals.FAILED in told
    assert KEY not in told
    assert its() == before


def test_the_key_is_in_no_row_and_no_file(course: Course, server: Server, tmp_path: Path) -> None:
    generate(author=True, yes=True, report=True)
    for model in (Question, Version):
        assert KEY not in str(list(model.objects.values()))
    assert not [file for file in tmp_path.rglob("*.json") if KEY in file.read_text()]


def test_the_desk_says_in_plain_words_who_wrote_it(
    course: Course, server: Server, instructor_client: Client
) -> None:
    generate(author=True, yes=True)
    question = Question.objects.filter(form="model")[0]
    address = reverse("desk:questions", args=["cranes"])
    page = instructor_client.get(f"{address}?status=suggested&question={question.pk}")
    assert page.status_code == 200
    assert page.content.decode().count("A language model (tern-7b) wrote this question") == 1
    assert "Who wrote it" in page.content.decode()
    written = make_question(question.lesson)
    other = instructor_client.get(f"{address}?question={written.pk}").content.decode()
    assert "Who wrote it" not in other


def test_no_web_process_loads_what_speaks_to_the_model() -> None:
    program = (
        "import sys, config.wsgi; from django.urls import get_resolver;"
        "assert get_resolver().url_patterns; import quizzes.studio.tasks;"
        "print([name for name in sys.modules if name.startswith('quizzes.authors')])"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
