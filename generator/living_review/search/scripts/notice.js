// The line above the results: what was searched for instead, and whether there are more.

/** Say above the results what was searched for instead, with a way back, and that there are more. */
function showNotice(query, { shown, count, items }, again) {
  const results = document.querySelector(".md-search-result");
  let line = results.querySelector(".search-notice");
  if (!line) {
    line = document.createElement("p");
    line.className = "search-notice";
    line.setAttribute("role", "status");
    results.insertBefore(line, results.lastElementChild);
  }
  line.replaceChildren();
  if (shown) line.append(...correctionLine(query, shown, again));
  if (count > items.length) line.append(` The best ${items.length} of ${count} results are listed.`);
}

function correctionLine(query, shown, again) {
  const strong = document.createElement("strong");
  strong.textContent = shown;
  const link = document.createElement("a");
  link.href = `?q=${encodeURIComponent(query)}`;
  // The theme reads a score from whatever stands in a link here, to open the best one on Enter.
  const typed = document.createElement("span");
  typed.dataset.mdScore = "-1";
  typed.textContent = `Search instead for ${query.trim()}`;
  link.append(typed);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    again();
  });
  return ["Showing results for ", strong, ". ", link];
}
