// What is chosen, as buttons that take it back.

function showChips() {
  const list = find(".explore-chips");
  const chip = (text, undo) => {
    const button = make("button", text, { type: "button", "aria-label": `Remove: ${text}` });
    button.addEventListener("click", () => {
      undo();
      updateFromFirstPage();
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
  if (field("each").value) chips.push(chip(`Each that is chosen of: ${field("each").selectedOptions[0].textContent}`, empty("each")));
  findAll("[data-facet]").forEach((facet) =>
    chosen(facet.dataset.facet).forEach((input) => {
      const text = `${facet.querySelector("[role=group]").getAttribute("aria-label")}: ${input.nextElementSibling.textContent}`;
      chips.push(chip(text, () => (input.checked = false)));
    }),
  );
  [...numeric, ...owned].forEach((name) => {
    if (!(isOwned(name) ? isLimited(name) : numberTest(name))) return;
    const [from, to] = [field(`${name}.from`).value, field(`${name}.to`).value];
    const span = from && from === to ? [from] : [from && `from ${from}`, to && `to ${to}`];
    const parts = [...span, fields.has(`${name}.none`) && field(`${name}.none`).checked && MISSING];
    const text = `${isOwned(name) ? "Material has " : ""}${find(`[data-number="${name}"] legend`).textContent}: ${parts.filter(Boolean).join(" ")}`;
    chips.push(chip(text, empty(`${name}.from`, `${name}.to`, `${name}.none`)));
  });
  if (field("brush").value) chips.push(chip("Selected in the plot", empty("brush")));
  list.replaceChildren(...chips);
  list.hidden = !chips.length;
}
