"""Every page that people reach: readable by assistive technology, within its width, by keyboard.

One visit per page: the same page is then looked at in three widths and in the dark, because a
change of the window is what a reader's browser does too, and cheaper than asking again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from courses.importing.sources import Source
from courses.models import Course, Instructor, Lesson, Progress, Upload
from courses.studio.running import cancel_import, start_import
from courses.studio.uploads import create_upload, receive
from quizzes.bank.authoring import decide
from quizzes.models import Attempt, Question, Quiz
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from tests.browser.conftest import DESKTOP, PHONE, Axe, Shot, SignIn
from tests.browser.watch import Watch, settled, until
from tests.personas import make_person

HEIGHT = 844
# A note with a citation out of order, so that the preview has something to warn of.
NEWS = """---
videoId: abcDEF12345
title: What the keeper wrote
---

From: [[the_rock]] <br/>

## The lamp

The lamp used 24 burners <a class="yt-timestamp" data-t="00:00:40">[00:00:40]</a>. It was lit in
1811 <a class="yt-timestamp" data-t="00:99:12">[00:99:12]</a>.
"""
NARROW = {"width": 320, "height": 640}
WIDTHS = (DESKTOP, PHONE, NARROW)
# What a still narrower window can spoil; the rest is the same as on a phone.
LAYOUT = ("target-size", "scrollable-region-focusable", "meta-viewport", "nested-interactive")
# Scrolling boxes (tables, code, the squares) may be wider than the page inside themselves.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const boxed = (one) => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  return ["(scrolls sideways)", ...[...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !boxed(one))
    .slice(0, 5)
    .map((one) => one.outerHTML.slice(0, 120))];
}"""
# What a keyboard user sees of the focus: on the element, or on what stands for it.
FOCUS_SHOWS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const drawn = (style) => style.boxShadow !== "none" ||
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
  // A card's link spreads over the card with ::after, and shows its focus there.
  const seen = drawn(getComputedStyle(one, "::after")) ||
    [one, one.closest("label")].filter(Boolean).some((other) => drawn(getComputedStyle(other)));
  return seen ? "" : `no focus is visible on ${one.outerHTML.slice(0, 160)}`;
}"""


def test_pages_of_strangers(page: Page, seeds: Course, watch: Watch, axe: Axe, shot: Shot) -> None:
    watch.allow("404 (Not Found)")
    note, article = seeds.modules.order_by("position")
    look_at(
        page,
        {
            "home": "/",
            "found-nothing": "/?q=zebra&kind=video",
            "course": seeds.get_absolute_url(),
            "terms": reverse("courses:terms", args=[seeds.slug]),
            "term": seeds.terms.earliest("slug").get_absolute_url(),
            "module-note": note.get_absolute_url(),
            "module-article": article.get_absolute_url(),
            "lesson-note": lesson_of(note.lessons.order_by("position"), 4),
            "lesson-list": lesson_of(note.lessons.order_by("position"), 5),
            "lesson-article": lesson_of(article.lessons.order_by("position"), 1),
            "sources": reverse("courses:about"),
            "keys": reverse("courses:keys"),
            "accessibility": reverse("courses:accessibility"),
            "privacy": reverse("courses:privacy"),
            "log-in": reverse("account_login"),
            "sign-up": reverse("account_signup"),
            "password-reset": reverse("account_reset_password"),
            "not-found": "/courses/no-such-course/",
        },
        axe,
        shot,
    )


def test_pages_of_learners(
    page: Page, seeds: Course, sign_in: SignIn, axe: Axe, shot: Shot
) -> None:
    learner = make_person("lena@example.org", name="Lena Learner", enrolled=seeds)
    quiz = lesson_with_quiz(seeds).quizzes.get()
    handed_in = attempt_of(learner, quiz, right=1)
    submit_attempt(attempt=handed_in)
    running = attempt_of(learner, quiz, right=1)
    lesson = quiz.lesson
    assert lesson is not None
    segment = lesson.segments.get()
    Progress.objects.create(
        user=learner,
        lesson=lesson,
        watched=[[segment.start, segment.start + 40]],
        read_to=segment.start + 40,
    )
    sign_in(page, learner)
    look_at(
        page,
        {
            "home-learner": "/",
            "learning": reverse("courses:learning"),
            "course-learner": seeds.get_absolute_url(),
            "lesson-begun": lesson.get_absolute_url(),
            "quiz": quiz.get_absolute_url(),
            "attempt": reverse("quizzes:attempt", args=[running.pk]),
            "confirm": reverse("quizzes:confirm", args=[running.pk]),
            "results": reverse("quizzes:results", args=[handed_in.pk]),
            "profile": reverse("accounts:profile"),
            "e-mail": reverse("account_email"),
            "password-change": reverse("account_change_password"),
            "log-out": reverse("account_logout"),
        },
        axe,
        shot,
    )


def test_pages_of_instructors(
    page: Page, seeds: Course, instructor: User, sign_in: SignIn, axe: Axe, shot: Shot
) -> None:
    Instructor.objects.create(course=seeds, user=instructor)
    quiz = Quiz.objects.filter(course=seeds, lesson__isnull=False).earliest("pk")
    unread = Quiz.objects.filter(course=seeds, lesson__isnull=True).earliest("pk")
    for email in ("lena@example.org", "luis@example.org"):
        learner = make_person(email, name=email.split("@")[0].title(), enrolled=seeds)
        submit_attempt(attempt=attempt_of(learner, quiz, right=1))
    lesson = quiz.lesson
    assert lesson is not None
    approved = quiz.questions.earliest("pk")
    awaiting = Question.objects.of_course(seeds).latest("pk")
    decide(question=awaiting, action="restore", by=instructor)
    file = SimpleUploadedFile("news.md", NEWS.encode())
    waiting = receive(course=seeds, by=instructor, files=[file])
    imported = receive(
        course=seeds, by=instructor, files=[SimpleUploadedFile("a.md", b"## A\n\nB.")]
    )
    start_import(upload=imported)
    running, stopped = (
        create_upload(course=seeds, by=instructor, sources=[Source("b.md", "## B\n\nC.")])
        for _ in range(2)
    )
    Upload.objects.filter(pk=running.pk).update(state="running", beat_at=timezone.now())
    Upload.objects.filter(pk=stopped.pk).update(state="queued", beat_at=timezone.now())
    cancel_import(upload=stopped)
    course, sign = [seeds.slug], f"?question={awaiting.pk}"
    sign_in(page, instructor)
    look_at(
        page,
        {
            "studio": reverse("studio:home"),
            "studio-new": reverse("studio:course_new"),
            "studio-course": reverse("studio:course", args=course),
            "studio-words": reverse("studio:course_edit", args=course),
            "studio-upload": reverse("studio:upload", args=course),
            "studio-preview": reverse("studio:import", args=[*course, waiting.pk]),
            "studio-imported": reverse("studio:import", args=[*course, imported.pk]),
            "studio-importing": reverse("studio:import", args=[*course, running.pk]),
            "studio-stopped": reverse("studio:import", args=[*course, stopped.pk]),
            "studio-module": reverse("studio:module_edit", args=[*course, lesson.module_id]),
            "studio-times": reverse("studio:module_times", args=[*course, lesson.module_id]),
            "studio-lesson": reverse("studio:lesson_edit", args=[*course, lesson.pk]),
            "studio-people": reverse("studio:people", args=course),
            "desk": reverse("desk:questions", args=course) + sign,
            "desk-nothing-waits": reverse("desk:questions", args=course) + "?status=rejected",
            "desk-new": reverse("desk:question_new", args=course),
            "desk-edit": reverse("desk:question_edit", args=[*course, approved.pk]),
            "desk-quizzes": reverse("desk:quizzes", args=course),
            "desk-quiz": reverse("desk:quiz_edit", args=[*course, quiz.pk]),
            "desk-quiz-new": reverse("desk:quiz_new", args=course),
            "desk-results": reverse("desk:results", args=[*course, quiz.pk]),
            "desk-no-results": reverse("desk:results", args=[*course, unread.pk]),
        },
        axe,
        shot,
    )


def test_a_new_learner_finds_no_empty_rooms(
    page: Page, seeds: Course, sign_in: SignIn, axe: Axe, shot: Shot
) -> None:
    sign_in(page, make_person("nora@example.org"))
    look_at(page, {"learning-empty": reverse("courses:learning")}, axe, shot)


def test_the_skip_link_leads_to_the_text_and_every_focus_shows(page: Page, seeds: Course) -> None:
    lesson = lesson_with_quiz(seeds)
    for address in ("/", seeds.get_absolute_url(), lesson.get_absolute_url()):
        page.goto(address)
        settled(page)
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        expect(skip).to_be_focused()
        assert skip.evaluate("link => link.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        for _ in range(15):
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUS_SHOWS) == "", address
            assert page.evaluate("document.activeElement.closest('header.header')") is None


def test_a_lesson_is_heard_and_finished_by_keyboard_alone(
    page: Page, seeds: Course, sign_in: SignIn
) -> None:
    sign_in(page, make_person("kim@example.org", enrolled=seeds))
    lesson = lesson_with_quiz(seeds)
    page.goto(lesson.get_absolute_url())
    tab_to(page, page.locator("[data-play]"))
    page.keyboard.press("Enter")
    until(page, "window.__fakePlayers?.[0]?.getPlayerState() === 1")
    assert page.evaluate(FOCUS_SHOWS) == "", "The focus goes on to the player's own buttons."
    expect(page.locator("[data-toggle]")).to_be_focused()
    page.keyboard.press("Enter")
    until(page, "__fakePlayers[0].getPlayerState() === 2")
    tab_to(page, page.locator("#text a.cite").first)
    page.keyboard.press("Enter")
    until(page, "__fakePlayers[0].getPlayerState() === 1")
    page.keyboard.press("k")
    tab_to(page, page.get_by_role("button", name="Mark as done"))
    page.keyboard.press("Enter")
    expect(page.locator("#finish")).to_contain_text("Lesson done")


def test_a_quiz_is_taken_by_keyboard_alone(page: Page, seeds: Course, sign_in: SignIn) -> None:
    sign_in(page, make_person("kim@example.org", enrolled=seeds))
    lesson = lesson_with_quiz(seeds)
    quiz = lesson.quizzes.get()
    page.goto(quiz.get_absolute_url())
    tab_to(page, page.get_by_role("button", name="Start", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.question").first).to_be_visible()
    for number in range(1, quiz.entries.count() + 1):
        tab_to(page, page.locator(f"#q-{number} .options input").first)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"#q-{number} .options input").nth(1)).to_be_checked()
        assert page.evaluate(FOCUS_SHOWS) == ""
    tab_to(page, page.get_by_role("button", name="Finish and look over"))
    page.keyboard.press("Enter")
    hand_in = page.get_by_role("button", name=re.compile("^Hand in"))
    expect(hand_in).to_be_visible()
    tab_to(page, hand_in)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    attempt = Attempt.objects.get()
    assert attempt.submitted_at is not None
    assert all(one.chosen for one in attempt.responses.all())


def test_menus_close_by_escape_and_the_theme_stays_chosen(page: Page, seeds: Course) -> None:
    page.set_viewport_size({"width": 390, "height": HEIGHT})
    page.goto("/")
    menu = page.locator("summary").filter(has_text="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".header-menu nav")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".header-menu nav")).to_be_hidden()
    expect(menu).to_be_focused()
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(seeds.get_absolute_url())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


# --- tools ---


def look_at(page: Page, places: dict[str, str], axe: Axe, shot: Shot) -> None:
    """All faults of all places at once: a list is worth more than the first of it."""
    faults = []
    for name, address in places.items():
        page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = page.goto(address)
        assert answer is not None
        if answer.status != 200 and name != "not-found":
            faults.append(f"{name}: status {answer.status} at {address}")
            continue
        for size in WIDTHS:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            settled(page)
            where = f"{name} at {size['width']}"
            faults += [f"{where}: {one}" for one in page.evaluate(STICKING_OUT)]
            faults += faults_of(axe, page, where, rules=LAYOUT if size is NARROW else ())
            shot(page, f"{name}-{size['width']}")
        # Darkness changes colours alone.
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        for size in (PHONE, DESKTOP):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            where = f"{name} in the dark at {size['width']}"
            faults += faults_of(axe, page, where, rules=("color-contrast",))
        shot(page, f"{name}-dark")
    assert not faults, "\n".join(faults)


def faults_of(axe: Axe, page: Page, where: str, *, rules: tuple[str, ...]) -> list[str]:
    try:
        axe(page, rules=rules)
    except AssertionError as error:
        return [f"{where}: {error}"]
    return []


def tab_to(page: Page, goal: Locator, *, most: int = 120) -> None:
    """Press Tab until the goal has the focus."""
    expect(goal).to_be_visible()
    settled(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {goal} in {most} presses.")


def attempt_of(learner: User, quiz: Quiz, *, right: int) -> Attempt:
    """A running attempt with so many right answers, one wrong, and the rest open."""
    attempt = start_attempt(user=learner, quiz=quiz)
    answers = {}
    for response in attempt.responses.order_by("position")[: right + 1]:
        wanted = response.position <= right
        choice = response.version.choices.filter(correct=wanted).earliest("position")
        answers[response.position] = Answer((choice.pk,), flagged=not wanted)
    save_responses(attempt=attempt, answers=answers)
    return attempt


def lesson_with_quiz(course: Course) -> Lesson:
    """The first lesson with a video and a quiz."""
    quizzes = Quiz.objects.filter(course=course, lesson__segments__end__isnull=False)
    quiz = quizzes.select_related("lesson").earliest("module__position", "lesson__position")
    lesson = quiz.lesson
    assert lesson is not None
    return lesson


def lesson_of(lessons: Iterable[Lesson], number: int) -> str:
    """The address of the lesson at this place, counted from 0."""
    return list(lessons)[number].get_absolute_url()
