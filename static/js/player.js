// The player of a page: a facade until somebody presses, then YouTube's frame held to one slice.
//
// Events on the Player (detail): "time" {at, playing}, "played" {from, to}, "state" {state},
// "sliceend" {slice}, "failed" {code}. States: idle, loading, playing, paused, ended, failed.

import { range, timecode } from "./times.js";
import { loadYouTube } from "./youtube.js";

const HOST = "https://www.youtube-nocookie.com";
const BEAT = 200; // ms between looks at the clock
const LAG = 1500; // ms for which the frame may still tell the time from before a seek
const PATIENCE = 15000; // ms until a frame that does not answer counts as blocked
const STEP = 10; // seconds of the J and L keys
const NO_KEYS = "cuepoint-keys-off";
const REASONS = {
  2: "YouTube does not know this video.",
  5: "The video cannot play in this browser.",
  100: "This video has been removed or made private.",
  101: "Its owner does not allow this video on other sites.",
  150: "Its owner does not allow this video on other sites.",
  153: "YouTube did not accept this page’s request.",
  blocked: "The player did not load. A blocker or the connection may have stopped it.",
};

const players = new WeakMap();

/** The one Player of a [data-player] element, made when first asked for. */
export function playerOf(root) {
  if (!players.has(root)) players.set(root, new Player(root));
  return players.get(root);
}

export class Player extends EventTarget {
  constructor(root, { load = loadYouTube } = {}) {
    super();
    this.root = root;
    this.load = load;
    this.video = root.dataset.video;
    this.slices = JSON.parse(root.dataset.slices || "[]");
    this.resume = "resume" in root.dataset ? Number(root.dataset.resume) : null;
    this.slice = this.slices[0] ?? { start: 0, end: null };
    this.state = "idle";
    this.at = this.resume ?? this.slice.start;
    this.frame = null; // YT.Player once it is ready
    this.find = (name) => root.querySelector(`[data-${name}]`);
    this.bind();
  }

  // ---- what pages call ----

  /** Play exactly this slice: {start, end (null = open), from = start, video, label}. */
  async play({ start, end = null, from = start, video = this.root.dataset.video, label } = {}) {
    const same = video === this.video;
    this.slice = { start, end };
    this.video = video;
    this.at = from;
    this.label(label ?? this.root.dataset.label ?? "");
    this.find("stop").hidden = true;
    this.last = null;
    this.expect = { at: from, until: performance.now() + LAG };
    if (this.frame) {
      const broken = this.state === "failed";
      this.show("frame");
      this.become("loading");
      // loadVideoById rather than seekTo when the video changes; seekTo keeps the buffer otherwise.
      if (same && !broken) {
        this.frame.seekTo(from, true);
        this.frame.playVideo();
        // A seek while playing does not always change the state.
        if (this.frame.getPlayerState?.() === 1) this.changed(1);
      } else {
        this.frame.loadVideoById({ videoId: video, startSeconds: from });
      }
      return;
    }
    if (this.state === "loading") return; // ready() starts what was asked for last
    this.become("loading");
    this.say("Loading the video.");
    try {
      this.make(await this.load());
    } catch {
      this.fail("blocked");
    }
  }

  /** Play from a second: inside its slice to that slice's end, elsewhere on to the video's end. */
  playFrom(seconds, { end } = {}) {
    const home = this.sliceAt(seconds);
    return this.play({
      start: home ? home.start : seconds,
      end: end === undefined ? (home ? home.end : null) : end,
      from: seconds,
    });
  }

  /** Go on where the reader stopped, or start the first slice. */
  start() {
    if (this.resume !== null) return this.playFrom(this.resume);
    return this.play(this.slices[0] ?? { start: 0, end: null });
  }

  toggle() {
    if (this.state === "idle") return this.start();
    if (!this.frame || this.state === "failed") return undefined;
    if (this.state === "playing") return this.frame.pauseVideo();
    if (this.state === "ended") return this.replay();
    return this.frame.playVideo();
  }

