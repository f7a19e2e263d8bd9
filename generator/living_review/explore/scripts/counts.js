// How many measurements each choice of a filter would show.

/** Return for each cell of a column how many rows have it that fail no test, or only the one of a name. */
function countCells(column, failed, own) {
  const counts = new Uint32Array(column.shown.length);
  for (let row = 0; row < count; row++) if (!failed[row] || failed[row] === own) counts[column.at[row]] += 1;
  return counts;
}

function showCounts(failed, tested) {
  findAll("[data-facet]").forEach((facet) => {
    const name = facet.dataset.facet;
    const column = columns[name];
    const counts = new Map(column.choices.map((choice) => [choice, 0]));
    countCells(column, failed, tested.indexOf(name) + 1).forEach((number, place) =>
      column.chosen[place].forEach((choice) => counts.set(column.choices[choice], counts.get(column.choices[choice]) + number)),
    );
    fields.get(name).forEach((input) => {
      const label = input.closest("label");
      label.querySelector(".count").textContent = counts.get(input.value);
      label.classList.toggle("empty", !counts.get(input.value));
    });
    const number = chosen(name).length;
    facet.querySelector(".chosen").textContent = number ? `${number} chosen` : "";
  });
  findAll("[data-owned]").forEach((group) => {
    const number = [...group.querySelectorAll("[data-number]")].filter(({ dataset }) => isLimited(dataset.number)).length;
    group.querySelector(".chosen").textContent = number ? `${number} limited` : "";
  });
  findAll("[data-number] .count").forEach((mark) => {
    const name = mark.closest("[data-number]").dataset.number;
    const counts = countCells(columns[name], failed, tested.indexOf(`${name}.number`) + 1);
    mark.textContent = counts.reduce((sum, number, place) => (Number.isNaN(columns[name].low[place]) ? sum + number : sum), 0);
  });
}
