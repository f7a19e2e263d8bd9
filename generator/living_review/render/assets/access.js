// Gives the keyboard what the theme gives to the mouse only: the drawer, its folded lists, and the way out of them.
(function () {
  "use strict";
  const BEHIND = "[data-md-component=skip], .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer";

  // Panels of the drawer slide in from the side: a browser that brings what has the focus into sight would push them out of theirs.
  const focusInPlace = (item) => item?.focus({ preventScroll: true });

  const isVisible = (item) => item.checkVisibility({ visibilityProperty: true });

  // The theme folds lists with labels of hidden boxes. A button inside the label does the same for every means of input.
  function addButton(label, name) {
    const box = document.getElementById(label.htmlFor);
    const button = document.createElement("button");
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    button.type = "button";
    button.className = "in-label";
    button.append(...label.childNodes);
    if (name) button.setAttribute("aria-label", name);
    label.append(button);
    label.removeAttribute("tabindex");
    // A folded list and its heading have a button each, and only one of them is in sight.
    const seen = () => [...document.querySelectorAll(`label[for=${box.id}] > .in-label`)].find(isVisible);
    button.addEventListener("click", async () => {
      box.click();
      focusInPlace(seen());
      // A panel that slides away is in sight until it is gone, and takes the focus with it; a busy browser begins to slide late.
      for (let round = 0; round < 3; round++) {
        await new Promise(requestAnimationFrame);
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
        if (document.activeElement === document.body || !isVisible(document.activeElement)) focusInPlace(seen());
      }
    });
    box.addEventListener("change", tell);
    tell();
    return button;
  }

  // A page that stands in no list of the navigation, such as a record, has its contents in the drawer all the same: first of all.
  function addContents() {
    const contents = document.querySelector(".md-sidebar--secondary .md-nav--secondary:has(a)");
    const list = document.querySelector(".md-nav--primary > .md-nav__list");
    if (!contents || !list || document.getElementById("__toc")) return;
    const item = document.createElement("li");
    item.className = "md-nav__item md-nav__item--active";
    item.innerHTML = `<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc"><label class="md-nav__link md-nav__link--active" for="__toc"><span class="md-ellipsis"></span><span class="md-nav__icon md-icon"></span></label>`;
    item.querySelector(".md-ellipsis").textContent = document.querySelector(".md-header__topic:last-child").textContent.trim();
    const copy = contents.cloneNode(true);
    // The theme follows the contents at the side, of which these are only a copy.
    copy.querySelector("[data-md-component]").removeAttribute("data-md-component");
    item.append(copy);
    list.prepend(item);
  }

  function start() {
    addContents();
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-nav--primary label:is(.md-nav__link, .md-nav__title):not([for=__drawer])").forEach((label) => addButton(label));

    const label = document.querySelector(".md-header__button[for=__drawer]");
    const box = document.getElementById("__drawer");
    const button = addButton(label, "Navigation");

    function follow() {
      document.querySelectorAll(BEHIND).forEach((part) => part.toggleAttribute("inert", box.checked));
      const first = () => [...document.querySelectorAll(".md-sidebar--primary :is(a, button)")].find(isVisible);
      focusInPlace(box.checked ? first() : button);
    }

    box.addEventListener("change", follow);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) box.click();
    });
  }

  // The theme wraps tables of Markdown in boxes that scroll, after this script has run.
  function reachTables() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Table");
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  addEventListener("load", reachTables);
})();