  /** Move by so many seconds and stay in the state of play. */
  skip(seconds) {
    if (this.frame) this.seek(Math.max(0, this.frame.getCurrentTime() + seconds));
  }

  seek(seconds) {
    this.last = null;
    this.expect = { at: seconds, until: performance.now() + LAG };
    this.at = seconds;
    this.find("stop").hidden = true;
    this.frame.seekTo(seconds, true);
    if (this.state === "ended") this.become("paused");
    // A reader who leaves the slice by hand is not stopped at its end any more.
    const { start, end } = this.slice;
    if (seconds < start || (end !== null && seconds >= end)) this.leave(seconds);
    this.tell("time", { at: seconds, playing: this.state === "playing" });
  }

  /** Whole seconds of the page's own video, once the frame knows them; a live one has no length. */
  length() {
    if (!this.frame || this.video !== this.root.dataset.video) return null;
    if (this.frame.getVideoData?.().isLive) return null;
    const seconds = Math.round(this.frame.getDuration?.() || 0);
    return seconds > 0 ? seconds : null;
  }

  replay() {
    this.handOver();
    return this.play({ ...this.slice, video: this.video, label: this.words });
  }

  /** After a slice: the next one of the lesson, or simply further into the video. */
  goOn() {
    this.handOver();
    const next = this.nextSlice();
    if (next) return this.play(next);
    return this.play({ start: this.slice.end ?? this.at, end: null, video: this.video });
  }

  /** The buttons at a slice's end go away when pressed; the focus moves to Pause. */
  handOver() {
    if (this.find("stop").contains(document.activeElement)) this.find("toggle").focus({ preventScroll: true });
  }

  speed(rate) {
    this.rate = rate;
    this.frame?.setPlaybackRate(rate);
  }

  sliceAt(seconds) {
    return this.slices.find(({ start, end }) => seconds >= start && (end === null || seconds < end));
  }

  nextSlice() {
    const index = this.slices.findIndex(({ end }) => end === this.slice.end);
    return index < 0 ? undefined : this.slices[index + 1];
  }

  // ---- YouTube's frame ----

  make(YT) {
    const mount = document.createElement("div");
    this.find("frame").replaceChildren(mount);
    this.show("frame");
    this.timer = window.setTimeout(() => this.fail("blocked"), PATIENCE);
    this.mount = mount;
    const frame = new YT.Player(mount, {
      host: HOST,
      width: "100%",
      height: "100%",
      videoId: this.video,
      playerVars: { start: Math.floor(this.at), autoplay: 0, playsinline: 1, rel: 0, origin: window.location.origin },
      events: {
        onReady: (event) => mount === this.mount && this.ready(event?.target ?? frame),
        onStateChange: ({ data }) => this.changed(data),
        onError: ({ data }) => this.fail(data),
      },
    });
  }

  ready(frame) {
    window.clearTimeout(this.timer);
    this.frame = frame;
    const iframe = frame.getIframe?.();
    if (iframe) iframe.title = `Video: ${this.root.dataset.title}`;
    if (this.state === "failed") return;
    if (this.rate) frame.setPlaybackRate(this.rate);
    frame.loadVideoById({ videoId: this.video, startSeconds: this.at });
  }

  changed(code) {
    // 1 playing, 2 paused, 0 the video's own end; 3 and the rest are passing moments.
    if (code === 1) {
      const { end } = this.slice;
      // Pressed play in the frame after a slice had ended: that means further, not back.
      if (this.state === "ended" && end !== null) this.leave(Math.max(end, this.frame.getCurrentTime()));
      this.find("stop").hidden = true;
      this.last = null;
      this.doubt = false;
      this.become("playing");
      this.beat();
    } else if (code === 3) {
      this.beat({ event: true });
      this.last = null;
    } else if (code === 2 && this.state !== "ended") {
      this.beat({ event: true });
      this.become("paused");
    } else if (code === 0) {
      this.finish();
    }
  }

