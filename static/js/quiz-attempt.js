// The attempt saves itself; what could not be saved stays in this browser until it is.
// Without this script the same form is saved by its own buttons.

import { clockOf } from "./quiz-clock.js";
import { noticesOf } from "./quiz-notices.js";
import { fits, inputsOf, same, show, stateOf, wordOf } from "./quiz-question.js";
import { shelfOf } from "./quiz-shelf.js";
import { squaresOf } from "./quiz-squares.js";

const WAIT = 500; // ms of quiet before a change is sent
const AGAIN = [3_000, 6_000, 15_000]; // ms until a failed saving is tried again, then again …
const GRACE = 12_000; // ms after the end until the server has closed the attempt, see quizzes/taking/timing.py

const form = document.querySelector(".quiz-form[data-attempt]");
const shelf = shelfOf(form.dataset.attempt);
const { say, tell, hush } = noticesOf(form);
const squares = squaresOf(form);
const unsaved = shelf.read(); // position -> state
const address = form.getAttribute("action"); // form.action is its button
let timer = 0;
let failures = 0;
let tail = Promise.resolve(); // requests go one after another
let running = false;
let closed = false; // handed in or over: nothing more can be saved
const busy = new Set(); // buttons whose work is not done
let leaving = false; // a button's own way is taken: the page goes on by itself

const clockRoot = document.querySelector("[data-clock]");
const clock = clockRoot ? clockOf(clockRoot, timeIsOver) : null;
restore();

form.addEventListener("change", ({ target }) => {
  const question = target.closest("[data-question]");
  if (!question || target.form !== form) return;
  touch(question.dataset.question);
  later(WAIT);
});
form.addEventListener("submit", (event) => {
  freshToken(); // logging in again may have changed it
  if (leaving) return;
  event.preventDefault();
  act(event.submitter);
});
window.addEventListener("online", () => unsaved.size && later(0));
window.addEventListener("pagehide", () => {
  if (unsaved.size && !closed) send({ keepalive: true }).catch(() => {}); // the shelf keeps it
});
// Another tab or device may have gone on meanwhile: what is newest is shown.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") catchUp();
});

function questionAt(position) {
  return form.querySelector(`[data-question="${position}"]:not([data-checked])`);
}

function touch(position) {
  const question = questionAt(position);
  const state = stateOf(question);
  // From now on this tab speaks for the question, see quizzes/taking/forms.py.
  question.querySelector(`[name="was-${position}"]`).disabled = true;
  unsaved.set(position, state);
  shelf.put(position, state);
  squares.set(position, state);
  say("Saving…");
}

/** What an earlier page could not save is chosen here again and sent; of other pages' questions too. */
function restore() {
  for (const [position, state] of unsaved) {
    const question = questionAt(position);
    if (!question) continue; // on another page of this attempt, or checked by now
    if (fits(question, state)) {
      show(question, state);
      touch(position);
    } else {
      unsaved.delete(position);
      shelf.drop(position);
    }
  }
  // What was chosen before this script was there has told nobody yet.
  for (const question of form.querySelectorAll("[data-question]:not([data-checked])")) {
    const position = question.dataset.question;
    const was = question.querySelector(`[name="was-${position}"]`);
    if (!was.disabled && was.value !== wordOf(stateOf(question))) touch(position);
  }
  if (unsaved.size) later(0);
}

function later(delay) {
  window.clearTimeout(timer);
  timer = window.setTimeout(save, delay);
}

/** Sends what is not saved. Resolves to whether the server has everything. */
async function save() {
  window.clearTimeout(timer);
  await tail;
  if (closed) return false;
  return unsaved.size ? deliver() : true;
}

/** A request after those under way: what the server says if it took the answers, else false. */
function deliver(action) {
  tail = tail.then(() => request(action));
  return tail;
}

async function request(action) {
  if (closed) return false;
  const sent = new Map(unsaved);
  running = true;
  try {
    const answer = await send({ action });
    if (answer.ok) return kept(sent, await answer.json());
    return await refused(answer, action);
  } catch {
    say("Not saved: no connection. Your choices stay in this browser and are sent later.", true);
    tryAgain();
    return false;
  } finally {
    running = false;
  }
}

function tryAgain() {
  later(AGAIN[Math.min(failures, AGAIN.length - 1)]);
  failures += 1;
}

function send({ action, keepalive = false } = {}) {
  freshToken();
  const body = new FormData(form);
  // Questions of this attempt's other pages, which an earlier page could not save.
  for (const [position, state] of unsaved) {
    if (form.querySelector(`[data-question="${position}"]`)) continue;
    body.append("shown", position);
    for (const value of state.chosen) body.append(`q-${position}`, value);
    if (state.flagged) body.append(`flag-${position}`, "1");
  }
  if (action) body.set("action", action);
  return fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    keepalive,
  });
}

