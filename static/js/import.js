// How far an import is, without reloading the page. The server does the work; a closed tab stops nothing.

const SOON = 700; // milliseconds between two questions
const LATE = 10000; // at most, while the server does not answer

const place = document.querySelector("[data-import]");
if (place) follow(place);

function follow(place) {
  const bar = place.querySelector("progress");
  const count = place.querySelector("[data-import-count]");
  const status = place.querySelector("[data-import-status]");
  const lede = place.querySelector("[data-import-lede]");
  const again = place.querySelector("[data-import-continue]");
  let pause = SOON;
  let told = quarter(bar.value, bar.max);

  ask();

  async function ask() {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.import, { headers: { Accept: "application/json" } });
        if (answer.redirected || answer.status === 404) return location.reload(); // logged out, or no longer theirs
        if (!answer.ok) throw new Error(String(answer.status));
        const now = await answer.json();
        pause = SOON;
        if (now.over) return location.reload(); // the report
        show(now);
      } catch {
        pause = Math.min(LATE, pause * 2);
        lede.textContent = "The server does not answer. The import may go on all the same; this page tries again.";
      }
    }
    setTimeout(ask, pause);
  }

  function show(now) {
    bar.max = now.total;
    bar.value = now.done;
    count.textContent = `${now.done} of ${now.total}`;
    again.hidden = !now.silent;
    if (now.cancelling) lede.textContent = "The import stops behind the document at hand.";
    else if (now.silent) lede.textContent = "Nothing was heard of this import for a while: whoever worked on it may have been stopped.";
    else if (now.state === "queued") lede.textContent = "The import waits for its turn.";
    else lede.textContent = "You may leave this page: the import goes on, and what is done stays done.";
    const part = quarter(now.done, now.total);
    if (part !== told) status.textContent = `${now.done} of ${now.total} documents imported`; // heard four times, not a thousand
    told = part;
  }
}

function quarter(done, total) {
  return total ? Math.floor((done / total) * 4) : 0;
}
