// The attempt saves itself; what could not be saved stays in this browser until it is.
// Without this script the same form is saved by its own buttons.

const WAIT = 500; // ms of quiet before a change is sent
const AGAIN = 15_000; // ms until a failed saving is tried again

const form = document.querySelector(".quiz-form[data-attempt]");
if (form) takeQuiz(form);
else showResults();

function takeQuiz(form) {
  const shelf = shelfOf(form.dataset.attempt);
  const questions = new Map(
    [...form.querySelectorAll("[data-question]")].map((element) => [element.dataset.question, element]),
  );
  const squares = new Map(
    [...form.querySelectorAll("[data-square]")].map((element) => [element.dataset.square, element]),
  );
  const notice = form.querySelector("[data-notice]");
  const saved = form.querySelector("[data-saved]");
  const unsaved = new Map(Object.entries(shelf.read())); // position -> state
  let timer = 0;
  let running = null; // the request under way
  let closed = false; // handed in elsewhere: nothing more can be saved

  restore();
  showSquares();
  followReader();

  form.addEventListener("change", ({ target }) => {
    const question = target.closest("[data-question]");
    if (!question) return;
    touch(question.dataset.question);
    showSquares();
    later(WAIT);
  });
  // A choice already made, chosen again in another tab, and logging in again: the token may be new.
  form.addEventListener("submit", freshToken);
  window.addEventListener("online", () => unsaved.size && later(0));
  window.addEventListener("pagehide", () => {
    if (unsaved.size && !closed) send({ keepalive: true }).catch(() => {}); // the shelf keeps it
  });

  function touch(position) {
    const question = questions.get(position);
    // From now on this tab speaks for the question, see quizzes/forms.py.
    const was = question.querySelector(`[name="was-${position}"]`);
    if (was) was.disabled = true;
    unsaved.set(position, stateOf(question));
    shelf.write(unsaved);
    if (saved.textContent !== "Saving…") say("Saving…");
  }

  function restore() {
    let found = 0;
    for (const [position, state] of unsaved) {
      const question = questions.get(position);
      if (!question || !fits(question, state)) {
        unsaved.delete(position);
        continue;
      }
      for (const input of inputsOf(question)) input.checked = state.chosen.includes(input.value);
      flagOf(question).checked = state.flagged;
      touch(position);
      found += 1;
    }
    shelf.write(unsaved);
    if (found) later(0);
  }

  function later(delay) {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, delay);
  }

  async function save() {
    if (closed || !unsaved.size) return;
    if (running) return later(WAIT);
    const sent = new Map(unsaved);
    try {
      running = send();
      const answer = await running;
      if (answer.ok) return kept(sent, await answer.json());
      await refused(answer);
    } catch {
      say("Not saved: no connection. Your choices stay in this browser and are sent later.", true);
      later(AGAIN);
    } finally {
      running = null;
    }
  }

  function send({ keepalive = false } = {}) {
    freshToken();
    return fetch(form.getAttribute("action"), { // form.action is its button
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      keepalive,
    });
  }

  function kept(sent, { saved: time }) {
    for (const [position, state] of sent) {
      if (same(unsaved.get(position), state)) unsaved.delete(position);
    }
    shelf.write(unsaved);
    if (unsaved.size) later(WAIT);
    say(`Saved ${time}. You can leave and come back.`);
    notice.replaceChildren();
  }

  async function refused(answer) {
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 409) {
      closed = true;
      shelf.clear();
      say("Not saved.", true);
      tell(told.error, told.results, "See the results");
    } else if (answer.status === 401) {
      say("Not saved: logged out.", true);
      tell("You are logged out. Your choices stay in this browser.", told.login, "Log in and go on");
      later(AGAIN); // perhaps by another tab
    } else if (answer.status === 400) {
      say("Not saved.", true);
      unsaved.clear();
      shelf.clear();
      tell(told.error ?? "The answers could not be read.", window.location.pathname, "Open the attempt again");
    } else {
      say("Not saved yet. Your choices stay in this browser and are sent later.", true);
      later(AGAIN);
    }
  }

  function say(words, trouble = false) {
    saved.textContent = words;
    saved.closest(".quiz-saved").classList.toggle("is-unsaved", trouble);
  }

  function tell(words, href, way) {
    const line = document.createElement("p");
    line.append(words, " ");
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = way;
      line.append(link, ".");
    }
    notice.replaceChildren(line);
  }

  /** Logging in again changes the token; the cookie holds the present one. */
  function freshToken() {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  }

  function showSquares() {
    let answered = 0;
    for (const [position, question] of questions) {
      const { chosen, flagged } = stateOf(question);
      const square = squares.get(position);
      if (chosen.length) answered += 1;
      square.classList.toggle("is-answered", chosen.length > 0);
      square.classList.toggle("is-flagged", flagged);
      square.querySelector("[data-state]").textContent =
        (chosen.length ? ", answered" : "") + (flagged ? ", flagged" : "");
    }
    form.querySelector("[data-answered]").textContent = String(answered);
  }

  /** The square of the question that stands highest in the window's upper half is the current one. */
  function followReader() {
    let current = null;
    const list = form.querySelector(".squares");
    const mark = () => {
      let best = null;
      for (const [position, question] of questions) {
        if (question.contains(document.activeElement) && onScreen(question)) {
          best = position;
          break;
        }
        if (best === null || atEnd() || question.getBoundingClientRect().top < window.innerHeight * 0.4) best = position;
      }
      if (best === current) return;
      squares.get(current)?.removeAttribute("aria-current");
      current = best;
      const square = squares.get(best);
      square.setAttribute("aria-current", "true");
      // Sideways only: scrollIntoView would move the page.
      if (list.scrollWidth > list.clientWidth) {
        list.scrollLeft = square.offsetLeft - list.offsetLeft - list.clientWidth / 2 + square.offsetWidth / 2;
      }
    };
    let asked = 0;
    const soon = () => {
      window.cancelAnimationFrame(asked);
      asked = window.requestAnimationFrame(mark);
    };
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    form.addEventListener("focusin", soon);
    mark();
  }
}

