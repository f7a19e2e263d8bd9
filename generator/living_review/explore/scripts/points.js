// The points of the plot: of one measurement, or of two in a pair.

/** Tell whether no condition that two rows both state differs; numbers are compared as numbers. */
function agree(one, other) {
  const isSame = (name) => {
    const column = columns[name];
    const [a, b] = [column.at[one], column.at[other]];
    if (a === b || isMissing(one, name) || isMissing(other, name)) return true;
    return Boolean(column.low) && column.low[a] === column.low[b] && column.high[a] === column.high[b];
  };
  const [a, b] = [one, other].map((row) => (others ? others.stated[others.at[row]] : {}));
  return conditions.every(isSame) && Object.keys(a).every((name) => !(name in b) || a[name] === b[name]);
}

/** Return the pairs of rows with two metrics of one record from one source, of which at least one row is chosen. */
function pairsOf(x, y, failed) {
  const found = [];
  const isFree = field("pairs").value === "source";
  const kinds = Uint8Array.from(metric.chosen, ([place]) => (metric.choices[place] === x ? 1 : metric.choices[place] === y ? 2 : 0));
  // The rows of a record follow each other.
  for (let start = 0, end = 0; start < count; start = end) {
    const [ofX, ofY] = [[], []];
    for (; end < count && material.at[end] === material.at[start]; end++) [null, ofX, ofY][kinds[metric.at[end]]]?.push(end);
    ofX.forEach((one) =>
      ofY.forEach((other) => {
        if (source.at[one] !== source.at[other] || (failed[one] && failed[other])) return;
        if (isFree || agree(one, other)) found.push({ x: middle(value, one), y: middle(value, other), rows: [other, one] });
      }),
    );
  }
  return found;
}

// Filters that choose materials: what passes all others stands behind the chosen, in grey.
const CHOOSING = ["q", "family", "kind", "compound"];
const chooses = (test) => CHOOSING.includes(test) || isOwned(test);

/**
 * Return what is on the axes, the points, and those of other materials behind them; "value" stands for the one metric that is
 * chosen, else for that of most rows. `rest` has the failures without the filters that choose materials, or null.
 */
function plotOf(plotted, failed, rest) {
  const most = () => {
    const counts = countCells(metric, failed, 0);
    return metric.choices[metric.chosen[counts.indexOf(Math.max(...counts))]?.[0]];
  };
  const axis = (key) => {
    const name = key === "value" ? metricChosen() || most() : key.startsWith("metric.") ? key.slice(7) : null;
    return { key, metric: name, about: (name === null ? data.numbers[key] : data.metrics[name]) || ["Value", "", false] };
  };
  const [x, y] = ["x", "y"].map((name) => {
    const found = axis(field(name).value);
    const scale = field(`${name}scale`).value;
    return { ...found, isLog: scale ? scale === "log" : found.about[2] };
  });
  const isPair = x.metric !== null && y.metric !== null && x.metric !== y.metric;
  const wanted = x.metric ?? y.metric;
  const ofRow = (row) => {
    if (wanted !== null && metricOf(row) !== wanted) return [];
    return [{ x: middle(columns[x.metric === null ? x.key : "value"], row), y: middle(columns[y.metric === null ? y.key : "value"], row), rows: [row] }];
  };
  const isPlaced = (point) => ["x", "y"].every((name) => Number.isFinite(point[name]) && (point[name] > 0 || !{ x, y }[name].isLog));
  const isWanted = find(".explore-plot").open || field("brush").value;
  const all = !isWanted ? [] : isPair ? pairsOf(x.metric, y.metric, failed) : plotted.flatMap(ofRow);
  const isBehind = (row) => !rest[row] && failed[row] !== 0 && !(row in data.leftOut);
  const behind = () => {
    if (!isPair) return Array.from(rest.keys()).filter(isBehind).flatMap(ofRow);
    return pairsOf(x.metric, y.metric, rest).filter(({ rows }) => rows.every((row) => failed[row] && !(row in data.leftOut)));
  };
  const others = isWanted && rest && all.length ? behind() : [];
  return { x, y, isPair, hasValues: wanted !== null, points: all.filter(isPlaced), others: others.filter(isPlaced) };
}

/** Return which of some points are drawn, evenly picked where they are too many. */
function someOf(points, most) {
  const step = Math.max(1, points.length / most);
  return Array.from({ length: Math.min(points.length, most) }, (_, place) => points[Math.floor(place * step)]);
}

/**
 * Return the ends of an axis: those of the points, and on each side as much of what stands behind them as lies no farther
 * than they reach themselves. So the chosen points keep at least a third of the axis.
 */
function endsOf(name, points, others) {
  const { isLog } = plot[name];
  const along = (point) => (isLog ? Math.log(point[name]) : point[name]);
  const ends = (some) => some.reduce(([low, high], point) => [Math.min(low, along(point)), Math.max(high, along(point))], [Infinity, -Infinity]);
  const [[low, high], [lowest, highest]] = [ends(points), ends(others)];
  const reach = high - low || highest - lowest;
  const found = [Math.min(low, Math.max(lowest, low - reach)), Math.max(high, Math.min(highest, high + reach))];
  return isLog ? found.map(Math.exp) : found;
}

/** Return the points behind the others that lie within the axes, and the ends of these. */
function behindOf({ points, others }) {
  if (!points.length || !others.length) return { seen: [], ends: {} };
  const ends = { x: endsOf("x", points, others), y: endsOf("y", points, others) };
  const isWithin = (point) => Object.entries(ends).every(([name, [low, high]]) => point[name] >= low && point[name] <= high);
  return { seen: others.filter(isWithin), ends };
}
