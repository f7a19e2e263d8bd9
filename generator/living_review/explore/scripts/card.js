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

/** Make the points one stop of the Tab key: arrows lead from one to the next, Enter to its value. */
function reachByKeyboard(figure) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const marks = [...figure.querySelectorAll('path[aria-roledescription="point"]')].filter((mark) => mark.__data__?.datum?.rows);
  const inOrder = marks.sort((one, other) => one.__data__.datum.x - other.__data__.datum.x);
  inOrder.forEach((mark, place) => {
    mark.setAttribute("role", "button");
    mark.setAttribute("tabindex", place ? -1 : 0);
    mark.addEventListener("focus", () => showCard(mark.__data__.datum.rows));
    mark.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") find(".explore-card [data-open]").focus();
      if (event.key === "Enter" || event.key === " " || steps[event.key]) event.preventDefault();
      if (!steps[event.key]) return;
      const next = inOrder[Math.min(Math.max(place + steps[event.key], 0), inOrder.length - 1)];
      mark.setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
      next.focus();
    });
  });
}
