// Fields of Django's admin that search (select2) have no names of their own: they take those of
// their labels, in tables those of their columns.

function nameOf(select) {
  const cell = select.closest("td");
  const column = [...(cell?.classList ?? [])].find((one) => one.startsWith("field-"));
  const head = column && cell.closest("table").querySelector(`thead .column-${column.slice("field-".length)}`);
  const words = select.labels?.[0] ?? head;
  return words?.textContent.trim().replace(/[:?]$/, "") ?? "";
}

function nameAll() {
  for (const box of document.querySelectorAll(".select2-container")) {
    const select = box.previousElementSibling;
    const name = select?.tagName === "SELECT" ? nameOf(select) : "";
    const field = box.querySelector("[role='combobox']");
    const shown = box.querySelector(".select2-selection__rendered");
    if (!name || !field || !shown) continue;
    shown.setAttribute("aria-label", shown.title ? `${name}: ${shown.title}` : name);
    field.setAttribute("aria-label", name);
  }
}

window.django?.jQuery?.(nameAll); // after the fields were made, which wait for the same
document.addEventListener("formset:added", () => window.setTimeout(nameAll));
document.addEventListener("focusin", ({ target }) => {
  nameAll(); // another choice, another title
  if (target.matches(".select2-search__field")) target.setAttribute("aria-label", "Search");
});
