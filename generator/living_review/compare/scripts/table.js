// The table: one column for each material; rows that are empty for all are left out.

const MOST_SETS = 4;
const MOST_VALUES = 3;
// What the table of all measurements says in the place of a tier.
const NO_TIER = "not comparable";

/** Return an element of a table with its role, which it keeps where the page lays the table out as a grid. */
const part = (tag, role, text = "", attributes = {}) => make(tag, text, { role, ...attributes });

/** Return the head of a row. Its words stay in sight where the table is wider than a phone. */
function rowHead(label, scope, note = "") {
  const head = part("th", "rowheader", "", { scope });
  const words = make("span", label);
  if (note) words.append(make("small", note));
  head.append(words);
  return head;
}

function line(label, cells, note = "") {
  const made = part("tr", "row");
  made.append(rowHead(label, "row", note), ...cells);
  return made;
}

/** Return a cell with markup that the generator made; nothing makes an empty one. */
function cell(html) {
  const made = part("td", "cell", html ? "" : "–", html ? {} : { class: "no" });
  if (html) made.innerHTML = html;
  return made;
}

/** Return a value with its state, its conditions and its source, which are not said again where they stand above. */
function valueElement(row, isSeen) {
  const made = make("div", "", { class: "compare-value" });
  const top = make("p");
  top.innerHTML = `${cellHtml(row, "value")} ${htmlOf(row, "state")}`;
  if (isSeen) {
    made.append(top, make("p", "as above", { class: "compare-source" }));
    return made;
  }
  const origin = make("p", "", { class: "compare-source" });
  origin.innerHTML = htmlOf(row, "source");
  made.append(top, conditionsElement("p", row), origin);
  return made;
}

function valuesCell(id, rows, shown, { remark = "", seen = new Set() } = {}) {
  const made = cell("");
  if (!rows.length) return made;
  made.removeAttribute("class");
  made.replaceChildren(...shown.map((row) => valueElement(row, seen.has(row))));
  if (remark) made.querySelector("p").append(" ", make("strong", remark, { class: "compare-best" }));
  const more = rows.length - shown.length;
  if (more) made.append(make("a", `${more} more on its page`, { href: recordAddress(id), "aria-label": `${more} more ${more === 1 ? "value" : "values"} on the page of ${nameOf(id)}` }));
  return made;
}

function factRows() {
  const body = part("tbody", "rowgroup");
  own.facts.forEach(({ name, shown, at }) => {
    const texts = chosen.map((id) => shown[at[placeOf.get(id)]] || "");
    if (texts.some((text) => text && !text.startsWith('<span class="absent">'))) body.append(line(name, texts.map(cell)));
  });
  return body;
}

/** Return the rows of the sets that chosen materials share: only there a larger number is a better one. */
function setRows(sets, better) {
  return sets.map((set) => {
    const bests = chosen.map((id) => bestOf(set.rows.get(id) || [], better));
    const known = bests.filter((row) => row !== undefined);
    const best = bestOf(known, better);
    const isSure = better && !known.some(isBound) && known.some((row) => middle(value, row) !== middle(value, best));
    const remark = { higher: "highest", lower: "lowest" }[better];
    const cells = chosen.map((id, place) => {
      const row = bests[place];
      return valuesCell(id, set.rows.get(id) || [], row === undefined ? [] : [row], { remark: isSure && row !== undefined && middle(value, row) === middle(value, best) ? remark : "" });
    });
    const made = line("Same set", cells, `${wordsOf(set)}${differing(set, known)}`);
    made.classList.add("compare-set");
    return made;
  });
}

/** Return a row for each tier in which chosen materials have values: the best of each, under conditions of its own. */
function tierRows(key, better, seen) {
  const tiers = [...own.tiers, { id: own.tiers.length ? NO_TIER : "" }];
  return tiers.flatMap(({ id: tier, shown: name }) => {
    const rows = chosen.map((id) => rowsOfMetric(id, key).filter((row) => tierOf(row) === tier));
    const bests = rows.map((each) => bestOf(each, better));
    if (bests.every((row) => row === undefined || seen.has(row))) return [];
    const label = name ? `Best in ${name.replace(/^T/, "t")}` : tier ? `Best, ${tier}` : "Best value";
    const note = name ? "conditions differ from column to column" : tier ? "a condition that decides is missing" : "";
    return [line(label, chosen.map((id, at) => valuesCell(id, rows[at], rows[at].length ? [bests[at]] : [], { seen })), note)];
  });
}

function metricRows({ key, better }) {
  const body = part("tbody", "rowgroup", "", { class: "compare-metric" });
  const [name, unit] = data.metrics[key];
  const head = part("tr", "row");
  const names = chosen.map((id, place) => {
    const box = part("td", "cell", "", { class: "compare-again" });
    box.append(symbolOf(place), cut(nameOf(id), 28));
    return box;
  });
  head.append(rowHead(unit ? `${name} / ${unit}` : name, "rowgroup"), ...names);
  const sets = sharedSets(key);
  const shown = setRows(sets.slice(0, MOST_SETS), better);
  const seen = new Set(sets.slice(0, MOST_SETS).flatMap(({ rows }) => [...rows.values()].map((each) => bestOf(each, better))));
  if (sets.length > MOST_SETS) shown.at(-1).querySelector("span").append(make("small", `and ${counted(sets.length - MOST_SETS, "more set")}`));
  if (better) return body.append(head, ...shown, ...tierRows(key, better, seen)), body;
  const rows = chosen.map((id) => rowsOfMetric(id, key));
  body.append(head, line("Values", chosen.map((id, place) => valuesCell(id, rows[place], rows[place].slice(0, MOST_VALUES)))));
  return body;
}

function tableOf(caption, bodies) {
  const grid = part("table", "table", "", { class: "compare-table" });
  grid.style.setProperty("--columns", chosen.length);
  const top = part("thead", "rowgroup");
  const heads = chosen.map((id, place) => {
    const head = part("th", "columnheader", "", { scope: "col" });
    const link = make("a", "", { href: recordAddress(id) });
    link.innerHTML = nameHtml(id);
    head.append(symbolOf(place), link);
    return head;
  });
  const names = part("tr", "row");
  names.append(part("td", "cell", "", { class: "compare-corner" }), ...heads);
  top.append(names);
  grid.append(make("caption", caption), top, ...bodies);
  return grid;
}

function showTable() {
  const metrics = metricsOf();
  const watched = metrics.filter((each) => each.watched);
  const others = metrics.filter((each) => !each.watched && each.materials > 1);
  find('[aria-labelledby="compare-table"]').replaceChildren(tableOf("The chosen materials side by side", [factRows(), ...watched.map(metricRows)]));
  const folded = find(".compare-others");
  folded.hidden = !others.length;
  if (!others.length) return;
  folded.querySelector("summary").textContent = `Other metrics that two of them or more share: ${others.length}`;
  folded.querySelector(".table-wrap").replaceChildren(tableOf("Other metrics of the chosen materials", others.map(metricRows)));
}
