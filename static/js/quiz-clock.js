// The time that is left, as the server said it: shown calmly, hidden if one likes, and said aloud
// twice, five minutes and one minute before the end.

import { timecode } from "./times.js";

const HIDDEN = "cuepoint-clock-hidden";
const WARNINGS = [
  [60, "One minute is left."],
  [300, "Five minutes are left."],
];

/** The clock of a [data-clock] element; `over` is called once when nothing is left. */
export function clockOf(root, over) {
  const left = root.querySelector("[data-clock-left]");
  const shown = root.querySelector("[data-clock-shown]");
  const toggle = root.querySelector("[data-clock-toggle]");
  const said = root.querySelector("[data-clock-said]");
  let end = 0; // by this machine's clock, which may be wrong: only differences count
  let timer = 0;
  let done = false;
  // A warning whose moment has passed before the page was opened is not said late.
  let due = [];

  toggle.hidden = false;
  left.hidden = false;
  show(window.sessionStorage.getItem(HIDDEN) !== "yes");
  toggle.addEventListener("click", () => {
    const hide = !shown.hidden;
    window.sessionStorage.setItem(HIDDEN, hide ? "yes" : "no");
    show(!hide);
  });
  set(Number(root.dataset.left));
  // A laptop that slept wakes with an old picture.
  document.addEventListener("visibilitychange", tick);
  return { set };

  /** The server says again how many seconds are left: it may have given more. */
  function set(seconds) {
    if (seconds === null || done) return;
    end = Date.now() + seconds * 1000;
    due = WARNINGS.filter(([at]) => seconds > at);
    tick();
  }

  function tick() {
    window.clearTimeout(timer);
    if (done) return;
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    left.textContent = seconds >= 60 ? `${Math.ceil(seconds / 60)} min left` : `${timecode(seconds)} left`;
    const passed = due.filter(([at]) => seconds <= at);
    if (passed.length && seconds) {
      said.textContent = passed[0][1]; // the shortest: after a sleep one is enough
      due = due.filter((one) => !passed.includes(one));
    }
    if (seconds === 0) {
      done = true;
      said.textContent = "";
      over();
      return;
    }
    timer = window.setTimeout(tick, 1000);
  }

  function show(visible) {
    shown.hidden = !visible;
    toggle.textContent = visible ? "Hide the clock" : "Show the clock";
    toggle.setAttribute("aria-pressed", String(!visible));
  }
}
