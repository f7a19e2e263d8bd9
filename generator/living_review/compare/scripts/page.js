// The page that compares: its parts in the document. All its sources are joined into one function, which ends here if there
// is nothing to choose from.

const root = document.querySelector(".compare");
// The values are those of the page of all measurements; what only this page asks for stands beside them.
const data = window.measurements;
const own = window.comparison;
if (!root || !own || !data?.count) return;


const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const titles = new Map(Object.entries(own.titles));
const status = find('[role="status"]');
const NAMESPACE = "http://www.w3.org/2000/svg";
