// What the material of a row has of each metric, whatever the conditions: a filter and a column for each metric with values.

const OWNED = "of.";
const isOwned = (name) => name.startsWith(OWNED);
const ownedMetric = (name) => name.slice(OWNED.length);
// The columns that the generator wrote: only these are searched for words, since the others repeat them.
const written = [...names];
const owned = findAll("[data-owned] [data-number]").map(({ dataset }) => dataset.number);
// Those that tell of structure can be shown at any time, others while they are limited.
const structural = fields.get("column").map((input) => input.value).filter(isOwned);

let rowsByMetric = null;

/** Return the rows of a metric that comparisons count. */
function countedRowsOf(key) {
  if (!rowsByMetric) {
    rowsByMetric = new Map(metric.choices.map((choice) => [choice, []]));
    for (let row = 0; row < count; row++) if (!(row in data.leftOut)) rowsByMetric.get(metricOf(row)).push(row);
  }
  return rowsByMetric.get(key);
}

const lowOf = (row) => value.low[value.at[row]];
const highOf = (row) => value.high[value.at[row]];

/** Return the markup of what a material has of a metric: its value, or the range of several, each end with a way to its value. */
function ownedHtml({ rows, least, most }, unit) {
  const link = (row, html) => `<a href="${addressOf(row)}">${html}</a>`;
  if (rows === 1) return link(least, htmlOf(least, "value"));
  const text = make("p", ` ${unit} (${rows} values)`.replace("  ", " ")).innerHTML;
  const end = (row, number) => link(row, make("p", `${value.bounds[value.at[row]]}${shownNumber(number)}`).innerHTML);
  const ends = lowOf(least) === highOf(most) ? [end(least, lowOf(least))] : [end(least, lowOf(least)), end(most, highOf(most))];
  return ends.join("–") + text;
}

/** Return the column of a metric, with a cell for each material. */
function ownedColumn(key) {
  const found = material.shown.map(() => null);
  countedRowsOf(key).forEach((row) => {
    const known = (found[material.at[row]] ||= { rows: 0, least: row, most: row });
    known.rows += 1;
    if (lowOf(row) < lowOf(known.least)) known.least = row;
    if (highOf(row) > highOf(known.most)) known.most = row;
  });
  const low = Float64Array.from(found, (each) => (each ? lowOf(each.least) : NaN));
  const high = Float64Array.from(found, (each) => (each ? highOf(each.most) : NaN));
  const order = low.map((number, place) => (number + high[place]) / 2);
  return { at: material.at, shown: found.map((each) => (each ? ownedHtml(each, data.metrics[key][1]) : MISSING)), low, high, order };
}

/** Return a test of rows: whether their material has a value within the limits, or null where there are none. */
function ownedTest(name) {
  const [from, to] = ["from", "to"].map((end) => field(`${name}.${end}`).value);
  if (from === "" && to === "") return null;
  const [low, high] = [from === "" ? -Infinity : Number(from), to === "" ? Infinity : Number(to)];
  const has = new Uint8Array(material.shown.length);
  countedRowsOf(ownedMetric(name)).forEach((row) => highOf(row) >= low && lowOf(row) <= high && (has[material.at[row]] = 1));
  return (row) => has[material.at[row]] === 1;
}

const isLimited = (name) => ["from", "to"].some((end) => field(`${name}.${end}`).value !== "");

/** Return the columns that can be shown now: those of metrics that tell of no structure only while they are limited. */
const offered = () => names.filter((name) => !isOwned(name) || structural.includes(name) || isLimited(name));

/** Give each metric a column, made when it is first asked for, and a head. */
function addOwned() {
  data.absent.push(MISSING);
  owned.forEach((name) => {
    let made = null;
    Object.defineProperty(columns, name, { get: () => (made ||= ownedColumn(ownedMetric(name))) });
    titles.set(name, `${data.metrics[ownedMetric(name)][0]} of the material`);
    headers.set(name, make("th", "", { scope: "col", class: "number owned", "data-name": name }));
  });
  names.splice(names.indexOf("state") + 1, 0, ...owned);
}
