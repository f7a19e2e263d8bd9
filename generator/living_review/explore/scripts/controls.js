// The controls, which are the state of the page; those that the reader has other means for are hidden inputs.

const fields = new Map();
findAll("[name]").forEach((input) => fields.set(input.name, [...(fields.get(input.name) || []), input]));
const field = (name) => fields.get(name)[0];
const chosen = (name) => fields.get(name).filter((input) => input.checked);

function defaultOf(input) {
  if (input.type === "hidden") return "";
  if (input.tagName !== "SELECT") return input.defaultValue;
  return ([...input.options].find((option) => option.defaultSelected) || input.options[0]).value;
}

function reset(input) {
  if (input.type === "checkbox") input.checked = input.defaultChecked;
  else input.value = defaultOf(input);
}

const metricChosen = () => (chosen("metric").length === 1 ? chosen("metric")[0].value : null);
