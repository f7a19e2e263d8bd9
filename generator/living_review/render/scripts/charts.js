// Makes each chart interactive when it comes near the window. Without this script the picture stays, with its links.

// How Vega draws on this site: without code made of text and without styles of its own, which the policy of the pages forbids.
window.vegaOptions = { renderer: "svg", ast: true, actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true } };

const pointsOf = (view) => [...view.querySelectorAll(".chart-live .role-mark path")].filter((path) => path.__data__?.href);
const made = new Map();

async function makeInteractive(view, figure) {
  view.dataset.state = "loading";
  const still = view.querySelector("svg");
  const live = document.createElement("div");
  live.className = "chart-live";
  try {
    await loadScript(`${figure.dataset.assets}vega.js`);
    const { datasets, ...specs } = JSON.parse(figure.querySelector("script").textContent);
    const spec = { ...specs[view.dataset.view], datasets, description: still.getAttribute("aria-label") };
    view.append(live);
    await window.vegaEmbed(live, spec, { ...window.vegaOptions, loader: { target: "_self" } });
    const points = pointsOf(view);
    followByKeyboard(points);
    live.querySelector("svg").setAttribute("aria-describedby", still.getAttribute("aria-describedby"));
    const reached = [...still.querySelectorAll("a")].indexOf(document.activeElement);
    view.dataset.state = "live";
    points[reached]?.focus();
  } catch (error) {
    live.remove();
    view.dataset.state = "static";
    console.error("The chart stays a picture:", error);
  }
}

/** Make a chart interactive once, where it is seen. */
async function wakeView(view, figure) {
  if (!made.has(view) && view.offsetParent) made.set(view, makeInteractive(view, figure));
  await made.get(view);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".chart-files button");
  if (!button) return;
  const figure = button.closest("figure");
  await loadScript(`${figure.dataset.assets}chart-files.js`);
  await window.saveChart(figure, button.dataset.form);
});

function start() {
  // A chart with very many points has no specification and stays a picture.
  const figures = [...document.querySelectorAll("figure.chart")].filter((figure) => figure.querySelector("script"));
  const viewsOf = (figure) => figure.querySelectorAll(".chart-view");
  const wake = (figure) => viewsOf(figure).forEach((view) => wakeView(view, figure));
  const watcher = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => wake(entry.target)),
    { rootMargin: "300px" },
  );
  figures.forEach((figure) => {
    watcher.observe(figure);
    viewsOf(figure).forEach((view) => answerFingers(view, () => wakeView(view, figure).then(() => pointsOf(view))));
  });
  matchMedia("(max-width: 44rem)").addEventListener("change", () => figures.forEach(wake));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
