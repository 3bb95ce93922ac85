// A question's form: what is chosen in it, and the same as one word (quizzes/taking/forms.py: state_of).

export function inputsOf(question) {
  return question.querySelectorAll(`[name="q-${question.dataset.question}"]`);
}

function flagOf(question) {
  return question.querySelector(`[name="flag-${question.dataset.question}"]`);
}

/** {chosen: [values], flagged}. */
export function stateOf(question) {
  const chosen = [...inputsOf(question)].filter((input) => input.checked).map((input) => input.value);
  return { chosen, flagged: flagOf(question).checked };
}

/** "12-15f": sorted values, and f for the flag. */
export function wordOf({ chosen, flagged }) {
  return [...chosen].sort((one, two) => one - two).join("-") + (flagged ? "f" : "");
}

export function readWord(word) {
  const flagged = word.endsWith("f");
  const values = flagged ? word.slice(0, -1) : word;
  return { chosen: values ? values.split("-") : [], flagged };
}

/** Chooses what a state, or its word, says. */
export function show(question, state) {
  const { chosen, flagged } = typeof state === "string" ? readWord(state) : state;
  for (const input of inputsOf(question)) input.checked = chosen.includes(input.value);
  flagOf(question).checked = flagged;
}

export function same(one, other) {
  return Boolean(one && other) && wordOf(one) === wordOf(other);
}

/** Whether what the browser kept can still be chosen. */
export function fits(question, state) {
  const values = [...inputsOf(question)].map((input) => input.value);
  return state.chosen.every((value) => values.includes(value));
}
