// The plot, drawn by Vega-Lite, once the rest of the page is complete.

let view = null;
let drawnKey = "";
let drawnBrush = "";
let drawnBehind = [];
let startedAt = [0, 0];

/** Return a point with the texts of its row; those of a pair name both, and its state is that of the less sure value. */
function describePoint({ x, y, rows }) {
  const states = rows.map((row) => columns.state.chosen[columns.state.at[row]][0]);
  const [row, other] = rows;
  const both = (describe) => (other === undefined ? describe(row) : `${textOf(row, "metric")}: ${describe(row)}; ${textOf(other, "metric")}: ${describe(other)}`);
  const bounds = rows.map((each) => value.bounds[value.at[each]]);
  return {
    x, y, label: "", bound: plot.hasValues ? bounds.find(Boolean) || "" : "",
    rows, ...(other === undefined && data.series[row] ? { series: `${recordOf(row)} ${data.series[row]}` } : {}), material: textOf(row, "material"), value: both((each) => textOf(each, "value")),
    conditions: both(conditionsOf), source: textOf(row, "source"),
    state: columns.state.choices[Math.max(...states)], family: textOf(row, "family"),
  };
}

/** Name each material at its last point, where they are few, and where the name meets no other and has space. */
function labelMaterials(points, ends, width) {
  const last = new Map();
  points.forEach((point) => point.x >= (last.get(point.material)?.x ?? -Infinity) && last.set(point.material, point));
  if (last.size > MAX_LABELLED) return;
  const share = (name) => {
    const along = (number) => (plot[name].isLog ? Math.log(number) : number);
    const places = (ends[name] || points.map((point) => point[name])).map(along);
    const [low, high] = [Math.min(...places), Math.max(...places)];
    return (point) => (along(point[name]) - low) / (high - low || 1);
  };
  const [across, upwards] = [share("x"), share("y")];
  // Pixels between the axis and the right end of the plot, and of a letter and a line.
  const [space, letter, height] = [width - 75, 6, 13];
  const taken = [];
  last.forEach((point, name) => {
    const label = name.length > 32 ? `${name.slice(0, 31)}…` : name;
    point.side = across(point) < 0.5 ? "left" : "right";
    const start = across(point) * space + (point.side === "left" ? 9 : -9 - letter * label.length);
    const [end, top] = [start + letter * label.length, (1 - upwards(point)) * data.chart.height];
    const meets = taken.some((other) => start < other.end && end > other.start && Math.abs(top - other.top) < height);
    if (meets || start < 0 || end > space) return;
    taken.push({ start, end, top });
    point.label = label;
  });
}

/** Return a point of another material with what it says when it is pointed at. */
const describeBehind = ({ x, y, rows }) => ({ x, y, rows, material: textOf(rows[0], "material"), value: rows.map((row) => `${textOf(row, "metric")} ${textOf(row, "value")}`).join("; ") });

function specification(points, others, ends, width) {
  labelMaterials(points, ends, width);
  const spec = structuredClone(data.chart);
  // A layer without a row has no extent, of which Vega warns.
  spec.layer = spec.layer.filter((layer) => (layer.data.name === "others" ? others.length : !layer.transform || points.some(({ series }) => series)));
  const brush = field("brush").value.split(",").map(Number);
  ["x", "y"].forEach((name) => {
    const [title, unit] = plot[name].about;
    const axis = { tickCount: name === "x" ? Math.max(3, Math.floor(width / 110)) : 6 };
    if (plot[name].key === "year") axis.format = "d";
    spec.layer.forEach(({ encoding }) => {
      Object.assign(encoding[name], { title: unit ? `${title} / ${unit}` : title, axis });
      if (plot[name].isLog) encoding[name].scale = { type: "log", nice: false, padding: encoding[name].scale.padding };
      if (ends[name]) encoding[name].scale = { ...encoding[name].scale, domain: ends[name] };
    });
  });
  const marks = spec.layer.find(({ params }) => params);
  const { encoding } = marks;
  // The channels of one field must agree, or it gets a legend for each.
  Object.entries({ family: ["fill", "stroke", "shape"], state: ["fillOpacity", "strokeDash"] }).forEach(([key, channels]) => {
    const values = encoding[channels[0]].scale.domain.filter((name) => points.some((point) => point[key] === name));
    channels.forEach((channel) => Object.assign(encoding[channel].legend, { values, columns: Math.max(2, Math.floor(width / 130)) }));
  });
  // One without an area cannot be drawn, and on a logarithmic axis nothing lies at zero and below.
  const canBeDrawn = (name, low, high) => low < high && (!plot[name].isLog || low > 0);
  const isDrawn = brush.length === 4 && canBeDrawn("x", brush[0], brush[1]) && canBeDrawn("y", brush[2], brush[3]);
  if (isDrawn) marks.params[0].value = { x: brush.slice(0, 2), y: brush.slice(2) };
  const description = `${plot.y.about[0]} against ${plot.x.about[0]}, ${plot.points.length} ${plot.isPair ? "pairs" : "points"}`;
  return Object.assign(spec, { width, description, datasets: { shown: points, others } });
}

