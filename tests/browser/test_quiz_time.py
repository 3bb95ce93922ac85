"""The clock of a timed attempt: calm, hidden if one likes, said twice; the server ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Quiz
from quizzes.taking.attempts import start_attempt
from quizzes.taking.timing import give_extra_time
from tests.browser.conftest import PHONE, Axe, OpenPage, SignIn
from tests.browser.quizzing import bring_to_front, choose, chosen, path, saved
from tests.questions import plain_quiz, right_ids

TEN = 600


@pytest.fixture
def timed(live_server: LiveServer, course: Course) -> Quiz:
    return plain_quiz(course, time_limit=TEN)


def begun(learner: User, quiz: Quiz, *, left: int) -> Attempt:
    """An attempt with so many seconds left."""
    return start_attempt(
        user=learner, quiz=quiz, now=timezone.now() - timedelta(seconds=TEN - left)
    )


def test_the_clock_is_calm_hides_and_speaks_twice(
    page: Page, timed: Quiz, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    attempt = begun(learner, timed, left=420)
    sign_in(page, learner)
    page.clock.install()
    page.goto(path(attempt))
    clock = page.get_by_role("region", name="Time")
    left, said = clock.locator("[data-clock-left]"), clock.get_by_role("status")
    expect(left).to_have_text("7 min left")
    expect(clock).to_contain_text("Time ends at")
    expect(said).to_be_empty()
    axe(page)
    clock.get_by_role("button", name="Hide the clock").click()
    expect(left).to_be_hidden()
    page.reload()
    expect(left).to_be_hidden()
    page.clock.fast_forward(125_000)
    # Hidden or not, what must be known is said.
    expect(said).to_have_text("Five minutes are left.")
    clock.get_by_role("button", name="Show the clock").click()
    expect(left).to_have_text("5 min left")
    page.clock.fast_forward(240_000)
    expect(said).to_have_text("One minute is left.")
    expect(left).to_contain_text("left")
    axe(page)


def test_at_the_end_the_last_answer_counts_and_the_server_shows_the_results(
    page: Page, timed: Quiz, learner: User, sign_in: SignIn
) -> None:
    attempt = begun(learner, timed, left=5)
    sign_in(page, learner)
    page.goto(path(attempt))
    one = right_ids(attempt.responses.get(position=1))
    choose(page, 1, one[0])
    saved(page)
    expect(page.get_by_role("alert")).to_contain_text("Time is over. What is saved is handed in")
    expect(page.locator("[name='q-2']").first).to_be_disabled()
    page.wait_for_url("**/results/**", timeout=20_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("One of three.")
    expect(page.get_by_text("Time was over at")).to_be_visible()
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.due_at
    assert chosen(attempt, 1) == list(one)


def test_looking_over_ends_in_time_too(
    page: Page, timed: Quiz, learner: User, sign_in: SignIn
) -> None:
    attempt = begun(learner, timed, left=4)
    sign_in(page, learner)
    page.goto(path(attempt, "confirm/"))
    page.wait_for_url("**/results/**", timeout=25_000)
    expect(page.get_by_text("Time was over at")).to_be_visible()


def test_extra_time_reaches_the_page_that_is_open(
    page: Page, timed: Quiz, course: Course, learner: User, sign_in: SignIn
) -> None:
    attempt = begun(learner, timed, left=120)
    sign_in(page, learner)
    page.goto(path(attempt))
    expect(page.locator("[data-clock-left]")).to_have_text("2 min left")
    give_extra_time(course=course, quiz=timed, user=learner, percent=100, minutes=0)
    bring_to_front(page)
    expect(page.locator("[data-clock-left]")).to_have_text("12 min left")


def test_without_javascript_the_end_is_said_and_kept(
    open_page: OpenPage, timed: Quiz, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    page = open_page(PHONE, script=False)
    attempt = begun(learner, timed, left=30)
    sign_in(page, learner)
    page.goto(path(attempt))
    expect(page.get_by_text("Time ends at")).to_be_visible()
    expect(page.get_by_role("button", name="Hide the clock")).to_be_hidden()
    Attempt.objects.filter(pk=attempt.pk).update(
        due_at=timezone.now() - timedelta(minutes=1), started_at=timezone.now() - timedelta(hours=1)
    )
    choose(page, 1, right_ids(attempt.responses.get(position=1))[0])
    page.get_by_role("button", name="Finish and look over").click()
    expect(page.get_by_text("What you changed after that is not in it.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("None of three.")
