"""The player where things go otherwise: every failure, several slices, a lost line, two devices."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from courses.models import Lesson, Progress, Segment
from tests.browser.conftest import OpenPage, SignIn
from tests.browser.watch import until

STATE = "document.querySelector('[data-player]').dataset.state"
TIME = "window.__fakePlayers[0].getCurrentTime()"
# The end of what the page knows as played: it looks at the clock a few times a second.
HEARD = """Math.max(...Object.entries(localStorage)
  .filter(([key]) => key.startsWith("cuepoint-watched"))
  .flatMap(([, kept]) => JSON.parse(kept).intervals.map(([, end]) => end)))"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cuepoint-watched')).length"


def play(page: Page, lesson: Lesson) -> None:
    page.goto(lesson.get_absolute_url())
    page.locator("[data-play]").click()
    until(page, f"{STATE} === 'playing'")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, "does not know this video"),
        (100, "removed or made private"),
        (101, "does not allow this video"),
        (150, "does not allow this video"),
        (153, "did not accept this page"),
    ],
)
def test_every_failure_is_told_in_words_with_a_way_to_the_moment(
    page: Page, lesson: Lesson, code: int, words: str
) -> None:
    play(page, lesson)
    page.evaluate("window.__fakePlayers[0].advance(20)")
    until(page, "document.querySelector('.said.is-now')?.dataset.from === '31'")
    page.evaluate(f"window.__fakePlayers[0].failWith({code})")
    card = page.locator("[data-card]")
    expect(card).to_contain_text(words)
    expect(card).to_be_focused()
    link = card.get_by_role("link", name="on YouTube")
    expect(link).to_have_attribute("href", re.compile(r"youtu\.be/abcDEF12345\?t=3\d$"))
    expect(page.get_by_text("It stands 35 metres above the rock.")).to_be_visible()


def test_a_lesson_of_several_slices_plays_each_exactly(page: Page, lesson: Lesson) -> None:
    Segment.objects.create(lesson=lesson, position=2, start=300, end=330)
    play(page, lesson)
    assert page.evaluate(TIME) < 14
    page.evaluate("window.__fakePlayers[0].advance(53)")
    until(page, f"{STATE} === 'ended'")
    assert abs(page.evaluate(TIME) - 67) < 0.5
    page.locator("[data-on]").click()
    until(page, f"{STATE} === 'playing' && {TIME} >= 300")
    page.evaluate("window.__fakePlayers[0].advance(28)")
    until(page, f"{STATE} === 'ended'")
    assert abs(page.evaluate(TIME) - 330) < 0.5


def test_without_a_line_what_was_played_waits_and_goes_out_later(
    page: Page, lesson: Lesson, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    play(page, lesson)
    page.context.set_offline(True)
    page.evaluate("window.__fakePlayers[0].advance(10)")
    until(page, f"{TIME} > 22.8")
    page.locator("[data-toggle]").click()
    until(page, f"{STATE} === 'paused' && {KEPT} === 1")
    assert not [row for row in Progress.objects.filter(user=learner) if row.watched]
    with page.expect_response("**/watched/") as answer:
        page.context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
    assert answer.value.ok
    (pair,) = Progress.objects.get(user=learner, lesson=lesson).watched
    assert pair[0] == 12
    assert pair[1] in (22, 23, 24)
    until(page, f"{KEPT} === 0")


def test_two_devices_add_up(
    open_page: OpenPage, lesson: Lesson, learner: User, sign_in: SignIn
) -> None:
    desk, phone = open_page(), open_page()
    for page, second in ((desk, 12), (phone, 47)):
        sign_in(page, learner)
        page.goto(lesson.get_absolute_url())
        page.get_by_role("button", name=f"Play from 0:{second}", exact=True).first.click()
        until(page, f"{STATE} === 'playing'")
    for page, second in ((desk, 12), (phone, 47)):
        page.evaluate("window.__fakePlayers[0].advance(8)")
        until(page, f"{HEARD} >= {second + 8}")
        with page.expect_response("**/watched/") as answer:
            page.locator("[data-toggle]").click()
        assert answer.value.ok
    first, second = Progress.objects.get(user=learner, lesson=lesson).watched
    assert (first[0], second[0]) == (12, 47)
    assert first[1] >= 20
    assert second[1] >= 55


def test_the_page_follows_the_voice_only_for_who_wants_it(page: Page, lesson: Lesson) -> None:

    lesson.html += "<p>Nothing is cited here.</p>" * 40
    lesson.html += (
        '<p><span class="said" data-from="60">The lamp was lit at last.</span>'
        '<a class="cite" href="https://youtu.be/abcDEF12345?t=60" data-seconds="60">1:00</a></p>'
    )
    lesson.save()
    for follows in (False, True):
        play(page, lesson)
        toggle = page.get_by_role("button", name="Follow the text")
        if (toggle.get_attribute("aria-pressed") == "true") is not follows:
            toggle.click()
        page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
        page.evaluate("window.__fakePlayers[0].seekTo(61)")
        until(page, "document.querySelector('.said.is-now')?.dataset.from === '60'")
        page.wait_for_timeout(400)
        assert (page.evaluate("window.scrollY") > 200) is follows
