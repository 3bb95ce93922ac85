// The studio: files named before they are sent, an editor that keyboards can leave, texts not lost.

// What was chosen, before it is sent. The server decides; this only tells sooner.
for (const input of document.querySelectorAll("[data-documents]")) {
  const list = document.querySelector("[data-chosen]");
  const tell = () => {
    list.replaceChildren(...Array.from(input.files, (file) => {
      const good = /\.(md|markdown|txt|zip)$/i.test(file.name);
      const item = document.createElement("li");
      const name = document.createElement("span");
      const note = document.createElement("span");
      name.textContent = file.name;
      note.textContent = good ? `${Math.max(1, Math.round(file.size / 1024))} kB` : "not a document: .md, .markdown, .txt or .zip";
      item.classList.toggle("is-wrong", !good);
      item.append(name, note);
      return item;
    }));
    list.hidden = !input.files.length;
  };
  input.addEventListener("change", tell);
  tell(); // chosen before this script came
}

// Leaving a page with unsaved words asks first.
for (const form of document.querySelectorAll("[data-guard]")) {
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

for (const form of document.querySelectorAll("[data-editor]")) edit(form);

function edit(form) {
  const frame = form.querySelector(".markdownx");
  const editor = frame.querySelector("textarea");
  const preview = frame.querySelector(".markdownx-preview");
  const failure = form.querySelector("[data-upload-error]");
  const status = form.querySelector("[data-editor-status]");
  const button = form.querySelector("[data-picture]");
  const file = form.querySelector("[data-picture-file]");

  preview.classList.add("prose", "is-live");
  preview.setAttribute("role", "region");
  preview.setAttribute("aria-label", "Preview");
  preview.tabIndex = 0;
  button.hidden = false;

  // markdownx takes Tab for itself, and [ ] and D with Ctrl: Tab must leave the field, and many
  // keyboards write brackets with Ctrl and Alt. Its listener is on the field, ours is met before.
  frame.addEventListener("keydown", (event) => {
    if (event.target === editor) event.stopPropagation();
  }, true);

  // Pictures are sent from here: markdownx would write "Invalid response" into the text.
  frame.addEventListener("paste", (event) => take(event, event.clipboardData), true);
  frame.addEventListener("drop", (event) => take(event, event.dataTransfer), true);
  file.addEventListener("change", () => {
    send(Array.from(file.files));
    file.value = "";
  });

  function take(event, data) {
    if (event.target !== editor || !data || !data.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    send(Array.from(data.files));
  }

  async function send(files) {
    failure.hidden = true;
    for (const one of files) {
      status.textContent = `Sending ${one.name} …`;
      const body = new FormData();
      body.append("image", one);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(editor.dataset.markdownxUploadUrlsPath, {
          method: "POST",
          body,
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        const kind = answer.headers.get("Content-Type") || "";
        const words = kind.includes("json") ? await answer.json() : {};
        if (!answer.ok) throw new Error(words.error || (answer.status === 401 ? "You are logged out. Log in again in another tab." : "The picture was not stored. Try again."));
        insert(words.image_code);
        status.textContent = `${one.name} is in the text. Write what it shows between the brackets.`;
      } catch (error) {
        status.textContent = "";
        failure.textContent = `${one.name}: ${error instanceof TypeError ? "no connection. Try again." : error.message}`;
        failure.hidden = false;
      }
    }
  }

  function insert(text) {
    editor.focus();
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
