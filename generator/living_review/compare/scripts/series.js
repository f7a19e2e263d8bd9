// Which values the figure shows: the series of the chosen materials over a condition that varies in them, and single values.

/** Return the series of the chosen materials: the rows of each without those that no comparison counts. */
function seriesOf() {
  return chosen.flatMap((id) => {
    const found = new Map();
    countedRows(id).filter((row) => data.series[row]).forEach((row) => found.set(data.series[row], [...(found.get(data.series[row]) || []), row]));
    return [...found.values()];
  });
}

const varied = numeric.filter((name) => conditions.includes(name));
const hasNumber = (row, name) => Number.isFinite(middle(columns[name], row));
const varies = (rows, name) => new Set(rows.filter((row) => hasNumber(row, name)).map((row) => middle(columns[name], row))).size > 1;

/** Return each metric with a condition over which chosen materials have values, those with most series first. */
function pairsOf() {
  const found = new Map();
  const note = (key, x, kind, row) => {
    const pair = `${key} ${x}`;
    if (!found.has(pair)) found.set(pair, { key, x, series: new Set(), singles: new Set() });
    found.get(pair)[kind].add(recordOf(row));
  };
  seriesOf().forEach((rows) => varied.filter((x) => varies(rows, x)).forEach((x) => note(metricOf(rows[0]), x, "series", rows[0])));
  const single = chosen.flatMap(singleRows);
  varied.forEach((x) => single.filter((row) => hasNumber(row, x)).forEach((row) => note(metricOf(row), x, "singles", row)));
  const wanted = [...found.values()].filter(({ key, x, series, singles }) => series.size || (singles.size > 1 && varies(single.filter((row) => metricOf(row) === key), x)));
  return wanted.sort((one, other) => other.series.size - one.series.size || other.singles.size - one.singles.size);
}

const singleRows = (id) => countedRows(id).filter((row) => !data.series[row]);

/** Return the lines of the figure, each with the rows of a series; single values of a material are one without a line. */
function linesOf({ key, x }, withSingles) {
  const ofPair = (row) => metricOf(row) === key && hasNumber(row, x);
  const lines = seriesOf().map((rows) => ({ rows: rows.filter(ofPair), isSeries: true })).filter(({ rows }) => varies(rows, x));
  if (withSingles) chosen.forEach((id) => lines.push({ rows: singleRows(id).filter(ofPair), isSeries: false }));
  const filled = lines.filter(({ rows }) => rows.length).map((each) => ({ ...each, id: recordOf(each.rows[0]) }));
  return filled.sort((one, other) => chosen.indexOf(one.id) - chosen.indexOf(other.id));
}

/** Return what all rows of a line share beside the condition that varies. */
function sharedConditions({ rows, isSeries }, x) {
  if (!isSeries) return make("span", "single values, each under its own conditions");
  const shared = conditions.filter((name) => name !== x && rows.every((row) => htmlOf(row, name) === htmlOf(rows[0], name)));
  return conditionsElement("span", rows[0], shared);
}
