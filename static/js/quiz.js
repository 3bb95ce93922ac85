// Looking over, and the results. The attempt itself is quiz-attempt.js.

import { clockOf } from "./quiz-clock.js";
import { shelfOf } from "./quiz-shelf.js";

const page = document.querySelector("[data-confirm]");
const clock = document.querySelector("[data-clock]");
// At the end of the time the attempt's own page knows what comes next.
if (page && clock) clockOf(clock, () => window.location.assign(page.dataset.confirm));

const done = document.querySelector("[data-kept-attempt]");
if (done) {
  // The server has the answers now: what the browser kept of them is of no more use.
  shelfOf(done.dataset.keptAttempt).clear();
  // After handing in, the reader starts at the result.
  if (window.location.hash === "#result") {
    document.getElementById("result").focus({ preventScroll: true });
  }
}
