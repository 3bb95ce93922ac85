"""Reading a lesson without video: paragraphs count when they were in view long enough."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from courses.models import Course, Lesson, Progress
from tests.browser.conftest import SignIn
from tests.browser.watch import until
from tests.personas import make_person

READ = "document.querySelectorAll('#text .is-watched').length"


def article(course: Course) -> Lesson:
    """Its longest, so that the end is not in view at once."""
    lessons = Lesson.objects.filter(module__course=course, module__video=None)
    return lessons.order_by("-words")[0]


def test_paragraphs_in_view_are_read_and_the_way_back_leads_to_them(
    page: Page, seeds: Course, sign_in: SignIn
) -> None:
    reader = make_person("rea@example.org", enrolled=seeds)
    sign_in(page, reader)
    lesson = article(seeds)
    page.goto(lesson.get_absolute_url())
    assert page.evaluate(READ) == 0
    until(page, f"{READ} >= 1", seconds=15)
    first = page.locator("#text [data-p]").first
    last = page.locator("#text [data-p]").last
    # What was never in view is not read.
    expect(first).to_have_class("is-watched")
    assert "is-watched" not in (last.get_attribute("class") or "")
    with page.expect_response("**/watched/") as answer:
        page.evaluate("window.dispatchEvent(new Event('online'))")
    assert answer.value.ok
    row = Progress.objects.get(user=reader, lesson=lesson)
    assert row.watched[0][0] == lesson.first_paragraph
    assert row.read_to is not None
    page.goto(seeds.get_absolute_url())
    page.get_by_role("link", name=f"Continue at ¶ {row.read_to}").click()
    expect(page).to_have_url(re.compile(f"{lesson.get_absolute_url()}#p-{row.read_to}$"))


def test_who_scrolls_through_at_once_has_read_nothing(
    page: Page, seeds: Course, sign_in: SignIn
) -> None:
    sign_in(page, make_person("rea@example.org", enrolled=seeds))
    page.goto(article(seeds).get_absolute_url())
    page.evaluate("window.scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_timeout(300)
    assert page.evaluate(READ) == 0
