// The start of the page, and what happens when a reader changes something.

addOwned();
readVocabulary();
makeSortButtons();
findAll("[hidden]:not(.explore-sides, .explore-chips, .explore-card, [data-do='sides'], [data-pairs], [data-behind], [data-compare])").forEach((element) => element.removeAttribute("hidden"));
find(".explore-choose").open = matchMedia("(min-width: 60em)").matches;
showAddress();

let updateTimer = 0;
root.addEventListener("input", (event) => {
  const { name, type } = event.target;
  if (!name) return;
  if (["x", "y", "pairs", "metric"].includes(name)) field("brush").value = "";
  clearTimeout(updateTimer);
  updateTimer = setTimeout(updateFromFirstPage, type === "search" || type === "number" ? 200 : 0);
});
root.addEventListener("change", (event) => {
  if (event.target.dataset.row) setCompared(Number(event.target.dataset.row), event.target.checked);
  if (event.target.dataset.end) {
    field("brush").value = readRectangle();
    updateFromFirstPage();
  }
});
// What is searched is made ready, column by column, while the reader begins to type.
field("q").addEventListener("focus", () => written.forEach((name) => setTimeout(() => searchTexts(columns[name]))), { once: true });
findAll("[data-picture]").forEach((button) => button.addEventListener("click", () => savePicture(button.dataset.picture)));
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
    showComparison();
    writeAddress();
  }),
);
find(".explore-plot > summary").addEventListener("click", () => (isPlotByHand = true));
find(".explore-plot").addEventListener("toggle", update);
// A hash that names a part of the page only leads there.
addEventListener("hashchange", () => document.getElementById(location.hash.slice(1)) || showAddress());
find(".explore-ask").addEventListener("submit", (event) => {
  event.preventDefault();
  // A step back leads to what was shown before.
  history.pushState(null, "", location.href);
  answer(event.target.querySelector("input").value);
});
addEventListener("resize", () => {
  clearTimeout(updateTimer);
  updateTimer = setTimeout(update, 200);
});
