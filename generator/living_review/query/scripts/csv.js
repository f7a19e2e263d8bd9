// The answer as CSV (RFC 4180, UTF-8), in the order of the table.

function quoted(cell) {
  const text = isNumber(cell) ? textOf(cell) : spreadsheetText(textOf(cell));
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv() {
  const lines = [found.columns, ...order.map((row) => found.rows[row])];
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

find('[data-do="csv"]').addEventListener("click", () => saveFile(new Blob(["\uFEFF", csv()], { type: "text/csv" }), "answer.csv"));
