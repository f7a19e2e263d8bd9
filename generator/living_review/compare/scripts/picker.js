// The box in which a material is looked for: a combobox with a list, as the authoring practices of WAI-ARIA describe it.

const MOST_OPTIONS = 8;
const input = find("#compare-add");
const list = find("#compare-options");
let options = [];
let active = -1;

// What is searched of a record: its name, aliases, formula, elements and families, as written and in one spelling.
const searched = records.ids.map((id, place) => spellings(`${nameOf(id)} ${records.words[place]}`).join(""));

/** Return how many sets of comparable values each record shares with the chosen ones. */
function sharedCounts() {
  const sets = new Set(chosen.flatMap((id) => rowsOf.get(id).flatMap((row) => data.sets.at[row])));
  const counts = new Map();
  if (sets.size) rowsOf.forEach((rows, id) => counts.set(id, new Set(rows.flatMap((row) => data.sets.at[row]).filter((set) => sets.has(set))).size));
  return counts;
}

/** Return the records that hold all words; without words those that can best be compared with the chosen ones. */
function search(text) {
  const words = text.split(/\s+/).map(spellings).filter(([word]) => word.trim());
  const isFound = (place) => words.every((phrases) => phrases.some((phrase) => searched[place].includes(phrase)));
  const counts = sharedCounts();
  const begins = (id) => Number(fold(nameOf(id)).startsWith(fold(text.trim())));
  const found = records.ids.filter((id, place) => !chosen.includes(id) && isFound(place) && (words.length || counts.get(id)));
  const rank = (id) => [words.length ? begins(id) : 0, counts.get(id) || 0, rowsOf.get(id).length];
  const ranked = found.map((id) => ({ id, rank: rank(id) })).sort((one, other) => other.rank.reduce((sum, number, place) => sum || number - one.rank[place], 0));
  return ranked.map(({ id }) => ({ id, shared: counts.get(id) || 0 }));
}

function optionElement({ id, shared }, place) {
  const made = make("li", "", { role: "option", id: `compare-option-${place}`, "aria-selected": "false" });
  const name = make("span");
  name.innerHTML = nameHtml(id);
  const number = rowsOf.get(id).length;
  const about = [familyOf(id), `${number} ${number === 1 ? "value" : "values"}`, shared && `${shared} comparable ${shared === 1 ? "set" : "sets"}`];
  made.append(name, make("small", about.filter(Boolean).join(", ")));
  // Not a click: the box would lose the focus first.
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(place);
  });
  return made;
}

function close() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  activate(-1);
}

function open() {
  const found = search(input.value);
  options = found.slice(0, MOST_OPTIONS);
  list.replaceChildren(...options.map(optionElement));
  list.hidden = !options.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  activate(-1);
  if (input.value.trim()) say(found.length ? `${found.length} ${found.length === 1 ? "material" : "materials"} found${found.length > MOST_OPTIONS ? `, the first ${MOST_OPTIONS} are listed` : ""}.` : "No material is found by these words.");
}

function activate(place) {
  active = place;
  [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
  if (place < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", list.children[place].id);
  list.children[place]?.scrollIntoView({ block: "nearest" });
}

function choose(place) {
  const { id } = options[place];
  input.value = "";
  close();
  addMaterial(id);
}

function onKey(event) {
  const { key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) open();
    if (list.hidden) return;
    // One place more than there are options: that of the box itself.
    const places = options.length + 1;
    activate(((active + 1 + (key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
  } else if (key === "Enter" && !list.hidden) {
    event.preventDefault();
    if (active >= 0 || input.value.trim()) choose(Math.max(active, 0));
  } else if (key === "Escape") {
    if (list.hidden) input.value = "";
    close();
  }
}

input.addEventListener("input", open);
input.addEventListener("click", () => list.hidden && open());
input.addEventListener("keydown", onKey);
input.addEventListener("blur", close);
