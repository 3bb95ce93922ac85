// Evidence plays in place: the player beside the questions, and the sentence under it.

import { upgradeWithin } from "./evidence.js";

// A pressed clip shows its sentence and its time under the player.
document.addEventListener("click", pressed);
document.addEventListener("keydown", pressed); // the space bar plays too, without a click

function pressed({ target, type, key }) {
  const clip = target.closest?.(".play-range[data-start]");
  if (clip && (type === "click" || key === " ")) quote(clip);
}

function quote(clip) {
  const words = document.querySelector("[data-stage-quote]");
  if (!words) return;
  words.textContent = `‘${clip.dataset.quote}’`;
  document.querySelector("[data-stage-time]").textContent = clip.dataset.time;
}

/** A question was checked: its clips play in the player, which comes with the first one that has any. */
export function stage(place, html, question) {
  if (html && !place.querySelector("[data-player]")) place.innerHTML = html; // the server's own, as in the page
  upgradeWithin(question);
  const clip = question.querySelector(".told-why .play-range[data-start]");
  if (clip && place.querySelector("[data-player]")) quote(clip);
}
