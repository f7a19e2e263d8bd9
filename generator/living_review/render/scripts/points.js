// The points of a chart by keyboard, as in any widget of many parts.

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

// The keyboard gets the tooltip that a mouse gets.
function sendPointer(point, type) {
  const box = point.getBoundingClientRect();
  const place = { clientX: box.right, clientY: box.bottom, bubbles: true };
  point.dispatchEvent(new PointerEvent(type, place));
}

/** Make points that lead to a value reached by keyboard: each shows its words, Enter follows it. */
function followByKeyboard(points) {
  points.forEach((point) => {
    point.addEventListener("focus", () => sendPointer(point, "pointermove"));
    point.addEventListener("blur", () => sendPointer(point, "pointerout"));
  });
  moveByKeyboard(points, "link", (point) => point.dispatchEvent(new MouseEvent("click", { bubbles: true })));
}
