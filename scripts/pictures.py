#!/usr/bin/env python3
"""Take the pictures of the README from a running demonstration.

    make demo                          in one terminal
    make pictures PORT=8000            in another: pictures.py http://127.0.0.1:8000

Everything is done as people do it, through the pages: the demonstration's learner hears a part of a
lesson and takes its quiz, its instructor opens the review desk. Nothing is asked of YouTube. The
pictures go into docs/pictures, each under 200 kB. Run by scripts/browser.py, which finds Chromium.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = ROOT / "data" / "demo-people.json"
MOST_BYTES = 200_000
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
LESSON = "the-ibm-spy-case"
HEARD_SECONDS = 95
TELL_WATCHED = """(heard) => {
  const { watchedUrl, csrf, slices } = document.querySelector("[data-player]").dataset;
  const [{ start }] = JSON.parse(slices);
  return fetch(watchedUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ intervals: [[start, start + heard]], at: start + heard }),
  }).then((answer) => answer.status);
}"""


class Studio:
    """A browser whose pages belong to one person, and a folder for what it sees."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser = browser
        self.address = address.rstrip("/")
        self.folder = folder

    def page(self, size: dict[str, int], *, dark: bool = False, like: Page | None = None) -> Page:
        """A page; ``like`` lends it the cookies of another page's person."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            device_scale_factor=1.5 if size is DESKTOP else 2,
            locale="en-GB",
        )
        context.route("**/*", self._answer)
        if like is not None:
            context.add_cookies(like.context.cookies())  # type: ignore[arg-type]
        return context.new_page()

    def _answer(self, route: Route) -> None:
        if route.request.url.startswith(self.address + "/"):
            route.continue_()
        else:
            route.abort()

    def take(self, page: Page, name: str) -> None:
        """The top of the page. Flat colours need a palette only, which keeps files small."""
        page.evaluate("document.fonts.ready.then(() => document.activeElement?.blur())")
        page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
        seen = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        for colours in (256, 128, 64):
            file = io.BytesIO()
            seen.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
            if file.tell() < MOST_BYTES:
                break
        (self.folder / f"{name}.png").write_bytes(file.getvalue())
        print(f"{name}.png  {file.tell() // 1000} kB  {seen.width} x {seen.height}")


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("main input[type=email]").fill(email)
    page.locator("main input[type=password]").fill(password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/learning/")


def take_quiz(page: Page, right: dict[str, str], *, miss: int = 0) -> None:
    """Answer every question, as in ``right`` but for number ``miss``, and hand nothing in."""
    page.locator("form[action$='/start/'] button").first.click()
    page.wait_for_url("**/attempts/*/")
    for number, question in enumerate(page.locator("fieldset.question").all(), start=1):
        options = question.locator("label.option")
        wanted = right.get(stem_of(question.locator("legend").inner_text()))
        texts = [text.strip() for text in options.locator(".option-text").all_inner_texts()]
        place = texts.index(wanted) if wanted in texts else 0
        options.nth((place + 1) % len(texts) if number == miss else place).click()
    page.locator(".quiz-saved", has_text="Saved").wait_for()


def hand_in(page: Page) -> None:
    page.locator("button[value=confirm]").click()
    page.locator(".confirm-actions button[type=submit]").click()
    page.wait_for_url("**/results/**")


def right_answers(page: Page) -> dict[str, str]:
    """What the results page says is right: stem to option."""
    told = {}
    for one in page.locator("section.told").all():
        stem = stem_of(one.locator(".question-stem").inner_text())
        told[stem] = one.locator(".is-right .option-text").first.inner_text().strip()
    for row in page.locator(".right-row").all():
        row.locator("summary").click()
        stem = stem_of(row.locator(".right-stem").inner_text())
        told[stem] = row.locator(".is-right .option-text").first.inner_text().strip()
    return told


def stem_of(text: str) -> str:
    """A stem without its number and the words for readers of the screen."""
    return " ".join(text.split()).removeprefix("Question").lstrip(" 0123456789.:")


def learner_pictures(studio: Studio, email: str, password: str) -> str:
    """Returns the course's address."""
    page = studio.page(DESKTOP)
    page.goto("/")
    studio.take(page, "home")
    course = str(page.locator("#courses .card-title a").first.get_attribute("href"))
    log_in(page, email, password)
    page.goto(course)
    enrol = page.get_by_role("button", name="Enrol")
    if enrol.count():
        enrol.click()
    lesson = str(page.locator(f"a[href$='/{LESSON}/']").first.get_attribute("href"))
    page.goto(lesson)
    status = page.evaluate(TELL_WATCHED, HEARD_SECONDS)
    if status >= 400:
        raise SystemExit(f"The watched seconds were refused: {status}.")
    page.goto(course)
    studio.take(page, "course")
    page.goto(lesson)
    studio.take(page, "lesson")
    phone = studio.page(PHONE, dark=True, like=page)
    phone.goto(lesson)
    studio.take(phone, "lesson-phone")

    page.goto(course)
    # Which lessons have a check is the generator's to say.
    checks = page.locator("a.quiz-line")
    of_lessons = checks.filter(has_text="Check:")
    chosen = of_lessons.first if of_lessons.count() else checks.first
    quiz = str(chosen.get_attribute("href"))
    page.goto(quiz)
    take_quiz(page, {})
    hand_in(page)
    right = right_answers(page)
    page.goto(quiz)
    take_quiz(page, right, miss=2)
    studio.take(page, "quiz")
    hand_in(page)
    studio.take(page, "results")
    return course


def instructor_pictures(studio: Studio, email: str, password: str, course: str) -> None:
    page = studio.page(DESKTOP)
    log_in(page, email, password)
    slug = course.strip("/").split("/")[-1]
    page.goto(f"/studio/{slug}/questions/")
    clip = page.locator(".queue a[href*='question=']", has_text="IBM")
    (clip if clip.count() else page.locator("a[href*='question=']")).first.click()
    page.locator("#stem").wait_for()
    # One that waits shows what the desk is for; afterwards it is as it was.
    again = page.locator("button[value=restore]")
    if again.count():
        again.click()
        page.locator(".desk-bar button[value=approve]").wait_for()
        page.goto(page.url)  # without the message
    studio.take(page, "desk")
    page.locator(".desk-bar button[value=approve]").click()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", help="where the demonstration runs, http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures", metavar="FOLDER")
    words = parser.parse_args()
    if not PEOPLE.exists():
        print("The demonstration has no people yet: run `make demo` first.", file=sys.stderr)
        return 1
    people: dict[str, str] = json.loads(PEOPLE.read_text(encoding="utf-8"))
    words.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        studio = Studio(browser, words.address, words.to)
        course = learner_pictures(studio, "learner@example.org", people["learner@example.org"])
        known = people["instructor@example.org"]
        instructor_pictures(studio, "instructor@example.org", known, course)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
