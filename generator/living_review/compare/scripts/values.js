// Which values of the chosen materials may be compared, and the best of several.

const tierOf = (row) => (columns.tier ? columns.tier.choices[columns.tier.chosen[columns.tier.at[row]][0]] : "");
const rowsOfMetric = (id, key) => countedRows(id).filter((row) => metricOf(row) === key);

/** Return the best of some rows, undefined for none; the first where no direction is wanted. */
function bestOf(rows, better) {
  const sign = { higher: 1, lower: -1 }[better] || 0;
  return rows.reduce((best, row) => (best === undefined || sign * (middle(value, row) - middle(value, best)) > 0 ? row : best), undefined);
}

/**
 * Return the sets of comparable values that two of the chosen materials or more share: the strictest tier first, then those
 * of most materials. A set of a looser tier is left out where a stricter one has all its materials.
 */
function sharedSets(key) {
  const found = new Map();
  chosen.forEach((id) =>
    rowsOfMetric(id, key).forEach((row) =>
      data.sets.at[row].forEach((set) => {
        if (!found.has(set)) found.set(set, new Map());
        found.get(set).set(id, [...(found.get(set).get(id) || []), row]);
      }),
    ),
  );
  const sets = [...found].map(([set, rows]) => ({ ...own.sets[set], rows })).filter((set) => set.rows.size > 1);
  sets.sort((one, other) => one.tier - other.tier || other.rows.size - one.rows.size);
  return sets.filter((set) => !sets.some((other) => other.tier < set.tier && [...set.rows.keys()].every((id) => other.rows.has(id))));
}

/** Return the words for a set: its tier, and what its values share. */
const wordsOf = (set) => [own.tiers[set.tier]?.shown, set.shared || "whatever the conditions"].filter(Boolean).join(": ");

const isSame = (column, one, other) => one === other || Boolean(column.low && column.low[one] === column.low[other] && column.high[one] === column.high[other]);

/** Return the names of conditions that values of a set state and do not share: a tier does not ask for all. */
function differing(set, rows) {
  const differs = (name) => {
    const stated = rows.filter((row) => !isMissing(row, name)).map((row) => columns[name].at[row]);
    return stated.some((at) => !isSame(columns[name], at, stated[0]));
  };
  const found = conditions.filter((name) => !set.within.includes(name) && differs(name)).map(inline);
  return found.length ? `. Differs within it: ${found.join(", ")}` : "";
}

/** Return the metrics that the chosen materials have values of, those first that the review watches. */
function metricsOf() {
  const having = (key) => chosen.filter((id) => rowsOfMetric(id, key).length).length;
  return Object.entries(own.metrics).map(([key, about]) => ({ key, ...about, materials: having(key) })).filter((each) => each.materials);
}

/** Return the name of a condition as it stands inside a sentence. */
const inline = (name) => own.inline[name];

/** Return a condition of a value with its name. */
function conditionElement(row, name) {
  const made = make("span", `${inline(name)} `);
  const words = make("span");
  words.innerHTML = htmlOf(row, name);
  made.append(words);
  return made;
}

/** Return some conditions of a value in one line: where none of them is stated, all others. */
function conditionsElement(tag, row, wanted = conditions) {
  const made = make(tag, "", { class: "compare-conditions" });
  const stated = wanted.filter((name) => !isMissing(row, name)).map((name) => conditionElement(row, name));
  stated.forEach((each, place) => made.append(...(place ? ["; ", each] : [each])));
  if (!stated.length) made.textContent = othersOf(row) || NOT_KNOWN;
  return made;
}

/** Return whether a value is a bound, which may lie far from the number that it bounds. */
const isBound = (row) => "<>≤≥".includes(value.bounds[value.at[row]] || "~");
