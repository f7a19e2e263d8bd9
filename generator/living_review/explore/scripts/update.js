// What follows from the state: which rows are shown, and all parts of the page that show them.

let shownRows = [];
let plot = null;

/** Limits of the value make sense for one metric only, in its unit. */
function showValueLimits() {
  const name = metricChosen();
  const box = find('[data-number="value"]');
  box.querySelector("legend").textContent = name ? data.metrics[name].slice(0, 2).filter(Boolean).join(" / ") : "Value (choose one metric)";
  box.disabled = !name;
  box.querySelectorAll("input").forEach((input) => (input.disabled = !name));
}

function update() {
  showValueLimits();
  const found = activeTests();
  const failed = failures(found);
  const plotted = [];
  for (let row = 0; row < count; row++) if (!failed[row]) plotted.push(row);
  plot = plotOf(plotted, failed);
  shownRows = sortRows(insideRectangle(plotted));
  showCounts(failed, found.map(([name]) => name));
  showTable();
  showChips();
  showComparison();
  showRectangle();
  showChart(plotted.length);
  writeAddress();
  forgetAnswer();
  const message = `${shownRows.length} of ${count} measurements`;
  if (status.textContent !== message) status.textContent = message;
}

function updateFromFirstPage() {
  field("page").value = "";
  update();
}
