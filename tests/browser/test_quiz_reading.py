"""A quiz by ear and by keyboard: its tree in order, and the whole way without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt
from quizzes.taking.attempts import start_attempt
from tests.browser.conftest import SignIn
from tests.browser.quizzing import path, saved
from tests.browser.watch import settled, until
from tests.questions import add_questions, plain_question, plain_quiz, right_ids

# What a screen reader stops at; texts and boxes without a name are left out.
STOPS = {"heading", "group", "radio", "checkbox", "button", "link", "navigation", "region"}


@pytest.fixture
def attempt(live_server: LiveServer, course: Course, learner: User) -> Attempt:
    """Question 1 takes one answer, question 2 several."""
    quiz = plain_quiz(course, questions=0, shuffle_options=False)
    lesson = quiz.lesson
    assert lesson is not None
    add_questions(
        quiz,
        [
            plain_question(lesson, stem="When was it built?", fact=lesson.facts.all()[0]),
            plain_question(
                lesson,
                stem="Who lived there?",
                options=("Keepers", "Gulls", "Kings"),
                right=(0, 1),
                credit="proportional",
            ),
        ],
    )
    return start_attempt(user=learner, quiz=quiz)


def tree(page: Page) -> list[tuple[str, str, str]]:
    """The main part's stops in reading order: role, name, and what is checked or described."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    main = next(node for node in nodes if _value(node, "role") == "main")
    found: list[tuple[str, str, str]] = []

    def walk(node: dict[str, Any]) -> None:
        role, name = _value(node, "role"), " ".join(_value(node, "name").split())
        if not node["ignored"] and role in STOPS and (name or role not in {"group", "region"}):
            properties = {
                one["name"]: one["value"].get("value") for one in node.get("properties", [])
            }
            state = str(properties.get("checked", ""))
            found.append((role, name, state))
        for child in node.get("childIds", []):
            if child in by_id:
                walk(by_id[child])

    walk(main)
    return found


def _value(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", ""))


def test_the_tree_of_a_quiz_reads_in_order(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    page.locator("[name='q-1']").nth(1).check()
    saved(page)
    stops = tree(page)
    names = [(role, name) for role, name, _ in stops]
    start = names.index(("heading", "Check: The tower"))
    assert names[start:] == [
        ("heading", "Check: The tower"),
        ("group", "1 . When was it built?"),
        ("radio", "1811"),
        ("radio", "1824"),
        ("radio", "1799"),
        ("radio", "1850"),
        ("checkbox", "Flag for later"),
        (
            "group",
            "2 . Who lived there? Choose every right answer. Each option counts: ticked where it "
            "is right, left where it is wrong.",
        ),
        ("checkbox", "Keepers"),
        ("checkbox", "Gulls"),
        ("checkbox", "Kings"),
        ("checkbox", "Flag for later"),
        ("navigation", "Questions"),
        ("link", "Question 1, answered"),
        ("link", "Question 2"),
        ("button", "Finish and look over"),
    ]
    checked = [name for role, name, state in stops if state == "true"]
    assert checked == ["1824"]


def test_the_tree_of_the_results_says_what_is_right_and_where(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    page.locator("[name='q-1']").nth(1).check()
    page.locator("[name='q-2']").nth(0).check()
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name="Hand in two answers").click()
    snapshot = page.locator(".quiz-told").aria_snapshot()
    said = [line.strip(" -") for line in snapshot.splitlines()]
    text = "\n".join(said)
    order = [
        'heading "0.66 of two." [level=1]',
        'heading "1 . When was it built?" [level=2]',
        "paragraph: Right answer",
        'paragraph: "1811"',
        "Play 0:12–0:31",
        "paragraph: Your answer, not right",
        'paragraph: "1824"',
        "paragraph: Why 1824.",
        'heading "2 . Who lived there?" [level=2]',
        "Partly right: 0.66 of 1 mark",
        "Each option counts",
        "Right answer, and yours",
        'link "Report this question',
        'link "Back to the lesson"',
        'button "Try the two you missed"',
    ]
    place = 0
    for words in order:
        place = text.find(words, place)
        assert place >= 0, (words, text)


def _press_until(page: Page, key: str, goal: str) -> None:
    """Press the key until the focused element fits the selector."""
    for _ in range(60):
        if page.evaluate("goal => document.activeElement.matches(goal)", goal):
            _sees_focus(page)
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {goal}")


def _sees_focus(page: Page) -> None:
    """What is focused lies in the window and is not hidden behind anything."""
    covered = """() => {
      const element = document.activeElement.closest("label") ?? document.activeElement;
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (y < 0 || y > window.innerHeight) return "outside the window";
      const top = document.elementFromPoint(x, y);
      return element.contains(top) || top?.contains(element) ? "" : `under ${top?.outerHTML}`;
    }"""
    assert page.evaluate(covered) == ""


def test_a_whole_quiz_by_keyboard_alone(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(f"/quizzes/{attempt.quiz_id}/")
    settled(page)
    _press_until(page, "Tab", ".actions button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path(attempt)}")
    settled(page)
    _press_until(page, "Tab", "[name='q-1']")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # the radios' own way: 1824
    page.keyboard.press("ArrowUp")
    _press_until(page, "Tab", "[name='flag-1']")
    page.keyboard.press("Space")
    _press_until(page, "Tab", "[name='q-2']")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    saved(page)
    right = [list(right_ids(one)) for one in attempt.responses.order_by("position")]
    assert [list(one.chosen) for one in attempt.responses.order_by("position")] == right
    assert attempt.responses.get(position=1).flagged
    _press_until(page, "Tab", "[data-square='1']")
    page.keyboard.press("Enter")  # back to the flagged question
    expect(page.locator("#q-1")).to_be_focused()
    _press_until(page, "Tab", "button[value='confirm']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/")
    settled(page)
    _press_until(page, "Tab", ".confirm-actions .button-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/**")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two of two.")
    _press_until(page, "Tab", "#q-1 summary")
    page.keyboard.press("Enter")
    _press_until(page, "Tab", ".play-range")
    page.keyboard.press("Enter")
    until(page, "window.__fakePlayers?.[0]?.segment.startSeconds === 12")


def test_feedback_at_once_by_keyboard_alone(
    page: Page, live_server: LiveServer, course: Course, learner: User, sign_in: SignIn
) -> None:
    attempt = start_attempt(
        user=learner,
        quiz=plain_quiz(course, questions=2, reveal="checked", pace="one", shuffle_options=False),
    )
    sign_in(page, learner)
    page.goto(path(attempt))
    settled(page)
    for position in (1, 2):
        _press_until(page, "Tab", f"[name='q-{position}']")
        page.keyboard.press("Space")
        _press_until(page, "Tab", f"button[value='check-{position}']")
        page.keyboard.press("Enter")
        expect(page.locator(f"#q-{position}")).to_be_focused()
        expect(page.locator(f"#q-{position} .verdict").first).to_have_text("Right")
        _press_until(page, "Tab", "[data-onward]")
        page.keyboard.press("Enter")
        if position == 1:
            page.wait_for_url("**?q=2**")
            settled(page)
    page.wait_for_url("**/confirm/")


def test_the_enter_key_in_an_answer_saves_and_hands_nothing_in(
    page: Page, attempt: Attempt, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(path(attempt))
    settled(page)
    page.locator("[name='q-1']").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    saved(page)
    assert page.url.endswith(path(attempt))
    attempt.refresh_from_db()
    assert attempt.is_open
