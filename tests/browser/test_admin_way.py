"""The admin's way: log in, find, publish in bulk, change a cover, read attempts."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from courses.models import Course
from quizzes.models import Quiz
from quizzes.reports import report_question
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.browser.conftest import Axe, Shot
from tests.personas import PASSWORD


def test_an_admin_manages_the_content(
    page: Page, admin: User, draft_course: Course, quiz: Quiz, learner: User, axe: Axe, shot: Shot
) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    submit_attempt(attempt=attempt)
    version = attempt.responses.all()[0].version
    report_question(user=learner, version=version, reason="unclear", text="Which light?")

    log_in(page, admin)
    axe(page)
    shot(page, "admin-index")
    find_course(page, draft_course)
    axe(page)
    shot(page, "admin-courses")
    publish(page, draft_course)
    follow_to_the_public_page(page, draft_course)
    upload_a_cover(page, draft_course)
    look_at_attempts(page, learner)
    axe(page)
    shot(page, "admin-attempt")
    read_the_report(page, quiz.course, axe)
    give_extra_time_in_the_admin(page, learner, quiz, axe)


def read_the_report(page: Page, course: Course, axe: Axe) -> None:
    """It is found, and leads to the desk."""
    page.goto("/admin/quizzes/report/?state__exact=open")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    axe(page)
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#content")).to_contain_text("Which light?")
    expect(page.locator("#content")).to_contain_text("The question cannot be understood")
    axe(page)
    page.get_by_role("link", name="at the desk").click()
    expect(page).to_have_url(re.compile(rf"/studio/{course.slug}/questions/"))
    expect(page.locator("main")).to_contain_text("Which light?")


def give_extra_time_in_the_admin(page: Page, learner: User, quiz: Quiz, axe: Axe) -> None:
    page.goto("/admin/quizzes/extratime/add/")
    expect(page.get_by_role("combobox", name="Learner")).to_be_visible()
    axe(page)
    for field, words in (("user", learner.email), ("course", quiz.course.title)):
        page.locator(f".field-{field} .select2-selection").click()
        page.locator(".select2-search__field").fill(words)
        page.locator(".select2-results__option--highlighted").click()
    page.get_by_label("Per cent more").fill("25")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator("#result_list")).to_contain_text("25% more")
    axe(page)


def log_in(page: Page, admin: User) -> None:
    """Through the site's own log-in page, wherever the admin's leads."""
    page.goto("/admin/")
    page.locator("input[name=login], input[name=username]").fill(admin.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form, #login-form").locator("[type=submit]").first.click()
    expect(page.locator("#site-name")).to_contain_text("Cuepoint")


def find_course(page: Page, course: Course) -> None:
    page.locator(".model-course").get_by_role("link", name="Courses", exact=True).first.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.locator("#searchbar").fill(course.title)
    page.locator("#changelist-search").get_by_role("button", name="Search").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("Draft")


def publish(page: Page, course: Course) -> None:
    page.locator("#result_list .action-select").check()
    page.locator("select[name=action]").select_option("publish")
    page.get_by_role("button", name=re.compile("^(Go|Run)")).click()
    expect(page.locator(".messagelist")).to_contain_text("1 of 1 courses published")
    course.refresh_from_db()
    assert course.status == Course.Status.PUBLISHED


def follow_to_the_public_page(page: Page, course: Course) -> None:
    page.locator("#result_list").get_by_role("link", name="look").click()
    expect(page).to_have_url(re.compile(re.escape(course.get_absolute_url()) + "$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(course.title)
    page.go_back()


def upload_a_cover(page: Page, course: Course) -> None:
    """A large picture is kept in our own size, and the course's page shows it."""
    picture = io.BytesIO()
    Image.new("RGB", (1600, 1400), "#406080").save(picture, "PNG")
    page.locator("#result_list").get_by_role("link", name=course.title).click()
    file = FilePayload(name="rock.png", mimeType="image/png", buffer=picture.getvalue())
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    course.refresh_from_db()
    with Image.open(course.cover) as kept:
        assert kept.format == "WEBP"
        assert max(kept.size) < 1600
    page.goto(course.get_absolute_url())
    shown = page.locator("main img").first
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0


def look_at_attempts(page: Page, learner: User) -> None:
    """They can be searched and read; there is nothing to fill in, to add or to delete."""
    page.goto("/admin/quizzes/attempt/")
    page.locator("#searchbar").fill(learner.email)
    page.locator("#changelist-search").get_by_role("button", name="Search").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#content").get_by_role("link", name="Add attempt")).to_have_count(0)
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#content")).to_contain_text(learner.name)
    fields = page.locator("#attempt_form").locator("input, select, textarea, button")
    assert {field.evaluate("field => field.type") for field in fields.all()} <= {"hidden"}
    expect(page.locator(".deletelink")).to_have_count(0)
