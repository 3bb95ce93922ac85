"""The browser tests' own tools, tried on the log-in page: a blind watch would prove nothing."""

from __future__ import annotations

from playwright.sync_api import Page

from accounts.models import User
from tests.browser.conftest import Axe, SignIn
from tests.browser.watch import Watch, until

LOAD_FAKE_PLAYER = """() => new Promise((done) => {
  const place = document.createElement("div");
  document.body.append(place);
  window.states = [];
  window.onYouTubeIframeAPIReady = () => {
    window.player = new YT.Player(place, {
      host: "https://www.youtube-nocookie.com",
      events: {
        onReady: () => {
          player.loadVideoById({ videoId: "x", startSeconds: 10, endSeconds: 11 });
          done();
        },
        onStateChange: (event) => states.push(event.data),
        onError: (event) => states.push(`error ${event.data}`),
      },
    });
  };
  const script = document.createElement("script");
  script.src = "https://www.youtube.com/iframe_api";
  document.head.append(script);
})"""


def test_the_pretended_player_plays_a_segment_and_stops_at_its_end(
    page: Page, watch: Watch
) -> None:
    page.goto("/accounts/login/")
    assert watch.youtube == []
    page.evaluate(LOAD_FAKE_PLAYER)
    until(page, "player.getPlayerState() === 1 && player.getCurrentTime() > 10.1")
    until(page, "player.getPlayerState() === 0")
    assert page.evaluate("player.getCurrentTime()") == 11
    page.evaluate("__fakePlayers[0].failWith(150)")
    until(page, "states.includes('error 150')")
    assert page.evaluate("states.slice(0, 3)") == [3, 1, 0]
    assert page.evaluate("player.calls.map(call => call.name)") == ["loadVideoById"]
    assert len(watch.youtube) == 2


def test_outside_addresses_and_errors_of_the_page_are_noticed(page: Page, watch: Watch) -> None:
    page.goto("/accounts/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"x()\">x</p>')")
    page.evaluate(
        "{ document.createElement('p').style.color; new Image().src = '//i.ytimg.com/a' }"
    )
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.evaluate("console.error('complaint')")
    page.wait_for_timeout(200)
    noticed = "\n".join(watch.verdict())
    watch.outside.clear()
    watch.complaints.clear()
    assert "i.ytimg.com" in noticed
    assert "script-src" in noticed
    assert "broken" in noticed
    assert "complaint" in noticed


def test_a_person_is_signed_in_without_typing(
    page: Page, sign_in: SignIn, learner: User, axe: Axe
) -> None:
    page.goto("/accounts/login/")
    axe(page)
    sign_in(page, learner)
    page.goto("/accounts/profile/")
    assert page.url.endswith("/accounts/profile/")
