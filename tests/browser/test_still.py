"""Nothing moves while a page loads, even when the font comes late, and the page stays light."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.taking.attempts import start_attempt
from tests.browser.conftest import DESKTOP, PHONE, OpenPage, SignIn
from tests.browser.watch import Watch
from tests.questions import plain_quiz

LATE_MILLISECONDS = 1_200
"""By which the font comes after the text: the page is painted before, in its stand-in."""
SHIFTS = """
async () => {
  await document.fonts.ready;
  await new Promise(resolve => setTimeout(resolve, 500));
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({type: 'layout-shift', buffered: true});
  await new Promise(resolve => setTimeout(resolve, 100));
  const name = node => node && (node.className || node.nodeName);
  return {
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    came: Math.max(...performance.getEntriesByType('resource')
      .filter(one => one.name.includes('literata-latin.')).map(one => one.responseEnd)),
    shifts: found.map(one => [one.value, one.sources.map(source => name(source.node)).join(' ')]),
  };
}
"""


def stays_still(page: Page, path: str) -> None:
    """Fails if anything moves while the page loads and its font comes late."""
    held: list[Route] = []
    page.route("**/literata-latin.woff2", lambda route: held.append(route))
    page.goto(path, wait_until="domcontentloaded")
    page.wait_for_timeout(LATE_MILLISECONDS)
    for route in held:
        route.continue_()
    found = page.evaluate(SHIFTS)
    assert found["came"] > found["painted"], "the font was there before the text"
    assert not found["shifts"], found["shifts"]
    page.unroute("**/literata-latin.woff2")


@pytest.fixture(params=[DESKTOP, PHONE], ids=["1280", "390"])
def sized(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    return open_page(request.param)


def test_a_lesson_does_not_move(sized: Page, seeds: Course, watch: Watch) -> None:
    for place in (0, 3):
        lesson = Lesson.objects.filter(module__course=seeds).order_by("pk")[place]
        stays_still(sized, lesson.get_absolute_url())
    sized.wait_for_load_state("networkidle")
    # And nothing was asked of anybody else (the watch sees to all other addresses).
    assert watch.youtube == []


def test_a_quiz_does_not_move(sized: Page, course: Course, learner: User, sign_in: SignIn) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course))
    sign_in(sized, learner)
    stays_still(sized, f"/attempts/{attempt.pk}/")
