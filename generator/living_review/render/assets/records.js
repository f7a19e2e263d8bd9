// Sorts the tables of values by their headings, within each group of rows, and opens the provenance of the value that an
// address leads to. Without this script a table has all its rows in the order of the record.
(function () {
  "use strict";

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  function keyOf(cell) {
    const text = (cell.textContent || "").trim();
    const number = cell.dataset.sort === undefined ? NaN : Number(cell.dataset.sort);
    return { group: Number(cell.dataset.group || 0), number, text };
  }

  // Numbers come before words, and what is missing last, whatever the direction.
  function compare(one, other, sign) {
    if (one.group !== other.group) return one.group - other.group;
    if (!one.text !== !other.text) return one.text ? -1 : 1;
    const numbers = [one, other].map((key) => !Number.isNaN(key.number));
    if (numbers[0] && numbers[1]) return sign * (one.number - other.number);
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return sign * one.text.localeCompare(other.text, "en", { numeric: true });
  }

  // A value has two rows, that of its numbers and that of its provenance; the order of the record is the row's own.
  function sortRows(body, column, direction) {
    const rows = [...body.querySelectorAll(":scope > .value-row")];
    rows.forEach((row, place) => (row.dataset.place ??= place));
    const values = rows.map((row) => ({ row, more: row.nextElementSibling, place: Number(row.dataset.place), key: keyOf(row.cells[column]) }));
    const sign = direction === "descending" ? -1 : 1;
    values.sort((one, other) => (direction === "none" ? 0 : compare(one.key, other.key, sign)) || one.place - other.place);
    body.append(...values.flatMap(({ row, more }) => [row, more]));
  }

  function makeSortable(table) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      if (heading.classList.contains("unsorted")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const direction = NEXT[heading.getAttribute("aria-sort") || "none"];
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        if (direction !== "none") heading.setAttribute("aria-sort", direction);
        [...table.tBodies].forEach((body) => sortRows(body, column, direction));
      });
    });
  }

  function openTarget() {
    // Ids of values are plain.
    const row = document.getElementById(location.hash.slice(1));
    if (!row?.matches("tr.value-row")) return;
    row.closest("details.series-folded")?.setAttribute("open", "");
    row.nextElementSibling.querySelector("details").open = true;
    row.scrollIntoView();
  }

  function start() {
    document.querySelectorAll("table.sortable").forEach((table) => {
      if (table.querySelectorAll(".value-row").length > 1) makeSortable(table);
    });
    if (location.hash) openTarget();
    addEventListener("hashchange", openTarget);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
