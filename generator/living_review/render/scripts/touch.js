// The points of a chart for fingers, which see the words beside one before they follow it.

// How far from the middle of a point a finger may be, in pixels.
const REACH = 24;

const middleOf = (point) => {
  const { left, right, top, bottom } = point.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
};

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
  if (!event.target.closest("#vg-tooltip-element, .chart-view")) hideTooltip();
}, true);
document.addEventListener("scroll", () => isFinger && hideTooltip(), { capture: true, passive: true });