/** Show the value behind a point that is clicked, unless a rectangle was drawn over it. */
function showClicked(event, item) {
  const [x, y] = startedAt;
  if (!item?.datum?.rows || Math.hypot(event.clientX - x, event.clientY - y) >= 4) return;
  showCard(item.datum.rows);
}

/** Say what stands behind the points, if anything. */
function greyNote() {
  const [seen, all] = [drawnBehind.length, plot.others.length];
  const rest = seen < all ? "; the rest lies outside the axes or is too much to draw" : "";
  return all ? ` Grey: ${seen} of ${all} ${plot.isPair ? "pairs" : "values"} of other materials that pass the other filters${rest}.` : "";
}

function captionOf(plotted) {
  if (!plotted) return "Nothing to draw: no measurement is chosen.";
  const { x, y, isPair, hasValues, points } = plot;
  const number = points.length;
  const differs = field("pairs").value === "source" ? "their conditions may differ" : "no condition that both state differs";
  const what = isPair
    ? `${number} pairs of ${y.about[0]} and ${x.about[0]}. Both values of a pair are of one record and from one source, and ${differs}; at least one of them is among the ${plotted} chosen measurements. A value may stand in several pairs. A pair has the state of its less sure value.`
    : `${hasValues ? `${data.metrics[y.metric ?? x.metric]?.[0]}: ` : ""}${number} of ${plotted} chosen measurements have both numbers.`;
  const some = number > MAX_POINTS ? ` ${MAX_POINTS} of them are drawn, evenly picked; filter to see all.` : "";
  if (!number) return what;
  // A rectangle lies above the points in it.
  const opens = field("brush").value ? "" : " A point shows its value below.";
  return `${what}${some}${greyNote()}${opens} Drag a rectangle to keep what is in it, or type it in below the plot.`;
}

/** Draw the plot; the choice of points behind it is offered where filters choose materials. */
async function showChart(plotted, isChoosing) {
  const figure = find(".explore-plot figure");
  find("[data-pairs]").hidden = !plot.isPair;
  find("[data-behind]").hidden = !isChoosing;
  if (!find(".explore-plot").open) return;
  const { points } = plot;
  const { seen, ends } = behindOf(plot);
  drawnBehind = someOf(seen, MAX_BEHIND);
  showCard([...points, ...drawnBehind].some(({ rows }) => rows.join() === cardRows.join()) ? cardRows : []);
  find("[data-pictures]").hidden = !points.length;
  // Before the width is read: what is hidden has none.
  figure.hidden = !points.length;
  const some = someOf(points, MAX_POINTS);
  const width = Math.floor(figure.clientWidth);
  const key = JSON.stringify([points.length, some.map((point) => point.rows), drawnBehind.map((point) => point.rows), plot.x, plot.y, width]);
  find("[data-caption]").textContent = captionOf(plotted);
  if (key === drawnKey && field("brush").value === drawnBrush) return;
  [drawnKey, drawnBrush] = [key, field("brush").value];
  if (!points.length) return;
  try {
    await loadBundle();
    // The table is painted first.
    await new Promise((resolve) => setTimeout(resolve, 30));
    if (drawnKey !== key) return;
    const spec = specification(some.map(describePoint), drawnBehind.map(describeBehind), ends, width);
    view?.finalize();
    ({ view } = await window.vegaEmbed(figure, spec, window.vegaOptions));
    // The rectangle has no name for readers of the screen: the table says what it selects.
    figure.querySelectorAll('[class*="brush_brush"]').forEach((part) => part.setAttribute("aria-hidden", "true"));
    view.addEventListener("pointerdown", ({ clientX, clientY }) => (startedAt = [clientX, clientY]));
    view.addEventListener("click", showClicked);
    reachByKeyboard(figure);
    view.addSignalListener("brush", (_name, box) => onBrush(box));
  } catch (error) {
    console.error("The plot cannot be drawn:", error);
  }
}
