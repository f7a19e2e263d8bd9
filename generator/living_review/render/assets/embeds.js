// Shows above each snippet what it looks like. Without this script the snippets stand there to be copied all the same.
(function () {
  "use strict";

  function start() {
    document.querySelectorAll("textarea").forEach((area) => {
      area.before(document.createRange().createContextualFragment(area.value));
    });
    // What stands above the place that the address names has moved it.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
