// The page of all measurements. Its controls are its state: they are written into the address, and read from it.
// DataTables sorts and pages, Vega-Lite draws; what stands here decides which rows are shown. Without it the table is whole.
(function () {
  "use strict";
  const MOST = 4;
  const MISSING = "not stated";
  const root = document.querySelector(".explore");
  if (!root || !window.DataTable) return;

  const find = (selector) => root.querySelector(selector);
  const findAll = (selector) => [...root.querySelectorAll(selector)];
  const make = (tag, words = "", attributes = {}) => {
    const element = Object.assign(document.createElement(tag), { textContent: words });
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const data = JSON.parse(find('script[type="application/json"]').textContent);
  const rows = data.ids.map((_, row) => row);
  const heads = findAll(".explore-table th[data-name]");
  const columns = heads.map((head) => head.dataset.name);
  const lines = findAll(".explore-table tbody tr");
  const cells = lines.map((line) => [...line.children]);
  const cell = (row, column) => cells[row][columns.indexOf(column)];
  const titles = heads.map((head) => head.textContent);
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const texts = lines.map((line) => words(line).toLowerCase());
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
      sort: () => columns.some((name) => [`${name}.asc`, `${name}.desc`].includes(text)),
      page: () => /^[1-9]\d*$/.test(text),
      rows: () => ["25", "100", "-1"].includes(text),
      brush: () => parts.length === 4 && parts.every((part) => part !== "" && Number.isFinite(Number(part))),
      pick: () => parts.length <= MOST && parts.every((part) => data.ids.includes(part)),
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
        (values.length ? values : [""]).forEach((value) => kept.append(name, value));
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

  const middle = (span) => (span ? (span[0] + span[1]) / 2 : null);
  const metricChosen = () => (chosen("metric").length === 1 ? chosen("metric")[0].value : null);

  function facetTest(key) {
    const wanted = fields.get(key).flatMap((input, place) => (input.checked ? [place] : []));
    return wanted.length ? (row) => data.facets[key][row].some((place) => wanted.includes(place)) : null;
  }

  function numberTest(key) {
    const from = field(`${key}.from`);
    const to = field(`${key}.to`);
    const takesMissing = fields.has(`${key}.none`) && field(`${key}.none`).checked;
    const isLimited = !from.disabled && (from.value !== "" || to.value !== "");
    if (!isLimited && !takesMissing) return null;
    const low = from.value === "" ? -Infinity : Number(from.value);
    const high = to.value === "" ? Infinity : Number(to.value);
    return (row) => {
      const span = data.numbers[key][row];
      return span ? isLimited && span[1] >= low && span[0] <= high : takesMissing;
    };
  }

  function brushTest(axes) {
    if (!field("brush").value) return null;
    const [left, right, bottom, top] = field("brush").value.split(",").map(Number);
    return (row) => {
      const [x, y] = [axes.x(row), axes.y(row)];
      return x !== null && y !== null && x >= left && x <= right && y >= bottom && y <= top;
    };
  }

  function tests() {
    const found = new Map();
    const add = (name, test) => test && found.set(name, test);
    const wanted = field("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    add("q", wanted.length ? (row) => wanted.every((word) => texts[row].includes(word)) : null);
    if (fields.has("set") && field("set").value) {
      const place = [...field("set").options].findIndex((option) => option.selected) - 1;
      add("set", (row) => data.sets[row] === place);
    }
    Object.keys(data.facets).forEach((key) => add(key, facetTest(key)));
    Object.keys(data.numbers).forEach((key) => add(`${key}.number`, numberTest(key)));
    return found;
  }

  /** Return for each row the one test that it fails, "" where it fails none, and null where it fails several. */
  function failures(found) {
    return rows.map((row) => {
      const failed = [...found].filter(([, test]) => !test(row)).map(([name]) => name);
      return failed.length > 1 ? null : failed[0] || "";
    });
  }

  let shown = rows.map(() => true);

  function update() {
    const limit = metricChosen();
    const value = find('[data-number="value"]');
    value.querySelector("legend").textContent = limit ? [data.values[limit][0], data.values[limit][1]].join(" / ") : "Value (choose one metric)";
    value.disabled = !limit;
    value.querySelectorAll("input").forEach((input) => (input.disabled = !limit));
    const failed = failures(tests());
    const plotted = rows.filter((row) => failed[row] === "");
    const axes = axesOf(plotted);
    const isInside = brushTest(axes) || (() => true);
    shown = failed.map((name, row) => name === "" && isInside(row));
    showCounts(failed);
    showTable();
    showChips();
    showPicked();
    showChart(plotted, axes);
    writeAddress();
    const count = shown.filter(Boolean).length;
    const told = `${count} of ${rows.length} measurements`;
    if (status.textContent !== told) status.textContent = told;
  }

  function showCounts(failed) {
    findAll("[data-facet]").forEach((facet) => {
      const key = facet.dataset.facet;
      const counts = fields.get(key).map(() => 0);
      rows.forEach((row) => {
        if (failed[row] === "" || failed[row] === key) data.facets[key][row].forEach((place) => (counts[place] += 1));
      });
      fields.get(key).forEach((input, place) => {
        input.closest("label").querySelector(".count").textContent = counts[place];
        input.closest("label").classList.toggle("empty", !counts[place]);
      });
      const count = chosen(key).length;
      facet.querySelector(".chosen").textContent = count ? `${count} chosen` : "";
    });
    findAll("[data-number] .count").forEach((mark) => {
      const key = mark.closest("[data-number]").dataset.number;
      mark.textContent = rows.filter((row) => (failed[row] === "" || failed[row] === `${key}.number`) && !data.numbers[key][row]).length;
    });
  }

  // --- The table

  function order(a, b) {
    return a === b ? 0 : a < b ? -1 : 1;
  }

  function makeTable() {
    find(".explore-table thead tr").prepend(make("th", "Compare", { scope: "col" }));
    lines.forEach((line, row) => {
      const label = make("label", "", { class: "explore-pick" });
      const name = `Compare ${words(cell(row, "material"))}, ${words(cell(row, "metric"))} ${words(cell(row, "value"))}`;
      label.append(make("input", "", { type: "checkbox", "data-row": row, "aria-label": name }));
      const box = make("td");
      box.append(label);
      line.prepend(box);
    });
    // Numbers: what has none stands last in both directions.
    const last = (sign) => (a, b) => (a === "" || b === "" ? order(a === "", b === "") : sign * (a - b));
    Object.assign(DataTable.ext.type.order, { "stated-asc": last(1), "stated-desc": last(-1) });
    const made = new DataTable(find(".explore-table"), {
      autoWidth: false,
      order: [],
      orderMulti: false,
      pageLength: 25,
      columns: [
        { orderable: false, searchable: false, name: "pick" },
        ...heads.map((head) =>
          head.className === "number"
            ? { name: head.dataset.name, type: "stated", orderSequence: ["desc", "asc", ""] }
            : { name: head.dataset.name, orderSequence: ["asc", "desc", ""] },
        ),
      ],
      layout: { topStart: null, topEnd: null, bottomStart: "pageLength", bottomEnd: "paging" },
      lengthMenu: [25, 100, { label: "all", value: -1 }],
      language: { lengthMenu: "_MENU_ rows on a page", emptyTable: "", zeroRecords: "No measurement is like that. Take back a choice, or show all." },
    });
    made.search.fixed("explore", (_text, _row, place) => shown[place]);
    made.on("order.dt", () => remember("sort", sorting(made.order())));
    made.on("page.dt", () => remember("page", made.page() ? String(made.page() + 1) : ""));
    made.on("length.dt", (_event, _settings, length) => remember("rows", length === 25 ? "" : String(length)));
    return made;
  }

  let isShowing = false;

  /** Keep in the state what the reader did to the table itself. */
  function remember(name, text) {
    if (isShowing) return;
    field(name).value = text;
    if (name !== "page") field("page").value = "";
    writeAddress();
  }

  function sorting(order) {
    const [place, direction] = Array.isArray(order[0]) ? order[0] : [order[0]?.idx ?? order[0], order[0]?.dir ?? order[1]];
    return direction ? `${columns[place - 1]}.${direction}` : "";
  }

  function showTable() {
    isShowing = true;
    const visible = chosen("column").map((input) => input.value);
    columns.forEach((name, place) => table.column(place + 1).visible(place === 0 || visible.includes(name), false));
    const name = field("sort").value.slice(0, field("sort").value.lastIndexOf("."));
    table.order(name ? [[columns.indexOf(name) + 1, field("sort").value.split(".").pop()]] : []);
    table.page.len(Number(field("rows").value || 25));
    table.draw();
    const page = Math.min(Number(field("page").value || 1), Math.max(table.page.info().pages, 1));
    field("page").value = page > 1 ? String(page) : "";
    if (page > 1) table.page(page - 1).draw("page");
    isShowing = false;
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
    const empty = (...names) => () => names.filter((name) => fields.has(name)).forEach((name) => reset(field(name)));
    const chips = [];
    if (field("q").value) chips.push(chip(`Words: ${field("q").value}`, empty("q")));
    if (fields.has("set") && field("set").value) chips.push(chip(`Comparable: ${field("set").selectedOptions[0].textContent}`, empty("set")));
    findAll("[data-facet]").forEach((facet) =>
      chosen(facet.dataset.facet).forEach((input) => {
        const text = `${facet.querySelector("[role=group]").getAttribute("aria-label")}: ${input.nextElementSibling.textContent}`;
        chips.push(chip(text, () => (input.checked = false)));
      }),
    );
    Object.keys(data.numbers).forEach((key) => {
      if (!numberTest(key)) return;
      const [from, to] = [field(`${key}.from`).value, field(`${key}.to`).value];
      const parts = [from && `from ${from}`, to && `to ${to}`, fields.has(`${key}.none`) && field(`${key}.none`).checked && MISSING];
      const text = `${find(`[data-number="${key}"] legend`).textContent}: ${parts.filter(Boolean).join(" ")}`;
      chips.push(chip(text, empty(`${key}.from`, `${key}.to`, `${key}.none`)));
    });
    if (field("brush").value) chips.push(chip("Selected in the plot", empty("brush")));
    list.replaceChildren(...chips);
    list.hidden = !chips.length;
  }

  // --- The plot

  let view = null;
  let drawn = "";
  let brushed = "";
  let bundle = null;

  /** Return what is on each axis; values are those of the one metric that is chosen, else of the one with most of them. */
  function axesOf(plotted) {
    const counts = {};
    const metricOf = (row) => fields.get("metric")[data.facets.metric[row][0]].value;
    plotted.forEach((row) => (counts[metricOf(row)] = (counts[metricOf(row)] || 0) + 1));
    const metric = Object.keys(counts).sort((a, b) => counts[b] - counts[a])[0];
    const axis = (key) => {
      if (key !== "value") return Object.assign((row) => middle(data.numbers[key][row]), { about: data.axes[key] });
      return Object.assign((row) => (metricOf(row) === metric ? middle(data.numbers.value[row]) : null), { about: data.values[metric] || ["Value", "", false] });
    };
    return { x: axis(field("x").value), y: axis(field("y").value) };
  }

  const conditionsOf = (row) =>
    columns
      .filter((name) => name.startsWith("at.") && !cell(row, name).classList.contains("no"))
      .map((name) => `${titles[columns.indexOf(name)]} ${words(cell(row, name))}`)
      .join("; ");

  function pointsOf(plotted, axes) {
    return plotted.flatMap((row) => {
      const [x, y] = [axes.x(row), axes.y(row)];
      if (x === null || y === null || (axes.x.about[2] && x <= 0) || (axes.y.about[2] && y <= 0)) return [];
      return [
        {
          x, y, bound: hasValues() ? data.bounds[row] : "",
          material: words(cell(row, "material").querySelector("a")), value: words(cell(row, "value")),
          conditions: conditionsOf(row) || "conditions not stated", source: words(cell(row, "source")),
          state: words(cell(row, "state")), family: words(cell(row, "family")),
        },
      ];
    });
  }

  function specification(points, axes, width) {
    const spec = structuredClone(data.chart);
    const brush = field("brush").value.split(",").map(Number);
    ["x", "y"].forEach((name) => {
      const [title, unit, isWide] = axes[name].about;
      const axis = { tickCount: name === "x" ? Math.max(3, Math.floor(width / 110)) : 6 };
      if (field(name).value === "year") axis.format = "d";
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
    const description = `${axes.y.about[0]} against ${axes.x.about[0]}, ${points.length} points`;
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

  const hasValues = () => ["x", "y"].some((name) => field(name).value === "value");

  async function showChart(plotted, axes) {
    const figure = find(".explore-plot figure");
    if (!find(".explore-plot").open) return;
    const points = pointsOf(plotted, axes);
    const width = Math.floor(figure.clientWidth);
    const key = JSON.stringify([plotted, field("x").value, field("y").value, width]);
    if (key === drawn && field("brush").value === brushed) return;
    [drawn, brushed] = [key, field("brush").value];
    const what = hasValues() ? `${axes[field("y").value === "value" ? "y" : "x"].about[0]}: ` : "";
    find("[data-caption]").textContent = `${what}${points.length} of ${plotted.length} chosen measurements have both numbers. Drag a rectangle to keep what is in it; the fields under Numbers do the same by keyboard.`;
    try {
      await loadBundle();
      if (drawn !== key) return;
      view?.finalize();
      ({ view } = await window.vegaEmbed(figure, specification(points, axes, width), window.vegaOptions));
      // The rectangle has no words, and nothing to tell: what it selects is told by the table.
      figure.querySelectorAll('[class*="brush_brush"]').forEach((part) => part.setAttribute("aria-hidden", "true"));
      view.addSignalListener("brush", (_name, box) => brushedBy(box));
    } catch (error) {
      console.error("The plot cannot be drawn:", error);
    }
  }

  let waiting = 0;

  function brushedBy(box) {
    const round = (number) => Number(number.toPrecision(5));
    const text = box.x && box.y ? [...box.x, ...box.y].map(round) : [];
    const [a, b, c, d] = text;
    const sorted = text.length ? [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)].join(",") : "";
    if (sorted === field("brush").value) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      field("brush").value = brushed = sorted;
      changed();
    }, 150);
  }

  // --- Side by side

  const picked = () => field("pick").value.split(",").filter(Boolean).map((id) => data.ids.indexOf(id));

  function pick(row, isWanted) {
    const others = picked().filter((other) => other !== row);
    if (isWanted && others.length === MOST) {
      status.textContent = `${MOST} measurements are side by side already. Take one away first.`;
    } else {
      field("pick").value = (isWanted ? [...others, row] : others).map((place) => data.ids[place]).join(",");
    }
    showPicked();
    writeAddress();
  }

  function copyOf(row, name) {
    const copy = make("td");
    if (cell(row, name)) copy.append(...[...cell(row, name).childNodes].map((node) => node.cloneNode(true)));
    return copy;
  }

  function showPicked() {
    const chosenRows = picked();
    cells.forEach((_, row) => (lines[row].querySelector("input").checked = chosenRows.includes(row)));
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
      const remove = make("button", "Take away", { type: "button", "aria-label": `Take away ${words(cell(row, "material"))}` });
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
    columns.slice(1).forEach((name) => own.append(line(titles[columns.indexOf(name)], chosenRows.map((row) => copyOf(row, name)))));
    grid.append(make("caption", "The chosen measurements, and what else their records hold"), top, own, othersOf(chosenRows, line));
    section.querySelector(".table-wrap").replaceChildren(grid);
  }

  /** Return for each metric the other values of the records of the chosen rows. */
  function othersOf(chosenRows, line) {
    const body = make("tbody");
    const record = (row) => data.ids[row].split("/")[0];
    fields.get("metric").forEach((input, place) => {
      const boxes = chosenRows.map((row) => {
        const box = make("td");
        rows.filter((other) => other !== row && record(other) === record(row) && data.facets.metric[other].includes(place)).forEach((other) => {
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
  function quoted(value) {
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/.test(value) ? `'${value}` : value;
    return /[",\r\n']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  function csv() {
    const visible = columns.filter((_, place) => table.column(place + 1).visible());
    const spanned = (name) => name !== "year" && data.numbers[name];
    const title = (name) => titles[columns.indexOf(name)];
    const unit = (name) => (name === "value" || !data.axes[name][1] ? "" : ` / ${data.axes[name][1]}`);
    const top = visible.flatMap((name) => (spanned(name) ? [title(name), `${title(name)} from${unit(name)}`, `${title(name)} to${unit(name)}`, ...(name === "value" ? ["Unit"] : [])] : [title(name)]));
    const body = table.rows({ search: "applied", order: "applied" }).indexes().toArray().map((row) => [
      cell(row, "value").querySelector("a").getAttribute("href"),
      ...visible.flatMap((name) => {
        const text = words(cell(row, name));
        if (!spanned(name)) return [name === "year" && data.numbers.year[row] ? data.numbers.year[row][0] : text];
        const span = data.numbers[name][row] || ["", ""];
        return [text, ...span, ...(name === "value" ? [data.values[fields.get("metric")[data.facets.metric[row][0]].value][1]] : [])];
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

  const table = makeTable();
  readAddress();
  findAll("[hidden]:not(.explore-sides, .explore-chips, [data-do='sides'])").forEach((element) => element.removeAttribute("hidden"));
  find(".explore-choose").open = matchMedia("(min-width: 60em)").matches;
  update();
  let typing = 0;
  root.addEventListener("input", (event) => {
    if (!event.target.name) return;
    if (["x", "y", "metric"].includes(event.target.name)) field("brush").value = "";
    clearTimeout(typing);
    typing = setTimeout(changed, ["search", "number"].includes(event.target.type) ? 200 : 0);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.row) pick(Number(event.target.dataset.row), event.target.checked);
  });
  find('[data-do="csv"]').addEventListener("click", download);
  find('[data-do="clear"]').addEventListener("click", () => {
    history.pushState(null, "", `${location.href.split("#")[0]}#`);
    readAddress();
    update();
  });
  find('[data-do="sides"]').addEventListener("click", () => find(".explore-sides h2").focus());
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
