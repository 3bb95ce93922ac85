// The squares beside an attempt: what is answered and flagged, and where the reader is.

import { readWord } from "./quiz-question.js";

export function squaresOf(form) {
  const squares = new Map(
    [...form.querySelectorAll("[data-square]")].map((element) => [element.dataset.square, element]),
  );
  const counter = form.querySelector("[data-answered]");
  const verdicts = new Map();
  for (const [position, square] of squares) {
    if (square.querySelector("[data-mark] svg")) verdicts.set(position, square.querySelector("[data-state]").textContent);
  }
  keepClear(form.querySelector(".quiz-progress"));
  // Where one question follows another the server marks the current square.
  if ([...squares.values()].some((square) => square.tagName === "A")) followReader(form, squares);
  else centre(form.querySelector(".squares"), form.querySelector(".square[aria-current]"));

  function set(position, { chosen, flagged }) {
    const square = squares.get(position);
    if (!square) return;
    square.classList.toggle("is-answered", chosen.length > 0);
    square.classList.toggle("is-flagged", flagged);
    square.querySelector("[data-state]").textContent =
      verdicts.get(position) ?? (chosen.length ? ", answered" : "") + (flagged ? ", flagged" : "");
    count([...squares.values()].filter((one) => one.classList.contains("is-answered")).length);
  }

  function count(answered) {
    counter.textContent = String(answered);
  }

  return {
    set,
    count,
    word: (position, word) => set(position, readWord(word)),
    /** Checked: "Right", "Partly right", "Not right". */
    verdict(position, words) {
      const square = squares.get(position);
      verdicts.set(position, `, ${words.toLowerCase()}`);
      square.classList.add("is-answered");
      square.querySelector("[data-state]").textContent = verdicts.get(position);
      square.querySelector("[data-mark]").replaceChildren(icon(form, words === "Right" ? "check" : "cross"));
    },
  };
}

/** An icon of the page's sprite. */
function icon(form, name) {
  const known = form.querySelector(".quiz-saved svg.icon").cloneNode(true);
  const use = known.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${name}`));
  known.setAttribute("class", `icon icon-${name}`);
  return known;
}

/** The square of the question that stands highest in the window's upper half is the current one. */
function followReader(form, squares) {
  let current = null;
  const mark = () => {
    let best = null;
    for (const question of form.querySelectorAll("[data-question]")) {
      const position = question.dataset.question;
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
    centre(form.querySelector(".squares"), square);
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

/** What is focused is scrolled to where the strip at the foot of the screen leaves it in sight: the
    strip's height changes with what it says. */
function keepClear(strip) {
  const root = document.documentElement;
  const measure = () => {
    const sticks = window.getComputedStyle(strip).position === "sticky"; // not beside the text, nor on low screens
    root.style.scrollPaddingBottom = sticks ? `${Math.ceil(strip.getBoundingClientRect().height) + 8}px` : "";
  };
  new ResizeObserver(measure).observe(strip);
  window.addEventListener("resize", measure);
}

/** Sideways only: scrollIntoView would move the page. */
function centre(list, square) {
  if (!square || list.scrollWidth <= list.clientWidth) return;
  list.scrollLeft = square.offsetLeft - list.offsetLeft - list.clientWidth / 2 + square.offsetWidth / 2;
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
