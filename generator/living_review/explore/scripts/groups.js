// The same rows, material by material: how many values each has, and which is the best.

const openedRecords = new Set();
const isGrouped = () => field("by").value === "materials";

/** Return rows by their material, in the order of the first row of each. */
function groupsOf(rows) {
  const found = new Map();
  rows.forEach((row) => {
    if (!found.has(material.at[row])) found.set(material.at[row], []);
    found.get(material.at[row]).push(row);
  });
  return [...found.values()];
}

const shownNumber = (number) => String(Number(number.toPrecision(4)));

/** Return what stands for the values of a material: the best of one metric, else how many there are of each metric. */
function summaryOf(rows) {
  const metricNames = [...new Set(rows.map((row) => textOf(row, "metric")))];
  if (metricNames.length > 1) {
    const counted = metricNames.map((name) => `${name} ${rows.filter((row) => textOf(row, "metric") === name).length}`);
    return { text: counted.slice(0, 3).join(", ") + (counted.length > 3 ? ` and ${counted.length - 3} more ${counted.length === 4 ? "metric" : "metrics"}` : "") };
  }
  const [, unit, , better] = data.metrics[metricOf(rows[0])];
  const sign = better === "lower" ? -1 : 1;
  const best = rows.reduce((one, other) => (sign * (middle(value, other) - middle(value, one)) > 0 ? other : one));
  const ends = [Math.min(...rows.map((row) => value.low[value.at[row]])), Math.max(...rows.map((row) => value.high[value.at[row]]))];
  const range = rows.length > 1 && ends[0] < ends[1] ? `${ends.map(shownNumber).join("–")} ${unit}`.trim() : "";
  return better || rows.length === 1 ? { row: best, text: range && ` of ${range}` } : { text: range || textOf(best, "value") };
}

/** Return which columns stand beside the best value: what the materials have of other metrics. */
const ownedShown = () => visibleColumns().filter(isOwned);

function cell(tag, ...nodes) {
  const made = make(tag);
  made.append(...nodes);
  return made;
}

/** Return a line for one value: its metric, number, conditions and source. */
function valueLine(row, first) {
  const line = make("tr");
  const state = cellCopy(row, "state").childNodes;
  line.append(first, cell("td", textOf(row, "metric")), cell("td", ...cellCopy(row, "value").childNodes, " ", ...state), ...ownedShown().map(() => make("td")), cell("td", conditionsOf(row, visibleColumns())), cell("td", ...cellCopy(row, "source").childNodes));
  return line;
}

/** Return the line of a material, followed by the lines of its values where it is open. */
function groupLines(rows) {
  const record = recordOf(rows[0]);
  const isOpen = openedRecords.has(record);
  const { row, text } = summaryOf(rows);
  const toggle = make("button", String(rows.length), { type: "button", "aria-expanded": isOpen, "aria-label": `${rows.length} ${rows.length === 1 ? "value" : "values"} of ${textOf(rows[0], "material")}`, "data-record": record });
  toggle.addEventListener("click", () => {
    if (!openedRecords.delete(record)) openedRecords.add(record);
    showTable();
    find(`.explore-table [data-record="${record}"]`).focus();
  });
  const line = make("tr", "", { class: "explore-group" });
  const name = cell("th", ...cellCopy(rows[0], "material").childNodes);
  name.scope = "row";
  const best = cell("td", ...(row === undefined ? [] : cellCopy(row, "value").childNodes), text);
  const rest = row === undefined ? [make("td"), make("td")] : [cell("td", conditionsOf(row, visibleColumns())), cell("td", ...cellCopy(row, "source").childNodes)];
  line.append(name, cell("td", toggle), best, ...ownedShown().map((each) => cellCopy(rows[0], each)), ...rest);
  return [line, ...(isOpen ? rows.map((each) => valueLine(each, make("td"))) : [])];
}

/** Return the heads of the columns of materials. */
function groupHeads() {
  const one = metricChosen();
  const best = one && data.metrics[one][3] ? `${data.metrics[one][0]}, best` : one ? data.metrics[one][0] : "What is known";
  const beside = ownedShown().map((name) => data.metrics[ownedMetric(name)][0]);
  return ["Material", "Values", best, ...beside, "Conditions", "Source"].map((text) => make("th", text, { scope: "col" }));
}

/** Show the link to the page that compares materials, where as many as it takes are chosen. */
function showCompareLink() {
  const link = find("[data-compare]");
  const picked = comparedRows();
  const records = [...new Set((picked.length ? picked : isGrouped() ? shownRows : []).map(recordOf))];
  link.hidden = records.length < 2 || records.length > Number(link.dataset.most);
  link.textContent = `Compare these ${records.length} materials`;
  link.href = `${link.dataset.compare}#m=${records.join(",")}`;
}
