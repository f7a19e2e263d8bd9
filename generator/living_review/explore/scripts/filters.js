// Tests of rows, made of the state: which measurements are shown.

/** Return a test of rows that asks each cell of a column once. */
function cellTest({ at, shown }, isWanted) {
  const passed = Uint8Array.from(shown, (_, place) => isWanted(place));
  return (row) => passed[at[row]] === 1;
}

function facetTest(name) {
  const column = columns[name];
  const wanted = new Set(chosen(name).map((input) => column.choices.indexOf(input.value)));
  return wanted.size ? cellTest(column, (place) => column.chosen[place].some((choice) => wanted.has(choice))) : null;
}

function numberTest(name) {
  const column = columns[name];
  const [from, to] = [field(`${name}.from`), field(`${name}.to`)];
  const takesMissing = fields.has(`${name}.none`) && field(`${name}.none`).checked;
  const isLimited = !from.disabled && (from.value !== "" || to.value !== "");
  if (!isLimited && !takesMissing) return null;
  const low = from.value === "" ? -Infinity : Number(from.value);
  const high = to.value === "" ? Infinity : Number(to.value);
  return cellTest(column, (place) => (Number.isNaN(column.low[place]) ? takesMissing : isLimited && column.high[place] >= low && column.low[place] <= high));
}

/** A word is found from its beginning on; what hyphens join, as in Sb-C, is found as it stands. */
function wordsTest() {
  const wanted = field("q").value.split(/\s+/).map(spellings).filter(([phrase]) => phrase.trim());
  const each = wanted.map((phrases) => {
    const isFound = (text) => phrases.some((phrase) => text.includes(phrase));
    const holding = written.map((name) => columns[name]).filter((column) => searchTexts(column).some(isFound));
    const inColumn = holding.map((column) => cellTest(column, (place) => isFound(searchTexts(column)[place])));
    return (row) => inColumn.some((test) => test(row));
  });
  return wanted.length ? (row) => each.every((test) => test(row)) : null;
}

function setTest() {
  const place = fields.has("set") ? data.sets.names.indexOf(field("set").value) : -1;
  return place < 0 ? null : (row) => data.sets.at[row].includes(place);
}

function activeTests() {
  const found = new Map([["q", wordsTest()], ["set", setTest()]]);
  facets.forEach((name) => found.set(name, facetTest(name)));
  numeric.forEach((name) => found.set(`${name}.number`, numberTest(name)));
  owned.forEach((name) => found.set(`${name}.number`, ownedTest(name)));
  return [...found].filter(([, test]) => test);
}

const filterTitle = (name) => ({ q: "words", set: "comparable values only" }[name] || titles.get(name.replace(/\.number$/, "")));

function clearFilter(name) {
  const own = name.endsWith(".number") ? ["from", "to", "none"].map((end) => name.replace(/number$/, end)) : [name];
  own.forEach((each) => fields.get(each)?.forEach(reset));
}

/** Let the rows of a record fail where none of those that fail no test has one of the choices of a facet that are chosen. */
function keepComplete(failed) {
  const name = field("each").value;
  const wanted = name ? chosen(name).map((input) => columns[name].choices.indexOf(input.value)) : [];
  if (wanted.length < 2) return;
  const having = wanted.map(() => new Set());
  for (let row = 0; row < count; row++) {
    if (!failed[row]) wanted.forEach((choice, place) => columns[name].chosen[columns[name].at[row]].includes(choice) && having[place].add(material.at[row]));
  }
  for (let row = 0; row < count; row++) if (!having.every((records) => records.has(material.at[row]))) failed[row] = -1;
}

/** Return for each row 0 where it fails no test, the number of the one that it fails, -1 where it fails several. */
function failures(found) {
  const failed = new Int8Array(count);
  found.forEach(([, test], place) => {
    for (let row = 0; row < count; row++) if (failed[row] >= 0 && !test(row)) failed[row] = failed[row] ? -1 : place + 1;
  });
  keepComplete(failed);
  return failed;
}
