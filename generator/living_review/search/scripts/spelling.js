// Spellings that mean the same, and chemical formulas with their parts in any order.

const LETTERS = { ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };
// British and American spellings meet in a third one, which nobody sees. A word may be cut anywhere while it is typed.
const SPELLINGS = [
  [/sulph/g, "sulf"],
  [/aluminium/g, "aluminum"],
  [/([iy])z/g, "$1s"],
  [/([bt])re(?=s?(?!\p{L}))/gu, "$1er"],
  [/our/g, "or"],
  [/ll/g, "l"],
];
const PART = /[A-Z][a-z]?[\d.]*/g;
const SIGN = /[^\p{L}\p{N}.]+/u;
const FORMULA = /^(?:[A-Z][a-z]?[\d.]*){2,}$/;

/** Return a text without capitals, marks, raised or lowered digits, and in one spelling. */
function fold(text) {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const latin = plain.replace(/[øłđıßæœ]/g, (letter) => LETTERS[letter]);
  return SPELLINGS.reduce((word, [one, other]) => word.replace(one, other), latin);
}

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
