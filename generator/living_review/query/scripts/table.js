// The answer as a table that can be sorted.

// More rows come with a button: thousands at once take long to lay out.
const ROWS_AT_ONCE = 200;
let found = null;
let order = [];
let sorting = { place: -1, sign: 1 };
let shownRows = ROWS_AT_ONCE;

function cellElement(cell, column, isNumeric) {
  const box = make("td");
  if (isNumeric) box.className = "number";
  if (cell === null) {
    box.className = "no";
    box.append(make("span", "–", { "aria-label": "nothing" }));
    return box;
  }
  const address = addressOf(cell, column);
  box.append(address ? make("a", textOf(cell), { href: address }) : textOf(cell));
  return box;
}

function sortBy(place) {
  const next = sorting.place !== place ? { place, sign: 1 } : sorting.sign > 0 ? { place, sign: -1 } : { place: -1, sign: 1 };
  sorting = next;
  order = found.rows.map((_, row) => row);
  if (place === next.place) {
    // What is missing stays last.
    const cell = (row) => found.rows[row][place];
    order.sort((one, other) => (cell(one) === null || cell(other) === null ? 1 : next.sign) * compareCells(cell(one), cell(other)) || one - other);
  }
  showRows();
  findAll(".query-table thead button")[place].focus();
}

function headElement(name, place) {
  const head = make("th", "", { scope: "col" });
  const button = make("button", name, { type: "button" });
  if (sorting.place === place) head.setAttribute("aria-sort", sorting.sign > 0 ? "ascending" : "descending");
  button.addEventListener("click", () => sortBy(place));
  head.append(button);
  return head;
}

function showRows() {
  const numeric = numberColumns(found);
  const [head, body, top] = [make("thead"), make("tbody"), make("tr")];
  top.append(...found.columns.map(headElement));
  head.append(top);
  order.slice(0, shownRows).forEach((row) => {
    const line = make("tr");
    line.append(...found.rows[row].map((cell, place) => cellElement(cell, found.columns[place], numeric[place])));
    body.append(line);
  });
  const table = make("table", "", { class: "query-table" });
  table.append(make("caption", "The answer"), head, body);
  find(".query-rows").replaceChildren(table);
  const left = found.rows.length - shownRows;
  find('[data-do="more"]').hidden = left <= 0;
  find('[data-do="more"]').textContent = `Show ${Math.min(left, ROWS_AT_ONCE)} more of ${counted(left, "further row")}`;
}

/** Show an answer as the database gave it. */
function showAnswer(answer) {
  found = answer;
  order = found.rows.map((_, row) => row);
  sorting = { place: -1, sign: 1 };
  shownRows = ROWS_AT_ONCE;
  showRows();
}

find('[data-do="more"]').addEventListener("click", () => {
  const first = shownRows;
  shownRows += ROWS_AT_ONCE;
  showRows();
  const row = findAll(".query-table tbody tr")[first];
  row.tabIndex = -1;
  row.focus();
});
