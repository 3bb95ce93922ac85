"""The page of a running import follows it by itself, and a reload begins where it is."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from courses.importing.sources import Source
from courses.models import Course, Instructor, Upload
from courses.studio.uploads import create_upload
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_import_is_followed_over_a_reload_to_its_report(
    page: Page, seeds: Course, instructor: User, sign_in: SignIn
) -> None:
    Instructor.objects.create(course=seeds, user=instructor)
    sources = [Source(f"n{number}.md", "# N\n\nIt has 3 doors.") for number in range(8)]
    upload = create_upload(course=seeds, by=instructor, sources=sources)
    row = Upload.objects.filter(pk=upload.pk)
    row.update(state="queued", beat_at=timezone.now())
    sign_in(page, instructor)
    page.goto(reverse("studio:import", args=[seeds.slug, upload.pk]))
    bar = page.get_by_role("progressbar", name="Documents imported")
    expect(bar).to_have_attribute("value", "0")
    expect(page.get_by_text("waits for its turn")).to_be_visible()
    expect(page.get_by_role("button", name="Continue the import")).to_be_hidden()
    expect(page.get_by_text("reload it")).to_be_hidden()

    row.update(state="running", done=F("done") + 5)
    expect(page.get_by_text("5 of 8", exact=True)).to_be_visible()
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="5 of 8 documents imported")).to_have_count(1)
    page.reload()
    expect(bar).to_have_attribute("value", "5")

    page.get_by_role("button", name="Cancel the import").click()
    expect(page.get_by_text("stops behind the document at hand")).to_be_visible()
    row.update(state="cancelled")
    expect(page.get_by_role("heading", name="What became of the documents")).to_be_visible()
    expect(page.get_by_role("button", name="Continue the import")).to_be_visible()
