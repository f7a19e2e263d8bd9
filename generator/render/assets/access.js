// Gives the keyboard what the theme gives to the mouse only: the drawer, its folded lists, and the way out of them.
(function () {
  "use strict";
  const BEHIND = ".md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";

  // The theme's buttons are labels of hidden boxes. The theme itself answers Enter on a label, so Space is left.
  function asButton(label, name) {
    const box = document.getElementById(label.htmlFor);
    const tell = () => label.setAttribute("aria-expanded", String(box.checked));
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    if (name) label.setAttribute("aria-label", name);
    label.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
    box.addEventListener("change", tell);
    tell();
    return box;
  }

  function start() {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-nav--primary label.md-nav__link, .md-nav--primary label.md-nav__title[for^=__nav_], .md-nav--primary label.md-nav__title[for=__toc]")
      .forEach((label) => asButton(label));

    const button = document.querySelector(".md-header__button[for=__drawer]");
    const drawer = document.querySelector(".md-sidebar--primary");
    if (!button || !drawer) return;
    const box = asButton(button, "Navigation");

    function show(open) {
      document.querySelectorAll(BEHIND).forEach((part) => part.toggleAttribute("inert", open));
      if (!open) return button.focus();
      const reachable = [...drawer.querySelectorAll("a, label[tabindex]")].find((item) => item.checkVisibility({ visibilityProperty: true }));
      reachable?.focus();
    }

    box.addEventListener("change", () => show(box.checked));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) box.click();
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
