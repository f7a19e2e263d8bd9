// The page of all measurements. Its controls are its state: they are written into the address, and read from it.
// The data come in columns: each cell once, in the order in which it sorts, and for each row which cell it has. What is
// asked of a row is so asked of few cells first, which keeps tens of thousands of rows quick. Vega-Lite draws the plot.
(function () {
  "use strict";
  const MOST = 4;
  // More points than this take long to draw, and hide each other.
  const MOST_POINTS = 2000;
  const MISSING = "not stated";
  const root = document.querySelector(".explore");
  const data = window.measurements;
  if (!root) return;
  // Until now the rows for readers without a script were not laid out: with hundreds of them that takes a second.
  root.dataset.script = "";
  if (!data?.count) return;

  const find = (selector) => root.querySelector(selector);
  const findAll = (selector) => [...root.querySelectorAll(selector)];
  const make = (tag, words = "", attributes = {}) => {
    const element = Object.assign(document.createElement(tag), { textContent: words });
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };

  // --- The columns

  const count = data.count;
  const columns = data.columns;
  const names = Object.keys(columns);
  Object.values(columns).forEach((column) => {
    column.at = Uint32Array.from(column.at);
    if (!column.low) return;
    column.low = Float64Array.from(column.low, (number) => number ?? NaN);
    const high = Float64Array.from(column.low);
    Object.entries(column.high).forEach(([place, number]) => (high[place] = number));
    column.high = high;
  });
  const { material, metric, value, source, others } = columns;
  const facets = names.filter((name) => columns[name].choices);
  const limits = names.filter((name) => columns[name].low);
  const conditions = names.filter((name) => name.startsWith("at."));

  const holder = document.createElement("template");
  function plain(html) {
    const text = html.replace(/<[^>]*>/g, "");
    if (text.includes("&")) holder.innerHTML = text;
    return (text.includes("&") ? holder.content.textContent : text).replace(/\s+/g, " ").trim();
  }

  const wordsOf = (column) => (column.words ||= column.shown.map(plain));
  const foundIn = (column) => (column.found ||= wordsOf(column).map((text) => text.toLowerCase()));
  const words = (row, name) => columns[name].words?.[columns[name].at[row]] ?? plain(shownIn(row, name));
  const shownIn = (row, name) => columns[name].shown[columns[name].at[row]];
  const isMissing = (row, name) => shownIn(row, name) === MISSING;
  const middle = (column, row) => (column.low[column.at[row]] + column.high[column.at[row]]) / 2;
  const recordOf = (row) => data.records[material.at[row]];
  const valueOf = (row) => data.values.names[data.values.at[row]];
  const idOf = (row) => `${recordOf(row)}/${valueOf(row)}`;
  // One step for both: an id may itself hold a word that stands in the pattern.
  const addressOf = (row) => data.address.replace(/RECORD|VALUE/g, (name) => (name === "RECORD" ? recordOf(row) : valueOf(row)));
  const metricOf = (row) => metric.choices[metric.chosen[metric.at[row]][0]];

  function rowOf(id) {
    const [record, name] = id.split("/");
    const [owner, own] = [data.records.indexOf(record), data.values.names.indexOf(name)];
    return owner < 0 || own < 0 ? -1 : material.at.findIndex((at, row) => at === owner && data.values.at[row] === own);
  }

  /** Return the markup of a cell; all of it was made by the generator, with the texts of records escaped. */
  const markup = (row, name) => (name === "value" ? `<a class="value" href="${addressOf(row)}">${shownIn(row, name)}</a>` : shownIn(row, name));

  const heads = new Map(findAll(".explore-table th[data-name]").map((head) => [head.dataset.name, head]));
  const titles = new Map([...heads].map(([name, head]) => [name, head.textContent]));
  const status = find('[role="status"]');

  // --- The state: a control for each part of it, hidden where the reader has other means than a control.

  const fields = new Map();
  findAll("[name]").forEach((input) => fields.set(input.name, [...(fields.get(input.name) || []), input]));
  const field = (name) => fields.get(name)[0];
  const chosen = (name) => fields.get(name).filter((input) => input.checked);

  function usual(input) {
    if (input.type === "hidden") return "";
    if (input.tagName !== "SELECT") return input.defaultValue;
    return ([...input.options].find((option) => option.defaultSelected) || input.options[0]).value;
  }

  function reset(input) {
    if (input.type === "checkbox") input.checked = input.defaultChecked;
    else input.value = usual(input);
  }

  function accepts(input, text) {
    if (input.tagName === "SELECT") return [...input.options].some((option) => option.value === text);
    if (input.type === "number") return text !== "" && Number.isFinite(Number(text));
    if (input.type !== "hidden") return true;
    const parts = text.split(",");
    return {
      sort: () => names.some((name) => [`${name}.asc`, `${name}.desc`].includes(text)),
      page: () => /^[1-9]\d*$/.test(text),
      brush: () => parts.length === 4 && parts.every((part) => part !== "" && Number.isFinite(Number(part))),
      pick: () => parts.length <= MOST && parts.every((part) => rowOf(part) >= 0),
    }[input.name]();
  }

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    fields.forEach((inputs, name) => {
      const wanted = given.getAll(name);
      if (inputs[0].type === "checkbox") {
        const known = wanted.length === 1 && wanted[0] === "" ? [] : wanted.filter((text) => inputs.some((input) => input.value === text));
        const isGiven = known.length > 0 || wanted[0] === "";
        inputs.forEach((input) => (input.checked = isGiven ? known.includes(input.value) : input.defaultChecked));
      } else {
        reset(inputs[0]);
        if (wanted.length && accepts(inputs[0], wanted[0])) inputs[0].value = wanted[0];
      }
    });
  }

  function writeAddress() {
    const kept = new URLSearchParams();
    fields.forEach((inputs, name) => {
      if (inputs[0].type !== "checkbox") {
        if (inputs[0].value !== usual(inputs[0])) kept.set(name, inputs[0].value);
      } else if (inputs.some((input) => input.checked !== input.defaultChecked)) {
        const values = inputs.filter((input) => input.checked).map((input) => input.value);
        (values.length ? values : [""]).forEach((text) => kept.append(name, text));
      }
    });
    const hash = kept.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `${location.href.split("#")[0]}#${hash}`);
    findAll(".explore-ways a").forEach((link) => {
      const isHere = link.getAttribute("href").slice(1) === hash;
      if (isHere) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // --- Which rows are shown

  const metricChosen = () => (chosen("metric").length === 1 ? chosen("metric")[0].value : null);

  /** Return a test of rows that asks each cell of a column once. */
  function cellTest({ at, shown }, isWanted) {
    const passed = Uint8Array.from(shown, (_, place) => isWanted(place));
    return (row) => passed[at[row]] === 1;
  }

  function facetTest(name) {
    const column = columns[name];
    const wanted = new Set(chosen(name).map((input) => column.choices.indexOf(input.value)));
    return wanted.size ? cellTest(column, (place) => column.chosen[place].some((choice) => wanted.has(choice))) : null;
  }

  function numberTest(name) {
    const column = columns[name];
    const [from, to] = [field(`${name}.from`), field(`${name}.to`)];
    const takesMissing = fields.has(`${name}.none`) && field(`${name}.none`).checked;
    const isLimited = !from.disabled && (from.value !== "" || to.value !== "");
    if (!isLimited && !takesMissing) return null;
    const low = from.value === "" ? -Infinity : Number(from.value);
    const high = to.value === "" ? Infinity : Number(to.value);
    return cellTest(column, (place) => (Number.isNaN(column.low[place]) ? takesMissing : isLimited && column.high[place] >= low && column.low[place] <= high));
  }

  function wordsTest() {
    const wanted = field("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const each = wanted.map((word) => {
      const holding = names.map((name) => columns[name]).filter((column) => foundIn(column).some((text) => text.includes(word)));
      const inColumn = holding.map((column) => cellTest(column, (place) => column.found[place].includes(word)));
      return (row) => inColumn.some((test) => test(row));
    });
    return wanted.length ? (row) => each.every((test) => test(row)) : null;
  }

  function setTest() {
    const place = fields.has("set") ? data.sets.names.indexOf(field("set").value) : -1;
    return place < 0 ? null : (row) => data.sets.at[row] === place;
  }

  function tests() {
    const found = new Map([["q", wordsTest()], ["set", setTest()]]);
    facets.forEach((name) => found.set(name, facetTest(name)));
    limits.forEach((name) => found.set(`${name}.number`, numberTest(name)));
    return [...found].filter(([, test]) => test);
  }

  /** Return for each row 0 where it fails no test, the number of the one that it fails, -1 where it fails several. */
  function failures(found) {
    const failed = new Int8Array(count);
    found.forEach(([, test], place) => {
      for (let row = 0; row < count; row++) if (failed[row] >= 0 && !test(row)) failed[row] = failed[row] ? -1 : place + 1;
    });
    return failed;
  }

  let shown = [];
  let plot = null;

  function update() {
    const limit = metricChosen();
    const box = find('[data-number="value"]');
    box.querySelector("legend").textContent = limit ? data.metrics[limit].slice(0, 2).filter(Boolean).join(" / ") : "Value (choose one metric)";
    box.disabled = !limit;
    box.querySelectorAll("input").forEach((input) => (input.disabled = !limit));
    const found = tests();
    const failed = failures(found);
    const plotted = [];
    for (let row = 0; row < count; row++) if (!failed[row]) plotted.push(row);
    plot = plotOf(plotted, failed);
    shown = sorted(brushed(plotted));
    showCounts(failed, found.map(([name]) => name));
    showTable();
    showChips();
    showPicked();
    showRectangle();
    showChart(plotted.length);
    writeAddress();
    const told = `${shown.length} of ${count} measurements`;
    if (status.textContent !== told) status.textContent = told;
  }

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
    findAll("[data-number] .count").forEach((mark) => {
      const name = mark.closest("[data-number]").dataset.number;
      const counts = countCells(columns[name], failed, tested.indexOf(`${name}.number`) + 1);
      mark.textContent = counts.reduce((sum, number, place) => (Number.isNaN(columns[name].low[place]) ? sum + number : sum), 0);
    });
  }

  // --- The table

  function sorting() {
    const text = field("sort").value;
    const place = text.lastIndexOf(".");
    return { name: text.slice(0, place), direction: text.slice(place + 1) };
  }

  /** Return rows in the order that is asked for; cells that have nothing to sort by stand last in both directions. */
  function sorted(rows) {
    const { name, direction } = sorting();
    if (!name) return rows;
    const { at, sorted: number } = columns[name];
    const sign = direction === "desc" ? -1 : 1;
    const ranks = Float64Array.from(columns[name].shown, (_, place) => (place < number ? sign * place : Infinity));
    return rows.sort((one, other) => (at[one] === at[other] ? one - other : ranks[at[one]] - ranks[at[other]] || one - other));
  }

  function makeHeads() {
    heads.forEach((head, name) => {
      const button = make("button", titles.get(name), { type: "button" });
      button.addEventListener("click", () => {
        const order = columns[name].low ? ["", "desc", "asc"] : ["", "asc", "desc"];
        const now = sorting().name === name ? order.indexOf(sorting().direction) : 0;
        const next = order[(now + 1) % 3];
        field("sort").value = next && `${name}.${next}`;
        changed();
      });
      head.replaceChildren(button);
    });
  }

  function lineOf(row, visible) {
    const line = make("tr");
    const cells = visible.map((name) => {
      const tag = name === "material" ? 'th scope="row"' : isMissing(row, name) ? 'td class="no"' : "td";
      return `<${tag}>${markup(row, name)}</${tag.slice(0, 2)}>`;
    });
    line.innerHTML = `<td><label class="explore-pick"><input type="checkbox"></label></td>${cells.join("")}`;
    const input = line.querySelector("input");
    input.dataset.row = row;
    input.setAttribute("aria-label", `Compare ${words(row, "material")}, ${words(row, "metric")} ${words(row, "value")}`);
    return line;
  }

  function showTable() {
    const { name, direction } = sorting();
    const on = chosen("column").map((input) => input.value);
    const visible = names.filter((each) => each === "material" || on.includes(each));
    heads.forEach((head, each) => {
      if (each === name) head.setAttribute("aria-sort", `${direction}ending`);
      else head.removeAttribute("aria-sort");
    });
    const top = find(".explore-table thead tr");
    const wanted = [top.firstElementChild, ...visible.map((each) => heads.get(each))];
    if (wanted.length !== top.children.length || wanted.some((head, place) => head !== top.children[place])) top.replaceChildren(...wanted);
    const size = Number(field("rows").value);
    const pages = Math.max(1, Math.ceil(shown.length / size));
    const page = Math.min(Number(field("page").value || 1), pages);
    field("page").value = page > 1 ? String(page) : "";
    const lines = shown.slice((page - 1) * size, page * size).map((row) => lineOf(row, visible));
    if (!lines.length) {
      lines.push(make("tr"));
      lines[0].append(make("td", "No measurement is like that. Take back a choice, or show all.", { colspan: visible.length + 1 }));
    }
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

  // --- What is chosen, as buttons that take it back

  function showChips() {
    const list = find(".explore-chips");
    const chip = (text, undo) => {
      const button = make("button", text, { type: "button", "aria-label": `Take back: ${text}` });
      button.addEventListener("click", () => {
        undo();
        changed();
        (list.querySelector("button") || find(".explore-bar button")).focus();
      });
      const item = make("li");
      item.append(button);
      return item;
    };
    const empty = (...emptied) => () => emptied.filter((name) => fields.has(name)).forEach((name) => reset(field(name)));
    const chips = [];
    if (field("q").value) chips.push(chip(`Words: ${field("q").value}`, empty("q")));
    if (fields.has("set") && field("set").value) chips.push(chip(`Comparable: ${field("set").selectedOptions[0].textContent}`, empty("set")));
    findAll("[data-facet]").forEach((facet) =>
      chosen(facet.dataset.facet).forEach((input) => {
        const text = `${facet.querySelector("[role=group]").getAttribute("aria-label")}: ${input.nextElementSibling.textContent}`;
        chips.push(chip(text, () => (input.checked = false)));
      }),
    );
    limits.forEach((name) => {
      if (!numberTest(name)) return;
      const [from, to] = [field(`${name}.from`).value, field(`${name}.to`).value];
      const parts = [from && `from ${from}`, to && `to ${to}`, fields.has(`${name}.none`) && field(`${name}.none`).checked && MISSING];
      const text = `${find(`[data-number="${name}"] legend`).textContent}: ${parts.filter(Boolean).join(" ")}`;
      chips.push(chip(text, empty(`${name}.from`, `${name}.to`, `${name}.none`)));
    });
    if (field("brush").value) chips.push(chip("Selected in the plot", empty("brush")));
    list.replaceChildren(...chips);
    list.hidden = !chips.length;
  }

  // --- The points of the plot

  /** Tell whether no condition that two rows both state differs; numbers are compared as numbers. */
  function agree(one, other) {
    const isSame = (name) => {
      const column = columns[name];
      const [a, b] = [column.at[one], column.at[other]];
      if (a === b || isMissing(one, name) || isMissing(other, name)) return true;
      return Boolean(column.low) && column.low[a] === column.low[b] && column.high[a] === column.high[b];
    };
    const [a, b] = [others.stated[others.at[one]], others.stated[others.at[other]]];
    return conditions.every(isSame) && Object.keys(a).every((name) => !(name in b) || a[name] === b[name]);
  }

  /** Return the pairs of rows with two metrics of one record from one source, of which at least one row is chosen. */
  function pairsOf(x, y, failed) {
    const found = [];
    const isFree = field("pairs").value === "source";
    const kinds = Uint8Array.from(metric.chosen, ([place]) => (metric.choices[place] === x ? 1 : metric.choices[place] === y ? 2 : 0));
    // The rows of a record follow each other.
    for (let start = 0, end = 0; start < count; start = end) {
      const [ofX, ofY] = [[], []];
      for (; end < count && material.at[end] === material.at[start]; end++) [null, ofX, ofY][kinds[metric.at[end]]]?.push(end);
      ofX.forEach((one) =>
        ofY.forEach((other) => {
          if (source.at[one] !== source.at[other] || (failed[one] && failed[other])) return;
          if (isFree || agree(one, other)) found.push({ x: middle(value, one), y: middle(value, other), rows: [other, one] });
        }),
      );
    }
    return found;
  }

  /** Return what is on the axes and the points; "value" stands for the one metric that is chosen, else for that of most rows. */
  function plotOf(plotted, failed) {
    const most = () => {
      const counts = countCells(metric, failed, 0);
      return metric.choices[metric.chosen[counts.indexOf(Math.max(...counts))]?.[0]];
    };
    const axis = (key) => {
      const name = key === "value" ? metricChosen() || most() : key.startsWith("metric.") ? key.slice(7) : null;
      return { key, metric: name, about: (name === null ? data.numbers[key] : data.metrics[name]) || ["Value", "", false] };
    };
    const [x, y] = ["x", "y"].map((name) => axis(field(name).value));
    const isPair = x.metric !== null && y.metric !== null && x.metric !== y.metric;
    const wanted = x.metric ?? y.metric;
    const ofRow = (row) => {
      if (wanted !== null && metricOf(row) !== wanted) return [];
      return [{ x: middle(columns[x.metric === null ? x.key : "value"], row), y: middle(columns[y.metric === null ? y.key : "value"], row), rows: [row] }];
    };
    const isPlaced = (point) => ["x", "y"].every((name) => Number.isFinite(point[name]) && (point[name] > 0 || !{ x, y }[name].about[2]));
    const isWanted = find(".explore-plot").open || field("brush").value;
    const all = !isWanted ? [] : isPair ? pairsOf(x.metric, y.metric, failed) : plotted.flatMap(ofRow);
    return { x, y, isPair, hasValues: wanted !== null, points: all.filter(isPlaced) };
  }

  /** Return those rows whose points lie in the rectangle. */
  function brushed(plotted) {
    if (!field("brush").value) return plotted;
    const [left, right, bottom, top] = field("brush").value.split(",").map(Number);
    const inside = plot.points.filter(({ x, y }) => x >= left && x <= right && y >= bottom && y <= top);
    const kept = new Set(inside.flatMap((point) => point.rows));
    return plotted.filter((row) => kept.has(row));
  }

  // --- The plot

  let view = null;
  let drawn = "";
  let drawnBrush = "";
  let bundle = null;

  function conditionsOf(row) {
    const stated = conditions.filter((name) => !isMissing(row, name)).map((name) => `${titles.get(name)} ${words(row, name)}`);
    return [...stated, words(row, "others")].filter(Boolean).join("; ") || "conditions not stated";
  }

  /** Return a point with the words of its row; those of a pair name both, and its state is that of the less sure value. */
  function told({ x, y, rows }) {
    const states = rows.map((row) => columns.state.chosen[columns.state.at[row]][0]);
    const [row, other] = rows;
    const both = (tell) => (other === undefined ? tell(row) : `${words(row, "metric")}: ${tell(row)}; ${words(other, "metric")}: ${tell(other)}`);
    const bounds = rows.map((each) => value.bounds[value.at[each]]);
    return {
      x, y, bound: plot.hasValues ? bounds.find(Boolean) || "" : "",
      material: words(row, "material"), value: both((each) => words(each, "value")),
      conditions: both(conditionsOf), source: words(row, "source"),
      state: columns.state.choices[Math.max(...states)], family: words(row, "family"),
    };
  }

  function specification(points, width) {
    const spec = structuredClone(data.chart);
    const brush = field("brush").value.split(",").map(Number);
    ["x", "y"].forEach((name) => {
      const [title, unit, isWide] = plot[name].about;
      const axis = { tickCount: name === "x" ? Math.max(3, Math.floor(width / 110)) : 6 };
      if (plot[name].key === "year") axis.format = "d";
      spec.layer.forEach(({ encoding }) => {
        Object.assign(encoding[name], { title: unit ? `${title} / ${unit}` : title, axis });
        if (isWide) encoding[name].scale = { type: "log", nice: false, padding: encoding[name].scale.padding };
      });
    });
    const { encoding } = spec.layer[0];
    // The channels of one field must agree, or it gets a legend for each.
    Object.entries({ family: ["fill", "stroke", "shape"], state: ["fillOpacity", "strokeDash"] }).forEach(([key, channels]) => {
      const values = encoding[channels[0]].scale.domain.filter((name) => points.some((point) => point[key] === name));
      channels.forEach((channel) => Object.assign(encoding[channel].legend, { values, columns: Math.max(2, Math.floor(width / 130)) }));
    });
    if (brush.length === 4) spec.params[0].value = { x: brush.slice(0, 2), y: brush.slice(2) };
    const description = `${plot.y.about[0]} against ${plot.x.about[0]}, ${plot.points.length} ${plot.isPair ? "pairs" : "points"}`;
    return Object.assign(spec, { width, description, datasets: { shown: points } });
  }

  /** Load Vega once the page itself is complete: the table comes first. */
  function loadBundle() {
    bundle ||= new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: root.dataset.bundle, onload: resolve, onerror: reject });
      if (document.readyState === "complete") document.head.append(script);
      else addEventListener("load", () => document.head.append(script));
    });
    return bundle;
  }

  function captionOf(plotted) {
    const { x, y, isPair, hasValues, points } = plot;
    const number = points.length;
    const differs = field("pairs").value === "source" ? "their conditions may differ" : "no condition that both state differs";
    const what = isPair
      ? `${number} pairs of ${y.about[0]} and ${x.about[0]}. Both values of a pair are of one record and from one source, and ${differs}; at least one of them is among the ${plotted} chosen measurements. A value may stand in several pairs. A pair has the state of its less sure value.`
      : `${hasValues ? `${data.metrics[y.metric ?? x.metric]?.[0]}: ` : ""}${number} of ${plotted} chosen measurements have both numbers.`;
    const some = number > MOST_POINTS ? ` ${MOST_POINTS} of them are drawn, evenly picked; narrow down to see all.` : "";
    return `${what}${some} Drag a rectangle to keep what is in it, or type it in below the plot.`;
  }

  async function showChart(plotted) {
    const figure = find(".explore-plot figure");
    find("[data-pairs]").hidden = !plot.isPair;
    if (!find(".explore-plot").open) return;
    const { points } = plot;
    const step = Math.max(1, points.length / MOST_POINTS);
    const some = Array.from({ length: Math.min(points.length, MOST_POINTS) }, (_, place) => points[Math.floor(place * step)]);
    const width = Math.floor(figure.clientWidth);
    const key = JSON.stringify([points.length, some.map((point) => point.rows), plot.x, plot.y, width]);
    find("[data-caption]").textContent = captionOf(plotted);
    if (key === drawn && field("brush").value === drawnBrush) return;
    [drawn, drawnBrush] = [key, field("brush").value];
    try {
      await loadBundle();
      // The table is painted first.
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (drawn !== key) return;
      const spec = specification(some.map(told), width);
      view?.finalize();
      ({ view } = await window.vegaEmbed(figure, spec, window.vegaOptions));
      // The rectangle has no words, and nothing to tell: what it selects is told by the table.
      figure.querySelectorAll('[class*="brush_brush"]').forEach((part) => part.setAttribute("aria-hidden", "true"));
      view.addSignalListener("brush", (_name, box) => brushedBy(box));
    } catch (error) {
      console.error("The plot cannot be drawn:", error);
    }
  }

  function showRectangle() {
    const ends = field("brush").value.split(",");
    findAll("[data-end]").forEach((input, place) => (input.value = ends[place] ?? ""));
  }

  /** Return the rectangle that its four fields tell; an empty one stands for the end of what there is. */
  function rectangle() {
    const given = findAll("[data-end]").map((input) => input.value);
    const ends = given.map((text, place) => {
      const farther = place % 2 ? Math.max : Math.min;
      return text === "" ? plot.points.reduce((end, point) => farther(end, point[place < 2 ? "x" : "y"]), place % 2 ? -Infinity : Infinity) : Number(text);
    });
    return given.some((text) => text !== "") && ends.every(Number.isFinite) ? ends.join(",") : "";
  }

  let waiting = 0;

  function brushedBy(box) {
    const round = (number) => Number(number.toPrecision(5));
    const text = box.x && box.y ? [...box.x, ...box.y].map(round) : [];
    const [a, b, c, d] = text;
    const ends = text.length ? [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)].join(",") : "";
    if (ends === field("brush").value) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      field("brush").value = drawnBrush = ends;
      changed();
    }, 150);
  }

  // --- Side by side

  const picked = () => field("pick").value.split(",").filter(Boolean).map(rowOf);

  function pick(row, isWanted) {
    const rest = picked().filter((other) => other !== row);
    if (isWanted && rest.length === MOST) {
      status.textContent = `${MOST} measurements are side by side already. Take one away first.`;
    } else {
      field("pick").value = (isWanted ? [...rest, row] : rest).map(idOf).join(",");
    }
    showPicked();
    writeAddress();
  }

  function copyOf(row, name) {
    const copy = make("td");
    copy.innerHTML = markup(row, name);
    return copy;
  }

  function showPicked() {
    const chosenRows = picked();
    findAll(".explore-pick input").forEach((input) => (input.checked = chosenRows.includes(Number(input.dataset.row))));
    const section = find(".explore-sides");
    section.hidden = find('[data-do="sides"]').hidden = !chosenRows.length;
    find('[data-do="sides"]').textContent = `Side by side: ${chosenRows.length}`;
    if (!chosenRows.length) return;
    const grid = make("table", "", { class: "explore-compare" });
    const line = (title, boxes) => {
      const made = make("tr");
      made.append(make("th", title, { scope: "row" }), ...boxes);
      return made;
    };
    const head = line("", chosenRows.map((row) => {
      const top = make("th", "", { scope: "col" });
      const remove = make("button", "Take away", { type: "button", "aria-label": `Take away ${words(row, "material")}` });
      remove.addEventListener("click", () => {
        pick(row, false);
        (find(".explore-sides button") || find(".explore-table input")).focus();
      });
      top.append(...copyOf(row, "material").childNodes, remove);
      return top;
    }));
    head.firstChild.replaceWith(make("td"));
    const top = make("thead");
    top.append(head);
    const own = make("tbody");
    names.slice(1).forEach((name) => own.append(line(titles.get(name), chosenRows.map((row) => copyOf(row, name)))));
    grid.append(make("caption", "The chosen measurements, and what else their records hold"), top, own, othersOf(chosenRows, line));
    section.querySelector(".table-wrap").replaceChildren(grid);
  }

  /** Return for each metric the other values of the records of the chosen rows. */
  function othersOf(chosenRows, line) {
    const body = make("tbody");
    const beside = chosenRows.map((row) => {
      const rows = [];
      material.at.forEach((at, other) => at === material.at[row] && other !== row && rows.push(other));
      return rows;
    });
    fields.get("metric").forEach((input) => {
      const boxes = beside.map((rows) => {
        const box = make("td");
        rows.filter((other) => metricOf(other) === input.value).forEach((other) => {
          const item = make("div");
          item.append(...copyOf(other, "value").childNodes, ` ${conditionsOf(other)}`);
          box.append(item);
        });
        return box;
      });
      if (boxes.some((box) => box.childNodes.length)) body.append(line(`Also: ${input.nextElementSibling.textContent}`, boxes));
    });
    return body;
  }

  // --- The table as CSV: the rows and columns that are shown, in their order

  /** A spreadsheet takes a text that starts like a formula for one; an apostrophe keeps it a text. */
  function quoted(cell) {
    if (typeof cell === "number") return String(cell);
    const safe = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  function csv() {
    Object.values(columns).forEach(wordsOf);
    const on = chosen("column").map((input) => input.value);
    const visible = names.filter((name) => name === "material" || on.includes(name));
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
    const body = shown.map((row) => [
      addressOf(row),
      ...visible.flatMap((name) => {
        const text = words(row, name);
        if (!spanned(name)) return [name === "year" && !isMissing(row, name) ? Number(text) : text];
        return [text, ...numbers(name, row), ...(name === "value" ? [data.metrics[metricOf(row)][1]] : [])];
      }),
    ]);
    return [["Address", ...top], ...body].map((line) => line.map(quoted).join(",") + "\r\n").join("");
  }

  function download() {
    const address = URL.createObjectURL(new Blob(["\uFEFF", csv()], { type: "text/csv" }));
    make("a", "", { href: address, download: "measurements.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  // --- Start

  function changed() {
    field("page").value = "";
    update();
  }

  makeHeads();
  find(".explore-table thead tr").prepend(make("th", "Compare", { scope: "col" }));
  readAddress();
  findAll("[hidden]:not(.explore-sides, .explore-chips, [data-do='sides'], [data-pairs])").forEach((element) => element.removeAttribute("hidden"));
  find(".explore-choose").open = matchMedia("(min-width: 60em)").matches;
  update();
  let typing = 0;
  root.addEventListener("input", (event) => {
    const { name, type } = event.target;
    if (!name) return;
    if (["x", "y", "pairs", "metric"].includes(name)) field("brush").value = "";
    clearTimeout(typing);
    typing = setTimeout(changed, type === "search" || type === "number" ? 200 : 0);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.row) pick(Number(event.target.dataset.row), event.target.checked);
    if (event.target.dataset.end) {
      field("brush").value = rectangle();
      changed();
    }
  });
  // What is searched is made ready, column by column, while the reader begins to type.
  field("q").addEventListener("focus", () => Object.values(columns).forEach((column) => setTimeout(() => foundIn(column))), { once: true });
  find('[data-do="csv"]').addEventListener("click", download);
  find('[data-do="clear"]').addEventListener("click", () => {
    history.pushState(null, "", `${location.href.split("#")[0]}#`);
    readAddress();
    update();
  });
  find('[data-do="sides"]').addEventListener("click", () => find(".explore-sides h2").focus());
  findAll("[data-page]").forEach((button) =>
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      field("page").value = button.value === "1" ? "" : button.value;
      showTable();
      showPicked();
      writeAddress();
    }),
  );
  find(".explore-plot").addEventListener("toggle", update);
  addEventListener("hashchange", () => {
    readAddress();
    update();
  });
  addEventListener("resize", () => {
    clearTimeout(typing);
    typing = setTimeout(update, 200);
  });
})();
