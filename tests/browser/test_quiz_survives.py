"""Two tabs, double clicks, Back, a lost session, a lost server: nothing lost, no second attempt."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from subprocess import DEVNULL, Popen

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Quiz
from quizzes.taking.attempts import start_attempt
from tests.browser.conftest import OpenPage, SignIn
from tests.browser.quizzing import (
    bring_to_front,
    choose,
    chosen,
    is_save,
    path,
    saved,
    second_tab,
    shown,
)
from tests.browser.watch import Watch
from tests.personas import PASSWORD, signed_in
from tests.questions import plain_quiz, right_ids, wrong_id


@pytest.fixture
def attempt(live_server: LiveServer, course: Course, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=plain_quiz(course))


def ids(attempt: Attempt, position: int) -> tuple[int, int]:
    """A right and a wrong option."""
    one = attempt.responses.get(position=position)
    return right_ids(one)[0], wrong_id(one)


def save_of(page: Page, position: int, choice: int) -> None:
    with page.expect_response(is_save):
        choose(page, position, choice)
    saved(page)


def test_two_tabs_the_last_write_of_a_question_wins_and_the_newest_is_shown(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    right, wrong = ids(attempt, 1)
    two, three = ids(attempt, 2)[0], ids(attempt, 3)[0]
    sign_in(page, learner)
    other = second_tab(page, attempt)
    save_of(page, 1, wrong)
    save_of(other, 1, right)
    assert chosen(attempt, 1) == [right]
    # The first tab knows only its own answer 1. Saving another question does not bring it back …
    save_of(page, 2, two)
    assert (chosen(attempt, 1), chosen(attempt, 2)) == ([right], [two])
    # … and by then it shows what the other one said.
    assert shown(page, 1) == [right]
    save_of(page, 3, three)
    assert chosen(attempt, 1) == [right]
    # The second tab hears of 2 and 3 as soon as it is looked at.
    assert shown(other, 2) == []
    bring_to_front(other)
    expect(other.locator(f"[name='q-3'][value='{three}']")).to_be_checked()
    assert shown(other, 2) == [two]
    expect(other.get_by_text("3 of 3 answered")).to_be_visible()
    # What is changed back is a change too.
    save_of(other, 2, ids(attempt, 2)[1])
    assert chosen(attempt, 2) == [ids(attempt, 2)[1]]
    assert Attempt.objects.count() == 1


def test_two_tabs_without_a_line_do_not_overwrite_what_waits(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("net::ERR_")
    sign_in(page, learner)
    other = second_tab(page, attempt)
    page.context.set_offline(True)
    for tab, position in ((page, 1), (other, 2)):
        choose(tab, position, ids(attempt, position)[0])
        expect(tab.locator("[data-saved]")).to_contain_text("Not saved: no connection.")
    other.close()  # with its answer unsent
    page.context.set_offline(False)
    with page.expect_response(is_save):
        page.goto(path(attempt))
    saved(page)
    assert [chosen(attempt, n) for n in (1, 2)] == [[ids(attempt, n)[0]] for n in (1, 2)]
    assert page.evaluate("window.localStorage.length") == 0


def test_double_clicks_make_one_attempt_and_one_result(
    page: Page, course: Course, learner: User, sign_in: SignIn
) -> None:
    quiz = plain_quiz(course)
    sign_in(page, learner)
    page.goto(f"/quizzes/{quiz.pk}/")
    page.get_by_role("button", name="Start").dblclick()
    expect(page.get_by_text("0 of 3 answered")).to_be_visible()
    attempt = Attempt.objects.get()
    choose(page, 1, ids(attempt, 1)[0])
    page.get_by_role("button", name="Finish and look over").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand in one answer?")
    page.get_by_role("button", name="Hand in one answer").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("One of three.")
    handed_in = Attempt.objects.get()
    assert (handed_in.score, handed_in.is_open) == (1, False)


def test_back_after_handing_in_shows_the_results_and_opens_nothing(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(f"/quizzes/{attempt.quiz_id}/")
    page.get_by_role("button", name="Continue the attempt").click()
    save_of(page, 1, ids(attempt, 1)[0])
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name="Hand in one answer").click()
    for _ in range(2):  # to the confirmation, to the questions
        page.go_back()
        page.wait_for_url("**/results/**")
        expect(page.get_by_role("heading", level=1)).to_have_text("One of three.")
    assert Attempt.objects.count() == 1


def test_a_lost_session_logging_in_again_comes_back_with_everything_chosen_since(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("status of 401")
    one, two = ids(attempt, 1)[0], ids(attempt, 2)[1]
    sign_in(page, learner)
    page.goto(path(attempt))
    save_of(page, 3, ids(attempt, 3)[0])
    page.context.clear_cookies(name="sessionid")
    choose(page, 1, one)
    way_back = page.get_by_role("link", name="Log in and go on")
    expect(way_back).to_be_visible()
    choose(page, 2, two)
    page.locator(".flag").nth(1).click()
    page.get_by_role("button", name="Finish and look over").click()
    expect(page.get_by_role("alert")).to_contain_text("Your choices stay in this browser.")
    assert (chosen(attempt, 1), chosen(attempt, 2)) == ([], [])
    way_back.click()
    page.get_by_label("Email").or_(page.get_by_label("E-mail")).first.fill(learner.email)
    page.locator("input[type=password]").fill(PASSWORD)
    with page.expect_response(lambda answer: is_save(answer) and "attempts" in answer.url):
        page.keyboard.press("Enter")
    page.wait_for_url(f"**{path(attempt)}")
    saved(page)
    assert (chosen(attempt, 1), chosen(attempt, 2)) == ([one], [two])
    assert attempt.responses.get(position=2).flagged
    assert (shown(page, 1), shown(page, 3)) == ([one], [ids(attempt, 3)[0]])
    expect(page.get_by_text("3 of 3 answered")).to_be_visible()
    assert Attempt.objects.count() == 1


@pytest.fixture
def serve(live_server: LiveServer) -> Iterator[Callable[[], Popen[bytes]]]:
    """Starts a server of its own process on one port and the tests' database; it may be killed."""
    file = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        pytest.skip("another process cannot find the test's database")
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{file}"}
    env["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    running: list[Popen[bytes]] = []

    def start() -> Popen[bytes]:
        command = [sys.executable, "manage.py", "runserver", f"localhost:{port}", "--noreload"]
        process = Popen(command, cwd=settings.BASE_DIR, env=env, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603
        running.append(process)
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
                return process
            time.sleep(0.1)
        raise AssertionError("The server did not start.")

    start.port = port  # type: ignore[attr-defined]
    yield start
    for process in running:
        process.kill()
        process.wait()


def test_a_server_restarted_in_the_middle_takes_what_was_answered_meanwhile(
    browser: Browser, serve: Callable[[], Popen[bytes]], course: Course, learner: User
) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course))
    own = f"http://localhost:{serve.port}"  # type: ignore[attr-defined]
    watch = Watch(own=own, allowed=["net::ERR_"])
    context = browser.new_context(
        base_url=own, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    watch.over(context)
    cookie = signed_in(learner).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": own}])
    page = context.new_page()
    try:
        server = serve()
        page.goto(path(attempt), timeout=30_000)
        save_of(page, 1, ids(attempt, 1)[0])
        server.kill()
        server.wait()
        choose(page, 2, ids(attempt, 2)[0])
        notice = page.locator("[data-saved]")
        expect(notice).to_have_text(
            "Not saved: no connection. Your choices stay in this browser and are sent later."
        )
        # Going on waits for the server too, and the page stays.
        page.get_by_role("button", name="Finish and look over").click()
        expect(page.get_by_text("2 of 3 answered")).to_be_visible()
        serve()
        expect(notice).to_contain_text("You can leave and come back.", timeout=30_000)
        assert [chosen(attempt, n) for n in (1, 2)] == [[ids(attempt, n)[0]] for n in (1, 2)]
        page.get_by_role("button", name="Finish and look over").click()
        page.get_by_role("button", name="Hand in two answers").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Two of three.")
    finally:
        context.close()
    assert Attempt.objects.get().score == 2
    assert not watch.verdict()


def test_without_any_cookie_the_page_leads_back_to_itself(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("status of 403")
    one = ids(attempt, 1)[0]
    sign_in(page, learner)
    page.goto(path(attempt))
    page.context.clear_cookies()
    choose(page, 1, one)
    again = page.get_by_role("link", name="Open the attempt again")
    expect(again).to_be_visible()
    sign_in(page, learner)
    with page.expect_response(is_save):
        again.click()
    saved(page)
    assert chosen(attempt, 1) == [one]


def test_two_devices_answer_one_attempt(
    open_page: OpenPage, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("status of 409")
    pages = [open_page(), open_page()]
    for position, page in enumerate(pages, start=1):
        sign_in(page, learner)
        page.goto(f"/quizzes/{attempt.quiz_id}/")
        page.get_by_role("button", name="Continue the attempt").click()
        save_of(page, position, ids(attempt, position)[0])
    pages[0].get_by_role("button", name="Finish and look over").click()
    pages[0].get_by_role("button", name="Hand in two answers").click()
    expect(pages[0].get_by_role("heading", level=1)).to_have_text("Two of three.")
    bring_to_front(pages[1])
    expect(pages[1].get_by_role("alert")).to_contain_text("This attempt was handed in at")
    assert Quiz.objects.get(pk=attempt.quiz_id).attempts.count() == 1
