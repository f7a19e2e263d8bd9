// A question as a reader types it: read into limits, choices and words, by the vocabulary of the data.

const AT_LEAST = ["≥", ">=", "=>", ">", "over", "above", "more than", "greater than", "at least", "from", "since", "after"];
const AT_MOST = ["≤", "<=", "=<", "<", "below", "under", "less than", "at most", "up to", "until", "before", "to"];
const NEAR = ["=", "~", "≈", "at", "about", "between"];
// Words that ask for nothing by themselves.
const EMPTY = new Set(
  `a an and any are as at based by can do does for from had has have how i in is it its me of on or show than that the their there these
  to value values was were what when where which who whose with within material materials measurement measurements`.split(/\s+/),
);
// Words that leave out what is named behind them, and those that rank by what is named.
const LEAVING_OUT = new Set(["not", "no", "non", "without", "except", "excluding"]);
const RANKING = new Set(["best", "top"]);
const DIRECTIONS = { highest: "desc", largest: "desc", longest: "desc", lowest: "asc", smallest: "asc", shortest: "asc" };
const JOINING = /^(or|and|versus|vs\.?|against|\/|,)$/i;
const sign = [...AT_LEAST, ...AT_MOST, ...NEAR].sort((one, other) => other.length - one.length).join("|");
const digits = "(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+(?:\\.\\d+)?)";
const NUMBER = new RegExp(`(?:(?<sign>${sign})\\s*)?(?<low>[-−]?${digits})(?:\\s*(?:–|-|−|\\bto\\b|…)\\s*(?<high>[-−]?${digits}))?`, "iuy");
const BETWEEN = new RegExp(`between\\s+(?<low>[-−]?${digits})\\s+and\\s+(?<high>[-−]?${digits})`, "iuy");
const WORD = /[^\s<>≥≤=~≈]+/uy;
const numberOf = (text) => Number(text.replaceAll(",", "").replace("−", "-"));

function matchAt(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** Return the number that begins at a place of a text, with its sign and unit, or null. */
function numberAt(text, place) {
  const match = matchAt(BETWEEN, text, place) || matchAt(NUMBER, text, place);
  if (!match) return null;
  const { sign: written = "", low, high } = match.groups;
  const rest = text.slice(place + match[0].length);
  const unit = unitAt(rest);
  // Part of a name, such as 18-crown-6 or 3D.
  if (!unit && /^[-(]?\p{L}/u.test(rest)) return null;
  const length = match[0].length + (unit ? unit.length : 0);
  const [after, way] = text.slice(place + length).match(/^\s*(?:and|or) (more|above|over|less|below)\b/i) || [""];
  const word = written.toLowerCase();
  const isMost = /less|below/i.test(way || "") || AT_MOST.includes(word);
  const side = high ? "both" : isMost ? "to" : after || AT_LEAST.includes(word) ? "from" : "";
  return { kind: "number", side, ends: [low, high || low].map(numberOf), unit, text: text.slice(place, place + length), length: length + after.length };
}

/** Return the longest phrase of the vocabulary, else the word, that begins at a place of a text. */
function phraseAt(text, place) {
  const spoken = [];
  let best = null;
  for (let at = place, match; spoken.length < 8 && (match = matchAt(WORD, text, at)); ) {
    spoken.push(match[0].replace(/^[("'“]+|[,;:?!.)"'”]+$/g, ""));
    const meanings = phrases.get(wordsOf(spoken.join(" ")).join(" "));
    const length = at + match[0].length - place;
    if (meanings) best = { kind: "phrase", meanings, text: spoken.join(" "), length };
    else if (!best) best = { kind: "word", text: spoken[0], length };
    if (/[,;:?!]$/.test(match[0])) break;
    at = place + length;
    while (/\s/.test(text[at] || "")) at += 1;
  }
  return best;
}

/** Return the parts of a question in their order. */
function partsOf(text) {
  const parts = [];
  for (let place = 0; place < text.length; ) {
    const part = /\s/.test(text[place]) ? { length: 1 } : numberAt(text, place) || phraseAt(text, place) || { length: 1 };
    if (part.kind) parts.push(part);
    place += part.length;
  }
  return parts;
}

const isQuantity = (meaning) => Boolean(meaning.number) || meaning.facet === "metric";
const quantitiesOf = (part) => (part?.meanings || []).filter(isQuantity);

/** Return the nearest part before or after a place that is no empty word. */
function beside(parts, place, step) {
  let at = place + step;
  while (parts[at]?.kind === "word" && EMPTY.has(parts[at].text.toLowerCase())) at += step;
  return parts[at];
}

/** Return both limits that a number sets for a metric or number, in its unit. */
function limitsOf({ side, ends, unit }, subject) {
  const convert = unit?.conversions.get(unitOf(subject)) || ((number) => number);
  const [low, high] = ends.map(convert);
  // A value without a sign is one to reach: who asks for 300 W/(m K) wants no less.
  const better = subject.choice && !side ? data.metrics[subject.choice][3] : "";
  return [side === "to" || better === "lower" ? -Infinity : low, side === "from" || better === "higher" ? Infinity : high];
}

/** Return what a number can be a limit of. */
function candidatesOf(part, parts, place) {
  // A count has no unit but its name.
  if (part.unit) return [...measuredIn(part.unit.conversions), ...quantitiesOf({ meanings: phrases.get(wordsOf(part.unit.text).join(" ")) })];
  const counted = quantitiesOf(beside(parts, place, 1)).filter((each) => each.number && !unitOf(each));
  if (counted.length) return counted;
  const isYear = part.ends.every((end) => columns.year.low.some((year) => year === end));
  return isYear ? [{ number: "year" }] : quantitiesOf(beside(parts, place, -1));
}

/** Return of what a number is a limit: of what stands beside it or is named elsewhere, else of what has most rows there. */
function subjectOf(part, parts, place) {
  const found = candidatesOf(part, parts, place);
  const namedBy = (some) => found.filter((each) => some.some((other) => quantitiesOf(other).some((meaning) => isSame(meaning, each))));
  const near = namedBy([beside(parts, place, -1), beside(parts, place, 1)]);
  const named = near.length ? near : namedBy(parts);
  const asked = named.length ? named : found;
  const ranked = asked.map((each) => [rowsWithin(each, ...limitsOf(part, each)), each]).sort(([one], [other]) => other - one);
  // Another meaning is worth a word where many values have it.
  return { subject: ranked[0]?.[1], others: ranked.slice(1).filter(([number]) => number > 0.1 * ranked[0][0]).map(([, each]) => each) };
}
