// Narrows the list of a page down: words and choices leave some entries, and one page of these is shown. Without this script all
// entries stand there. On paper stands every entry that is left.

const bar = document.querySelector(".narrow");
if (!bar) return;

const article = bar.parentElement;
const entries = [...article.querySelectorAll("[data-entry]")];
const words = bar.querySelector("[name=q]");
const size = bar.querySelector("[name=size]");
const choosers = [...bar.querySelectorAll("[data-choose]")];
const status = bar.querySelector("[role=status]");
const pages = bar.querySelector(".narrow-pages");

let matching = entries;
let page = 1;

const choices = new Map(entries.map((entry) => [entry, Object.fromEntries(choosers.map(({ name }) => [name, (entry.dataset[name] || "").split(" ")]))]));
const holders = new Map();
const sections = [];

function readPage() {
  entries.forEach((entry) => {
    for (let element = entry.parentElement; element !== article; element = element.parentElement) {
      if (!holders.has(element)) holders.set(element, new Set());
      holders.get(element).add(entry);
    }
  });
  let open = [];
  [...article.children].forEach((part) => {
    if (/^H[2-6]$/.test(part.tagName)) {
      open = open.filter(({ heading }) => heading.tagName < part.tagName);
      open.push({ heading: part, parts: [], entries: new Set() });
      sections.push(open.at(-1));
    }
    open.at(-1)?.parts.push(part);
    holders.get(part)?.forEach((entry) => open.forEach((section) => section.entries.add(entry)));
  });
}
