// The answer as a chart: bars of a number for each text, or points of two numbers. The table holds the same.

const MOST_BARS = 60;
const MOST_POINTS = 3000;
const BAR_HEIGHT = 24;
const NO_COLUMN = -1;
// From this ratio of its ends on, the axis across is logarithmic.
const LOGARITHMIC_FROM = 100;

let view = null;
let drawing = 0;
const control = (name) => find(`[name="${name}"]`);
const chosenColumn = (name) => Number(control(name).value);

/** Offer the columns of an answer: texts and numbers across, numbers upwards. Return whether there is anything to draw. */
function offerColumns() {
  const numeric = numberColumns(found);
  const places = found.columns.map((_, place) => place);
  const numbers = places.filter((place) => numeric[place]);
  const texts = places.filter((place) => !numeric[place] && found.rows.some((row) => row[place] !== null));
  if (!numbers.length || found.rows.length < 2 || (!texts.length && numbers.length < 2)) return false;
  const fill = (name, offered) => control(name).replaceChildren(...offered.map((place) => make("option", found.columns[place], { value: place })));
  fill("across", [...texts, ...numbers]);
  fill("upwards", numbers);
  // A text that many rows share names no bar, and a thousand bars cannot be read; two numbers say more then.
  const isNaming = texts.length && found.rows.length <= MOST_BARS && new Set(found.rows.map((row) => row[texts[0]])).size === found.rows.length;
  control("across").value = isNaming || numbers.length < 2 ? texts[0] : numbers[0];
  control("upwards").value = numbers.find((place) => place !== chosenColumn("across")) ?? NO_COLUMN;
  return true;
}

/** Return the kind of the chart, its rows, and in words what it leaves out. */
function contentOf(across, upwards) {
  const isPoint = numberColumns(found)[across];
  const filled = order.map((row) => found.rows[row]).filter((row) => row[across] !== null && isNumber(row[upwards]));
  const most = isPoint ? MOST_POINTS : MOST_BARS;
  const rows = filled.slice(0, most).map((row, place) => {
    const texts = row.filter((cell) => typeof cell === "string");
    return isPoint
      ? { label: texts[0] ?? "", x: row[across], y: row[upwards] }
      : { label: textOf(row[across]), x: row[upwards], place };
  });
  const left = filled.length > most ? ` The first ${most} of ${filled.length} are drawn, in the order of the table.` : "";
  const unfit = found.rows.length - filled.length;
  return { kind: isPoint ? "point" : "bar", rows, left: left + (unfit ? ` ${counted(unfit, "row")} without both cannot be drawn.` : "") };
}

/** Return an axis for numbers: years are no thousands. */
function axisOf(numbers, tickCount) {
  const isYear = numbers.every((number) => Number.isInteger(number) && number > 1000 && number < 3000);
  return { tickCount, ...(isYear ? { format: "d" } : {}) };
}

/** Tell whether numbers spread so far that only a logarithmic axis shows them all. */
const isWide = (numbers) => Math.min(...numbers) > 0 && Math.max(...numbers) / Math.min(...numbers) >= LOGARITHMIC_FROM;

function specification({ kind, rows }, across, upwards, width) {
  const spec = structuredClone(window.queryData.charts[kind]);
  const { encoding } = spec.layer[0];
  const title = (place) => found.columns[place].replace(/[\\"\n]/g, " ");
  const titles = kind === "bar" ? { x: title(upwards), label: title(across) } : { x: title(across), y: title(upwards) };
  encoding.x.title = titles.x;
  if (kind === "point") encoding.y.title = titles.y;
  // The labels stand in the data, so that two rows of one name have two bars.
  else encoding.y.axis.labelExpr = `${JSON.stringify(rows.map(({ label }) => label))}[datum.value]`;
  encoding.tooltip.forEach((each) => (each.title = titles[each.field] ?? "Row"));
  encoding.x.axis = axisOf(rows.map(({ x }) => x), Math.max(3, Math.floor(width / 110)));
  if (kind === "point") encoding.y.axis = axisOf(rows.map(({ y }) => y), 6);
  if (kind === "point" && isWide(rows.map(({ x }) => x))) encoding.x.scale = { type: "log" };
  const height = kind === "bar" ? rows.length * BAR_HEIGHT : spec.height;
  return Object.assign(spec, { width, height, description: `Chart of ${counted(rows.length, "row")}; the table shows the same.`, datasets: { answer: rows } });
}

async function drawChart() {
  const box = find(".query-chart .chart-static");
  if (!find(".query-chart").open) return;
  const [across, upwards] = [chosenColumn("across"), chosenColumn("upwards")];
  const content = contentOf(across, upwards);
  find("[data-caption]").textContent = `${found.columns[upwards]} ${content.kind === "bar" ? "of each" : "against"} ${found.columns[across]}.${content.left}`;
  const number = ++drawing;
  try {
    await loadBundle();
    if (number !== drawing) return;
    view?.finalize();
    ({ view } = await window.vegaEmbed(box, specification(content, across, upwards, Math.floor(box.clientWidth)), window.vegaOptions));
  } catch (error) {
    console.error("The chart cannot be drawn:", error);
  }
}

/** Show the chart of the answer where it can have one. */
function showChart() {
  const part = find(".query-chart");
  // What is still being drawn belongs to another answer.
  drawing++;
  part.hidden = !offerColumns();
  if (!part.hidden) drawChart();
}

find(".query-chart").addEventListener("toggle", () => found && drawChart());
["across", "upwards"].forEach((name) => control(name).addEventListener("change", drawChart));
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => found && !find(".query-chart").hidden && drawChart(), 200);
});
