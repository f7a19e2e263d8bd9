// The page that asks in SQL: its parts in the document. All its sources are joined into one function, which ends here where
// the site has no engine.

const root = document.querySelector(".query");
if (!root?.dataset.engine) return;

// So many rows are fetched at most, and so many seconds may pass.
const MOST_ROWS = 10000;
const MOST_SECONDS = 60;
const editor = find("textarea");
const status = find('[role="status"]');
const problem = find('[role="alert"]');
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Say something in the status line; the same words again are said again. */
function say(text) {
  if (status.textContent !== text) status.textContent = text;
}
