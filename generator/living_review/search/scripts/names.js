// Names of pages, and how well each answers a query.

const STOP = new Set("a an and at by for from in of on or the to with".split(" "));
// How well a name answers a query.
const [EXACT, PLURAL, WHOLE, PIECE, BEGINNING, SCATTERED] = [6, 5, 4, 3, 2, 1];

const withoutStops = (words) => (words.every((word) => STOP.has(word)) ? words : words.filter((word) => !STOP.has(word)));

/** Return a name or a query as it is compared: in one spelling, its words apart and without the plural. */
function comparable(text) {
  const plain = fold(text.replace(/<[^>]*>/g, "")).replace(/[\s\-–—−]+/g, " ").trim();
  const single = plain.replace(/(?<![\p{L}\p{N}])(\p{L}{2,}[^\P{L}sui])s(?![\p{L}\p{N}])/gu, "$1");
  return { text: plain, single, words: single.split(/[^\p{L}\p{N}.]+/u).filter(Boolean) };
}

const begins = (words, start) => words.some((word) => word.startsWith(start));

/** Return how well a name answers a query, 0 if it does not. */
function closeness(name, { text, single, words }) {
  if (name.text === text) return EXACT;
  if (name.single === single) return PLURAL;
  if (words.every((word) => name.words.includes(word))) return WHOLE;
  if (words.every((word) => name.words.includes(word) || name.pieces.includes(word))) return PIECE;
  return words.every((word) => begins(name.words, word)) ? BEGINNING : 0;
}
