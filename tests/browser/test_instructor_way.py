"""The instructor's way: a document becomes a course, its questions are judged, a quiz is taken."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.management.commands.demo import SEEDS
from quizzes.models import Attempt, Question, Quiz
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from tests.browser.conftest import Axe, OpenPage, Shot, SignIn
from tests.browser.watch import settled, until
from tests.personas import make_person

NOTE = settings.BASE_DIR / "seeds" / SEEDS[0]
STEM = "Which kind of machine did IBM sell first in Japan?"
OPTIONS = ("Tabulating machines", "Typewriters", "Cash registers", "Telephones")
TITLE = "The end of the first part"


def test_an_instructor_makes_a_course_of_a_document(
    page: Page, instructor: User, sign_in: SignIn, axe: Axe, shot: Shot, tmp_path: Path
) -> None:
    sign_in(page, instructor)
    course = begin_a_course(page)
    upload(page, course, axe, shot)
    generate(page, course)
    approve_by_keyboard(page, axe, shot)
    edited = edit(page, axe)
    written = write(page, course, axe)
    quiz = make_a_quiz(page, course, [edited, written], axe)
    preview(page, quiz)
    publish(page, course, quiz)
    look_at_results(page, course, quiz, tmp_path, axe)


def test_questions_are_judged_and_written_without_javascript(
    open_page: OpenPage, seeds: Course, instructor: User, sign_in: SignIn
) -> None:
    seeds.instructors.add(instructor)
    question = Question.objects.of_course(seeds).earliest("pk")
    page = open_page(script=False)
    sign_in(page, instructor)
    page.goto(f"/studio/{seeds.slug}/questions/{question.pk}/")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("#messages")).to_contain_text("Rejected")
    question.refresh_from_db()
    assert question.status == Question.Status.REJECTED
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Taken back")
    question.refresh_from_db()
    assert question.status == Question.Status.APPROVED

    page.goto(f"/studio/{seeds.slug}/questions/new/")
    page.get_by_role("button", name="One more option").click()
    expect(page.locator("[data-row]")).to_have_count(5)
    fill_in(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("The question is written.")
    assert Question.objects.filter(current__stem=STEM, status="draft").count() == 1


# --- the steps ---


def begin_a_course(page: Page) -> Course:
    page.goto("/studio/")
    page.get_by_role("link", name="New course").click()
    page.get_by_label("Title").fill("Software in Japan")
    page.get_by_role("button", name="Make the course").click()
    expect(page).to_have_url(re.compile("/upload/$"))
    return Course.objects.get(title="Software in Japan")


def upload(page: Page, course: Course, axe: Axe, shot: Shot) -> None:
    """What the document becomes is seen before anything is written."""
    expect(page.locator(".field-error")).to_have_count(0)
    page.get_by_label("Documents", exact=True).set_input_files(NOTE)
    expect(page.locator("[data-chosen]")).to_contain_text(NOTE.name)
    page.get_by_role("button", name="Look them over").click()
    expect(page.locator(".studio-draft").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Nothing is written yet.")
    settled(page)
    page.locator(".studio-look summary").nth(1).click()
    expect(page.locator(".studio-look .prose").nth(1)).to_be_visible()
    axe(page)
    shot(page, "instructor-preview")
    assert not Lesson.objects.filter(module__course=course).exists()
    page.get_by_role("button", name="Import 1 document").click()
    expect(page.locator("#messages")).to_contain_text("imported")
    assert Lesson.objects.filter(module__course=course).count() > 5
    axe(page)


def generate(page: Page, course: Course) -> None:
    page.locator(".studio-nav").get_by_role("link", name="Questions").click()
    page.get_by_role("button", name="Generate questions").first.click()
    expect(page.locator("#messages")).to_contain_text("added from")
    assert Question.objects.of_course(course).filter(status="draft").count() > 5


def approve_by_keyboard(page: Page, axe: Axe, shot: Shot) -> None:
    """A approves, Z takes back, R rejects, Space plays the clip; the next question follows."""
    stem = page.locator("#stem")
    first = stem.inner_text()
    axe(page)
    shot(page, "instructor-desk")
    settled(page)
    page.keyboard.press("Space")
    until(page, "window.__fakePlayers?.[0]?.getPlayerState() === 1")
    question = Question.objects.get(current__stem=first)
    load = page.evaluate("__fakePlayers[0].calls.find(call => call.name === 'loadVideoById')")
    assert question.fact is not None
    assert load["args"][0]["startSeconds"] <= (question.fact.seconds or 0)

    press(page, "a", "Approved")
    expect(stem).not_to_have_text(first)
    question.refresh_from_db()
    assert question.status == Question.Status.APPROVED
    press(page, "z", "Taken back")
    expect(stem).to_have_text(first)
    press(page, "a", "Approved")
    second = stem.inner_text()
    assert second != first
    press(page, "r", "Rejected")
    assert Question.objects.get(current__stem=second).status == Question.Status.REJECTED


def press(page: Page, key: str, words: str) -> None:
    settled(page)
    page.keyboard.press(key)
    expect(page.locator("#messages")).to_contain_text(words)


def edit(page: Page, axe: Axe) -> Question:
    stem = page.locator("#stem").inner_text()
    question = Question.objects.get(current__stem=stem)
    settled(page)
    page.keyboard.press("e")
    field = page.get_by_label("Question", exact=True)
    expect(field).to_have_value(stem)
    settled(page)
    field.fill(stem + " (Think of the years before.)")
    page.get_by_label(re.compile("^Why it is right")).fill("Because **the sentence** says so.")
    expect(page.locator(".markdownx-preview strong")).to_have_text("the sentence")
    axe(page)
    page.get_by_role("button", name="Save and approve").click()
    expect(page.locator("#messages")).to_contain_text("approved")
    question.refresh_from_db()
    assert question.edited
    assert question.status == Question.Status.APPROVED
    return question


def write(page: Page, course: Course, axe: Axe) -> Question:
    page.get_by_role("link", name="Write a question").first.click()
    page.wait_for_url("**/questions/new/**")
    fill_in(page)
    axe(page)
    page.get_by_role("button", name="Save and approve").click()
    expect(page.locator("#messages")).to_contain_text("The question is written. It is approved.")
    question = Question.objects.of_course(course).get(current__stem=STEM)
    assert question.fact is not None
    assert question.current is not None
    assert [one.text for one in question.current.choices.filter(correct=True)] == [OPTIONS[0]]
    return question


def fill_in(page: Page) -> None:
    page.get_by_label("Question", exact=True).fill(STEM)
    for letter, text in zip("ABCD", OPTIONS, strict=True):
        page.get_by_label(f"Option {letter}", exact=True).fill(text)
    page.get_by_label("Right answer: option A").check()
    page.locator(".facts-pick input[type=radio]").nth(1).check()


def make_a_quiz(page: Page, course: Course, questions: list[Question], axe: Axe) -> Quiz:
    """Both questions are ticked, then their order is turned round."""
    page.goto(f"/studio/{course.slug}/quizzes/")
    page.get_by_role("link", name=re.compile("New quiz|Make a quiz by hand")).first.click()
    page.wait_for_url("**/quizzes/new/")  # and until its scripts have run
    page.get_by_label("Title").fill(TITLE)
    for question in questions:
        box = page.locator(f"input[name=question][value='{question.pk}']")
        shelf = page.locator("details.shelf:not([open])", has=box)
        if shelf.count():
            shelf.locator("summary").click()
        box.check()
    chosen = page.locator("[data-picks] .pick-stem")
    expect(chosen).to_have_count(2)
    page.locator("[data-picks] .pick-move[value^='up-']").nth(1).click()
    assert questions[1].current is not None
    expect(chosen.first).to_have_text(questions[1].current.stem)
    axe(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Saved")
    quiz = Quiz.objects.get(title=TITLE)
    order = quiz.entries.order_by("position").values_list("question", flat=True)
    assert list(order) == [questions[1].pk, questions[0].pk]
    return quiz


def preview(page: Page, quiz: Quiz) -> None:
    """The quiz as learners meet it; nothing of it counts."""
    page.get_by_role("button", name="Preview as a learner").click()
    expect(page.locator("fieldset.question")).to_have_count(2)
    page.locator("fieldset.question .options input").first.check()
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page).to_have_url(re.compile("/results/"))
    assert Attempt.objects.get(quiz=quiz).preview


def publish(page: Page, course: Course, quiz: Quiz) -> None:
    page.goto(f"/studio/{course.slug}/quizzes/{quiz.pk}/")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#messages")).to_contain_text("once the course is out")
    page.goto(f"/studio/{course.slug}/")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#messages")).to_contain_text("Everybody can read the course now")
    page.get_by_role("link", name="Public page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(course.title)
    expect(page.locator("main")).to_contain_text(TITLE)


def look_at_results(page: Page, course: Course, quiz: Quiz, folder: Path, axe: Axe) -> None:
    learner = make_person("lena@example.org", name="Lena Learner", enrolled=course)
    attempt = start_attempt(user=learner, quiz=quiz)
    response = attempt.responses.get(version__stem=STEM)
    right = response.version.choices.get(correct=True)
    save_responses(attempt=attempt, answers={response.position: Answer((right.pk,))})
    submit_attempt(attempt=attempt)

    page.goto(f"/studio/{course.slug}/quizzes/{quiz.pk}/results/")
    expect(page.locator("main")).to_contain_text("Lena Learner")
    answered = page.locator(".answered").filter(has_text=STEM)
    expect(answered.locator(".share.is-right")).to_contain_text("(100%)")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Results as CSV").click()
    file = folder / "results.csv"
    download.value.save_as(file)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 2, "a heading and one learner; the preview does not count"
    assert "lena@example.org" in rows[1]
