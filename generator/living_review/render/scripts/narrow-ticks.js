// Ticks entries that are then set side by side on another page, in a list of which that can be done.

const compared = article.querySelector("[data-compare]");
const mostTicked = Number(compared?.dataset.most);
const boxes = compared ? [...article.querySelectorAll("[data-tick] input")] : [];
const ticked = [];

function showTicked() {
  boxes.forEach((box) => (box.checked = ticked.includes(box.value)));
  compared.hidden = !ticked.length;
  const [message, link] = compared.children;
  message.textContent = `${ticked.length} ${ticked.length === 1 ? bar.dataset.one : bar.dataset.many} chosen${ticked.length === mostTicked ? ", which is as many as fit" : ""}`;
  link.hidden = ticked.length < 2;
  link.href = `${compared.dataset.compare}#m=${ticked.map(encodeURIComponent).join(",")}`;
}

if (compared) {
  article.querySelectorAll("[data-tick]").forEach((cell) => (cell.hidden = false));
  article.addEventListener("change", ({ target }) => {
    if (!boxes.includes(target)) return;
    if (!target.checked) ticked.splice(ticked.indexOf(target.value), 1);
    else if (ticked.length < mostTicked) ticked.push(target.value);
    showTicked();
  });
  compared.querySelector("button").addEventListener("click", () => {
    ticked.length = 0;
    showTicked();
  });
}
