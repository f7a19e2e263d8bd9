// The rows that are shown as CSV, in their order, with all columns and the whole addresses of values and sources.

function quoted(cell) {
  if (typeof cell === "number") return String(cell);
  const safe = spreadsheetText(cell);
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv() {
  const listed = offered();
  listed.forEach((name) => textsOf(columns[name]));
  const site = document.querySelector("link[rel=canonical]")?.href;
  const whole = (address) => (site ? new URL(address, site).href : address);
  const spanned = (name) => name !== "year" && columns[name].low;
  const unit = (name) => {
    const text = name === "value" ? "" : isOwned(name) ? data.metrics[ownedMetric(name)][1] : data.numbers[name][1];
    return text && ` / ${text}`;
  };
  const top = listed.flatMap((name) => {
    const title = titles.get(name);
    return spanned(name) ? [title, `${title} from${unit(name)}`, `${title} to${unit(name)}`, ...(name === "value" ? ["Unit"] : [])] : [title];
  });
  const numbers = (name, row) => {
    const [low, high] = [columns[name].low[columns[name].at[row]], columns[name].high[columns[name].at[row]]];
    return Number.isNaN(low) ? ["", ""] : [low, high];
  };
  const body = shownRows.map((row) => [
    whole(addressOf(row)),
    ...listed.flatMap((name) => {
      const text = textOf(row, name);
      if (!spanned(name)) return [name === "year" && !isMissing(row, name) ? Number(text) : text];
      return [text, ...numbers(name, row), ...(name === "value" ? [data.metrics[metricOf(row)][1]] : [])];
    }),
    source.doi[source.at[row]],
  ]);
  return [["Address", ...top, "DOI"], ...body].map((line) => line.map(quoted).join(",") + "\r\n").join("");
}

/** Return the name of the file: what was chosen and searched, as far as a name can hold it. */
function fileName() {
  const words = [...facets.flatMap((name) => chosen(name).map((input) => input.value)), field("q").value];
  const stem = words.join(" ").toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").slice(0, 80).replace(/^-|-$/g, "");
  return `${["measurements", stem].filter(Boolean).join("-")}.csv`;
}

function download() {
  saveFile(new Blob(["\uFEFF", csv()], { type: "text/csv" }), fileName());
}
