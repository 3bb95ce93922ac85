"""The learner's whole way through the seeds: from a stranger to a result with its evidence."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from courses.models import Course, Enrolment, Fact, Lesson, Progress
from quizzes.models import Attempt, Choice, Quiz
from tests.browser.conftest import Axe, OpenPage, Shot, SignIn
from tests.browser.watch import Watch, settled, until
from tests.personas import PASSWORD, make_person

EMAIL = "mika@example.org"
PLAYING = "window.__fakePlayers?.at(-1)?.getPlayerState() === 1"
PAUSED = "window.__fakePlayers?.at(-1)?.getPlayerState() === 2"
CLOCK = "__fakePlayers.at(-1).getCurrentTime()"
# How late a busy machine may stop a slice, in seconds; the page aims at the very end.
LATE = 1.0


def test_a_stranger_signs_up_learns_and_sees_the_result(
    page: Page, seeds: Course, watch: Watch, axe: Axe, shot: Shot
) -> None:
    quiz = lesson_quiz(seeds)
    lesson = quiz.lesson
    assert lesson is not None

    sign_up(page, seeds, axe)
    enrol(page, seeds)
    open_lesson(page, lesson)
    assert watch.youtube == [], "Nothing is asked of YouTube before somebody presses play."
    axe(page)

    play_the_segment(page, lesson, watch)
    follow_citations(page, lesson)
    axe(page)
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator("#finish")).to_contain_text("Lesson done")
    user = User.objects.get(email=EMAIL)
    assert Progress.objects.get(user=user, lesson=lesson).watched

    page.get_by_role("link", name="Take the quiz").click()
    page.get_by_role("button", name="Start", exact=True).click()
    attempt = answer_all_but_one(page, quiz)
    axe(page)
    confirm_twice(page, attempt, axe)
    look_at_results(page, attempt, axe, shot)
    play_evidence(page, attempt, watch)

    page.goto("/learning/")
    expect(page.locator("main")).to_contain_text(quiz.title)
    expect(page.locator("main")).to_contain_text(f"{Attempt.objects.get().percent}%")
    done = page.locator(".learning-checks, .facts-list")
    expect(done.filter(has_text="Lessons done")).to_contain_text("1")
    axe(page)
    page.goto(seeds.get_absolute_url())
    expect(page.locator("main")).to_contain_text(re.compile(r"1\s+of\s+\d+\s+lessons done"))


def test_going_back_after_handing_in_leads_to_the_results(
    page: Page, seeds: Course, sign_in: SignIn
) -> None:
    sign_in(page, make_person(EMAIL, enrolled=seeds))
    page.goto(lesson_quiz(seeds).get_absolute_url())
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Finish and look over").click()
    expect(page).to_have_url(re.compile("/confirm/$"))
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page).to_have_url(re.compile("/results/#result$"))
    for _ in range(2):
        page.go_back()
        expect(page).to_have_url(re.compile("/results/(#result)?$"))
    assert Attempt.objects.count() == 1


def test_everything_works_without_javascript(open_page: OpenPage, seeds: Course) -> None:
    page = open_page(script=False)
    quiz = lesson_quiz(seeds)
    lesson = quiz.lesson
    assert lesson is not None

    page.goto(lesson.get_absolute_url())
    assert_whole(page, lesson)
    cite = page.locator("#text a.cite").first
    seconds = cite.get_attribute("data-seconds")
    assert lesson.module.video is not None
    assert cite.get_attribute("href") == f"https://youtu.be/{lesson.module.video.key}?t={seconds}"

    log_in(page, make_person(EMAIL), seeds)
    page.get_by_role("button", name="Enrol").click()
    page.goto(lesson.get_absolute_url())
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator("#finish")).to_contain_text("Lesson done")
    page.get_by_role("link", name="Take the quiz").click()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("fieldset.question").first).to_be_visible()
    for number, question in enumerate(page.locator("fieldset.question").all()):
        choose(question, right=number > 0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Saved")
    page.get_by_role("button", name="Finish and look over").click()
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    attempt = Attempt.objects.get()
    assert attempt.score == quiz.entries.count() - 1
    expect(page.locator("main")).to_contain_text("Your answer, not right")
    evidence = page.locator(".told .play-range").first
    assert "https://youtu.be/" in str(evidence.get_attribute("href"))


# --- the steps ---


def sign_up(page: Page, course: Course, axe: Axe) -> None:
    page.goto("/")
    page.locator("#courses").get_by_role("link", name=course.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(course.title)
    page.get_by_label("Account", exact=True).or_(page.locator(".menu > summary")).first.click()
    page.get_by_role("link", name="Sign up").first.click()
    axe(page)
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).first.fill(EMAIL)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page).to_have_url(re.compile(f"/courses/{course.slug}/$"))
    assert User.objects.filter(email=EMAIL).exists()


def log_in(page: Page, person: User, course: Course) -> None:
    page.goto(f"/accounts/login/?next={course.get_absolute_url()}")
    page.locator("input[type=email]").fill(person.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def enrol(page: Page, course: Course) -> None:
    page.goto(course.get_absolute_url())
    page.get_by_role("button", name="Enrol").click()
    expect(page.locator("main")).to_contain_text("Start with lesson 1")
    assert Enrolment.objects.filter(course=course, user__email=EMAIL).count() == 1


def open_lesson(page: Page, lesson: Lesson) -> None:
    outline = page.locator(".course-outline")
    outline.get_by_role("link", name=lesson.heading).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(lesson.heading)
    settled(page)  # before its scripts ran, play is a link to YouTube


def play_the_segment(page: Page, lesson: Lesson, watch: Watch) -> None:
    """The facade becomes the player, which begins at the segment's start and stops at its end."""
    segment = lesson.segments.get()
    assert segment.end is not None
    page.locator("[data-play]").click()
    until(page, PLAYING)
    assert len(watch.youtube) == 2, "the script and the frame, no more"
    loads = page.evaluate("__fakePlayers[0].calls.filter(call => call.name === 'loadVideoById')")
    assert [load["args"][0]["startSeconds"] for load in loads] == [segment.start]
    until(page, f"{CLOCK} > {segment.start + 0.4}")
    page.evaluate(f"__fakePlayers[0].advance({segment.end - segment.start - 2})")
    until(page, PAUSED)
    assert segment.end <= page.evaluate(CLOCK) < segment.end + LATE
    stop = page.locator("[data-stop]")
    expect(stop).to_be_visible()
    expect(stop).to_contain_text(f"ends at {timecode(segment.end)}")


