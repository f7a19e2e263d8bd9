// The address of the page: the state is read from it and written into it.

// No axis and no limit needs more: what is larger, or nearer to nothing, overflows when it is drawn.
const LARGEST = 1e15;

/** Return the number that a text of an address is, or NaN. */
function numberIn(text) {
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
  const size = Math.abs(number);
  return size === 0 || (size <= LARGEST && size >= 1 / LARGEST) ? number : NaN;
}

/** Tell whether four numbers are a rectangle: left, right, bottom, top. */
function isRectangle(ends) {
  return ends.length === 4 && ends.every(Number.isFinite) && ends[0] <= ends[1] && ends[2] <= ends[3];
}

function accepts(input, text) {
  if (input.tagName === "SELECT") return [...input.options].some((option) => option.value === text);
  if (input.type === "number") return Number.isFinite(numberIn(text));
  if (input.type !== "hidden") return true;
  const parts = text.split(",");
  return {
    sort: () => names.some((name) => [`${name}.asc`, `${name}.desc`].includes(text)),
    page: () => /^[1-9]\d{0,6}$/.test(text),
    brush: () => isRectangle(parts.map(numberIn)),
    pick: () => parts.length <= MAX_COMPARED && parts.every((part) => rowOf(part) >= 0),
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
      if (inputs[0].value !== defaultOf(inputs[0])) kept.set(name, inputs[0].value);
    } else if (inputs.some((input) => input.checked !== input.defaultChecked)) {
      const values = inputs.filter((input) => input.checked).map((input) => input.value);
      (values.length ? values : [""]).forEach((text) => kept.append(name, text));
    }
  });
  const hash = kept.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", `${location.href.split("#")[0]}#${hash}`);
  findAll(".explore-ways a").forEach((link) => {
    const isHere = link.hash.slice(1) === hash;
    if (isHere) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}
