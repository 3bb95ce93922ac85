// The review desk by keyboard; option rows and the order of questions without asking the server.

import { stored } from "./player.js";

const KEYS_OFF = "cuepoint-desk-keys-off";
const note = document.querySelector("[data-desk-keys]");
if (note) bindKeys();
for (const button of document.querySelectorAll("[data-no-script]")) button.hidden = true;
for (const form of document.querySelectorAll("[data-question-form]")) writeQuestion(form);
for (const form of document.querySelectorAll("[data-quiz-form]")) orderQuestions(form);
document.querySelector("[data-errors]")?.focus();

/** A key presses what carries it in data-key; Space plays or stops the clip. */
function bindKeys() {
  const toggle = note.querySelector("[data-desk-keys-toggle]");
  const off = () => stored(KEYS_OFF) === "1";
  const paint = () => {
    toggle.textContent = off() ? "Turn keys on" : "Turn keys off";
    toggle.setAttribute("aria-pressed", String(off()));
  };
  toggle.addEventListener("click", () => {
    try {
      window.localStorage.setItem(KEYS_OFF, off() ? "0" : "1");
    } catch {
      return; // storage may be forbidden
    }
    paint();
  });
  note.hidden = false;
  paint();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || off()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === " ") {
      // Space belongs to a focused control.
      if (event.target.closest("button, a[href], summary, [role='button']")) return;
      if (!playClip()) return;
    } else {
      if (!/^[a-z0-9]$/.test(key)) return;
      const found = document.querySelector(`[data-key="${key}"]`);
      if (!found) return;
      found.click();
    }
    event.preventDefault();
  });
}

function playClip() {
  const running = document.querySelector("[data-controls]:not([hidden]) [data-toggle]");
  const clip = running ?? document.querySelector(".sheet-sentence .play-range") ?? document.querySelector('[data-key="space"]');
  clip?.click();
  return Boolean(clip);
}

function writeQuestion(form) {
  const rows = form.querySelector("[data-option-rows]");
  const more = form.querySelector("[data-more]");
  const kinds = form.querySelectorAll("input[name='kind']");
  const credit = form.querySelector("[data-credit]");
  const lesson = form.querySelector("[data-lesson]");

  const several = () => form.elements.kind.value === "several";
  const paint = () => {
    for (const box of rows.querySelectorAll("input[name='key']")) {
      const type = several() ? "checkbox" : "radio";
      if (box.type !== type) box.type = type;
    }
    credit.hidden = !several();
  };
  for (const kind of kinds) kind.addEventListener("change", paint);
  paint();

  more?.addEventListener("click", (event) => {
    event.preventDefault();
    const count = rows.children.length;
    if (count >= 10) return;
    const row = rows.lastElementChild.cloneNode(true);
    row.querySelector(".field-error")?.remove();
    for (const letter of row.querySelectorAll("[data-letter]")) letter.textContent = String.fromCharCode(65 + count);
    for (const label of row.querySelectorAll("label[for]")) label.htmlFor = label.htmlFor.replace(/\d+$/, count);
    for (const input of row.querySelectorAll("input")) {
      if (input.name === "key") {
        input.value = count;
        input.checked = false;
      } else {
        input.value = "";
        input.name = input.id = input.name.replace(/\d+$/, count);
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
      }
    }
    rows.append(row);
    form.querySelector("[data-rows]").value = count + 1;
    more.hidden = count + 1 >= 10;
    row.querySelector("input[type='text']").focus();
  });

  // Another lesson has other sentences: the server knows them, and keeps what was typed.
  lesson?.addEventListener("change", () => {
    lesson.parentElement.querySelector("button").classList.add("button-primary");
  });

  // markdownx takes Tab for itself; it must leave the field. Its listener is on the field itself.
  for (const frame of form.querySelectorAll(".markdownx")) {
    frame.addEventListener("keydown", (event) => {
      if (event.target.matches("textarea")) event.stopPropagation();
    }, true);
  }
}

function orderQuestions(form) {
  const list = form.querySelector("[data-picks]");
  if (!list) return;
  const origin = new Map();
  for (const pick of form.querySelectorAll("[data-pick]")) origin.set(pick, pick.parentElement);

  const number = () => {
    const picks = [...list.children];
    picks.forEach((pick, place) => {
      pick.querySelector(".pick-place").value = place + 1;
      const [up, down] = pick.querySelectorAll(".pick-move");
      up.disabled = place === 0;
      down.disabled = place === picks.length - 1;
    });
    const none = form.querySelector("[data-none]");
    if (none) none.hidden = picks.length > 0;
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest(".pick-move");
    if (!button) return;
    event.preventDefault();
    const pick = button.closest("[data-pick]");
    const up = button.value.startsWith("up-");
    const other = up ? pick.previousElementSibling : pick.nextElementSibling;
    if (!other) return;
    if (up) other.before(pick);
    else other.after(pick);
    number();
    (button.disabled ? pick.querySelector(".pick-move:not(:disabled)") : button)?.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A question that is ticked joins the end; one that is not goes back to its shelf.
  form.addEventListener("change", (event) => {
    const pick = event.target.closest("[data-pick]");
    if (!pick) return;
    if (event.target.name === "question") {
      const joins = event.target.checked;
      pick.querySelector(".pick-order").hidden = !joins;
      if (joins) list.append(pick);
      else {
        pick.querySelector(".pick-place").value = "";
        const home = origin.get(pick);
        if (home !== list) home.append(pick);
      }
      event.target.focus();
      if (joins || origin.get(pick) !== list) number();
    } else if (event.target.matches(".pick-place")) {
      const wanted = Number(event.target.value);
      const others = [...list.children].filter((one) => one !== pick);
      const before = others[Math.max(0, wanted - 1)];
      if (wanted && before) before.before(pick);
      else list.append(pick);
      number();
      event.target.focus();
    }
  });
}
