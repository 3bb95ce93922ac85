"""The lesson's player against a pretended YouTube: slices, citations, progress, failures."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from accounts.models import User
from courses.models import Lesson, Progress
from tests.browser.conftest import PHONE, Axe, OpenPage, SignIn
from tests.browser.watch import Watch, until

STATE = "document.querySelector('[data-player]').dataset.state"
TIME = "window.__fakePlayers[0].getCurrentTime()"


def test_nothing_is_asked_of_youtube_before_a_press_and_a_slice_stops_at_its_end(
    page: Page, lesson: Lesson, watch: Watch, axe: Axe
) -> None:
    page.goto(lesson.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert watch.youtube == []
    page.locator("[data-play]").press("Space")
    until(page, f"{STATE} === 'playing'")
    expect(page.locator("[data-toggle]")).to_be_focused()
    page.evaluate("window.__fakePlayers[0].advance(53)")
    until(page, f"{STATE} === 'ended'")
    assert abs(page.evaluate(TIME) - 67) < 0.5
    expect(page.locator("[data-stop]")).to_contain_text("This part ends at 1:07.")
    axe(page)
    page.locator("[data-on]").click()
    until(page, f"{STATE} === 'playing' && {TIME} > 67")


def test_a_citation_is_a_button_that_plays_its_second_and_keeps_the_focus(
    page: Page, lesson: Lesson
) -> None:
    page.goto(lesson.get_absolute_url())
    cite = page.get_by_role("button", name="Play from 0:31", exact=True).first
    cite.press("Space")
    until(page, f"{STATE} === 'playing' && {TIME} >= 31")
    expect(cite).to_be_focused()
    expect(page.locator(".said.is-now")).to_have_attribute("data-from", "31")
    expect(page.locator("[data-status]")).to_be_empty()  # no longer "Loading the video."
    page.locator("body").press("k")
    until(page, f"{STATE} === 'paused'")


def test_what_was_played_is_kept_for_the_learner(
    page: Page, lesson: Lesson, learner: User, sign_in: SignIn
) -> None:
    sign_in(page, learner)
    page.goto(lesson.get_absolute_url())
    page.locator("[data-play]").click()
    until(page, f"{STATE} === 'playing'")
    page.evaluate("window.__fakePlayers[0].advance(10)")
    until(page, f"{TIME} > 22.8")
    with page.expect_response("**/watched/") as answer:
        page.locator("[data-toggle]").click()
    assert answer.value.ok
    (first, last), *others = Progress.objects.get(user=learner, lesson=lesson).watched
    assert (first, others) == (12, [])
    assert last in (22, 23, 24)


def test_a_blocked_player_shows_a_card_with_the_moment_and_the_text_stays(
    page: Page, lesson: Lesson, watch: Watch
) -> None:
    watch.block_youtube()
    page.goto(lesson.get_absolute_url())
    page.get_by_role("button", name="Play from 0:47", exact=True).first.click()
    expect(page.locator("[data-card]")).to_be_visible()
    link = page.get_by_role("link", name="Watch from 0:47 on YouTube")
    expect(link).to_have_attribute("href", "https://youtu.be/abcDEF12345?t=47")
    expect(page.get_by_text("It stands 35 metres above the rock.")).to_be_visible()


def test_an_owner_who_forbids_embedding_gets_a_card_too(page: Page, lesson: Lesson) -> None:
    page.goto(lesson.get_absolute_url())
    page.evaluate("window.__fakeYouTube = { failLoadsWith: 150 }")
    page.locator("[data-play]").click()
    expect(page.locator("[data-card]")).to_contain_text("does not allow this video")
    expect(page.locator("[data-card]")).to_be_focused()


def test_without_javascript_links_lead_to_the_moment(open_page: OpenPage, lesson: Lesson) -> None:
    page = open_page(script=False)
    page.goto(lesson.get_absolute_url())
    expect(page.locator("[data-play]")).to_have_attribute(
        "href", "https://youtu.be/abcDEF12345?t=12"
    )
    expect(page.locator("[data-controls]")).to_be_hidden()


def test_the_stuck_player_never_hides_the_focus_on_a_phone(
    open_page: OpenPage, lesson: Lesson
) -> None:
    page = open_page(PHONE)
    page.goto(lesson.get_absolute_url())
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    hidden = """() => {
      const screen = document.querySelector("[data-screen]");
      const held = document.activeElement;
      if (held === document.body || screen.contains(held)) return null;
      const [own, over] = [held.getBoundingClientRect(), screen.getBoundingClientRect()];
      return own.top < over.bottom && own.bottom > over.top ? held.outerHTML : null;
    }"""
    page.locator("footer a").first.focus()
    for _ in range(16):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(hidden) is None


def test_arrow_keys_walk_the_ticks_of_the_timeline(page: Page, lesson: Lesson) -> None:
    page.goto(lesson.get_absolute_url())
    keys = page.get_by_role("toolbar", name="Citations in this part")
    keys.get_by_role("button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until(page, f"{STATE} === 'playing' && {TIME} >= 31 && {TIME} < 40")
