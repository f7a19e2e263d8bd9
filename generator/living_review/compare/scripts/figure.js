// The figure of series, drawn by Vega-Lite: the same numbers stand as a table below it.

// Strokes of the first, second and third series of a material, and of all others.
const DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]];
// Pixels between two labels, and for those of a wide figure at its right edge.
const LABEL_STEP = 15;
const WIDE = 480;
const LABEL_WIDTH = 172;
// From this ratio of its ends on, an axis is logarithmic until the visitor changes it.
const LOGARITHMIC_FROM = 30;

let view = null;
let drawnKey = "";
let pairs = [];
const control = (name) => find(`[name="${name}"]`);
const pairOf = () => pairs[Number(control("pair").value)];
const pairTitle = ({ key, x }) => `${data.metrics[key][0]} against ${inline(x)}`;

/** Return the ends of a value that is a range. */
function spanOf(row) {
  const [low, high] = [value.low[value.at[row]], value.high[value.at[row]]];
  return low < high ? { low, high } : {};
}

/** Return the points of the lines, with their looks and the texts of their rows. */
function pointsOf(lines, x) {
  const count = new Map();
  return lines.flatMap(({ id, rows, isSeries }, series) => {
    const place = chosen.indexOf(id);
    const dash = DASHES[Math.min(count.get(id) || 0, DASHES.length - 1)];
    if (isSeries) count.set(id, (count.get(id) || 0) + 1);
    return rows.map((row) => ({
      x: middle(columns[x], row), y: middle(value, row), series: isSeries ? series : -1, line: series, dash,
      colour: LOOKS[place].colour, shape: LOOKS[place].shape, full: textOf(row, "state") === "verified" ? 1 : 0, place, row,
      material: nameOf(id), value: textOf(row, "value"), conditions: conditionsElement("p", row).textContent, source: textOf(row, "source"), state: textOf(row, "state"),
      bound: value.bounds[value.at[row]] || undefined, url: addressOf(row), ...spanOf(row),
    }));
  });
}

/** Return the ends of an axis, with some space around the numbers. */
function domainOf(numbers, isLog) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (isLog) return [low / 1.25, high * 1.25];
  const space = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 ? 0 : low - space, high <= 0 ? 0 : high + space];
}

/** Return one label for each material, from its last point; `at` is where it stands, so that none hides another. */
function labelsOf(points, [low, high], isLog, height, isWide) {
  const scaled = (number) => (isLog ? Math.log(number) : number);
  const [from, to] = [scaled(low), scaled(high)];
  const unscaled = (share) => (isLog ? Math.exp(from + share * (to - from)) : from + share * (to - from));
  const lasts = LOOKS.flatMap((look, place) => {
    const ends = points.filter((point) => point.place === place);
    if (!ends.length) return [];
    const last = ends.reduce((best, point) => (point.x > best.x ? point : best));
    return [{ ...last, label: isWide ? `${look.letter} ${cut(last.material, 24)}` : look.letter }];
  });
  lasts.sort((one, other) => other.y - one.y);
  const tops = lasts.map((last) => height * (1 - (scaled(last.y) - from) / (to - from)));
  tops.forEach((top, place) => (tops[place] = Math.max(top, place ? tops[place - 1] + LABEL_STEP : 0)));
  for (let place = tops.length - 1, limit = height; place >= 0; place--, limit = tops[place + 1] - LABEL_STEP) tops[place] = Math.min(tops[place], limit);
  return lasts.map((last, place) => ({ ...last, at: unscaled(1 - tops[place] / height) }));
}

/** Return the source of a row as a reader of the picture alone can find it. */
function citationOf(row) {
  const doi = source.doi[source.at[row]];
  return doi ? `${textOf(row, "source").replace(/ \[\d+\]$/, "")}, doi.org/${doi}` : textOf(row, "source");
}

/** Return what stands below a picture that is saved: what it shows, which material each letter is with its sources, and what review it is from. */
function notesOf(points, pair) {
  const lines = LOOKS.flatMap(({ letter }, place) => {
    const ofMaterial = points.filter((point) => point.place === place);
    const sources = [...new Set(ofMaterial.map(({ row }) => citationOf(row)))].join("; ");
    return sources ? [`${letter} ${ofMaterial[0].material}: ${sources}`] : [];
  });
  const address = location.protocol === "file:" ? "" : location.href;
  return [`${pairTitle(pair)}.`, ...lines, [own.name, address].filter(Boolean).join(", ")];
}

function specification(points, pair, width) {
  const spec = structuredClone(own.chart);
  const isWide = width >= WIDE;
  const [xLog, yLog] = ["x-log", "y-log"].map((name) => control(name).checked);
  const [xEnds, yEnds] = [domainOf(points.map(({ x }) => x), xLog), domainOf(points.map(({ y }) => y), yLog)];
  const scale = (domain, isLog) => ({ type: isLog ? "log" : "linear", domain, nice: false });
  const [name, unit] = data.metrics[pair.key];
  const [xName, xUnit] = data.numbers[pair.x];
  const axes = {
    x: { title: xUnit ? `${xName} / ${xUnit}` : xName, scale: scale(xEnds, xLog), axis: { tickCount: Math.max(3, Math.floor(width / 130)) } },
    y: { title: unit ? `${name} / ${unit}` : name, scale: scale(yEnds, yLog), axis: { tickCount: 6 } },
  };
  // A layer without a row has no extent, of which Vega warns.
  const isNeeded = { "isValid(datum.low)": points.some(({ low }) => low !== undefined), "isValid(datum.bound)": points.some(({ bound }) => bound) };
  spec.layer = spec.layer.filter(({ transform }) => isNeeded[transform?.[0].filter] ?? true);
  spec.layer.forEach(({ encoding }) => ["x", "y"].forEach((axis) => encoding[axis].field && Object.assign(encoding[axis], axes[axis])));
  // Labels stand outside of the axes, in the padding.
  spec.padding = { left: 4, top: 8, bottom: 4, right: isWide ? LABEL_WIDTH : 24 };
  const labels = labelsOf(points, yEnds, yLog, spec.height, isWide);
  const description = `${pairTitle(pair)}, ${counted(points.length, "value")} of ${counted(labels.length, "material")}`;
  return Object.assign(spec, { width, description, datasets: { points, labels } });
}

