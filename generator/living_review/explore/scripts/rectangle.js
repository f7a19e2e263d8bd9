// The rectangle in the plot, which a reader drags or types: only measurements with points in it are shown.

/** Return those rows whose points lie in the rectangle. */
function insideRectangle(plotted) {
  if (!field("brush").value) return plotted;
  const [left, right, bottom, top] = field("brush").value.split(",").map(Number);
  const inside = plot.points.filter(({ x, y }) => x >= left && x <= right && y >= bottom && y <= top);
  const kept = new Set(inside.flatMap((point) => point.rows));
  return plotted.filter((row) => kept.has(row));
}

function showRectangle() {
  const ends = field("brush").value.split(",");
  findAll("[data-end]").forEach((input, place) => (input.value = ends[place] ?? ""));
}

/** Return the rectangle that stands in its four fields; an empty one stands for the end of what there is. */
function readRectangle() {
  const given = findAll("[data-end]").map((input) => input.value);
  const ends = given.map((text, place) => {
    const farther = place % 2 ? Math.max : Math.min;
    return text === "" ? plot.points.reduce((end, point) => farther(end, point[place < 2 ? "x" : "y"]), place % 2 ? -Infinity : Infinity) : numberIn(text);
  });
  return given.some((text) => text !== "") && isRectangle(ends) ? ends.join(",") : "";
}

let brushTimer = 0;

/** Keep the rectangle that Vega reports while it is dragged. */
function onBrush(box) {
  const round = (number) => Number(number.toPrecision(5));
  const corners = box.x && box.y ? [...box.x, ...box.y].map(round) : [];
  const [a, b, c, d] = corners;
  const ends = corners.length ? [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)].join(",") : "";
  if (ends === field("brush").value) return;
  clearTimeout(brushTimer);
  brushTimer = setTimeout(() => {
    field("brush").value = drawnBrush = ends;
    updateFromFirstPage();
  }, 150);
}
