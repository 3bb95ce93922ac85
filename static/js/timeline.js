// Life for the drawn timeline: the head moves, the watched bar grows, ticks can be pressed.

import { range, timecode } from "./times.js";

const SVG = "http://www.w3.org/2000/svg";
const TARGET = 24; // px, the least width of something to press
const WIDEST = 96; // px, a longer crowd of ticks is cut into several buttons
const FLAG = 44; // px the time flag needs to its right

/**
 * Groups sorted tick positions (px) so that every group can have a target of its own.
 * Returns [{from, to, left, right}]: indices of the first and last tick, edges of the target in px.
 */
export function cluster(positions, width, target = TARGET, widest = WIDEST) {
  const crowds = [];
  positions.forEach((x, index) => {
    const crowd = crowds[crowds.length - 1];
    if (crowd && x - positions[crowd.to] < target) crowd.to = index;
    else crowds.push({ from: index, to: index });
  });
  const groups = [];
  for (const crowd of crowds) {
    const [first, last] = [positions[crowd.from], positions[crowd.to]];
    const pieces = Math.max(1, Math.floor((last - first + target) / widest));
    const size = (last - first + target) / pieces;
    for (let piece = 0; piece < pieces; piece += 1) {
      const left = first - target / 2 + piece * size;
      const inside = positions
        .map((x, index) => ({ x, index }))
        .filter(({ x, index }) => index >= crowd.from && index <= crowd.to && x >= left && (x < left + size || piece === pieces - 1));
      if (inside.length) {
        groups.push({ from: inside[0].index, to: inside[inside.length - 1].index, left, right: left + size });
      }
    }
  }
  // A target at the edge is moved inwards, and its neighbour gives way no further than its own least width.
  for (const group of groups) {
    const shift = Math.max(0, -group.left) - Math.max(0, group.right - width);
    group.left += shift;
    group.right += shift;
  }
  for (let i = 1; i < groups.length; i += 1) {
    if (groups[i].left < groups[i - 1].right) {
      const middle = (groups[i].left + groups[i - 1].right) / 2;
      groups[i - 1].right = middle;
      groups[i].left = middle;
    }
  }
  return groups;
}

const timelines = new WeakMap();

/** The one Timeline of a player, or null where none is drawn. */
export function timelineOf(player) {
  const root = player.root.querySelector("[data-timeline]");
  if (!root) return null;
  if (!timelines.has(root)) timelines.set(root, new Timeline(root, player));
  return timelines.get(root);
}

export class Timeline {
  constructor(root, player) {
    this.root = root;
    this.player = player;
    this.slice = root.querySelector("[data-slice]");
    if (!this.slice) return;
    this.tape = this.slice.querySelector("svg");
    this.head = root.querySelector("[data-head]");
    this.headTime = root.querySelector("[data-head-time]");
    this.railHead = player.root.querySelector("[data-rail-head]");
    this.windows = [...root.querySelectorAll("[data-window]")].map(({ dataset }) => ({
      start: Number(dataset.start),
      end: Number(dataset.end),
      x: Number(dataset.x),
      width: Number(dataset.width),
    }));
    this.ticks = [...root.querySelectorAll("[data-tick]")].map((line) => ({
      line,
      seconds: Number(line.dataset.tick),
      x: parseFloat(line.getAttribute("x1")),
    }));
    this.makeKeys();
    player.addEventListener("time", ({ detail }) => {
      if (player.video === player.root.dataset.video) this.move(detail.at);
    });
  }

  /** Per cent of the width where a second stands; between slices, at the nearer edge before it. */
  place(seconds) {
    let spot = null;
    for (const { start, end, x, width } of this.windows) {
      if (seconds >= start) spot = x + width * Math.min(1, (seconds - start) / (end - start));
    }
    return spot;
  }

  /** The second that stands at a place, in per cent. */
  secondAt(percent) {
    const nearest = [...this.windows].sort((a, b) => gap(a, percent) - gap(b, percent))[0];
    const part = Math.min(1, Math.max(0, (percent - nearest.x) / nearest.width));
    return Math.floor(nearest.start + part * (nearest.end - nearest.start));
  }

  move(seconds) {
    const spot = this.place(seconds);
    if (spot === null) return;
    const width = this.tape.clientWidth || 440;
    this.head.removeAttribute("visibility");
    this.head.setAttribute("x", `${spot}%`);
    this.head.classList.toggle("is-left", ((100 - spot) / 100) * width < FLAG);
    this.headTime.textContent = timecode(seconds);
    this.railHead?.setAttribute("x", `${spot}%`);
  }

  /** Redraw the watched bars from a union of [start, end] pairs. */
  paintWatched(pairs) {
    if (!this.slice) return;
    const bars = [];
    let seen = 0;
    let total = 0;
    const reel = [];
    for (const { start, end, x, width } of this.windows) {
      for (const [a, b] of pairs) {
        const [left, right] = [Math.max(a, start), Math.min(b, end)];
        if (left >= right) continue;
        bars.push([x + (width * (left - start)) / (end - start), (width * (right - left)) / (end - start)]);
        reel.push([total + left - start, right - left]);
        seen += right - left;
      }
      total += end - start;
    }
    fill(this.root.querySelector("[data-slice-watched]"), "slice-watched", bars, 38.5);
    fill(this.player.root.querySelector("[data-rail-watched]"), "slice-watched", bars, 8);
    const own = this.root.querySelector("[data-reel-watched]");
    const tall = Boolean(own?.closest(".reel-named"));
    fill(own, "reel-watched", reel.map(([a, b]) => [(100 * a) / total, (100 * b) / total]), tall ? 58 : 30);
    this.share = total ? seen / total : 0;
  }

