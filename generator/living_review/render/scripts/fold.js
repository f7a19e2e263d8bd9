// One spelling for what is searched: capitals, marks, raised digits, British and American.

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

/** Return a text without capitals, marks, raised or lowered digits, and in one spelling. */
function fold(text) {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const latin = plain.replace(/[øłđıßæœ]/g, (letter) => LETTERS[letter]);
  return SPELLINGS.reduce((word, [one, other]) => word.replace(one, other), latin);
}