def follow_citations(page: Page, lesson: Lesson) -> None:
    """With the mouse, with Enter and with Space; the sentence that is heard is marked."""
    cites = page.locator("#text a.cite")
    for number, press in ((1, "click"), (2, "Enter"), (3, " ")):
        cite = cites.nth(number)
        seconds = int(cite.get_attribute("data-seconds") or -1)
        assert cite.get_attribute("aria-label") == f"Play from {timecode(seconds)}"
        if press == "click":
            cite.click()
        else:
            cite.focus()
            page.keyboard.press(press)
        until(page, PLAYING)
        call = page.evaluate("__fakePlayers[0].calls.findLast(call => call.name === 'seekTo')")
        assert call["args"][0] == seconds
        sentence = page.locator(f'#text .said[data-from="{seconds}"]').first
        expect(sentence).to_have_class(re.compile(r"\bis-now\b"))
        for marked in page.locator("#text .said.is-now").all():
            assert marked.get_attribute("data-from") == str(seconds)
    page.keyboard.press("k")
    until(page, PAUSED)


def answer_all_but_one(page: Page, quiz: Quiz) -> Attempt:
    """The first question wrong, the last one open; what is chosen saves itself."""
    expect(page.locator("[data-saved]")).to_contain_text("Nothing to save yet")
    settled(page)
    questions = page.locator("fieldset.question").all()
    assert len(questions) == quiz.entries.count() > 2
    for number, question in enumerate(questions[:-1]):
        choose(question, right=number > 0)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    attempt = Attempt.objects.get()
    chosen = [bool(one.chosen) for one in attempt.responses.order_by("position")]
    assert chosen == [True] * (len(questions) - 1) + [False]
    page.reload()
    expect(page.locator("fieldset.question input[type=radio]:checked")).to_have_count(
        len(questions) - 1
    )
    return attempt


