// The materials to choose from: their names, their rows in the table of all measurements, and their looks in table and figure.

const records = own.records;
const placeOf = new Map(records.ids.map((id, place) => [id, place]));
const rowsOf = new Map(records.ids.map((id) => [id, []]));
material.at.forEach((_, row) => rowsOf.get(recordOf(row)).push(row));
// A row belongs to no comparison where its source was withdrawn, or its value does not hold.
const countedRows = (id) => rowsOf.get(id).filter((row) => !(row in data.leftOut));

const nameHtml = (id) => records.names[placeOf.get(id)];
const nameOf = (id) => plain(nameHtml(id));
const familyOf = (id) => records.families.names[records.families.at[placeOf.get(id)]];
const recordAddress = (id) => own.address.replace("RECORD", id);

/** Return a name that is cut where it has more letters than that. */
const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

// In the order of the columns; no two differ by colour alone. Outlines are in a square from -1 to 1, as Vega takes them.
const LOOKS = [
  "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z",
  "M-.9,-.9H.9V.9H-.9Z",
  "M0,-1.1L1.05,.8H-1.05Z",
  "M0,-1.2L1,0L0,1.2L-1,0Z",
  "M-1,-.35H-.35V-1H.35V-.35H1V.35H.35V1H-.35V.35H-1Z",
  "M0,1.1L1.05,-.8H-1.05Z",
].map((shape, place) => ({ shape, letter: "ABCDEF"[place], colour: `var(--compare-${place + 1})` }));

/** Return the symbol of a column with its letter, by which figure and table are read together. */
function symbolOf(place) {
  const box = make("span", "", { class: "compare-symbol" });
  const drawing = document.createElementNS(NAMESPACE, "svg");
  const path = document.createElementNS(NAMESPACE, "path");
  Object.entries({ viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true" }).forEach((pair) => drawing.setAttribute(...pair));
  path.setAttribute("d", LOOKS[place].shape);
  path.setAttribute("fill", LOOKS[place].colour);
  drawing.append(path);
  box.append(LOOKS[place].letter, drawing);
  return box;
}

let chosen = [];
