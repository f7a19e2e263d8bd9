// The measurements in columns: each cell stands once, in the order in which it sorts, and each row tells which cell it has.
// What is asked of a row is so asked of few cells first, which keeps tens of thousands of rows quick.

const count = data.count;
const columns = data.columns;
const names = Object.keys(columns);
Object.values(columns).forEach((column) => {
  column.at = Uint32Array.from(column.at);
  if (!column.low) return;
  column.low = Float64Array.from(column.low, (number) => number ?? NaN);
  const high = Float64Array.from(column.low);
  Object.entries(column.high).forEach(([place, number]) => (high[place] = number));
  column.high = high;
});
const { material, metric, value, source, others } = columns;
const facets = names.filter((name) => columns[name].choices);
const numeric = names.filter((name) => columns[name].low);
const conditions = names.filter((name) => name.startsWith("at."));

const decoder = document.createElement("template");

/** Return markup as plain text. */
function plain(html) {
  const text = html.replace(/<[^>]*>/g, "");
  if (text.includes("&")) decoder.innerHTML = text;
  return (text.includes("&") ? decoder.content.textContent : text).replace(/\s+/g, " ").trim();
}

// Texts of cells are made when they are first needed.
const textsOf = (column) => (column.texts ||= column.shown.map(plain));
// Where one word of a compound ends and the next begins: disulfide is a sulfide.
const COMPOUND = /\b(mono|di|tri|tetra|penta|hepta|sesqui|oxy)(?=ox|sul|selen|telur|phosph|antimon|fluor|chlor|nitr|carb)/g;

/** Return words with one space before each. */
const spaced = (text) => ` ${text.replace(/\.(?!\d)|(?<!\d)\.|[^\p{L}\p{N}.]+/gu, " ").replace(/ +/g, " ").trim()}`;

/** Return the two ways in which a text is searched: as it is written, whose words have every beginning, and in one spelling. */
const spellings = (text) => [spaced(text.toLowerCase().normalize("NFKD")), spaced(fold(text).replace(COMPOUND, "$1 "))];

/** Return what is searched of each cell: its text, the choices of a filter that it has, and other words for it. */
function searchTexts(column) {
  column.searched ||= textsOf(column).map((text, place) => {
    const choices = column.choices ? column.chosen[place].map((choice) => column.choices[choice]) : [];
    return spellings([text, ...choices, column.words?.[place] || ""].join(" ")).join("");
  });
  return column.searched;
}
const textOf = (row, name) => columns[name].texts?.[columns[name].at[row]] ?? plain(htmlOf(row, name));
const htmlOf = (row, name) => columns[name].shown[columns[name].at[row]];
const isMissing = (row, name) => data.absent.includes(htmlOf(row, name));
const middle = (column, row) => (column.low[column.at[row]] + column.high[column.at[row]]) / 2;
const recordOf = (row) => data.records[material.at[row]];
const valueOf = (row) => data.values.names[data.values.at[row]];
const idOf = (row) => `${recordOf(row)}/${valueOf(row)}`;
// One step for both: an id may itself hold a word that stands in the pattern.
const addressOf = (row) => data.address.replace(/RECORD|VALUE/g, (name) => (name === "RECORD" ? recordOf(row) : valueOf(row)));
const metricOf = (row) => metric.choices[metric.chosen[metric.at[row]][0]];

/** Return the row of an id, or -1. */
function rowOf(id) {
  const [record, name] = id.split("/");
  const [owner, own] = [data.records.indexOf(record), data.values.names.indexOf(name)];
  return owner < 0 || own < 0 ? -1 : material.at.findIndex((at, row) => at === owner && data.values.at[row] === own);
}

/** Return the markup of a cell; all of it was made by the generator, with the texts of records escaped. */
const cellHtml = (row, name) => (name === "value" ? `<a class="value" href="${addressOf(row)}">${htmlOf(row, name)}</a>` : htmlOf(row, name));

/** Return the conditions without a column of their own; a review without conditions has none. */
const othersOf = (row) => (columns.others ? textOf(row, "others") : "");
const NOT_KNOWN = columns.others ? "conditions not known" : "";

/** Return the stated conditions of a row as a text, those of some columns or all. */
function conditionsOf(row, some = [...conditions, "others"]) {
  const stated = conditions.filter((name) => some.includes(name) && !isMissing(row, name)).map((name) => `${titles.get(name)} ${textOf(row, name)}`);
  return [...stated, some.includes("others") ? othersOf(row) : ""].filter(Boolean).join("; ") || NOT_KNOWN;
}
