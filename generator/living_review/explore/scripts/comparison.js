// Chosen measurements side by side, with what else their records hold.

const comparedRows = () => field("pick").value.split(",").filter(Boolean).map(rowOf);

function setCompared(row, isWanted) {
  const rest = comparedRows().filter((other) => other !== row);
  if (isWanted && rest.length === MAX_COMPARED) {
    status.textContent = `${MAX_COMPARED} measurements are side by side already. Remove one first.`;
  } else {
    field("pick").value = (isWanted ? [...rest, row] : rest).map(idOf).join(",");
  }
  showComparison();
  showCompareLink();
  writeAddress();
}

function cellCopy(row, name) {
  const copy = make("td");
  copy.innerHTML = cellHtml(row, name);
  return copy;
}

function showComparison() {
  const compared = comparedRows();
  findAll(".explore-pick input").forEach((input) => (input.checked = compared.includes(Number(input.dataset.row))));
  const section = find(".explore-sides");
  section.hidden = find('[data-do="sides"]').hidden = !compared.length;
  find('[data-do="sides"]').textContent = `Side by side: ${compared.length}`;
  if (!compared.length) return;
  const grid = make("table", "", { class: "explore-compare" });
  const line = (title, boxes) => {
    const made = make("tr");
    made.append(make("th", title, { scope: "row" }), ...boxes);
    return made;
  };
  const head = line("", compared.map((row) => {
    const top = make("th", "", { scope: "col" });
    const remove = make("button", "Remove", { type: "button", "aria-label": `Remove ${textOf(row, "material")}` });
    remove.addEventListener("click", () => {
      setCompared(row, false);
      (find(".explore-sides button") || find(".explore-table input")).focus();
    });
    top.append(...cellCopy(row, "material").childNodes, remove);
    return top;
  }));
  head.firstChild.replaceWith(make("td"));
  const top = make("thead");
  top.append(head);
  const own = make("tbody");
  const listed = offered().slice(1).filter((name) => !isOwned(name) || compared.some((row) => !isMissing(row, name)));
  listed.forEach((name) => own.append(line(titles.get(name), compared.map((row) => cellCopy(row, name)))));
  grid.append(make("caption", "The chosen measurements, and what else their records hold"), top, own, otherValues(compared, line));
  section.querySelector(".table-wrap").replaceChildren(grid);
}

/** Return for each metric the other values of the records of the chosen rows. */
function otherValues(compared, line) {
  const body = make("tbody");
  const beside = compared.map((row) => {
    const rows = [];
    material.at.forEach((at, other) => at === material.at[row] && other !== row && rows.push(other));
    return rows;
  });
  fields.get("metric").forEach((input) => {
    const boxes = beside.map((rows) => {
      const box = make("td");
      rows.filter((other) => metricOf(other) === input.value).forEach((other) => {
        const item = make("div");
        item.append(...cellCopy(other, "value").childNodes, ` ${conditionsOf(other)}`);
        box.append(item);
      });
      return box;
    });
    if (boxes.some((box) => box.childNodes.length)) body.append(line(`Also: ${input.nextElementSibling.textContent}`, boxes));
  });
  return body;
}