  /**
   * Look at the clock: report what was played, and stop at the slice's end.
   * A step forward that real time does not explain may be a jump made in the frame itself. YouTube
   * tells of jumps by a change of state, so such a step counts only when none follows (`event`:
   * called by a change of state).
   */
  beat({ event = false } = {}) {
    window.clearTimeout(this.timer);
    if (!this.frame || this.state !== "playing") return;
    const at = this.frame.getCurrentTime();
    const now = performance.now();
    if (this.expect && Math.abs(at - this.expect.at) > 2 && now < this.expect.until) {
      this.timer = window.setTimeout(() => this.beat(), BEAT / 2);
      return;
    }
    this.expect = null;
    const rate = this.frame.getPlaybackRate?.() || 1;
    const { end, start } = this.slice;
    let reached = false;
    if (this.last) {
      const step = at - this.last.at;
      const most = ((now - this.last.now) / 1000) * rate * 1.5 + 0.75;
      let natural = step >= 0 && step <= most;
      if (step > most && !event) {
        if (!this.doubt) {
          this.doubt = true;
          this.timer = window.setTimeout(() => this.beat(), BEAT);
          return;
        }
        natural = true;
      }
      this.doubt = false;
      if (natural && step > 0) this.tell("played", { from: this.last.at, to: at });
      if (natural) reached = end !== null && at >= end && this.last.at < end + 0.05;
      else if (at < start || (end !== null && at >= end)) this.leave(at);
    }
    this.last = { at, now };
    this.at = at;
    this.tell("time", { at, playing: true });
    if (reached) {
      this.finish(); // before the pause, whose event finds the state settled
      this.frame.pauseVideo();
      return;
    }
    const rest = end === null || at >= end ? Infinity : ((end - at) / rate) * 1000;
    this.timer = window.setTimeout(() => this.beat(), Math.max(10, Math.min(BEAT, rest)));
  }

  /** The reader jumped out of the slice with YouTube's own bar: go along, never trap. */
  leave(at) {
    const end = at < this.slice.start ? this.slice.end : null;
    this.slice = this.sliceAt(at) ?? { start: at, end };
    this.label(this.root.dataset.label ?? "");
  }

  finish() {
    window.clearTimeout(this.timer);
    const { end } = this.slice;
    if (end !== null) this.at = end;
    this.become("ended");
    const next = this.nextSlice();
    const stopped = end === null ? "The video has ended." : `This part ends at ${timecode(end)}.`;
    this.find("stop-text").textContent = stopped;
    const on = this.find("on");
    on.textContent = next ? `Go on at ${timecode(next.start)}` : "Go on";
    on.hidden = !next && end === null;
    const lesson = this.find("next");
    lesson.hidden = Boolean(next) || !this.root.dataset.nextUrl;
    if (!lesson.hidden) {
      lesson.href = this.root.dataset.nextUrl;
      lesson.title = this.root.dataset.nextLabel || "";
    }
    this.find("stop").hidden = false;
    this.say(stopped);
    this.tell("sliceend", { slice: this.slice });
  }

  fail(code) {
    window.clearTimeout(this.timer);
    this.become("failed");
    const holder = document.activeElement;
    if (!this.frame) this.mount = null;
    const moment = Math.floor(this.at);
    this.find("card-text").textContent = REASONS[code] ?? "The video cannot play here.";
    const link = this.find("card-link");
    link.href = `https://youtu.be/${this.video}?t=${moment}`;
    link.textContent = `Watch from ${timecode(moment)} on YouTube`;
    this.find("card-again").hidden = code !== "blocked";
    this.show("card");
    this.say(`${REASONS[code] ?? "The video cannot play here."} The text is whole without it.`);
    // Only a reader whose own button has just gone is taken along; one in the text stays there.
    if (this.root.contains(holder) && holder.closest("[hidden]")) this.find("card").focus({ preventScroll: true });
    this.tell("failed", { code });
  }

  // ---- what the reader sees ----

