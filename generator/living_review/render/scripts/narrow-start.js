// The start of the list, and what happens when a reader changes something.

readPage();
const lastPart = [...article.children].filter((part) => holders.has(part)).at(-1);
lastPart?.after(pages);
bar.querySelector(".narrow-bar").hidden = false;
follow();
bar.dataset.ready = "";
// The list has its place only now.
if (anchored()) anchored().scrollIntoView();

let timer = 0;
function update() {
  page = 1;
  show();
  writeState();
}
bar.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(update, event.target === words ? 150 : 0);
});
bar.querySelector("[data-reset]").addEventListener("click", () => {
  reset();
  update();
  words.focus();
});
size.addEventListener("input", () => {
  page = 1;
  show();
});
pages.addEventListener("click", (event) => {
  const button = event.target.closest("[data-page]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  page = Number(button.value);
  show();
  status.focus();
  bar.scrollIntoView();
});
addEventListener("hashchange", follow);
// A link to the anchor where one is already changes nothing in the address.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a[href^='#']")?.getAttribute("href") === location.hash) setTimeout(follow);
});
