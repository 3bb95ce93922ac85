"""Watches a browser page: nothing leaves this machine, nothing goes wrong unseen."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Route

FAKE_YOUTUBE = Path(__file__).with_name("fake_youtube.js")
EMPTY_FRAME = "<!doctype html><html lang='en'><title>Video</title><body>A pretended video</body>"
SCHEMES_WITHOUT_NETWORK = {"about", "blob", "data"}
# Chromium's console names a breach of the content security policy; this catches all the same.
REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `CSP breach: ${event.violatedDirective} refused ${event.blockedURI || "inline"}` +
  ` in ${event.sourceFile}:${event.lineNumber} on ${location.href}: ${event.sample}`));
"""


@dataclass
class Watch:
    """What one browser context asked for and complained about."""

    own: str
    youtube: list[str] = field(default_factory=list)
    """Addresses of YouTube's that were asked for, in order: empty until somebody presses play."""
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    youtube_blocked: bool = False

    def allow(self, words: str) -> None:
        """Let pass complaints of the console that hold these words: a 404 looked up on purpose."""
        self.allowed.append(words)

    def block_youtube(self) -> None:
        """From now on YouTube cannot be reached, as behind a school's filter."""
        self.youtube_blocked = True
        self.allow("net::ERR_")

    def over(self, context: BrowserContext) -> None:
        """Stand between the context and the network."""
        context.add_init_script(REPORT_BREACHES)
        context.route("**/*", self._answer)
        context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._page_error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location
            self.complaints.append(f"console: {message.text} ({place.get('url', '')})")

    def _page_error(self, error: Error) -> None:
        self.complaints.append(f"script: {error.stack or error.message}")

    def _answer(self, route: Route) -> None:
        address = route.request.url
        parts = urlsplit(address)
        if parts.scheme in SCHEMES_WITHOUT_NETWORK or address.startswith(self.own + "/"):
            route.continue_()
        elif is_youtube_script(address) or is_youtube_frame(address):
            self.youtube.append(address)
            if self.youtube_blocked:
                route.abort()
            elif is_youtube_script(address):
                route.fulfill(path=FAKE_YOUTUBE, content_type="text/javascript")
            else:
                route.fulfill(body=EMPTY_FRAME, content_type="text/html; charset=utf-8")
        else:
            self.outside.append(address)
            route.abort()

    def verdict(self) -> list[str]:
        """What went wrong, in words; empty if nothing did."""
        complaints = [
            one for one in self.complaints if not any(words in one for words in self.allowed)
        ]
        return [f"asked for an outside address: {one}" for one in self.outside] + complaints


def is_youtube_script(address: str) -> bool:
    return address.split("?")[0] == "https://www.youtube.com/iframe_api"


def is_youtube_frame(address: str) -> bool:
    return address.startswith("https://www.youtube-nocookie.com/embed/")


def settled(page: Page) -> None:
    """Wait until the page's scripts have run and it has been painted.

    Chromium drops keys that are pressed before a new page's first picture, and what scripts lay out
    anew after a change of the width has two frames for it.
    """
    page.wait_for_load_state()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def until(page: Page, expression: str, *, seconds: float = 5) -> Any:
    """Wait until the JavaScript expression is true, and return it.

    ``page.wait_for_function`` cannot be used: it builds code inside the page, which our content
    security policy refuses.
    """
    end = time.monotonic() + seconds
    while not (value := page.evaluate(expression)):
        assert time.monotonic() < end, f"Not true within {seconds} s: {expression}"
        page.wait_for_timeout(30)
    return value