  /** One of "facade", "frame" or "card". */
  show(what) {
    this.find("facade").hidden = what === "frame";
    this.find("frame").hidden = what !== "frame";
    this.find("card").hidden = what !== "card";
    this.find("play").hidden = what === "card";
    this.find("controls").hidden = what !== "frame";
    const keys = this.find("keys-note");
    if (keys) keys.hidden = what !== "frame" || this.root.dataset.keys !== "all";
    this.find("note").hidden = what === "frame";
    if (what === "frame" && document.activeElement === this.find("play")) this.find("toggle").focus();
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.root.dataset.state = state;
    this.find("toggle").textContent = state === "playing" ? "Pause" : "Play";
    this.find("play").setAttribute("aria-busy", String(state === "loading"));
    if (state === "playing") this.say(""); // that it loads, or had stopped, is over
    this.tell("state", { state });
  }

  label(words) {
    this.words = words;
    const text = this.find("label-text");
    const span = this.find("range");
    if (text) text.textContent = words;
    if (span) span.textContent = range(this.slice);
    this.tell("slice", { slice: this.slice });
  }

  say(words) {
    this.find("status").textContent = words;
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  bind() {
    const play = this.find("play");
    asButton(play, () => {
      play.focus({ preventScroll: true }); // Safari does not focus a pressed link
      this.start();
    });
    this.find("back").addEventListener("click", () => this.skip(-STEP));
    this.find("toggle").addEventListener("click", () => this.toggle());
    this.find("replay").addEventListener("click", () => this.replay());
    this.find("on").addEventListener("click", () => this.goOn());
    this.find("speed").addEventListener("change", (event) => this.speed(Number(event.target.value)));
    this.find("card-again").addEventListener("click", () => {
      this.find("card-text").textContent = "Loading the video.";
      this.play({ ...this.slice, from: this.at, video: this.video, label: this.words });
    });
    this.bindKeys();
    this.watchStuck();
  }

  bindKeys() {
    const wanted = this.root.dataset.keys ?? "all";
    const toggle = this.find("keys-toggle");
    const off = () => stored(NO_KEYS) === "1";
    const paint = () => {
      toggle.textContent = off() ? "Turn keys on" : "Turn keys off";
      toggle.setAttribute("aria-pressed", String(off()));
    };
    toggle.addEventListener("click", () => {
      store(NO_KEYS, off() ? "0" : "1");
      paint();
    });
    paint();
    if (wanted === "none") return;
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || off()) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      const key = event.key.toLowerCase();
      if (key === " ") {
        // Space scrolls until there is a film to stop, and always belongs to a focused control.
        if (this.state === "idle" && wanted === "all") return;
        if (event.target.closest("button, a[href], label, summary, [role='button'], [tabindex='0']")) return;
        this.toggle();
      } else if (wanted === "all" && key === "k" && !event.repeat) this.toggle();
      else if (wanted === "all" && key === "j" && this.frame) this.skip(-STEP);
      else if (wanted === "all" && key === "l" && this.frame) this.skip(STEP);
      else return;
      event.preventDefault();
    });
  }

  /** The rail shows only while the screen is stuck to the top: a sentinel above it tells. */
  watchStuck() {
    const screen = this.find("screen");
    if (!("IntersectionObserver" in window)) return;
    const sentinel = document.createElement("div");
    sentinel.className = "player-sentinel";
    screen.before(sentinel);
    new IntersectionObserver(([entry]) => {
      screen.toggleAttribute("data-stuck", !entry.isIntersecting && entry.boundingClientRect.top < 0);
    }).observe(sentinel);
  }
}

/** Give a link a button's manners: role, name, Space. Its address stays for a press with Ctrl. */
export function asButton(link, press, name) {
  if (link.tagName === "A") link.setAttribute("role", "button");
  if (name) link.setAttribute("aria-label", name);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    press(event);
  });
  if (link.tagName !== "A") return;
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) press(event);
  });
}

export function stored(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null; // storage may be forbidden
  }
}

export function store(key, value) {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // without storage the choice holds for this page only
  }
}
