"""The lesson's editor as hands meet it: live preview, keys that leave it, pictures, lost words."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Dialog, FilePayload, Page, expect

from accounts.models import User
from courses.models import Course, Lesson
from tests.browser.conftest import PHONE, Axe, OpenPage, SignIn
from tests.browser.watch import Watch


def open_editor(page: Page, course: Course) -> Lesson:
    lesson = Lesson.objects.get(module__course=course, heading="The tower")
    page.goto(f"/studio/{course.slug}/lessons/{lesson.pk}/")
    return lesson


def test_the_preview_follows_the_text_and_tab_leaves_it(
    page: Page, course: Course, instructor: User, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(page, instructor)
    lesson = open_editor(page, course)
    field = page.get_by_label("Text", exact=True)
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator(".cite").first).to_be_visible()
    field.fill("Built in **1811** [0:12].")
    expect(preview.locator("strong")).to_have_text("1811")
    expect(preview.locator(".cite")).to_have_text("0:12")
    axe(page)
    field.press("Tab")
    expect(field).not_to_be_focused()
    expect(field).to_have_value("Built in **1811** [0:12].")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    lesson.refresh_from_db()
    assert lesson.edited_by == instructor


def test_a_picture_lands_in_the_text_and_a_wrong_file_in_words(
    page: Page, course: Course, instructor: User, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("400 (Bad Request)")
    sign_in(page, instructor)
    open_editor(page, course)
    out = BytesIO()
    Image.new("RGB", (30, 20), "#884422").save(out, "PNG")
    chooser = page.locator("[data-picture-file]")
    chooser.set_input_files(
        FilePayload(name="lamp.png", mimeType="image/png", buffer=out.getvalue())
    )
    field = page.get_by_label("Text", exact=True)
    expect(page.get_by_role("region", name="Preview").locator("img")).to_be_visible()
    text = field.input_value()
    assert "![](/media/pictures/picture-" in text
    chooser.set_input_files(FilePayload(name="x.png", mimeType="image/png", buffer=b"<svg/>"))
    expect(page.get_by_role("alert")).to_contain_text("x.png: This file cannot be read")
    assert field.input_value() == text


def test_leaving_with_unsaved_words_asks_first(
    page: Page, course: Course, instructor: User, sign_in: SignIn
) -> None:
    sign_in(page, instructor)
    open_editor(page, course)
    page.get_by_label("Text", exact=True).press_sequentially("New words.")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Back to the outline").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert "/lessons/" in page.url


def test_without_javascript_the_form_previews_and_saves(
    open_page: OpenPage, course: Course, instructor: User, sign_in: SignIn, axe: Axe
) -> None:
    page = open_page(PHONE, script=False)
    sign_in(page, instructor)
    lesson = open_editor(page, course)
    page.get_by_label("Text", exact=True).fill("Built in *1811* [0:12].")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview em")).to_have_text("1811")
    lesson.refresh_from_db()
    assert lesson.edited_at is None
    page.get_by_role("button", name="Save").click()
    lesson.refresh_from_db()
    assert lesson.source == "Built in *1811* [0:12]."
