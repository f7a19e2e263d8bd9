// What follows from the state: which rows are shown, and all parts of the page that show them.

let shownRows = [];
let plot = null;
// Whether the reader has opened or closed the plot.
let isPlotByHand = false;
// The filters without which there would be rows, and how many.
let relaxed = [];

/** Limits of the value make sense for one metric only, in its unit. */
function showValueLimits() {
  const name = metricChosen();
  const box = find('[data-number="value"]');
  box.querySelector("legend").textContent = name ? data.metrics[name].slice(0, 2).filter(Boolean).join(" / ") : "Value (choose one metric)";
  box.disabled = !name;
  box.querySelectorAll("input").forEach((input) => (input.disabled = !name));
}

/** Open the plot once it answers something: all values of all metrics are only a cloud. */
function openPlot() {
  const details = find(".explore-plot");
  const isAnswer = metricChosen() || field("brush").value || ["x", "y"].some((name) => field(name).value !== defaultOf(field(name)));
  if (!isPlotByHand) details.open = Boolean(isAnswer);
}

function update() {
  showValueLimits();
  openPlot();
  const found = activeTests();
  const failed = failures(found);
  const plotted = [];
  for (let row = 0; row < count; row++) if (!failed[row]) plotted.push(row);
  const rest = found.filter(([name]) => !chooses(name));
  const isChoosing = rest.length < found.length;
  plot = plotOf(plotted, failed, isChoosing && find(".explore-plot").open && field("behind").checked ? failures(rest) : null);
  shownRows = sortRows(insideRectangle(plotted));
  relaxed = shownRows.length ? [] : found.map(([name], place) => [name, failed.filter((test) => test === place + 1).length]).filter(([, number]) => number);
  showCounts(failed, found.map(([name]) => name));
  showTable();
  showChips();
  showComparison();
  showCompareLink();
  showRectangle();
  showChart(plotted.length, isChoosing);
  writeAddress();
  forgetAnswer();
  const groups = isGrouped() ? groupsOf(shownRows).length : 0;
  const message = `${shownRows.length} of ${count} measurements${groups ? ` of ${groups} ${groups === 1 ? "material" : "materials"}` : ""}`;
  if (status.textContent !== message) status.textContent = message;
}

function updateFromFirstPage() {
  field("page").value = "";
  update();
}
