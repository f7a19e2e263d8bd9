// The table as CSV: the rows and columns that are shown, in their order.

function quoted(cell) {
  if (typeof cell === "number") return String(cell);
  const safe = spreadsheetText(cell);
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv() {
  Object.values(columns).forEach(textsOf);
  const visible = visibleColumns();
  const spanned = (name) => name !== "year" && columns[name].low;
  const unit = (name) => (name === "value" || !data.numbers[name][1] ? "" : ` / ${data.numbers[name][1]}`);
  const top = visible.flatMap((name) => {
    const title = titles.get(name);
    return spanned(name) ? [title, `${title} from${unit(name)}`, `${title} to${unit(name)}`, ...(name === "value" ? ["Unit"] : [])] : [title];
  });
  const numbers = (name, row) => {
    const [low, high] = [columns[name].low[columns[name].at[row]], columns[name].high[columns[name].at[row]]];
    return Number.isNaN(low) ? ["", ""] : [low, high];
  };
  const body = shownRows.map((row) => [
    addressOf(row),
    ...visible.flatMap((name) => {
      const text = textOf(row, name);
      if (!spanned(name)) return [name === "year" && !isMissing(row, name) ? Number(text) : text];
      return [text, ...numbers(name, row), ...(name === "value" ? [data.metrics[metricOf(row)][1]] : [])];
    }),
  ]);
  return [["Address", ...top], ...body].map((line) => line.map(quoted).join(",") + "\r\n").join("");
}

function download() {
  saveFile(new Blob(["\uFEFF", csv()], { type: "text/csv" }), "measurements.csv");
}
