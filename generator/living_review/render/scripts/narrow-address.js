// The address: a state of the list, or an anchor, which is shown whatever was chosen.

// A state begins so; everything else is an anchor of the page.
const STATE = "#list:";

const reset = () => [words, ...choosers].forEach((control) => (control.value = ""));

function writeState() {
  const kept = new URLSearchParams([words, ...choosers].filter(({ value }) => value).map(({ name, value }) => [name, value])).toString();
  if (kept || location.hash.startsWith(STATE)) history.replaceState(null, "", location.href.split("#")[0] + (kept && STATE + kept));
}

function readState() {
  const given = new URLSearchParams(location.hash.slice(STATE.length));
  words.value = given.get("q") || "";
  choosers.forEach((chooser) => {
    const isKnown = [...chooser.options].some(({ value }) => value === given.get(chooser.name));
    chooser.value = isKnown ? given.get(chooser.name) : "";
  });
}

function anchored() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** Show the page that holds what the address leads to: an entry, something in one, or a heading above some. */
function follow() {
  if (location.hash.startsWith(STATE)) {
    readState();
    page = 1;
    return show();
  }
  const target = anchored();
  const section = sections.find(({ heading }) => heading === target);
  const wanted = section ? [...section.entries] : [target?.closest("[data-entry]")].filter(Boolean);
  if (!wanted.length) return show();
  if (!wanted.some((entry) => matching.includes(entry))) reset();
  show();
  page = Math.floor(matching.findIndex((entry) => wanted.includes(entry)) / Number(size.value)) + 1;
  show();
  // Who is led to an entry wants all of it.
  target.querySelector(":scope > details")?.setAttribute("open", "");
  target.scrollIntoView();
}
