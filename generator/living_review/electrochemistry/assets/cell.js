// Lets a visitor change the cell estimate. The steps come from cell-steps.js, the records from the page; without this script the
// page shows one worked example. The address holds what differs from that example, so that a link leads to the same cell.
(function () {
  "use strict";
  const DIGITS = 4;
  const OWN = "own", ASSUMED = "assumed";

  const form = document.querySelector("form.cell-form");
  if (!form || !window.cellSteps) return;
  const data = JSON.parse(document.querySelector(".cell-data script").textContent);
  const inputs = data.inputs.map((input) => ({
    ...input,
    field: document.getElementById(`cell-${input.parameter}`),
    from: document.getElementById(`cell-${input.parameter}-from`),
    source: document.getElementById(`cell-${input.parameter}-source`),
  }));
  const electrodes = [...form.querySelectorAll("[data-electrode]")];
  const status = document.querySelector(".cell-result [role=status]");
  let telling = 0;

  const shown = (value, digits = DIGITS) => String(Number(value.toPrecision(digits))).replace("-", "−");
  const record = (electrode) => data.records[electrode][form.querySelector(`[data-electrode=${electrode}]`).value];
  const optionsOf = (input) => (input.electrode && record(input.electrode).options[input.key]) || [];
  // What stands in where a record gives no number: the median of its family, else the assumption of the page.
  const fallback = (input) => (input.electrode && record(input.electrode).medians[input.key]) || input.assumption;
  const first = (input) => optionsOf(input)[0]?.id ?? (fallback(input) ? ASSUMED : OWN);
  const numberOf = (input, from) => optionsOf(input).find((option) => option.id === from)?.value ?? fallback(input)?.value;
  const isValid = (input) => input.field.validity.valid;
  const notes = Object.fromEntries([...document.querySelectorAll(".cell-notes [data-note]")].map((one) => [one.dataset.note, one]));

  // A comma is a decimal one, but for 1,234, which may mean either.
  function numberIn(field) {
    const text = field.value.trim();
    const isNumber = /^-?(\d+[.,]?\d*|[.,]\d+)(e-?\d+)?$/i.test(text) && !/^-?[1-9]\d{0,2},\d{3}$/.test(text);
    return isNumber ? Number(text.replace(",", ".")) : NaN;
  }

  function judge({ field, unit }) {
    const { low, high } = field.dataset, number = numberIn(field), of = unit && ` ${unit}`;
    if (low === undefined) return;
    field.setCustomValidity(
      Number.isNaN(number) ? "This is no number: write it like 320.2." : number < low ? `At least ${low}${of}.` : number > high ? `At most ${high}${of}.` : "");
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  // Where the number of a field is from: a measurement with its state, an assumption, or the visitor.
  function tellSource(input) {
    const option = optionsOf(input).find((one) => one.id === input.chosen);
    judge(input);
    input.field.setAttribute("aria-invalid", String(!input.field.validity.valid));
    if (!input.field.validity.valid) return input.source.replaceChildren(input.field.validationMessage);
    if (input.chosen === ASSUMED) return input.source.replaceChildren(...notes[fallback(input).note].cloneNode(true).childNodes);
    if (!option) return input.source.replaceChildren("Your own choice.");
    input.source.replaceChildren(
      element("a", { className: "value", href: option.address }, option.text), " ",
      element("span", { className: `state state-${option.state}`, title: data.states[option.state] }, option.state), " ",
      option.conditions,
    );
  }

  function mark(input, from) {
    input.chosen = from;
    if (input.from) input.from.value = from;
  }

  function choose(input, from) {
    mark(input, from);
    if (from !== OWN) input.field.value = numberOf(input, from);
  }

  function fillSources(input) {
    if (!input.from) return;
    input.from.hidden = optionsOf(input).length === 0;
    const options = optionsOf(input).map((option) =>
      element("option", { value: option.id }, `${option.text} (${option.state}), ${option.conditions}`));
    const other = fallback(input);
    if (other) options.push(element("option", { value: ASSUMED }, `${other.value} ${input.unit}, ${other.label}`));
    input.from.replaceChildren(...options, element("option", { value: OWN }, "your own number"));
  }

  function changeRecord(electrode) {
    for (const input of inputs.filter((one) => one.electrode === electrode)) {
      fillSources(input);
      choose(input, first(input));
    }
  }

  function compute() {
    const values = {};
    for (const input of inputs) if (isValid(input)) values[input.key] = numberIn(input.field) * input.factor;
    for (const [key, step] of window.cellSteps) values[key] = step(values);
    return values;
  }

  function paint(values) {
    const text = (key, factor = 1, digits = DIGITS) => (Number.isFinite(factor * values[key]) ? shown(factor * values[key], digits) : "–");
    document.querySelectorAll("[data-value]").forEach((one) => (one.textContent = text(one.dataset.value)));
    document.querySelectorAll("[data-percent]").forEach((one) => (one.textContent = text(one.dataset.percent, 100 / values.cell_mass, 2)));
    document.querySelectorAll("[data-grow]").forEach((one) => (one.style.flexGrow = Math.max(0, values[one.dataset.grow]) || 0));
    // Without all numbers there are no shares to show.
    document.querySelectorAll(".cell-bar, .cell-parts").forEach((one) => one.toggleAttribute("data-empty", !Number.isFinite(values.cell_mass)));
    let objection = "";
    document.querySelectorAll("[data-objection]").forEach((one) => {
      one.hidden = !(values[one.dataset.objection] <= 0);
      if (!one.hidden) objection ||= one.textContent;
    });
    document.querySelector(".cell-answer").hidden = objection !== "";
    const announced = objection || [...document.querySelectorAll(".cell-energies > div")].map((one) => one.textContent.replace(/\s+/g, " ")).join(", ");
    clearTimeout(telling);
    telling = setTimeout(() => (status.textContent = announced), 500);
  }

  // What differs from the worked example, and from the first measurements of other records.
  function address() {
    const query = new URLSearchParams();
    for (const select of electrodes) {
      if (select.value !== data.start[select.dataset.electrode]) query.set(select.dataset.electrode, select.value);
    }
    for (const input of inputs) {
      const from = input.chosen === OWN ? (isValid(input) ? numberIn(input.field) : "") : input.chosen;
      if (from && from !== first(input)) query.set(input.parameter, from);
    }
    return query.size ? `?${query}` : location.pathname;
  }

  function update() {
    inputs.forEach(tellSource);
    paint(compute());
    history.replaceState(null, "", address() + location.hash);
  }

  // Whatever an address says that the page does not know is passed over.
  function readAddress() {
    const query = new URLSearchParams(location.search);
    for (const select of electrodes) {
      const wanted = query.get(select.dataset.electrode);
      if (Object.hasOwn(data.records[select.dataset.electrode], wanted ?? "")) select.value = wanted;
      changeRecord(select.dataset.electrode);
    }
    for (const input of inputs) {
      if (!input.electrode) {
        input.field.value = "";
        choose(input, first(input));
      }
      const wanted = query.get(input.parameter);
      if (wanted === null) continue;
      if (optionsOf(input).some((option) => option.id === wanted) || (wanted === ASSUMED && fallback(input))) {
        choose(input, wanted);
        continue;
      }
      const before = { chosen: input.chosen, value: input.field.value };
      input.field.value = wanted;
      judge(input);
      if (isValid(input)) choose(input, OWN);
      else [input.chosen, input.field.value] = [before.chosen, before.value];
    }
  }

  function start() {
    readAddress();
    for (const select of electrodes) {
      select.addEventListener("change", () => {
        changeRecord(select.dataset.electrode);
        update();
      });
    }
    for (const input of inputs) {
      input.field.addEventListener("input", () => {
        mark(input, numberIn(input.field) === numberOf(input, first(input)) ? first(input) : OWN);
        update();
      });
      input.from?.addEventListener("change", () => {
        choose(input, input.from.value);
        update();
        if (input.chosen === OWN) input.field.focus();
      });
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      history.replaceState(null, "", location.pathname);
      for (const select of electrodes) select.value = data.start[select.dataset.electrode];
      readAddress();
      update();
    });
    const copy = form.querySelector("[data-copy]"), words = copy.textContent;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        copy.textContent = "Copied";
      } catch {
        copy.textContent = "Copy it from the address bar";
      }
      setTimeout(() => (copy.textContent = words), 2000);
    });
    form.hidden = false;
    document.querySelector(".cell-inputs").hidden = true;
    update();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
