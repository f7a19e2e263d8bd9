// Replaces each static chart by its interactive view when it comes near the window. Without this script the SVG stays.
(function () {
  "use strict";
  let bundle = null;

  function loadBundle(address) {
    bundle ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return bundle;
  }

  async function enliven(view, address) {
    if (view.dataset.state || !view.offsetParent) return;
    view.dataset.state = "loading";
    const still = view.querySelector(".chart-static");
    const spec = JSON.parse(view.querySelector("script").textContent);
    const live = document.createElement("div");
    live.className = "chart-live";
    view.style.minHeight = still.offsetHeight + "px";
    try {
      await loadBundle(address);
      view.appendChild(live);
      await window.vegaEmbed(live, spec, { renderer: "svg", ast: true, actions: false, loader: { target: "_self" } });
      live.querySelector("svg").setAttribute("aria-label", still.querySelector("svg").getAttribute("aria-label"));
      view.dataset.state = "live";
    } catch (error) {
      live.remove();
      view.dataset.state = "static";
      console.error("The chart stays a picture:", error);
    }
  }

  function start() {
    const figures = document.querySelectorAll("figure.chart");
    const wake = (figure) =>
      figure.querySelectorAll(".chart-view").forEach((view) => enliven(view, figure.dataset.bundle));
    const watcher = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => wake(entry.target)),
      { rootMargin: "300px" },
    );
    figures.forEach((figure) => watcher.observe(figure));
    matchMedia("(max-width: 44rem)").addEventListener("change", () => figures.forEach(wake));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
