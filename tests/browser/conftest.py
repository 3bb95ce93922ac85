"""A real Chromium on a live server, with YouTube pretended and the rest of the world shut out.

Run with ``make test-browser``. A test asks for `page` (signed in as nobody), or for `open_page`
when it needs a phone, darkness, no JavaScript, or two people at once; signs in with
``sign_in(page, person)``; looks for faults with ``axe(page)``. It fails by itself on errors of the
console, breaches of the content security policy, and requests to outside addresses. `watch` tells
what was asked of YouTube. The player's stand-in is described in ``fake_youtube.js``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import Course
from quizzes.bank.generating import generate_questions
from quizzes.management.commands.demo import COURSE, SEEDS, SUMMARY, TITLE
from tests.browser.watch import Watch

DESKTOP = {"width": 1280, "height": 900}
TABLET = {"width": 820, "height": 1100}
PHONE = {"width": 390, "height": 844}
AXE = Path(__file__).parent.parent / "vendor" / "axe" / "axe.min.js"
SERIOUS = {"serious", "critical"}
PATIENCE_MILLISECONDS = 8_000


class OpenPage(Protocol):
    def __call__(
        self,
        viewport: dict[str, int] = ...,
        *,
        dark: bool = False,
        script: bool = True,
        **more: Any,
    ) -> Page: ...


SignIn = Callable[[Page, User], None]


class Axe(Protocol):
    def __call__(self, page: Page, *, rules: Sequence[str] = ...) -> None: ...


Shot = Callable[[Page, str], None]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the browser: said before -m sorts the tests.

    The live server's database is emptied after each test; what the migrations wrote (the roles)
    is given back before the next.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session", autouse=True)
def _rows_beside_a_loop() -> Iterator[None]:
    """Playwright keeps an event loop in this thread; Django would refuse to read rows in it."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file for SQLite: threads of the live server must not share one connection in memory."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        default.setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that scripts/browser.py found; Playwright's own where it found none."""
    own = {"args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]}
    program = os.environ.get("CHROMIUM")
    if program:
        own["executable_path"] = program  # type: ignore[assignment]
    return {**browser_type_launch_args, **own}


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    watch = Watch(own=live_server.url)
    yield watch
    wrong = watch.verdict()
    assert not wrong, "The browser complained:\n" + "\n".join(wrong)


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, watch: Watch) -> Iterator[OpenPage]:
    """``open_page(PHONE, dark=True, script=False)``: a page in a browser context of its own."""
    contexts = []

    def open_one(
        viewport: dict[str, int] = DESKTOP, *, dark: bool = False, script: bool = True, **more: Any
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": viewport["width"], "height": viewport["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            locale="en-GB",
            **more,
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop's page, light, with JavaScript."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A telephone's page that can be touched."""
    return open_page(PHONE, has_touch=True)


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """``sign_in(page, person)``: from now on this page is that person's."""

    def sign(page: Page, person: User) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return sign


@pytest.fixture
def seeds(live_server: LiveServer) -> Course:
    """The demonstration's course: the seeds read, their questions approved, its quizzes open."""
    documents = [str(settings.BASE_DIR / "seeds" / name) for name in SEEDS]
    words = {"course": COURSE, "title": TITLE, "publish": True, "stdout": StringIO()}
    call_command("import_documents", *documents, **words)
    course = Course.objects.get(slug=COURSE)
    course.summary = SUMMARY
    course.save(update_fields=["summary"])
    generate_questions(course=course, approve=True)
    return course


@pytest.fixture(scope="session")
def axe() -> Axe:
    """``axe(page)``: no serious or critical fault of accessibility on what is shown now.

    ``axe(page, rules=["color-contrast"])`` looks for these alone.
    """
    source = AXE.read_text(encoding="utf-8")

    def look(page: Page, *, rules: Sequence[str] = ()) -> None:
        # The policy refuses added script elements, as it should; an evaluated text is ours.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate(
            # Without preload: it would write style sheets that the page imports into the page.
            "rules => axe.run(document, {resultTypes: ['violations'], iframes: false,"
            " preload: false, ...(rules.length ? {runOnly: rules} : {})})"
            ".then(result => result.violations)",
            list(rules),
        )
        serious = [fault for fault in found if fault["impact"] in SERIOUS]
        assert not serious, f"axe on {page.url}:\n" + "\n".join(map(_worded, serious))

    return look


@pytest.fixture(scope="session")
def shot() -> Shot:
    """``shot(page, "lesson")``: a picture into the folder $SCREENSHOTS, if that is set."""
    folder = os.environ.get("SCREENSHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take


def _worded(fault: dict[str, Any]) -> str:
    places = [f"    {node['html'][:160]}\n    {node['failureSummary']}" for node in fault["nodes"]]
    return f"- {fault['id']} ({fault['impact']}): {fault['help']}\n" + "\n".join(places)
