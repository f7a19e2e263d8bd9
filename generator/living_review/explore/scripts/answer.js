// What a question means for the state of the page.

/** Return the choices, limits and words that a question asks for, and notes on what it left open. */
function understand(text) {
  const parts = partsOf(text);
  const found = { choices: new Map(), limits: [], words: [], notes: [], direction: "", ranking: "", shown: "" };
  parts.forEach((part, place) => part.kind === "number" && takeNumber(part, parts, place, found));
  found.shown = shownMetric(parts, found.limits);
  if (found.shown) found.choices.set("metric", [found.shown]);
  parts.forEach((part, place) => {
    if (part.kind === "phrase") takePhrase(part, parts, place, found);
    else if (part.kind === "word") takeWord(part.text, parts[place + 1], found);
  });
  if (found.choices.size || found.limits.length) leaveOutUnknown(found);
  if (found.ranking && !found.choices.has("metric")) found.notes.push(`not used: ${found.ranking}, since no metric is named to rank by`);
  const beside = [...new Set(found.limits.filter(({ subject }) => isBeside(subject, found)).map(({ subject }) => nameOf(subject)))];
  if (beside.length) found.notes.push(`each row is a value${found.shown ? ` of ${data.metrics[found.shown][0]}` : ""} whose material also has such a value of ${beside.join(" and of ")}, whatever its conditions`);
  return found;
}

/**
 * Return the metric whose values a question wants to see, where it limits some: the first limited one that tells of no
 * structure, else the first one, unless another is named. Limits of others are asked of the materials.
 */
function shownMetric(parts, limits) {
  const limited = limits.map(({ subject }) => subject.choice).filter(Boolean);
  const isStructural = (choice) => structural.includes(OWNED + choice);
  const isOther = ({ facet, choice }) => facet === "metric" && !limited.includes(choice) && !isStructural(choice);
  const isNamed = parts.some(({ kind, meanings }) => kind === "phrase" && meanings.every((each) => each.facet === "metric") && meanings.some(isOther) && !meanings.some(({ choice }) => limited.includes(choice)));
  return limited.find((choice) => !isStructural(choice)) || (isNamed ? "" : limited[0] || "");
}

/** Tell whether a limit is asked of the material of a row, and not of the row itself. */
const isBeside = (subject, { shown }) => Boolean(subject.choice) && subject.choice !== shown;

/** Leave out words that no row has, where the rest of the question can be answered without them. */
function leaveOutUnknown(found) {
  const isKnown = (word) => written.some((name) => searchTexts(columns[name]).some((text) => spellings(word).some((phrase) => text.includes(phrase))));
  const unknown = found.words.filter((word) => !isKnown(word));
  found.words = found.words.filter((word) => !unknown.includes(word));
  if (unknown.length) found.notes.push(`found nowhere, so left out: ${unknown.join(" ")}`);
}

function takeNumber(part, parts, place, found) {
  const { subject, others } = subjectOf(part, parts, place);
  if (!subject) return found.words.push(...part.text.split(/\s+/).filter(Boolean));
  if (others.length) found.notes.push(`${part.text} is taken for ${nameOf(subject)}, not for ${others.map(nameOf).join(" or ")}, since more values are found so`);
  found.limits.push({ subject, limits: limitsOf(part, subject) });
  return undefined;
}

function takePhrase({ meanings, text }, parts, place, found) {
  const isUsed = (meaning) => found.limits.some(({ subject }) => isSame(subject, meaning)) && isQuantity(meaning);
  if (meanings.some(isUsed)) return undefined;
  const choices = meanings.filter((meaning) => meaning.choice);
  if (!choices.length) {
    const isWord = [-1, 1].some((step) => parts[place + step]?.kind === "word" && !EMPTY.has(parts[place + step].text.toLowerCase()));
    if (isWord) found.words.push(...text.split(/\s+/));
    else if (meanings.some((meaning) => meaning.number)) found.notes.push(`not used: ${text}, without a number`);
    return undefined;
  }
  // Where several facets have the word, the one that is named beside it, as in "carbonate solution", else the first.
  const isNamed = (each) => [-1, 1].some((step) => parts[place + step]?.meanings?.some(({ title }) => title === each.facet));
  const { facet } = choices.find(isNamed) || choices[0];
  const ranked = choices.filter((each) => each.facet === facet).map((each) => [rowsWith(each), each]);
  const [, { choice }] = ranked.sort(([one], [other]) => other - one)[0];
  const known = found.choices.get(facet) || [];
  if (isLeftOut(parts, place)) return leaveOut(facet, choice, text, found);
  const isJoined = JOINING.test(parts[place - 1]?.text || "");
  if (facet === "metric" && found.shown) found.notes.push(`not used: ${text}, since another metric has limits`);
  else if (known.length && facet !== "metric" && !isJoined) found.words.push(...text.split(/\s+/));
  else if (!known.includes(choice)) found.choices.set(facet, [...known, choice]);
  return undefined;
}

