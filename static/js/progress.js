// What was played, kept as a union of seconds and sent in batches; nothing is lost offline.

import { union } from "./times.js";

const EVERY = 10000; // ms between batches while the video plays
const SEAM = 0.6; // seconds: two looks at the clock this close belong together
const PREFIX = "cuepoint-watched:";

const kept = new WeakMap();

/** The one Progress of a player. */
export function progressOf(player) {
  const { root } = player;
  if (!kept.has(root)) kept.set(root, new Progress(root, player, JSON.parse(root.dataset.watched || "[]")));
  return kept.get(root);
}

export class Progress {
  /** `initial`: the pairs that the server knows already. */
  constructor(root, player, initial = []) {
    this.url = root.dataset.watchedUrl || "";
    this.csrf = root.dataset.csrf || "";
    this.seen = union(initial);
    this.pending = [];
    this.at = null;
    this.player = player;
    this.told = false; // whether the server has heard how long the video is
    if (this.url) {
      // The reader is part of the key: the next person at this computer sends nothing of ours.
      this.key = `${PREFIX}${root.dataset.viewer || ""}:${this.url}`;
      this.restore();
      window.addEventListener("pagehide", () => this.beacon());
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.beacon();
      });
      window.addEventListener("online", () => this.flush());
      window.setInterval(() => this.flush(), EVERY);
      if (this.pending.length) this.flush();
    }
    player.addEventListener("played", ({ detail }) => {
      if (player.video === root.dataset.video) this.add(detail.from, detail.to);
    });
    player.addEventListener("state", ({ detail }) => {
      if (detail.state === "paused" || detail.state === "ended") this.flush();
    });
  }

  add(from, to) {
    this.seen = seamless([...this.seen, [from, to]]);
    if (!this.url) return;
    this.at = Math.floor(to);
    this.pending = seamless([...this.pending, [from, to]]);
    this.keep();
  }

  /** Whole seconds of a union, as they travel. */
  static whole(pairs) {
    return union(pairs.map(([a, b]) => [Math.round(a), Math.round(b)]));
  }

  async flush() {
    const intervals = Progress.whole(this.pending);
    if (!this.url || this.sending || !intervals.length || navigator.onLine === false) return;
    this.sending = true;
    const sent = this.pending;
    this.pending = [];
    const duration = this.told ? null : this.player.length();
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
        body: JSON.stringify({
          intervals,
          at: this.at ?? intervals[intervals.length - 1][1],
          ...(duration === null ? {} : { duration }),
        }),
      });
      // A body that the server refuses for good (400, 413, 422) would be refused for ever.
      const lasting = [400, 413, 422].includes(answer.status);
      if ((!answer.ok || answer.redirected) && !lasting) throw new Error(String(answer.status));
      if (answer.ok && duration !== null) this.told = true;
    } catch {
      this.pending = seamless([...sent, ...this.pending]);
    } finally {
      this.sending = false;
      this.keep();
    }
  }

  /** On the way out. The answer is never seen, so the copy in storage stays: sending twice is harmless. */
  beacon() {
    const intervals = Progress.whole(this.pending);
    if (!intervals.length || !navigator.sendBeacon) return;
    const body = new URLSearchParams({
      csrfmiddlewaretoken: this.token(),
      intervals: JSON.stringify(intervals),
      at: String(this.at ?? intervals[intervals.length - 1][1]),
    });
    this.keep();
    navigator.sendBeacon(this.url, body);
  }

  token() {
    const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return cookie ? decodeURIComponent(cookie[1]) : this.csrf;
  }

  restore() {
    try {
      const { intervals, at } = JSON.parse(window.localStorage.getItem(this.key) || "{}");
      if (Array.isArray(intervals)) this.pending = union(intervals);
      if (Number.isFinite(at)) this.at = at;
      this.seen = seamless([...this.seen, ...this.pending]);
    } catch {
      // nothing kept, or storage is forbidden
    }
  }

  keep() {
    try {
      if (this.pending.length) {
        window.localStorage.setItem(this.key, JSON.stringify({ intervals: this.pending, at: this.at }));
      } else window.localStorage.removeItem(this.key);
    } catch {
      // without storage the batches still go out while the page is open
    }
  }
}

/** A union that closes the seams between two looks at the clock. */
function seamless(pairs) {
  const merged = union(pairs.map(([a, b]) => [a, b + SEAM]));
  return merged.map(([a, b]) => [a, b - SEAM]);
}
