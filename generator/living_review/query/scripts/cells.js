// What a cell of an answer shows. The database holds what records say: all of it is text here, never HTML.

const isNumber = (cell) => typeof cell === "number";
/** Return a cell as text; numbers without the noise of binary fractions. */
function textOf(cell) {
  if (cell === null) return "";
  if (isNumber(cell)) return String(Number(cell.toPrecision(12)));
  return cell instanceof Uint8Array ? counted(cell.length, "byte") : cell;
}

/** Return where a cell leads: to a record, a source, a DOI, a page of the site or an address of the web; or nothing. */
function addressOf(cell, column) {
  if (typeof cell !== "string") return "";
  const name = column.toLowerCase();
  if (known[name]?.has(cell)) return root.dataset[name].replace("RECORD", cell);
  if (name === "doi" && /^10\.\d{4,9}\/\S+$/.test(cell)) return `https://doi.org/${encodeURI(cell)}`;
  return /^https?:\/\/\S+$/.test(cell) || /^[a-z0-9/-]+\.html(#[\w-]+)?$/.test(cell) ? cell : "";
}

/** Return the columns all of whose cells are numbers, by their places. */
function numberColumns({ columns, rows }) {
  const filled = (place) => rows.filter((row) => row[place] !== null);
  return columns.map((_, place) => filled(place).length > 0 && filled(place).every((row) => isNumber(row[place])));
}

/** Compare cells: numbers before texts, what is missing last. */
function compareCells(one, other) {
  const rank = (cell) => (cell === null ? 2 : isNumber(cell) ? 0 : 1);
  if (rank(one) !== rank(other) || one === null) return rank(one) - rank(other);
  return isNumber(one) ? one - other : textOf(one).localeCompare(textOf(other), "en", { numeric: true });
}
