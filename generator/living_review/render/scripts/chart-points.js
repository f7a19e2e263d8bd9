// The points of a chart for the keyboard and for fingers, and the words that show beside one of them.

// How far from the middle of a point a finger may be, in pixels.
const REACH = 24;
let isFinger = false;
// The point whose value a finger sees.
let seen = null;

const tooltip = () => document.getElementById("vg-tooltip-element");
const middleOf = (point) => {
  const { left, right, top, bottom } = point.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
};

function hideTooltip() {
  seen = null;
  tooltip()?.classList.remove("visible");
}

// All means of input get the tooltip that a mouse gets.
function showTooltip(point) {
  const { right, bottom } = point.getBoundingClientRect();
  point.dispatchEvent(new PointerEvent("pointermove", { clientX: right, clientY: bottom, bubbles: true }));
}

const follow = (point) => point.dispatchEvent(new MouseEvent("click", { bubbles: true }));

// One stop of the Tab key for a chart, arrows from point to point, Enter to follow: as in any widget of many parts.
function moveByKeyboard(points) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  points.forEach((point, index) => {
    point.setAttribute("role", "link");
    point.tabIndex = index ? -1 : 0;
    point.addEventListener("focus", () => showTooltip(point));
    point.addEventListener("blur", () => isFinger || hideTooltip());
    point.addEventListener("keydown", (event) => {
      if (event.key === "Enter") follow(point);
      if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const next = points[Math.min(Math.max(index + steps[event.key], 0), points.length - 1)];
      point.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  });
}

function nearestTo(x, y, points) {
  const far = new Map(points.map((point) => [point, Math.hypot(middleOf(point)[0] - x, middleOf(point)[1] - y)]));
  const nearest = points.reduce((one, other) => (far.get(other) < far.get(one) ? other : one));
  return far.get(nearest) <= REACH ? nearest : null;
}

// A finger has no way to point without pressing: it sees first, and opens by a second tap or by the link that it sees.
function answerFingers(view, pointsOf) {
  view.addEventListener("click", async (event) => {
    if (!isFinger || !event.isTrusted || view.dataset.state === "static") return;
    event.preventDefault();
    event.stopPropagation();
    const points = await pointsOf();
    const point = points.length ? nearestTo(event.clientX, event.clientY, points) : null;
    if (point && point === seen) return follow(point);
    hideTooltip();
    if (!point) return;
    seen = point;
    point.focus({ preventScroll: true });
    showTooltip(point);
    const link = document.createElement("a");
    link.href = point.__data__.href;
    link.textContent = "Open its record";
    tooltip().append(link);
  }, true);
}

document.addEventListener("pointerdown", (event) => {
  isFinger = event.pointerType === "touch";
  if (!event.target.closest("#vg-tooltip-element, .chart-view")) hideTooltip();
}, true);
document.addEventListener("scroll", () => isFinger && hideTooltip(), { capture: true, passive: true });
document.addEventListener("keydown", (event) => {
  isFinger = false;
  if (event.key === "Escape") hideTooltip();
}, true);
