// The lesson page: citations play, the spoken sentence is marked, the tape runs in the margin.

import { asButton, playerOf, store, stored } from "./player.js";
import { progressOf } from "./progress.js";
import { timelineOf } from "./timeline.js";
import { covered, timecode } from "./times.js";

const LINGER = 90; // seconds for which a sentence stays marked when nothing follows it
const FOLLOW = "cuepoint-follow";
const SCROLL = 200; // ms
let scrolling = false; // while this module moves the page itself
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

function begin(element) {
  const player = playerOf(element);
  const timeline = timelineOf(player);
  const progress = progressOf(player);
  const text = new Text(player, progress);
  player.addEventListener("time", ({ detail }) => text.now(detail.at));
  let painted = 0;
  player.addEventListener("played", () => {
    if (performance.now() - painted < 500) return;
    painted = performance.now();
    repaint();
  });
  player.addEventListener("state", ({ detail }) => {
    repaint();
    if (detail.state === "playing") text.keepUp();
  });
  window.addEventListener("scroll", () => text.scrolled(), { passive: true });
  window.addEventListener("resize", () => text.tape());
  document.fonts?.ready.then(() => text.tape());

  function repaint() {
    timeline?.paintWatched(progress.seen);
    text.heard();
  }
  repaint();
  // Where the reader stopped is marked before anything plays, and nothing is scrolled for it.
  if (player.resume !== null && player.state === "idle") text.now(player.resume);
}

/** The column beside the text scrolls by itself: what the reader asks for plays in sight. */
function showFilm(player) {
  const behavior = still.matches ? "instant" : "smooth";
  player.root.closest(".lesson-player")?.scrollTo({ top: 0, behavior });
}

class Text {
  constructor(player, progress) {
    this.player = player;
    this.progress = progress;
    this.cites = [...document.querySelectorAll("a.cite[data-seconds]")];
    this.said = [...document.querySelectorAll(".said[data-from]")].map((element) => ({
      element,
      from: Number(element.dataset.from),
    }));
    this.times = [...new Set(this.said.map(({ from }) => from))].sort((a, b) => a - b);
    this.blocks = [...document.querySelectorAll(".prose.has-margin > *")];
    this.moment = null;
    this.away = false;
    this.cites.forEach((cite) => this.upgrade(cite));
    this.margin();
    this.follow();
    keepFocusInSight(player);
  }

  upgrade(cite) {
    const seconds = Number(cite.dataset.seconds);
    asButton(cite, () => {
      cite.focus({ preventScroll: true });
      this.away = false;
      showFilm(this.player);
      this.player.playFrom(seconds);
    }, `Play from ${timecode(seconds)}`);
  }

  /** Paragraph times for the margin, where the page did not bring them. */
  margin() {
    for (const paragraph of document.querySelectorAll(".prose.has-margin [data-at]:not([data-time])")) {
      paragraph.dataset.time = timecode(Number(paragraph.dataset.at));
    }
  }

  /** The end of what a sentence covers: the next one, the slice's end, or a minute and a half. */
  endOf(from) {
    const next = this.times[this.times.indexOf(from) + 1] ?? Infinity;
    const end = this.player.sliceAt(from)?.end ?? Infinity;
    return Math.min(next, end > from ? end : Infinity, from + LINGER);
  }

  now(at) {
    let moment = null;
    for (const from of this.times) if (from <= at + 0.05) moment = from;
    // At the very end of a slice its last sentence stays marked.
    if (moment !== null && at > this.endOf(moment) + 0.5) moment = null;
    if (moment === this.moment) return;
    this.moment = moment;
    for (const { element, from } of this.said) element.classList.toggle("is-now", from === moment);
    for (const cite of this.cites) cite.classList.toggle("is-now", Number(cite.dataset.seconds) === moment);
    this.tape();
    this.keepUp();
  }

  /** Scroll to the spoken sentence if it left the view, unless the reader is elsewhere on purpose. */
  keepUp() {
    const sentence = this.sentence();
    if (!sentence || !this.following || this.away || this.player.state !== "playing") return;
    if (!inSight(sentence, this.player)) scrollTo(sentence, this.player);
  }

  /** Whoever scrolls away from the spoken sentence reads elsewhere, until it is in view again. */
  scrolled() {
    if (scrolling || this.player.state !== "playing") return;
    const sentence = this.sentence();
    this.away = Boolean(sentence) && !inSight(sentence, this.player);
  }

  sentence() {
    if (this.moment === null) return null;
    return this.said.find(({ from }) => from === this.moment)?.element ?? null;
  }

