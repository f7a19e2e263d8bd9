// What a question may say, all of it from the data: names of choices, metrics and numbers, and units.

const { vocabulary } = data;
const phrases = new Map();

/** Return the words of a text in one spelling, without the s of a plural. */
const wordsOf = (text) => (fold(text).match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) || []).map((word) => (word.length > 3 ? word.replace(/ies$/, "y").replace(/s$/, "") : word));

function addPhrase(text, meaning) {
  const key = wordsOf(text).join(" ");
  if (key.length < 2) return;
  const known = phrases.get(key) || [];
  if (!known.some((other) => other.facet === meaning.facet && other.choice === meaning.choice && other.number === meaning.number && other.title === meaning.title)) known.push(meaning);
  phrases.set(key, known);
}

/** Return a unit in one notation: W m⁻¹ K⁻¹, W/(m K) and W per m per K are one. */
function notation(text) {
  const [above, below] = [[], []];
  const plain = text.normalize("NFKC").replace(/[−–]/g, "-").replace(/\bper\b/g, "/").replace(/[·*^]/g, " ").replace(/^\s*1\s*\//, "/").replace(/\/\s*\(([^()/]*)\)/g, (_, below) => ` ${below.trim().replace(/(^|\s+)/g, " /")}`);
  const rest = plain.replace(/(\/?)\s*([\p{L}%‰°Ω]+)(-?\d)?/gu, (_, slash, symbol, digits) => {
    const power = Number(digits || 1) * (slash ? -1 : 1);
    (power > 0 ? above : below).push(`${symbol}${Math.abs(power) > 1 ? Math.abs(power) : ""}`);
    return "";
  });
  return rest.trim() ? "" : [above.join(""), ...below].join("/");
}

// For each written unit what it is in the units of metrics and numbers.
const unitsByNotation = new Map();
Object.entries(vocabulary.units).forEach(([unit, written]) =>
  Object.entries(written).forEach(([text, [added, factor]]) => {
    const key = notation(text);
    if (!unitsByNotation.has(key)) unitsByNotation.set(key, new Map());
    unitsByNotation.get(key).set(unit, (number) => Number((number * factor + added).toPrecision(10)));
  }),
);
// Small letters where the right ones are unknown; what they leave open is no unit.
const unitsBySmall = new Map();
unitsByNotation.forEach((unit, key) => unitsBySmall.set(key.toLowerCase(), unitsBySmall.has(key.toLowerCase()) ? null : unit));

/** Return a text without the signs that end a sentence; a bracket that was opened in it is closed by its own. */
const withoutEnd = (text) => text.replace(text.includes("(") ? /[,;:.?!]+$/ : /[,;:.?!)]+$/, "");

/** Return the unit at the beginning of a text, its conversions and how long it is, or null. */
function unitAt(text) {
  const [start] = text.match(/^\s*\S+(?:\s+\S+){0,3}/) || [""];
  for (let end = start.length; end > 0; end = start.lastIndexOf(" ", end - 1)) {
    const shown = withoutEnd(start.slice(0, end));
    const key = shown.trim() && notation(shown);
    const conversions = key && (unitsByNotation.get(key) || unitsBySmall.get(key.toLowerCase()));
    if (conversions) return { text: shown.trim(), conversions, length: shown.length };
  }
  return null;
}

function readVocabulary() {
  findAll("[data-facet]").forEach(({ dataset: { facet } }) => {
    addPhrase(titles.get(facet), { title: facet });
    if (facet === "year") return;
    const synonyms = new Map(Object.entries(vocabulary.choices[facet] || {}));
    fields.get(facet).forEach((input) => {
      const choice = input.value;
      if (data.absent.includes(choice)) return;
      [input.nextElementSibling.textContent, ...(synonyms.get(choice) || [])].forEach((name) => addPhrase(name, { facet, choice }));
    });
  });
  Object.entries(data.numbers).forEach(([number, [name]]) =>
    [name, ...(vocabulary.numbers[number] || [])].forEach((each) => addPhrase(each, { number })),
  );
}

const unitOf = ({ number, choice }) => (number ? data.numbers[number] : data.metrics[choice])[1];
const nameOf = ({ number, choice }) => (number ? data.numbers[number] : data.metrics[choice])[0];
const isSame = (one, other) => one.number === other.number && one.choice === other.choice;

/** Return the metrics with values and the numbers that are given in one of some units. */
function measuredIn(conversions) {
  const all = [...Object.keys(data.numbers).map((number) => ({ number })), ...fields.get("metric").map((input) => ({ facet: "metric", choice: input.value }))];
  return all.filter((each) => conversions.has(unitOf(each)));
}

/** Return how many rows have a number, or a value of a metric, that touches some limits. */
function rowsWithin({ number, choice }, low, high) {
  const column = columns[number || "value"];
  let found = 0;
  for (let row = 0; row < count; row++) {
    const at = column.at[row];
    if (column.high[at] >= low && column.low[at] <= high && (number || metricOf(row) === choice)) found += 1;
  }
  return found;
}