function kept(sent, told) {
  failures = 0;
  for (const [position, state] of sent) {
    shelf.drop(position, state);
    if (same(unsaved.get(position), state)) unsaved.delete(position);
  }
  agree(told);
  if (unsaved.size) later(WAIT);
  say(`Saved ${told.saved}.${clock ? "" : " You can leave and come back."}`);
  hush();
  return told;
}

/** The page shows what the server has, except where it knows better itself. */
function agree({ states, checked, answered, left, position: now }) {
  for (const [position, word] of Object.entries(states)) {
    if (unsaved.has(position)) continue;
    squares.word(position, word);
    const question = questionAt(position);
    if (!question) continue;
    if (wordOf(stateOf(question)) !== word) show(question, word);
    const was = question.querySelector(`[name="was-${position}"]`);
    was.value = word;
    was.disabled = false;
  }
  squares.count(answered);
  clock?.set(left);
  // Checked in another tab: only the server can tell it.
  const told = checked.filter((position) => position !== now && questionAt(position));
  if (told.length && !unsaved.size) window.location.reload();
}

async function refused(answer, action) {
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 409) {
    closed = true;
    shelf.clear();
    say("Not saved.", true);
    tell(told.error, told.results, "See the results");
  } else if (answer.status === 401) {
    say("Not saved: logged out.", true);
    tell("You are logged out. Your choices stay in this browser.", told.login, "Log in and go on");
    tryAgain(); // perhaps by another tab
  } else if (answer.status === 403) {
    // The page's token is no longer known: cookies were deleted, or somebody logged in elsewhere.
    say("Not saved.", true);
    tell("This page is out of date. Your choices stay in this browser.", address, "Open the attempt again");
  } else if (answer.status === 422) {
    questionAt(action.slice("check-".length)).querySelector("[data-said]").textContent = told.error;
  } else if (answer.status === 400) {
    say("Not saved.", true);
    for (const position of unsaved.keys()) shelf.drop(position);
    unsaved.clear();
    tell(told.error ?? "The answers could not be read.", window.location.pathname, "Open the attempt again");
  } else {
    say("Not saved yet. Your choices stay in this browser and are sent later.", true);
    tryAgain();
  }
  return false;
}

/** A button: the answers first, and only when the server has them what it says. */
async function act(button) {
  const action = button?.value ?? "save";
  if (busy.has(action)) return; // a double click
  busy.add(action);
  try {
    if (action.startsWith("check-")) return await check(action.slice("check-".length));
    const done = await deliver();
    if (!done || action === "save") return;
    leaving = true;
    form.requestSubmit(button);
  } finally {
    busy.delete(action);
  }
}

async function check(position) {
  const question = questionAt(position);
  if (!question) return; // checked by now
  if (!stateOf(question).chosen.length) {
    question.querySelector("[data-said]").textContent = "Choose an answer first, then check it.";
    inputsOf(question)[0].focus();
    return;
  }
  const told = await deliver(`check-${position}`);
  if (!told?.html) return;
  const { stage } = await import("./quiz-stage.js"); // the page brought it along
  const holder = document.createElement("template");
  holder.innerHTML = told.html; // the server's own, as in the page
  const answer = holder.content.querySelector("[data-question]");
  question.replaceWith(answer);
  squares.verdict(position, told.verdict);
  form.querySelector("[data-onward]")?.classList.replace("button-secondary", "button-primary");
  stage(form.querySelector("[data-stage]"), told.stage, answer);
  answer.focus({ preventScroll: true });
  if (answer.getBoundingClientRect().top < 0) answer.scrollIntoView({ block: "start" });
}

async function catchUp() {
  if (closed || running || unsaved.size) return;
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (answer.ok) agree(await answer.json());
    else if (answer.status === 409) await refused(answer);
  } catch {
    // The next save says that there is no connection.
  }
}

/** The last changes go out; then the server closes the attempt and shows what came of it. */
async function timeIsOver() {
  await save();
  closed = true;
  for (const input of form.querySelectorAll("input, button")) input.disabled = true;
  say(unsaved.size ? "Not all was saved." : "Saved.", unsaved.size > 0);
  tell("Time is over. What is saved is handed in; the results follow in a moment.");
  window.setTimeout(() => window.location.assign(address), GRACE);
}

/** Logging in again changes the token; the cookie holds the present one. */
function freshToken() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) form.elements.csrfmiddlewaretoken.value = token[1];
}
