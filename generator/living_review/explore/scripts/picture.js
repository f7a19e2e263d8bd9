// The plot as a file of its own, with what was chosen and where it comes from below it.

/** Save the plot as SVG or PNG. */
async function savePicture(form) {
  const figure = find(".explore-plot figure");
  const address = document.querySelector("link[rel=canonical]")?.href || "";
  const day = new Date().toISOString().slice(0, 10);
  const chips = findAll(".explore-chips button").map((button) => button.textContent);
  figure.dataset.name = fileName().replace(/\.csv$/, "");
  figure.dataset.notes = JSON.stringify([
    `${plot.points.length} ${plot.isPair ? "pair" : "value"}${plot.points.length === 1 ? "" : "s"}. ${chips.length ? chips.join("; ") : "All measurements"}.${greyNote()}`,
    `${[vocabulary.about, document.title.split(" - ")[0], address].filter(Boolean).join(", ")}; seen on ${day}. Each value has its own source.`,
  ]);
  await loadScript(`${root.dataset.assets}chart-files.js`);
  await window.saveChart(figure, form);
}
