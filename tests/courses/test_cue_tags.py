"""How seconds, days and addresses are written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.learning.margins import label_times
from courses.templatetags import cue


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(None, ""), (0, "0:00"), (70, "1:10"), (1024, "17:04"), (3723, "1:02:03"), (7.9, "0:07")],
)
def test_timecodes(seconds: float | None, written: str) -> None:
    assert cue.timecode(seconds) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (None, ""),
        (40, "40 s"),
        (60, "1 min"),
        (1440, "24 min"),
        (7800, "2 h 10 min"),
        (3600, "1 h"),
    ],
)
def test_durations(seconds: int | None, written: str) -> None:
    assert cue.duration(seconds) == written


def test_spans() -> None:
    assert cue.span(432, 451) == "7:12–7:31"
    assert cue.span(432) == "7:12–end"
    assert cue.span(None) == ""


def test_days_are_words_near_now() -> None:
    now = timezone.now()
    assert cue.day(now) == "today"
    assert cue.day(now - timedelta(days=1)) == "yesterday"
    assert cue.day(None) == ""
    assert cue.iso_day("2024-04-12") == "12 April 2024"
    assert cue.iso_day("spring 2024") == "spring 2024"


def test_only_web_addresses_become_links() -> None:
    assert cue.web_address("https://example.org/") == "https://example.org/"
    assert cue.web_address("javascript:alert(1)") == ""
    assert cue.web_address(None) == ""


def test_margin_labels_are_added_once() -> None:
    once = label_times('<p data-at="70">x</p>')
    assert once == '<p data-at="70" data-time="1:10">x</p>'
    assert label_times(once) == once


def test_japanese_is_marked_and_everything_is_escaped() -> None:
    assert cue.tongues("<b> & 日本ソフトウェア") == (
        '&lt;b&gt; &amp; <span lang="ja">日本ソフトウェア</span>'
    )
    assert cue.tongues("plain") == "plain"