  /** Brackets around the evidence; null takes them away. */
  bracket(slice) {
    const group = this.root.querySelector("[data-evidence]");
    if (!group || !this.slice) return;
    group.replaceChildren();
    if (!slice || slice.end === null) return;
    const [from, to] = [this.place(slice.start), this.place(slice.end)];
    const inside = this.windows.some(({ start, end }) => slice.start < end && slice.end > start);
    if (!inside || from === null || to === null || to <= from) return;
    const box = make("svg", { class: "slice-evidence", x: `${from}%`, y: 24, width: `${to - from}%`, height: 24, overflow: "visible" });
    const out = make("svg", { x: "100%", overflow: "visible" });
    out.append(make("path", { d: "M-4 2H0V21H-4" }));
    box.append(make("rect", { width: "100%", y: 2, height: 15 }), make("path", { d: "M4 2H0V21H4" }), out);
    group.append(box);
  }

  // ---- pressing ----

  makeKeys() {
    this.slice.addEventListener("click", (event) => {
      if (event.detail === 0) return; // a key on a button; the button answers
      const box = this.tape.getBoundingClientRect();
      const x = event.clientX - box.left;
      const near = this.nearest(x, box.width);
      this.play(near ? near.seconds : this.secondAt((100 * x) / box.width));
    });
    this.slice.classList.add("is-live");
    if (!this.ticks.length) return;
    this.bar = document.createElement("div");
    this.bar.className = "slice-keys";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Citations in this part");
    this.bar.addEventListener("keydown", (event) => this.key(event));
    this.slice.append(this.bar);
    this.now = 0;
    this.layKeys();
    if ("ResizeObserver" in window) new ResizeObserver(() => this.layKeys()).observe(this.tape);
  }

  nearest(x, width) {
    const gaps = this.ticks.map((tick) => ({ tick, gap: Math.abs((tick.x / 100) * width - x) }));
    const best = gaps.sort((a, b) => a.gap - b.gap)[0];
    return best && best.gap <= TARGET / 2 ? best.tick : null;
  }

  layKeys() {
    const width = this.tape.clientWidth;
    if (!width || width === this.laid) return;
    this.laid = width;
    const held = this.bar.contains(document.activeElement);
    this.groups = cluster(this.ticks.map(({ x }) => (x / 100) * width), width);
    this.buttons = this.groups.map((group) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "slice-key";
      button.style.setProperty("--left", `${group.left}px`);
      button.style.setProperty("--width", `${group.right - group.left}px`);
      button.addEventListener("click", (event) => {
        if (event.detail === 0) this.play(this.ticks[this.now].seconds);
      });
      button.addEventListener("focus", () => {
        if (this.now < group.from || this.now > group.to) this.choose(group.from);
        else this.choose(this.now);
      });
      button.addEventListener("blur", () => this.mark(null));
      return button;
    });
    this.bar.replaceChildren(...this.buttons);
    this.name();
    if (held) this.button().focus();
  }

  button() {
    return this.buttons[this.groups.findIndex(({ from, to }) => this.now >= from && this.now <= to)];
  }

  /** Arrow keys walk every tick, also those that share a button. */
  key(event) {
    const moves = { ArrowRight: this.now + 1, ArrowLeft: this.now - 1, Home: 0, End: this.ticks.length - 1 };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const next = Math.min(this.ticks.length - 1, Math.max(0, moves[event.key]));
    const before = this.button();
    this.choose(next);
    if (this.button() === before) this.player.say(`Play from ${timecode(this.ticks[next].seconds)}`);
    else this.button().focus();
  }

  choose(index) {
    this.now = index;
    this.name();
    this.mark(this.ticks[index]);
  }

  mark(tick) {
    for (const { line } of this.ticks) line.classList.toggle("is-chosen", line === tick?.line);
  }

  /** Names, and one stop for the Tab key. */
  name() {
    const current = this.button();
    this.buttons.forEach((button, index) => {
      const { from, to } = this.groups[index];
      const chosen = button === current ? this.now : from;
      const among = to > from ? `, ${chosen - from + 1} of ${to - from + 1} close together` : "";
      button.setAttribute("aria-label", `Play from ${timecode(this.ticks[chosen].seconds)}${among}`);
      button.title = range({ start: this.ticks[from].seconds, end: to > from ? this.ticks[to].seconds : null }).replace("from ", "");
      button.tabIndex = button === current ? 0 : -1;
    });
  }

  play(seconds) {
    this.player.playFrom(seconds);
  }
}

function gap({ x, width }, percent) {
  return Math.max(0, x - percent, percent - (x + width));
}

function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function fill(group, name, bars, y) {
  if (!group) return;
  group.replaceChildren(...bars.map(([x, width]) => make("rect", { class: name, x: `${x}%`, y, width: `${width}%`, height: 4 })));
}
