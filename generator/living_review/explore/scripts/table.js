// The table of the measurements: its order, its columns and its pages.

const compareHead = make("th", "Compare", { scope: "col" });

function sorting() {
  // Of a material, the best value is wanted first.
  const best = isGrouped() && { higher: "value.desc", lower: "value.asc" }[data.metrics[metricChosen()]?.[3]];
  const text = field("sort").value || best || "";
  const place = text.lastIndexOf(".");
  return { name: text.slice(0, place), direction: text.slice(place + 1) };
}

/** Return rows in the order that is asked for; cells that have nothing to sort by stand last in both directions. */
function sortRows(rows) {
  const { name, direction } = sorting();
  if (!name) return rows;
  const { at, order, sorted: number } = columns[name];
  const sign = direction === "desc" ? -1 : 1;
  const rankOf = (place) => (order ? order[place] : place < number ? place : NaN);
  const ranks = Float64Array.from(columns[name].shown, (_, place) => (Number.isNaN(rankOf(place)) ? Infinity : sign * rankOf(place)));
  return rows.sort((one, other) => (at[one] === at[other] ? one - other : ranks[at[one]] - ranks[at[other]] || one - other));
}

function makeSortButtons() {
  headers.forEach((head, name) => {
    const button = make("button", titles.get(name), { type: "button" });
    button.addEventListener("click", () => {
      const order = columns[name].low ? ["", "desc", "asc"] : ["", "asc", "desc"];
      const now = sorting().name === name ? order.indexOf(sorting().direction) : 0;
      const next = order[(now + 1) % 3];
      field("sort").value = next && `${name}.${next}`;
      updateFromFirstPage();
    });
    head.replaceChildren(button);
  });
}

/** Return the names of the columns that are shown; every row has its material. */
function visibleColumns() {
  const on = chosen("column").map((input) => input.value);
  return names.filter((name) => name === "material" || on.includes(name) || (isOwned(name) && isLimited(name)));
}

function rowElement(row, visible) {
  const line = make("tr");
  const cells = visible.map((name) => {
    const tag = name === "material" ? 'th scope="row"' : isMissing(row, name) ? 'td class="no"' : "td";
    return `<${tag}>${cellHtml(row, name)}</${tag.slice(0, 2)}>`;
  });
  line.innerHTML = `<td><label class="explore-pick"><input type="checkbox"></label></td>${cells.join("")}`;
  const input = line.querySelector("input");
  input.dataset.row = row;
  input.setAttribute("aria-label", `Compare ${textOf(row, "material")}, ${textOf(row, "metric")} ${textOf(row, "value")}`);
  return line;
}

/** Return the row of a table without rows: how many there are without each one of the filters. */
function emptyRow(width, relaxed) {
  const [line, cellBox, box] = [make("tr"), make("td", "", { colspan: width }), make("div", "", { class: "explore-none" })];
  box.append(relaxed.length ? "No results: nothing has all of this." : "No results. Remove a filter, or show all.");
  relaxed.forEach(([name, number]) => {
    const button = make("button", `${number} without ${filterTitle(name)}`, { type: "button" });
    button.addEventListener("click", () => {
      clearFilter(name);
      updateFromFirstPage();
      find(".explore-chips button, .explore-bar button").focus();
    });
    box.append(button);
  });
  cellBox.append(box);
  line.append(cellBox);
  return line;
}

function showTable() {
  const { name, direction } = sorting();
  const visible = visibleColumns();
  headers.forEach((head, each) => {
    if (each === name) head.setAttribute("aria-sort", `${direction}ending`);
    else head.removeAttribute("aria-sort");
  });
  const top = find(".explore-table thead tr");
  const wanted = isGrouped() ? groupHeads() : [compareHead, ...visible.map((each) => headers.get(each))];
  if (wanted.length !== top.children.length || wanted.some((head, place) => head !== top.children[place])) top.replaceChildren(...wanted);
  const size = Number(field("rows").value);
  const items = isGrouped() ? groupsOf(shownRows) : shownRows;
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Number(field("page").value || 1), pages);
  field("page").value = page > 1 ? String(page) : "";
  const lines = items.slice((page - 1) * size, page * size).flatMap((item) => (isGrouped() ? groupLines(item) : [rowElement(item, visible)]));
  if (!lines.length) lines.push(emptyRow(wanted.length, relaxed));
  find(".explore-table tbody").replaceChildren(...lines);
  find(".explore-pages span").textContent = `Page ${page} of ${pages}`;
  const targets = { first: 1, previous: page - 1, next: page + 1, last: pages };
  findAll("[data-page]").forEach((button) => {
    const target = targets[button.dataset.page];
    button.value = target;
    // Not disabled: a button that has the focus would lose it.
    button.setAttribute("aria-disabled", target === page || target < 1 || target > pages);
  });
}
