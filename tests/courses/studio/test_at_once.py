"""Uploads that come at the same time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.models import Upload
from courses.studio.uploads import receive
from tests.personas import make_course, make_person
from tests.races import at_once

TEXT = b"# The lamps\n\n## The wicks\nEach lamp used 24 wicks in all.\n"


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_the_same_files_sent_at_once_make_one_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    save = Upload.save

    def slowly(upload: Upload, **options: Any) -> None:
        time.sleep(0.2)  # long enough for the others to have looked at what waits
        save(upload, **options)

    monkeypatch.setattr(Upload, "save", slowly)
    course = make_course()
    ines = make_person("ines@example.org")

    def send() -> int:
        return receive(course=course, by=ines, files=[SimpleUploadedFile("lamps.md", TEXT)]).pk

    made = at_once(*[send] * 8)
    assert made == [Upload.objects.get().pk] * 8
