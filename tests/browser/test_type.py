"""The typeface is ours: what people's names and our pages are made of comes from its files."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from courses.models import Course
from tests.personas import make_course

NAMES = "Zażółć gęślą jaźń, Çağrı Işık, Dvořák, Brâncuși, Łódź, Ārlērī"
MARKS = "2 × 3 … „so“ ‚so‘ ‹so› «so» – — ’ ′ ″ • € ™ − ½ ² § ¶ · ©"


@pytest.mark.parametrize("selector", ["main h1", ".lede"])
def test_letters_of_europe_and_our_marks_come_from_the_font(
    live_server: Any, page: Page, selector: str
) -> None:
    course = make_course("names", title=NAMES)
    Course.objects.filter(pk=course.pk).update(summary=f"{NAMES} {MARKS}")
    page.goto(course.get_absolute_url())
    page.evaluate("document.fonts.ready")
    page.reload()  # a font that came late serves the next page
    page.evaluate("document.fonts.ready")
    tools = page.context.new_cdp_session(page)
    for part in ("DOM", "CSS"):
        tools.send(f"{part}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    told = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
    others = [font for font in told["fonts"] if not font["isCustomFont"]]
    assert told["fonts"]
    assert not others
