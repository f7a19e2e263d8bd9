// Shows the title of what the mouse is over or what has the focus, as the theme would. The theme watches each element with
// a title by timers of its own: on a long page that takes longer than all else it does.
(function () {
  "use strict";
  const tip = document.createElement("div");
  const text = document.createElement("div");
  tip.id = "title-tip";
  tip.setAttribute("role", "tooltip");
  tip.style.setProperty("--md-tooltip-tail", "0px");
  text.className = "md-tooltip2__inner md-typeset";
  tip.append(text);
  let shown = null;
  let isClosed = false;

  function hide() {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown.title ||= text.textContent;
    shown = null;
    tip.remove();
  }

  function place() {
    const { left, top, width, height } = shown.getBoundingClientRect();
    const origin = tip.offsetParent.getBoundingClientRect();
    tip.style.setProperty("--md-tooltip-host-x", `${left - origin.left}px`);
    tip.style.setProperty("--md-tooltip-host-y", `${top - origin.top}px`);
    tip.style.setProperty("--md-tooltip-x", `${width / 2}px`);
    tip.style.setProperty("--md-tooltip-y", `${height + 8}px`);
    tip.style.setProperty("--md-tooltip-width", `${text.offsetWidth}px`);
  }

  function show(item) {
    if (item === shown) return;
    hide();
    if (!item?.title) return;
    shown = item;
    text.textContent = item.title;
    // A button without words is called by its title, which has to go: the browser would show it once more.
    if (item.matches("a, button") && !item.textContent.trim() && !item.hasAttribute("aria-label")) item.setAttribute("aria-label", item.title);
    item.removeAttribute("title");
    item.setAttribute("aria-describedby", tip.id);
    tip.className = "md-tooltip2 md-tooltip2--bottom";
    // In a landmark: what stands beside all of them is passed by. The header lies over what stands in the others.
    (item.closest(".md-header") ?? document.querySelector("main") ?? document.body).append(tip);
    place();
    tip.classList.add("md-tooltip2--active");
  }

  const titled = (target) => target?.closest?.(`[title]:not(iframe), [aria-describedby=${tip.id}]`);
  // Where the mouse is over nothing with a title, what has the focus shows its own again, unless somebody closed it.
  const focused = () => (isClosed ? null : titled(document.activeElement));
  document.addEventListener("mouseover", ({ target }) => show(titled(target) ?? focused()));
  document.addEventListener("focusin", ({ target }) => {
    isClosed = false;
    show(titled(target));
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    isClosed = true;
    hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("toggle", hide, true);
  document.documentElement.addEventListener("mouseleave", hide);
  addEventListener("beforeprint", hide);
})();