async function draw(points, pair) {
  const box = find(".chart-static");
  const width = Math.floor(box.clientWidth);
  const key = JSON.stringify([points.map(({ row, place }) => [row, place]), pair.key, pair.x, width, control("x-log").checked, control("y-log").checked]);
  if (!width || key === drawnKey) return;
  drawnKey = key;
  try {
    await loadBundle();
    if (drawnKey !== key) return;
    view?.finalize();
    ({ view } = await window.vegaEmbed(box, specification(points, pair, width), { ...window.vegaOptions, loader: { target: "_self" } }));
    const marks = [...box.querySelectorAll('path[aria-roledescription="point"]')];
    // Line by line, and in each from left to right.
    followByKeyboard(marks.sort(({ __data__: { datum: one } }, { __data__: { datum: other } }) => one.line - other.line || one.x - other.x));
  } catch (error) {
    if (drawnKey === key) drawnKey = "";
    console.error("The figure cannot be drawn:", error);
  }
}

/** Return the table of the values that the figure shows. */
function valuesTable(points, pair) {
  const grid = make("table", "", { class: "values" });
  const heads = ["Material", titles.get(pair.x), data.metrics[pair.key][0], "State", "Conditions", "Source"];
  const top = make("tr");
  top.append(...heads.map((text) => make("th", text, { scope: "col" })));
  const body = make("tbody");
  points.forEach(({ row, material: name, state, conditions: stated }) => {
    const made = make("tr");
    const amount = make("td");
    amount.innerHTML = cellHtml(row, "value");
    made.append(make("td", name), make("td", textOf(row, pair.x)), amount, make("td", state), make("td", stated), make("td", textOf(row, "source")));
    body.append(made);
  });
  const head = make("thead");
  head.append(top);
  grid.append(head, body);
  return grid;
}

function lineItem(each, dash, x) {
  const item = make("li");
  const stroke = document.createElementNS(NAMESPACE, "svg");
  const path = document.createElementNS(NAMESPACE, "path");
  const look = LOOKS[chosen.indexOf(each.id)];
  Object.entries({ viewBox: "0 0 26 4", "aria-hidden": "true", class: "compare-stroke" }).forEach((pair) => stroke.setAttribute(...pair));
  Object.entries({ d: "M0,2H26", stroke: look.colour, "stroke-width": "2", "stroke-dasharray": dash.join(" ") }).forEach((pair) => path.setAttribute(...pair));
  stroke.append(path);
  const sources = [...new Set(each.rows.map((row) => htmlOf(row, "source")))];
  const source = make("span");
  source.innerHTML = sources.join(", ");
  item.append(symbolOf(chosen.indexOf(each.id)), ...(each.isSeries ? [stroke] : []), ` ${nameOf(each.id)}: `, sharedConditions(each, x), ". ", source);
  return item;
}

/** Offer what the chosen materials can be drawn by; what was drawn stays if it still can be. */
function offerPairs() {
  const before = pairOf();
  pairs = pairsOf();
  control("pair").replaceChildren(...pairs.map((pair, place) => make("option", pairTitle(pair), { value: place })));
  const same = before ? pairs.findIndex((pair) => pair.key === before.key && pair.x === before.x) : -1;
  control("pair").value = String(Math.max(same, 0));
  if (same < 0) startPair();
}

/** Set the axes to what suits the pair that was chosen, before the visitor changes them. */
function startPair() {
  const pair = pairOf();
  if (!pair) return;
  control("singles").checked = !pair.series.size;
  const numbers = linesOf(pair, !pair.series.size).flatMap(({ rows }) => rows.map((row) => middle(columns[pair.x], row)));
  control("x-log").checked = Math.min(...numbers) > 0 && Math.max(...numbers) >= LOGARITHMIC_FROM * Math.min(...numbers);
  control("y-log").checked = false;
}

function showFigure() {
  const pair = pairOf();
  const figure = find("figure.chart");
  find(".compare-none").hidden = Boolean(pair);
  figure.hidden = find(".compare-axes").hidden = !pair;
  if (!pair) return;
  const lines = linesOf(pair, control("singles").checked);
  const points = pointsOf(lines, pair.x);
  // No logarithm has a place for zero.
  ["x", "y"].forEach((axis) => {
    const box = control(`${axis}-log`);
    box.disabled = points.some((point) => point[axis] <= 0);
    if (box.disabled) box.checked = false;
  });
  figure.dataset.name = chosen.join("-").slice(0, 80).replace(/-+$/, "");
  figure.dataset.notes = JSON.stringify(notesOf(points, pair));
  find("[data-title]").textContent = `${pairTitle(pair)}.`;
  find(".compare-lines").replaceChildren(...lines.map((each, series) => lineItem(each, points.find((point) => point.row === each.rows[0]).dash, pair.x)));
  const silent = chosen.filter((id) => !lines.some((each) => each.id === id)).map(nameOf);
  find("[data-silent]").textContent = silent.length ? `Without such values: ${silent.join("; ")}.` : "";
  figure.querySelector(".table-wrap").replaceChildren(valuesTable(points, pair));
  draw(points, pair);
}
