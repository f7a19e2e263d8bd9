// The page of all measurements: its parts in the document. All its sources are joined into one function, which ends here if
// there is nothing to show.

const MAX_COMPARED = 4;
// More points than this take long to draw, and hide each other.
const MAX_POINTS = 2000;
const MAX_BEHIND = 1000;
// More names than this hide the points.
const MAX_LABELLED = 8;
const MISSING = "not known";
const root = document.querySelector(".explore");
const data = window.measurements;
if (!root) return;
// Until now the rows for readers without a script were not laid out: with hundreds of them that takes a second.
root.dataset.script = "";
if (!data?.count) return;

const headers = new Map(findAll(".explore-table th[data-name]").map((head) => [head.dataset.name, head]));
const titles = new Map([...headers].map(([name, head]) => [name, head.textContent]));
const status = find('[role="status"]');
