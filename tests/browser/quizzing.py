"""What the browser's tests of quizzes share: addresses, choices, and what the server has."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Response, expect

from quizzes.models import Attempt


def path(attempt: Attempt, page: str = "") -> str:
    return f"/attempts/{attempt.pk}/{page}"


def second_tab(page: Page, attempt: Attempt) -> Page:
    """Another tab of the same person: it and ``page`` both show the attempt."""
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(path(attempt))
    return other


def choose(page: Page, position: int, choice: int) -> None:
    page.locator(f"[name='q-{position}'][value='{choice}']").check()


def shown(page: Page, position: int) -> list[int]:
    """Which options the page shows as chosen."""
    boxes = page.locator(f"[name='q-{position}']:checked")
    return [int(box.get_attribute("value") or 0) for box in boxes.all()]


def chosen(attempt: Attempt, position: int) -> list[int]:
    """What the server has."""
    return list(attempt.responses.get(position=position).chosen)


def is_save(response: Response) -> bool:
    return response.request.method == "POST"


def saved(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d\d:\d\d\."))


def bring_to_front(page: Page) -> None:
    """What a browser tells a tab that is looked at again; headless tabs are all in front."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