def confirm_twice(page: Page, attempt: Attempt, axe: Axe) -> None:
    """The open question is told, answered, and a double click hands in once."""
    last = attempt.responses.count()
    page.get_by_role("button", name="Finish and look over").click()
    expect(page.locator("main")).to_contain_text("One question is still open")
    expect(page.locator(".confirm-row").filter(has_text="No answer")).to_have_count(1)
    axe(page)
    page.get_by_role("link", name=f"Answer question {last}").click()
    expect(page).to_have_url(re.compile(f"#q-{last}$"))
    settled(page)
    choose(page.locator(f"#q-{last}"), right=True)
    page.get_by_role("button", name="Finish and look over").click()
    expect(page.locator("main")).to_contain_text("Every question is answered.")
    page.get_by_role("button", name=re.compile("^Hand in")).dblclick()
    expect(page).to_have_url(re.compile("/results/(#result)?$"))
    attempt = Attempt.objects.get()
    assert attempt.submitted_at is not None
    assert attempt.score == last - 1


def look_at_results(page: Page, attempt: Attempt, axe: Axe, shot: Shot) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    settled(page)
    missed = page.locator("section.told")
    expect(missed).to_have_count(1)
    wrong = attempt.responses.get(position=1)
    given = Choice.objects.get(pk=wrong.chosen[0])
    right = wrong.version.choices.get(correct=True)
    expect(missed.locator(".is-wrong")).to_contain_text("Your answer, not right")
    expect(missed.locator(".is-wrong")).to_contain_text(given.text)
    expect(missed.locator(".is-right")).to_contain_text("Right answer")
    expect(missed.locator(".is-right")).to_contain_text(right.text)
    fact = wrong.version.question.fact
    assert fact is not None
    expect(missed.locator("blockquote")).to_contain_text(fact.text)
    axe(page)
    shot(page, "results")


def play_evidence(page: Page, attempt: Attempt, watch: Watch) -> None:
    """The player of the results page is asked for the seconds of the missed sentence."""
    fact = attempt.responses.get(position=1).version.question.fact
    assert fact is not None
    before = len(watch.youtube)
    clip = page.locator("section.told .told-why .play-range")
    start, end = (int(clip.get_attribute(f"data-{name}") or -1) for name in ("start", "end"))
    assert start <= (fact.seconds or 0) < end
    clip.click()
    until(page, PLAYING)
    for _ in range(100):  # the frame's own request follows the fake's word by a moment
        if len(watch.youtube) > before + 1:
            break
        page.wait_for_timeout(50)
    assert len(watch.youtube) == before + 2, "the script and the frame, no more"
    load = page.evaluate("__fakePlayers[0].calls.find(call => call.name === 'loadVideoById')")
    assert load["args"][0]["startSeconds"] == start
    until(page, f"{CLOCK} > {start + 0.3}")
    page.evaluate(f"__fakePlayers[0].advance({end - start - 1.5})")
    until(page, PAUSED)
    assert end <= page.evaluate(CLOCK) < end + LATE


# --- small tools ---


def lesson_quiz(course: Course) -> Quiz:
    """The first quiz of a lesson that has a video and enough to cite."""
    return (
        Quiz.objects.filter(course=course, lesson__segments__end__isnull=False)
        .order_by("lesson__module__position", "lesson__position")
        .select_related("lesson__module__video")[0]
    )


def choose(question: Locator, *, right: bool) -> None:
    """Choose the right option of a shown question, or the first wrong one."""
    expect(question).to_be_visible()
    for option in question.locator(".options input").all():
        choice = Choice.objects.get(pk=int(option.get_attribute("value") or 0))
        if choice.correct == right:
            option.check()
            return
    raise AssertionError("The question has no such option.")


def assert_whole(page: Page, lesson: Lesson) -> None:
    """Every fact of the lesson can be read on its page."""
    text = " ".join(page.locator("#text").inner_text().split())
    for fact in Fact.objects.filter(lesson=lesson):
        assert fact.text[:40] in text
    assert page.locator("#text a.cite").count() >= lesson.facts.count()


def timecode(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"
