// A lesson without video: which paragraphs were read, and where the reader stopped.

import { progressOf } from "./progress.js";
import { covered } from "./times.js";

const SECONDS_PER_WORD = 0.12; // half as long as reading it slowly takes: who skims does not count
const LEAST = 0.8; // seconds that even the shortest paragraph has to be in view
const LOOK = 400; // ms between two looks at what is in view

/** Tells of paragraphs in the words in which a player tells of seconds: see progress.js. */
class Reader extends EventTarget {
  constructor(root) {
    super();
    this.root = root;
    this.paragraphs = [...root.querySelectorAll("[data-p]")].map((element) => ({
      element,
      number: Number(element.dataset.p),
      wanted: Math.max(LEAST, element.textContent.trim().split(/\s+/).length * SECONDS_PER_WORD),
      seen: 0,
    }));
  }

  /** A text has no length in seconds. */
  length() {
    return null;
  }

  /** What of a paragraph is in view counts for as much of the time that it wants. */
  look(seconds) {
    for (const paragraph of this.paragraphs) {
      if (paragraph.seen >= paragraph.wanted) continue;
      const box = paragraph.element.getBoundingClientRect();
      const shown = Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0);
      if (shown <= 0 || !box.height) continue;
      paragraph.seen += seconds * Math.min(1, shown / Math.min(box.height, window.innerHeight));
      // Its end has to come into view, however long one looks at its beginning.
      if (paragraph.seen < paragraph.wanted || box.bottom > window.innerHeight) {
        paragraph.seen = Math.min(paragraph.seen, paragraph.wanted - 0.01);
        continue;
      }
      this.tell("played", { from: paragraph.number, to: paragraph.number + 1 });
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function begin(root) {
  const reader = new Reader(root);
  if (!reader.paragraphs.length) return;
  const progress = progressOf(reader);
  const paint = () => {
    for (const { element, number } of reader.paragraphs) {
      const read = covered(progress.seen, number, number + 1) >= 1;
      (element.closest(".prose > *") ?? element).classList.toggle("is-watched", read);
    }
  };
  reader.addEventListener("played", ({ detail }) => {
    progress.at = detail.from; // one goes on where one read last, not after it
    paint();
  });
  let last = performance.now();
  window.setInterval(() => {
    const now = performance.now();
    // A tab that slept has shown nothing meanwhile.
    const seconds = Math.min((now - last) / 1000, (2 * LOOK) / 1000);
    last = now;
    if (document.visibilityState === "visible") reader.look(seconds);
  }, LOOK);
  paint();
}

const root = document.querySelector("[data-reading]");
if (root) begin(root);