/** Tell whether what stands at a place is to be left out. */
const isLeftOut = (parts, place) => LEAVING_OUT.has(beside(parts, place, -1)?.text.toLowerCase());

/** Choose all choices of a facet but one, where each row has one of them. */
function leaveOut(facet, choice, text, found) {
  const { choices, chosen } = columns[facet];
  if (chosen.some((each) => each.length > 1)) found.notes.push(`not used: not ${text}, since a value can have several of these`);
  else found.choices.set(facet, (found.choices.get(facet) || choices).filter((each) => each !== choice));
}

/** Return how many rows have a choice. */
function rowsWith({ facet, choice }) {
  const column = columns[facet];
  const place = column.choices.indexOf(choice);
  return countCells(column, new Int8Array(count), 0).reduce((sum, number, cell) => (column.chosen[cell].includes(place) ? sum + number : sum), 0);
}

function takeWord(text, next, found) {
  const word = text.toLowerCase();
  if (LEAVING_OUT.has(word)) {
    if (!next?.meanings?.some((meaning) => meaning.choice)) found.notes.push(`not used: ${text}, since no choice is named behind it`);
  } else if (RANKING.has(word)) found.ranking = text;
  else if (Object.hasOwn(DIRECTIONS, word)) found.direction = DIRECTIONS[word];
  // All rows are about what the review is about.
  else if (/[\p{L}\p{N}]/u.test(word) && !EMPTY.has(word) && !wordsOf(word).every((each) => wordsOf(vocabulary.about).includes(each))) found.words.push(text);
}

const KEPT = ["by", "column", "rows", "behind", "x", "y", "xscale", "yscale", "pairs"];

function setField(name, text) {
  fields.get(name).forEach((input) => {
    if (input.type === "checkbox") input.checked ||= input.value === text;
    else input.value = text;
  });
}

/** Return the stem of the fields for the limits of something. */
const fieldOf = (subject, found) => subject.number || (isBeside(subject, found) ? OWNED + subject.choice : "value");

/** Put what a question asks for into the controls, in the place of all that was chosen. */
function fillControls(found) {
  const { choices, limits, words, direction } = found;
  fields.forEach((inputs, name) => KEPT.includes(name) || inputs.forEach(reset));
  choices.forEach((some, facet) => some.forEach((choice) => setField(facet, choice)));
  limits.forEach(({ subject, limits: ends }) =>
    ["from", "to"].forEach((end, place) => Number.isFinite(ends[place]) && setField(`${fieldOf(subject, found)}.${end}`, String(ends[place]))),
  );
  setField("q", words.join(" "));
  const better = { higher: "desc", lower: "asc" }[data.metrics[metricChosen()]?.[3]];
  if (metricChosen() && (direction || better)) setField("sort", `value.${direction || better}`);
}

const understood = find(".explore-ask output");
let answered = "";

/** Answer a question: turn it into filters, and say how it was understood. */
function answer(text) {
  const found = understand(text);
  fillControls(found);
  update();
  const { words, notes } = found;
  const chips = findAll(".explore-chips button").map((button) => button.textContent).filter((chip) => !words.length || !chip.startsWith("Words: "));
  const parts = [chips.length && `Understood as ${chips.join("; ")}`, words.length && `searched as words: ${words.join(" ")}`, ...notes].filter(Boolean);
  understood.textContent = parts.length ? `${parts.join(". ").replace(/\. \p{L}/gu, (start) => start.toUpperCase())}.` : "";
  answered = location.hash;
}

/** Remove what is said of a question once the state is another one. */
function forgetAnswer() {
  if (location.hash !== answered) understood.textContent = "";
}

/** Show the state of the address, or the answer to the question that a link asks: explore.html#ask=… */
function showAddress() {
  const question = new URLSearchParams(location.hash.slice(1)).get("ask")?.slice(0, 300);
  if (question) {
    find(".explore-ask input").value = question;
    answer(question);
  } else {
    readAddress();
    update();
  }
}