  heard() {
    const seen = this.progress.seen;
    const known = new Map(this.times.map((from) => [from, covered(seen, from, Math.min(this.endOf(from), from + 3)) >= 1]));
    for (const cite of this.cites) {
      const seconds = Number(cite.dataset.seconds);
      cite.classList.toggle("is-heard", known.get(seconds) ?? covered(seen, seconds, seconds + 3) >= 1);
    }
    for (const { element, from } of this.said) element.classList.toggle("is-heard", Boolean(known.get(from)));
    this.tape();
  }

  /** The tape: how far each block has been played, and where the moment stands. Lengths in px. */
  tape() {
    const marks = this.said.map(({ element, from }) => ({ element, from, top: 0 }));
    this.blocks.forEach((block, index) => {
      const own = marks.filter(({ element }) => block.contains(element));
      const box = block.getBoundingClientRect();
      let done = 0;
      let whole = own.length > 0;
      for (const { element, from } of own) {
        const lines = element.getClientRects();
        if (!lines.length) continue;
        const following = own[own.findIndex((mark) => mark.element === element) + 1]?.element;
        const top = lines[0].top - box.top;
        const bottom = following ? following.getClientRects()[0].top - box.top : box.height;
        const end = this.endOf(from);
        const part = Math.min(1, covered(this.progress.seen, from, end) / Math.max(1, end - from));
        if (part > 0.02) done = Math.max(done, part > 0.95 ? bottom : top + (bottom - top) * part);
        if (part <= 0.95) whole = false;
      }
      const sentence = own.find(({ from }) => from === this.moment);
      const line = sentence?.element.getClientRects()[0];
      block.classList.toggle("is-watched", whole);
      block.classList.toggle("is-started", !whole && done > 0);
      block.classList.toggle("is-now", Boolean(line));
      block.style.setProperty("--tape-done", whole ? "100%" : `${Math.round(done)}px`);
      if (line) block.style.setProperty("--tape-at", `${Math.round(line.top - box.top + line.height / 2)}px`);
      // Blocks that nobody cites go with the block before them.
      if (!own.length && index > 0) {
        const before = this.blocks[index - 1].classList.contains("is-watched");
        block.classList.toggle("is-watched", before);
        block.style.setProperty("--tape-done", before ? "100%" : "0px");
      }
    });
  }

  follow() {
    const toggle = this.player.find("follow");
    if (!toggle || !this.said.length) return;
    this.following = stored(FOLLOW) !== "0";
    toggle.hidden = false;
    toggle.setAttribute("aria-pressed", String(this.following));
    toggle.addEventListener("click", () => {
      this.following = !this.following;
      toggle.setAttribute("aria-pressed", String(this.following));
      store(FOLLOW, this.following ? "1" : "0");
      this.away = false;
      this.keepUp();
    });
  }
}

/** Height in px that the stuck player takes from the top of the window. */
function covering(player) {
  const screen = player.find("screen");
  if (getComputedStyle(screen).position !== "sticky") return 0;
  const box = screen.getBoundingClientRect();
  return Math.max(0, box.top <= 1 ? box.bottom : 0);
}

function inSight(element, player) {
  const lines = [...element.getClientRects()];
  if (!lines.length) return true;
  return lines[0].top >= covering(player) && lines[lines.length - 1].bottom <= window.innerHeight;
}

/** Bring a sentence to a third of the free height: 200 ms, or at once for those who want no motion. */
function scrollTo(element, player) {
  const top = covering(player);
  const goal = window.scrollY + element.getClientRects()[0].top - top - (window.innerHeight - top) / 3;
  const from = window.scrollY;
  if (still.matches) {
    window.scrollTo({ top: goal, behavior: "instant" });
    return;
  }
  scrolling = true;
  const begun = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - begun) / SCROLL);
    window.scrollTo({ top: from + (goal - from) * (1 - (1 - part) ** 3), behavior: "instant" });
    if (part < 1) window.requestAnimationFrame(step);
    else window.setTimeout(() => (scrolling = false), 50); // the last scroll event comes after the frame
  };
  window.requestAnimationFrame(step);
}

/** Whatever receives the focus comes out from under the stuck player. */
function keepFocusInSight(player) {
  document.addEventListener("focusin", ({ target }) => {
    if (player.root.contains(target) || !target.matches(":focus-visible")) return;
    const top = covering(player);
    const box = target.getBoundingClientRect();
    if (top && box.top < top + 8 && box.bottom > 0) window.scrollBy({ top: box.top - top - 24, behavior: "instant" });
  });
}

const root = document.querySelector("[data-player]");
if (root) begin(root);
