// Evidence plays in place: the player beside the questions, and the sentence under it.

/** A pressed clip shows its sentence and its time under the player. */
export function quoteClips() {
  const show = ({ target, type, key }) => {
    const clip = target.closest?.(".play-range[data-start]");
    if (!clip || (type === "keydown" && key !== " ")) return;
    quote(clip);
  };
  document.addEventListener("click", show);
  document.addEventListener("keydown", show); // the space bar plays too, without a click
}

function quote(clip) {
  const words = document.querySelector("[data-stage-quote]");
  if (!words) return;
  words.textContent = `‘${clip.dataset.quote}’`;
  document.querySelector("[data-stage-time]").textContent = clip.dataset.time;
}

/** A question was checked: its clips play in the player, which comes with the first one that has any. */
export async function stage(place, html, question) {
  if (html && !place.querySelector("[data-player]")) {
    place.innerHTML = html; // the server's own, as in the page
  }
  if (!place.querySelector("[data-player]")) return;
  const { upgradeWithin } = await import("./evidence.js"); // finds the player that is there now
  upgradeWithin(question);
  const clip = question.querySelector(".told-why .play-range[data-start]");
  if (clip) quote(clip);
}
