"""The attempt in a browser: it saves itself, and nothing chosen is lost on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.browser.conftest import PHONE, Axe, OpenPage, SignIn
from tests.browser.quizzing import choose, chosen, is_save, path, second_tab
from tests.browser.watch import Watch, settled
from tests.questions import plain_question, plain_quiz, right_ids, wrong_id


@pytest.fixture
def attempt(live_server: LiveServer, course: Course, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=plain_quiz(course))


def test_answers_and_flags_save_themselves(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    right = right_ids(attempt.responses.get(position=2))
    choose(page, 2, right[0])
    page.locator(".flag").nth(1).click()
    expect(page.locator("[data-saved]")).to_contain_text("You can leave and come back.")
    assert chosen(attempt, 2) == list(right)
    square = page.locator("[data-square='2']")
    expect(square).to_have_accessible_name("Question 2, answered, flagged")
    expect(page.get_by_text("1 of 3 answered")).to_be_visible()
    axe(page)
    page.reload()
    expect(page.locator("[name='q-2']:checked")).to_have_value(str(right[0]))
    page.get_by_role("button", name="Finish and look over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand in one answer?")
    axe(page)
    page.get_by_role("button", name="Hand in one answer").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("One of three.")
    expect(heading).to_be_focused()
    axe(page)
    page.go_back()
    page.wait_for_url("**/results/**")


def test_without_a_connection_choices_wait_in_the_browser(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    """The line is cut, the page is closed; the next visit finds the choice and sends it."""
    sign_in(page, learner)
    page.goto(path(attempt))
    right = right_ids(attempt.responses.get(position=1))
    page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('no line')))")
    choose(page, 1, right[0])
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection.")
    assert chosen(attempt, 1) == []
    with page.expect_response(is_save) as answer:
        page.reload()
    assert answer.value.ok
    expect(page.locator("[name='q-1']:checked")).to_have_value(str(right[0]))
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert chosen(attempt, 1) == list(right)
    assert page.evaluate("window.localStorage.length") == 0


def test_after_the_session_ended_the_attempt_goes_on_with_what_was_chosen(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    page.context.clear_cookies(name="sessionid")
    right = right_ids(attempt.responses.get(position=3))
    choose(page, 3, right[0])
    way_back = page.get_by_role("link", name="Log in and go on")
    expect(way_back).to_have_attribute("href", f"/accounts/login/?next={path(attempt)}")
    assert chosen(attempt, 3) == []
    sign_in(page, learner)
    with page.expect_response(is_save):
        page.goto(path(attempt))
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert chosen(attempt, 3) == list(right)
    watch.allow("status of 401")


def test_a_stale_tab_says_that_the_attempt_is_handed_in(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn, watch: Watch
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    submit_attempt(attempt=attempt)
    choose(page, 1, wrong_id(attempt.responses.get(position=1)))
    expect(page.get_by_role("alert")).to_contain_text("This attempt was handed in at")
    page.get_by_role("link", name="See the results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("None of three.")
    watch.allow("status of 409")


def test_two_tabs_keep_each_others_answers(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    other = second_tab(page, attempt)
    ids = [right_ids(one) for one in attempt.responses.all()]
    for tab, position in ((page, 1), (other, 2)):
        with tab.expect_response(is_save):
            choose(tab, position, ids[position - 1][0])
    other.get_by_role("button", name="Finish and look over").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Hand in two answers?")
    assert [chosen(attempt, position) for position in (1, 2)] == [list(ids[0]), list(ids[1])]


def test_a_phone_keeps_the_squares_in_sight_and_off_the_focus(
    open_page: OpenPage, attempt: Attempt, learner: User, sign_in: SignIn, axe: Axe
) -> None:
    page = open_page(PHONE, dark=True)
    sign_in(page, learner)
    page.goto(path(attempt))
    bar = page.locator(".quiz-progress")
    expect(bar).to_be_in_viewport()
    page.locator("[name='q-1']").first.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        low = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        top = page.evaluate("document.querySelector('.quiz-progress').getBoundingClientRect().top")
        inside = page.evaluate("!!document.activeElement.closest('.quiz-progress')")
        assert inside or low <= top
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe(page)


def test_questions_and_squares_keep_their_distance_where_they_first_stand_side_by_side(
    open_page: OpenPage, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    page = open_page({"width": 870, "height": 700})
    sign_in(page, learner)
    page.goto(path(attempt))
    question = page.locator("#q-1").bounding_box()
    strip = page.locator(".quiz-progress").bounding_box()
    assert question
    assert strip
    assert question["x"] + question["width"] + 24 <= strip["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 870


LONG = " ".join(["The keepers of the tower wrote down every ship that went past it by night"] * 3)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("limit", [None, 3600])
def test_a_long_option_that_is_focused_stands_whole_above_the_squares(
    open_page: OpenPage,
    live_server: LiveServer,
    course: Course,
    learner: User,
    lesson: Lesson,
    sign_in: SignIn,
    script: bool,
    limit: int | None,
) -> None:
    """On the narrowest screen a row takes nine lines, and its box is only as wide as a finger."""
    options = [f"{LONG}, {year}." for year in (1811, 1824, 1799)]
    questions = [plain_question(lesson, options=options, right=right) for right in ((0,), (0, 1))]
    quiz = plain_quiz(course, questions=questions, time_limit=limit)
    attempt = start_attempt(user=learner, quiz=quiz)
    page = open_page({"width": 320, "height": 568}, script=script)
    sign_in(page, learner)
    page.goto(path(attempt))
    if script:
        settled(page)
    page.locator("[name='q-1']").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        row = page.locator(":focus").locator("xpath=ancestor::label").bounding_box()
        strip = page.locator(".quiz-progress").bounding_box()
        assert row
        assert strip
        assert row["y"] >= 0
        assert row["y"] + row["height"] <= strip["y"], key
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_whole_way_without_javascript(
    open_page: OpenPage, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    page = open_page(script=False)
    sign_in(page, learner)
    page.goto(path(attempt))
    for one in attempt.responses.all():
        choose(page, one.position, right_ids(one)[0])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("3 of 3 answered")).to_be_visible()
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name="Hand in three answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three of three.")
    clip = page.locator("a.play-range").first
    expect(clip).to_have_attribute("href", "https://youtu.be/abcDEF12345?t=12")
