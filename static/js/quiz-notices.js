// What the page says of saving: a line beside the squares, and above the questions what there is to do.

export function noticesOf(form) {
  const saved = form.querySelector("[data-saved]");
  const notice = form.querySelector("[data-notice]");
  return {
    /** How it stands; `trouble` when something is not saved. */
    say(words, trouble = false) {
      if (saved.textContent !== words) saved.textContent = words; // said once, not at each key
      saved.closest(".quiz-saved").classList.toggle("is-unsaved", trouble);
    },

    /** What happened, with a way on: a link of the words `way`. */
    tell(words, href, way) {
      const line = document.createElement("p");
      line.append(words, " ");
      if (href) {
        const link = document.createElement("a");
        link.href = href;
        link.textContent = way;
        line.append(link, ".");
      }
      notice.replaceChildren(line);
    },

    hush() {
      notice.replaceChildren();
    },
  };
}
