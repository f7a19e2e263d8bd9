// The state of the page is the list of chosen materials, which stands in the address.

/** Say something in the status line; the same words again are said again. */
function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

const materialsIn = (number) => `${number} ${number === 1 ? "material" : "materials"}`;

/** Read the materials from the address; return in words what of it was left out. */
function readAddress() {
  const given = (new URLSearchParams(location.hash.slice(1)).get("m") || "").split(",").filter(Boolean);
  const known = [...new Set(given)].filter((id) => placeOf.has(id));
  chosen = known.slice(0, own.most);
  const unknown = given.filter((id) => !placeOf.has(id)).length;
  const said = [];
  if (unknown) said.push(`${materialsIn(unknown)} of the address ${unknown === 1 ? "is" : "are"} not in this review.`);
  if (known.length > own.most) said.push(`Only ${own.most} materials fit side by side; the first ${own.most} are shown.`);
  return said.join(" ");
}

function writeAddress() {
  const hash = chosen.length ? `m=${chosen.join(",")}` : "";
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", `${location.href.split("#")[0]}#${hash}`);
  findAll(".compare-ways li > a:first-child").forEach((link) => {
    if (link.getAttribute("href") === `#${hash}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

function showChosen() {
  const chips = chosen.map((id, place) => {
    const item = make("li");
    const button = make("button", "", { type: "button", "aria-label": `Remove ${nameOf(id)}` });
    button.append(symbolOf(place), nameOf(id));
    button.addEventListener("click", () => removeMaterial(id));
    item.append(button);
    return item;
  });
  find(".compare-chosen").replaceChildren(...chips);
  find(".compare-chosen").hidden = !chips.length;
  input.disabled = chosen.length === own.most;
  find('[data-do="link"]').hidden = find('[data-do="clear"]').hidden = !chosen.length;
}

function update(message) {
  showChosen();
  writeAddress();
  find(".compare-shown").hidden = !chosen.length;
  findAll(".compare-start").forEach((part) => (part.hidden = chosen.length > 1));
  say(message || (chosen.length === 1 ? "Add another material to compare it with." : chosen.length ? `${materialsIn(chosen.length)} side by side.` : "No material is chosen."));
  if (!chosen.length) return;
  showDifference();
  showTable();
  offerPairs();
  showFigure();
}

function addMaterial(id) {
  chosen = [...chosen, id];
  const full = chosen.length === own.most ? ` These are as many as fit side by side.` : "";
  update(`${nameOf(id)} is added.${full}`);
  if (input.disabled) find('[data-do="link"]').focus();
}

function removeMaterial(id) {
  const place = chosen.indexOf(id);
  chosen = chosen.filter((other) => other !== id);
  update(`${nameOf(id)} is removed.`);
  (findAll(".compare-chosen button")[Math.min(place, chosen.length - 1)] || input).focus();
}

find(".compare-plain").remove();
find(".compare-pick").hidden = false;
update(readAddress());

find('[data-do="link"]').addEventListener("click", () => copyLink(say));
find('[data-do="clear"]').addEventListener("click", () => {
  chosen = [];
  update("");
  input.focus();
});
control("pair").addEventListener("change", () => {
  startPair();
  showFigure();
});
["x-log", "y-log", "singles"].forEach((name) => control(name).addEventListener("change", showFigure));
// A hash that names a part of the page only leads there.
addEventListener("hashchange", () => document.getElementById(location.hash.slice(1)) || update(readAddress()));
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => chosen.length && showFigure(), 200);
});
