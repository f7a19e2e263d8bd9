// An address with ?v= asks for an older version, by its day or the name of its edition: a note says what has changed since.
// The page carries its history in elements with the day of each change; without this script they say the same.
(function () {
  "use strict";

  const asked = new URLSearchParams(location.search).get("v");
  const source = document.currentScript.src;
  if (!asked) return;

  function changesSince(day, place) {
    return [...place.querySelectorAll("[data-day]")].filter((change) => change.dataset.day > day);
  }

  // Ids of values are plain.
  function target() {
    const row = document.getElementById(location.hash.slice(1));
    return row?.matches("tr.value-row") ? row.nextElementSibling : null;
  }

  function say(day) {
    document.querySelector(".version-note")?.remove();
    const note = document.createElement("div");
    note.className = "version-note admonition note";
    note.setAttribute("role", "status");
    const value = target();
    const what = value ? "value" : "record";
    const line = note.appendChild(document.createElement("p"));
    if (!day) {
      line.textContent = `This address asks for the version “${asked}”, which this site does not know. It shows the newest one.`;
    } else {
      const found = changesSince(day, value || document.getElementById("history"));
      const name = asked === day ? day : `${asked} (${day})`;
      line.textContent = found.length
        ? `This address asks for the version of ${name}. This page shows the newest one. Since then this ${what} has changed:`
        : `This address asks for the version of ${name}. This ${what} has not changed since.`;
      const list = found.length ? note.appendChild(document.createElement("ul")) : null;
      for (const change of found) list.appendChild(document.createElement("li")).textContent = change.textContent;
    }
    document.querySelector("article h1")?.after(note);
  }

  function sayOf(day) {
    say(day);
    window.addEventListener("hashchange", () => say(day));
  }

  if (/^\d{4}-\d{2}-\d{2}$/.test(asked)) {
    sayOf(asked);
    return;
  }
  const script = document.createElement("script");
  script.src = new URL("editions.js", source).href;
  script.onload = script.onerror = () => {
    const known = window.reviewEditions || {};
    sayOf(Object.hasOwn(known, asked) ? known[asked] : "");
  };
  document.head.append(script);
})();
