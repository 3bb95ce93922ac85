// Runs before the first paint: puts the chosen theme on <html>, so that nothing flashes.
// A plain script, not a module, because modules wait for the document.
(function () {
  "use strict";
  var root = document.documentElement;
  var wish = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      var value = window.localStorage.getItem("cuepoint-theme");
      return value === "dark" || value === "light" ? value : null;
    } catch (error) {
      return null; // storage may be forbidden; the system's wish still holds
    }
  }

  function apply() {
    root.dataset.theme = stored() || (wish.matches ? "dark" : "light");
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    });
  }

  root.classList.add("js");
  apply();
  wish.addEventListener("change", apply);
  window.addEventListener("storage", apply);

  document.addEventListener("DOMContentLoaded", function () {
    apply();
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.addEventListener("click", function () {
        var next = root.dataset.theme === "dark" ? "light" : "dark";
        try {
          window.localStorage.setItem("cuepoint-theme", next);
          apply();
        } catch (error) {
          root.dataset.theme = next;
          button.setAttribute("aria-pressed", String(next === "dark"));
        }
      });
    });
  });
})();
