"""Feedback at once, one question after another, practice and reports, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Report
from quizzes.taking.attempts import start_attempt
from quizzes.taking.practice import start_practice
from tests.browser.conftest import PHONE, Axe, OpenPage, Shot, SignIn
from tests.browser.quizzing import (
    bring_to_front,
    choose,
    chosen,
    is_save,
    path,
    saved,
    second_tab,
)
from tests.browser.watch import Watch, until
from tests.questions import plain_quiz, right_ids, wrong_id


@pytest.fixture
def attempt(live_server: LiveServer, course: Course, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=plain_quiz(course, reveal="checked"))


@pytest.fixture
def stepwise(live_server: LiveServer, course: Course, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=plain_quiz(course, reveal="checked", pace="one"))


def test_a_check_tells_in_place_and_its_clip_plays_there(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch, axe: Axe
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    expect(page.locator("[data-player]")).to_have_count(0)
    wrong = wrong_id(attempt.responses.get(position=2))
    choose(page, 2, wrong)
    page.get_by_role("button", name="Check question 2").click()
    told = page.locator("#q-2")
    expect(told).to_be_focused()
    expect(told.locator(".verdict").first).to_have_text("Not right")
    name = rf"^2 ?\. {re.escape(_stem(attempt, 2))} Not right$"
    expect(told).to_have_accessible_name(re.compile(name))
    expect(told.get_by_text("Right answer", exact=True)).to_be_visible()
    expect(page.locator("[data-square='2']")).to_have_accessible_name("Question 2, not right")
    assert page.url.endswith(path(attempt))  # no new page
    assert not watch.youtube
    axe(page)
    clip = told.locator(".told-why .play-range")
    clip.click()
    until(page, "window.__fakePlayers?.[0]?.segment.startSeconds === 31")
    expect(clip).to_have_class("range play-range is-now")
    quote = attempt.responses.get(position=2).version.question.fact
    assert quote is not None
    expect(page.locator("[data-stage-quote]")).to_contain_text(quote.text)
    # The next one uses the player that is there.
    choose(page, 3, right_ids(attempt.responses.get(position=3))[0])
    page.get_by_role("button", name="Check question 3").click()
    expect(page.locator("#q-3 .verdict").first).to_have_text("Right")
    page.locator("#q-3 .told-why .play-range").click()
    expect(page.locator("#q-3 .told-why .play-range")).to_have_class("range play-range is-now")
    assert page.evaluate("window.__fakePlayers.length") == 1
    page.reload()
    expect(page.locator("#q-2 .verdict").first).to_have_text("Not right")
    assert chosen(attempt, 2) == [wrong]


def _stem(attempt: Attempt, position: int) -> str:
    return attempt.responses.get(position=position).version.stem


def test_nothing_is_checked_without_an_answer(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    page.get_by_role("button", name="Check question 3").click()
    expect(page.locator("#q-3 [role=alert]")).to_have_text("Choose an answer first, then check it.")
    expect(page.locator("[name='q-3']").first).to_be_focused()


def test_a_second_tab_and_back_cannot_change_a_checked_answer(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    other = second_tab(page, attempt)
    wrong = wrong_id(attempt.responses.get(position=1))
    choose(page, 1, wrong)
    page.get_by_role("button", name="Check question 1").click()
    expect(page.locator("#q-1 .verdict").first).to_have_text("Not right")
    # The other tab still shows the question as it was, and tries.
    choose(other, 1, right_ids(attempt.responses.get(position=1))[0])
    expect(other.locator("#q-1 .verdict").first).to_have_text("Not right")
    assert chosen(attempt, 1) == [wrong]
    page.goto("/")
    page.go_back()
    expect(page.locator("#q-1 .verdict").first).to_have_text("Not right")
    expect(page.locator("[name='q-1']")).to_have_count(0)


def test_a_check_without_a_connection_keeps_the_choice_and_says_so(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    page.context.set_offline(True)
    watch.allow("net::ERR_")
    choose(page, 1, right_ids(attempt.responses.get(position=1))[0])
    page.get_by_role("button", name="Check question 1").click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection.")
    expect(page.locator("#q-1 .verdict")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("button", name="Check question 1").click()
    expect(page.locator("#q-1 .verdict").first).to_have_text("Right")


def test_one_question_after_another_to_the_end(
    page: Page, stepwise: Attempt, learner: User, sign_in: SignIn, axe: Axe, shot: Shot
) -> None:
    sign_in(page, learner)
    page.goto(path(stepwise))
    for position in (1, 2, 3):
        expect(page.locator("[data-question]")).to_have_count(1)
        current = page.locator(f"[data-square='{position}']")
        expect(current).to_have_attribute("aria-current", "true")
        choose(page, position, right_ids(stepwise.responses.get(position=position))[0])
        page.get_by_role("button", name=f"Check question {position}").click()
        expect(page.locator(".told > .verdict")).to_have_text("Right")
        axe(page)
        page.locator("[data-onward]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand in three answers?")
    page.get_by_role("link", name="Question 2:").click()
    expect(page.locator("#q-2 .verdict").first).to_have_text("Right")
    page.get_by_role("button", name="Question 3", exact=True).first.click()
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name="Hand in three answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three of three.")


def test_what_one_page_could_not_save_the_next_one_sends(
    page: Page, stepwise: Attempt, learner: User, sign_in: SignIn
) -> None:
    """The answer of question 1 waits in the browser while question 2 is open."""
    sign_in(page, learner)
    page.goto(path(stepwise) + "?q=1")
    right = right_ids(stepwise.responses.get(position=1))
    page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('no line')))")
    choose(page, 1, right[0])
    expect(page.locator("[data-saved]")).to_contain_text("no connection")
    with page.expect_response(is_save):
        page.goto(path(stepwise) + "?q=2")
    saved(page)
    assert chosen(stepwise, 1) == list(right)
    expect(page.locator("[data-square='1']")).to_have_accessible_name("Question 1, answered")


def test_the_whole_way_without_javascript(
    open_page: OpenPage, stepwise: Attempt, learner: User, sign_in: SignIn
) -> None:
    page = open_page(PHONE, script=False)
    sign_in(page, learner)
    page.goto(path(stepwise))
    page.get_by_role("button", name="Check question 1").click()
    expect(page.get_by_text("Choose an answer to question 1 first")).to_be_visible()
    for position in (1, 2, 3):
        choose(page, position, wrong_id(stepwise.responses.get(position=position)))
        page.get_by_role("button", name=f"Check question {position}").click()
        expect(page.locator(".told > .verdict")).to_have_text("Not right")
        expect(page.locator("a.play-range").first).to_be_visible()
        page.locator("[data-onward]").click()
    page.get_by_role("button", name="Hand in three answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("None of three.")
    page.get_by_role("button", name="Try the three you missed").click()
    expect(page.get_by_text("Practice counts for nothing.")).to_be_visible()


def test_on_a_phone_what_plays_stays_in_sight(
    open_page: OpenPage, stepwise: Attempt, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    page = open_page(PHONE, dark=True, has_touch=True)
    sign_in(page, learner)
    page.goto(path(stepwise))
    choose(page, 1, wrong_id(stepwise.responses.get(position=1)))
    page.get_by_role("button", name="Check question 1").click()
    page.locator("#q-1 .told-why .play-range").click()
    until(page, "window.__fakePlayers?.[0]?.segment.startSeconds === 12")
    page.locator(".told-foot").scroll_into_view_if_needed()
    screen = page.locator("[data-screen]")
    expect(screen).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe(page)


def test_practice_from_the_module_to_its_results_and_once_more(
    page: Page, course: Course, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    quiz = plain_quiz(course)
    assert quiz.module is not None
    sign_in(page, learner)
    page.goto(quiz.module.get_absolute_url())
    page.get_by_role("button", name="Practise this module").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practice:")
    practice = Attempt.objects.get()
    for position in (1, 2):
        one = practice.responses.get(position=position)
        choose(page, position, wrong_id(one) if position == 1 else right_ids(one)[0])
        page.get_by_role("button", name=f"Check question {position}").click()
        page.locator("[data-onward]").click()
    page.get_by_role("button", name="End the practice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One of two.")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Try question 1 again").click()
    expect(page.get_by_text("0 of 1 answered")).to_be_visible()
    again = Attempt.objects.get(submitted_at=None)
    missed = practice.responses.get(position=1).version
    assert again.responses.get().version == missed


def test_a_question_is_reported_from_its_feedback(
    page: Page, stepwise: Attempt, learner: User, sign_in: SignIn, axe: Axe, watch: Watch
) -> None:
    watch.allow("status of 400")  # a report without a reason
    sign_in(page, learner)
    page.goto(path(stepwise))
    choose(page, 1, wrong_id(stepwise.responses.get(position=1)))
    page.get_by_role("button", name="Check question 1").click()
    page.get_by_role("button", name="Report this question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report question 1")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Say what is wrong: choose one.").first).to_be_visible()
    axe(page)
    page.get_by_label("Another option is right too").check()
    page.get_by_label("In your words").fill("1824 is right as well.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Question 1 is reported.")).to_be_visible()
    expect(page.locator("#q-1 .verdict").first).to_have_text("Not right")
    assert Report.objects.get().text == "1824 is right as well."


def test_a_tab_that_is_looked_at_again_shows_what_another_checked(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    other = second_tab(page, attempt)
    choose(other, 1, right_ids(attempt.responses.get(position=1))[0])
    other.get_by_role("button", name="Check question 1").click()
    expect(other.locator("#q-1 .verdict").first).to_have_text("Right")
    bring_to_front(page)
    expect(page.locator("#q-1 .verdict").first).to_have_text("Right")


def test_practice_tells_nothing_of_an_attempt_that_was_begun_meanwhile(
    page: Page, course: Course, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("status of 422")
    quiz = plain_quiz(course)
    assert quiz.module is not None
    practice = start_practice(user=learner, module=quiz.module)
    sign_in(page, learner)
    page.goto(path(practice))
    start_attempt(user=learner, quiz=quiz)
    choose(page, 1, wrong_id(practice.responses.get(position=1)))
    page.get_by_role("button", name="Check question 1").click()
    expect(page.locator("#q-1 [role=alert]")).to_contain_text("Hand that in first")
    expect(page.get_by_text("Right answer")).to_have_count(0)
