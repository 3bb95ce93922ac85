// A place in this browser for what is not saved yet: an entry a question, so that two tabs do not
// overwrite each other. Storage may be forbidden: then answers live in the page and on the server.

/** The shelf of one attempt. States are {chosen: [values], flagged}. */
export function shelfOf(attempt) {
  const prefix = `cuepoint-attempt-${attempt}-`;
  return {
    /** Everything that waits: position -> state. */
    read() {
      const found = new Map();
      try {
        for (const name of Object.keys(window.localStorage)) {
          if (!name.startsWith(prefix)) continue;
          const state = JSON.parse(window.localStorage.getItem(name));
          if (Array.isArray(state?.chosen)) found.set(name.slice(prefix.length), state);
        }
      } catch {
        return found;
      }
      return found;
    },
    put(position, state) {
      try {
        window.localStorage.setItem(prefix + position, JSON.stringify(state));
      } catch {
        // see above
      }
    },
    /** Takes the question away; with a state only if it is still the one that waits. */
    drop(position, state) {
      try {
        const kept = window.localStorage.getItem(prefix + position);
        if (state && kept !== JSON.stringify(state)) return;
        window.localStorage.removeItem(prefix + position);
      } catch {
        // see above
      }
    },
    clear() {
      for (const position of this.read().keys()) this.drop(position);
    },
  };
}
