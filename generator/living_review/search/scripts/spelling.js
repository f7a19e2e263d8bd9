// Chemical formulas with their parts in any order.

const PART = /[A-Z][a-z]?[\d.]*/g;
const SIGN = /[^\p{L}\p{N}.]+/u;
const FORMULA = /^(?:[A-Z][a-z]?[\d.]*){2,}$/;

/** Return the formulas in a text: the parts of each, and the words under which a reader may look for a piece of it. */
function formulas(text) {
  const pieces = text.normalize("NFKD").split(SIGN).filter((piece) => FORMULA.test(piece));
  return pieces.map((piece) => {
    const parts = piece.match(PART).map((part) => part.toLowerCase().replace(/(\D)1$/, "$1"));
    const symbols = parts.map((part) => part.replace(/[\d.]+$/, ""));
    const ends = parts.map((_, i) => parts.slice(i).join(""));
    return { text: piece, parts, words: [...parts, ...symbols, ...ends] };
  });
}

/** Tell whether a text is made of all these parts in some order. */
function isMadeOf(text, parts) {
  if (!parts.length) return !text;
  return parts.some((part, i) => text.startsWith(part) && isMadeOf(text.slice(part.length), parts.filter((_, j) => j !== i)));
}

/** Return a word as it stands within a sentence: capitals stay only in formulas and abbreviations. */
function shownInText(word) {
  return /\d|.\p{Lu}/u.test(word) ? word.normalize("NFKD") : word.toLowerCase();
}
