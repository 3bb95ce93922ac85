// Results and the review desk: a button with a range plays those seconds in the page's player.

import { asButton, playerOf } from "./player.js";
import { progressOf } from "./progress.js";
import { timelineOf } from "./timeline.js";

let root = null;
let player = null;
let timeline = null;

upgradeWithin(document);

/** The page's player; one may be put into the page later. */
function find() {
  root ??= document.querySelector("[data-player]");
  if (!root || player) return;
  player = playerOf(root);
  timeline = timelineOf(player);
  progressOf(player);
  player.addEventListener("slice", ({ detail }) => mark(detail.slice));
  player.addEventListener("state", ({ detail }) => {
    if (detail.state === "failed") mark(null);
  });
}

/** The ranges in here play in the page's player, if it has one; again is no matter. */
export function upgradeWithin(element) {
  find();
  if (!player) return;
  for (const button of element.querySelectorAll(".play-range[data-start]:not([data-upgraded])")) upgrade(button);
}

function upgrade(button) {
  button.dataset.upgraded = "";
  const slice = sliceOf(button);
  const about = button.dataset.label || "Evidence";
  // The page may say "Play" itself, unseen; otherwise the name still begins and ends as it is read.
  const named = button.hasAttribute("aria-label") || button.querySelector(".visually-hidden");
  const name = named ? null : `Play ${button.textContent.trim()}`;
  asButton(button, () => {
    button.focus({ preventScroll: true });
    player.play({ ...slice, video: button.dataset.video || undefined, label: about });
    showPlayer();
  }, name);
}

function sliceOf({ dataset }) {
  return { start: Number(dataset.start), end: dataset.end ? Number(dataset.end) : null };
}

function mark(slice) {
  let known = false;
  for (const button of document.querySelectorAll(".play-range[data-start]")) {
    const own = sliceOf(button);
    const same = slice && own.start === slice.start && own.end === slice.end;
    const now = Boolean(same && (button.dataset.video || root.dataset.video) === player.video);
    button.classList.toggle("is-now", now);
    known ||= now;
  }
  timeline?.bracket(known && player.video === root.dataset.video ? slice : null);
}

/** On a page of one column the player may lie above the window's edge and not be stuck there. */
function showPlayer() {
  const box = player.find("screen").getBoundingClientRect();
  if (box.bottom > 0 && box.top < window.innerHeight) return;
  const wish = window.matchMedia("(prefers-reduced-motion: reduce)");
  player.find("screen").scrollIntoView({ block: "start", behavior: wish.matches ? "instant" : "smooth" });
}