function inputsOf(question) {
  return question.querySelectorAll(`[name="q-${question.dataset.question}"]`);
}

function flagOf(question) {
  return question.querySelector(`[name="flag-${question.dataset.question}"]`);
}

function stateOf(question) {
  const chosen = [...inputsOf(question)].filter((input) => input.checked).map((input) => input.value);
  return { chosen, flagged: flagOf(question).checked };
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function onScreen(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight;
}

/** Scrolled down as far as it goes, where the last question may still stand low. */
function atEnd() {
  const { scrollHeight } = document.documentElement;
  return window.scrollY > 0 && window.scrollY + window.innerHeight >= scrollHeight - 2;
}

/** Whether what the browser kept can still be chosen. */
function fits(question, state) {
  const values = [...inputsOf(question)].map((input) => input.value);
  return Array.isArray(state?.chosen) && state.chosen.every((value) => values.includes(value));
}

/** A place in this browser for what is not saved yet; storage may be forbidden. */
function shelfOf(attempt) {
  const name = `cuepoint-attempt-${attempt}`;
  return {
    read() {
      try {
        return JSON.parse(window.localStorage.getItem(name)) ?? {};
      } catch {
        return {};
      }
    },
    write(states) {
      try {
        if (states.size) window.localStorage.setItem(name, JSON.stringify(Object.fromEntries(states)));
        else window.localStorage.removeItem(name);
      } catch {
        // Then the answers live in the page and on the server alone.
      }
    },
    clear() {
      this.write(new Map());
    },
  };
}

/** Confirmation and results. After handing in, the reader starts at the result; a pressed clip shows its sentence beside it. */
function showResults() {
  // The server has the answers now: what the browser kept of them is of no more use.
  const done = document.querySelector("[data-kept-attempt]");
  if (done) shelfOf(done.dataset.keptAttempt).clear();
  const heading = document.getElementById("result");
  if (heading && window.location.hash === "#result") heading.focus({ preventScroll: true });
  const quote = document.querySelector("[data-stage-quote]");
  if (!quote) return;
  const time = document.querySelector("[data-stage-time]");
  const show = ({ target, type, key }) => {
    const clip = target.closest?.(".play-range[data-start]");
    if (!clip || (type === "keydown" && key !== " ")) return;
    quote.textContent = `‘${clip.dataset.quote}’`;
    time.textContent = clip.dataset.time;
  };
  document.addEventListener("click", show);
  document.addEventListener("keydown", show); // the space bar plays too, without a click
}
