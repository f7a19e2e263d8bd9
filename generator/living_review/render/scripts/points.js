// The points of a chart by keyboard, as in any widget of many parts, and the tooltip of one of them.


/** Make points one stop of the Tab key: arrows, Home and End lead from point to point; `onEnter` is what Enter does there. */
function moveByKeyboard(points, role, onEnter) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  points.forEach((point, index) => {
    point.setAttribute("role", role);
    point.setAttribute("tabindex", index ? -1 : 0);
    point.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const isEnter = event.key === "Enter" || (event.key === " " && role === "button");
      if (isEnter || steps[event.key]) event.preventDefault();
      if (isEnter) onEnter(point);
      if (!steps[event.key]) return;
      const next = points[Math.min(Math.max(index + steps[event.key], 0), points.length - 1)];
      point.setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
      next.focus();
    });
  });
}

let isFinger = false;
// The point whose value a finger sees.
let seen = null;

const tooltip = () => document.getElementById("vg-tooltip-element");
const follow = (point) => point.dispatchEvent(new MouseEvent("click", { bubbles: true }));

function hideTooltip() {
  seen = null;
  tooltip()?.classList.remove("visible");
}

// All means of input get the tooltip that a mouse gets.
function showTooltip(point) {
  const { right, bottom } = point.getBoundingClientRect();
  point.dispatchEvent(new PointerEvent("pointermove", { clientX: right, clientY: bottom, bubbles: true }));
}

/** Make points that lead to a value reached by keyboard: each shows its words, Enter follows it. */
function followByKeyboard(points) {
  points.forEach((point) => {
    point.addEventListener("focus", () => showTooltip(point));
    point.addEventListener("blur", () => isFinger || hideTooltip());
  });
  moveByKeyboard(points, "link", follow);
}

document.addEventListener("pointerdown", (event) => {
  isFinger = event.pointerType === "touch";
}, true);
document.addEventListener("keydown", (event) => {
  isFinger = false;
  if (event.key === "Escape") hideTooltip();
}, true);
