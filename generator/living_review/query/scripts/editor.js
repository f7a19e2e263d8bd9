// The editor: names of tables and columns go where the cursor is, and a mistake is shown where it stands.

/** Make the box as high as its text. */
function fitEditor() {
  editor.rows = Math.min(24, Math.max(6, editor.value.split("\n").length + 1));
}

function insertName(name) {
  const before = editor.value.slice(0, editor.selectionStart);
  const blank = before && !/[\s(.,]$/.test(before) ? " " : "";
  editor.setRangeText(`${blank}${name}`, editor.selectionStart, editor.selectionEnd, "end");
  editor.focus();
}

/** Show what is wrong, with the line where SQLite names a word of the question, which is then selected. */
function showProblem({ message, said = "" }) {
  const word = (said.match(/near "(.+)": syntax error$/s) || said.match(/^no such (?:column|table|function): (?:\w+\.)?(.+)$/s))?.[1];
  const at = word ? editor.value.toLowerCase().indexOf(word.toLowerCase()) : -1;
  const line = at < 0 ? "" : ` (line ${editor.value.slice(0, at).split("\n").length})`;
  problem.textContent = `${message}${line}`;
  problem.hidden = false;
  editor.setAttribute("aria-invalid", "true");
  if (at < 0) return;
  editor.focus();
  editor.setSelectionRange(at, at + word.length);
}

function clearProblem() {
  problem.hidden = true;
  problem.textContent = "";
  editor.removeAttribute("aria-invalid");
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-name]");
  if (button) insertName(button.dataset.name);
});
editor.addEventListener("input", () => {
  fitEditor();
  clearProblem();
});
// The Tab key leaves the box, as everywhere.
editor.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  askEditor();
});
