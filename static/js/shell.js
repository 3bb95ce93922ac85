// What every page has: menus that close by Escape or a press elsewhere, messages that go when dismissed.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest(".toast").remove();
});

// Opening one menu closes the other.
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    for (const other of document.querySelectorAll("details.menu[open]")) {
      if (other !== menu) other.open = false;
    }
  });
}

// A dismiss button is of no use without this script, so it is born hidden.
for (const button of document.querySelectorAll("[data-dismiss][hidden]")) button.hidden = false;
