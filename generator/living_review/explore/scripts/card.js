// The value behind a point: what it is, under which conditions, and the ways on.

let cardRows = [];

function cardPart(row) {
  const part = make("div");
  const state = cellCopy(row, "state").childNodes;
  part.append(
    cell("p", ...cellCopy(row, "material").childNodes),
    cell("p", `${textOf(row, "metric")} `, cell("strong", textOf(row, "value")), " ", ...state),
    cell("p", conditionsOf(row)),
    cell("p", ...cellCopy(row, "source").childNodes),
  );
  const compare = make("button", "Put side by side", { type: "button" });
  compare.addEventListener("click", () => setCompared(row, true));
  part.append(cell("p", make("a", "Open the value", { href: addressOf(row), "data-open": "" }), " ", compare));
  return part;
}

/** Show the values of a point below the plot, or nothing. */
function showCard(rows) {
  const card = find(".explore-card");
  if (rows.join() === cardRows.join()) return;
  cardRows = rows;
  card.hidden = !rows.length;
  card.replaceChildren(...rows.map(cardPart));
}

/** Let the points be reached by keyboard, from left to right: each shows its value, Enter leads to it. */
function reachByKeyboard(figure) {
  const marks = [...figure.querySelectorAll('path[aria-roledescription="point"]')].filter((mark) => mark.__data__?.datum?.rows);
  const inOrder = marks.sort((one, other) => one.__data__.datum.x - other.__data__.datum.x);
  inOrder.forEach((mark) => mark.addEventListener("focus", () => showCard(mark.__data__.datum.rows)));
  moveByKeyboard(inOrder, "button", () => find(".explore-card [data-open]").focus());
}
