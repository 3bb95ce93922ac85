"""The times in a text's margin. Pure."""

from __future__ import annotations

import re

from courses.learning.timecodes import timecode

AT = re.compile(r' data-at="(\d{1,7})"(?! data-time)')


def label_times(html: str) -> str:
    """Adds ``data-time="1:10"`` wherever stored HTML says ``data-at="70"``.

    Style sheets can show an attribute but cannot turn seconds into minutes.
    """
    return AT.sub(lambda found: f'{found[0]} data-time="{timecode(int(found[1]))}"', html)
